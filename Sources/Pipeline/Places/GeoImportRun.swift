import GenesysLog
import Geo
import LogInput

/// A run of `genlog geo import`: public tables in, one table of postcodes out.
package struct GeoImportRun: Sendable {
  /// What came of it.
  package struct Result: Sendable {
    /// What was read and written, a line for each file.
    package fileprivate(set) var accounts: [String] = []
    /// Lines that are wrong, the first of each file.
    package fileprivate(set) var warnings: [String] = []
    /// What was wrong with whole files.
    package fileprivate(set) var problems: [String] = []
    /// Why the table could not be written; nil if it was, or if there is nothing to write.
    package fileprivate(set) var fault: String?
  }

  private let files: [String]

  /// Reads `files`.
  package init(_ files: [String]) {
    self.files = files
  }

  /// Reads the files, and writes the table to `path`, in the place of what is there.
  /// - Throws: ``PipelineError`` if that is one of the files to read.
  package func write(to path: String) throws(PipelineError) -> Result {
    let (inputs, unfound) = InputDiscovery.resolve(files)
    if inputs.contains(where: { !$0.isStandardInput && OverwriteGuard.isSame($0.path, path) }) {
      throw .invalid(
        "\(path): is read by this run, and would be replaced\nhelp: write to another file")
    }
    var result = Result()
    result.problems = unfound.map { "\($0)" }
    var reading = PostcodeImport()
    for input in inputs { read(input, into: &reading, &result) }
    let (bytes, outcodes, postcodes) = reading.table()
    guard outcodes > 0 else {
      result.problems.append("\(GeoError.nothingImported)")
      return result
    }
    do throws(GeoError) {
      try TableFile.write(bytes, to: path)
    } catch {
      result.fault = "\(error)"
      return result
    }
    result.accounts.append(
      "\(path): \(postcodes) postcodes, \(outcodes) outcodes, \(bytes.count) bytes")
    return result
  }

  private func read(_ input: InputFile, into reading: inout PostcodeImport, _ result: inout Result)
  {
    let name = input.isStandardInput ? "standard input" : input.path
    reading.begin()
    var isKnown = true
    do throws(LogInputError) {
      let blocks = BlockReader(source: try ByteSource(input), pool: BlockPool())
      while isKnown, let block = try blocks.next() {
        isKnown = block.withBytes { bytes in
          var place = 0
          while let line = LineScan.nextLine(bytes, &place) {
            guard reading.add(bytes.extracting(line)) else { return false }
          }
          return true
        }
      }
    } catch {
      result.problems.append("\(error)")
    }
    let account = reading.account
    guard isKnown else {
      result.problems.append("\(GeoError.unknownShape(path: name))")
      return
    }
    if account.lines > 0 { result.accounts.append("\(name): \(account.words)") }
    result.warnings += account.samples.map { "\(name):\($0.line): \($0.words)" }
  }
}

extension PostcodeImport.Account {
  /// What was read, in words.
  fileprivate var words: String {
    var parts = ["\(shape.isEmpty ? "no rows" : shape)", "\(lines) lines", "\(taken) taken"]
    func add(_ reason: PostcodeImport.Reason, _ words: String) {
      if let count = left[reason] { parts.append("\(count) \(words)") }
    }
    add(.withoutPlace, "without a place")
    add(.country, "of other countries")
    add(.code, "that name no postcode")
    add(.outside, "far from the islands")
    add(.number, "whose coordinates are no numbers")
    add(.columns, "with too few columns")
    return parts.joined(separator: ", ")
  }
}

extension PostcodeImport.Sample {
  /// What is wrong with a line.
  fileprivate var words: String {
    let shown = PrintableText.short(code)
    return switch reason {
    case .columns: "too few columns"
    case .code: "\(shown) is no postcode of the United Kingdom"
    case .number: "the coordinates of \(shown) are no numbers"
    case .outside: "\(shown) would be far from the islands"
    case .withoutPlace: "\(shown) has no place"
    case .country: "\(shown) is of another country"
    }
  }
}
