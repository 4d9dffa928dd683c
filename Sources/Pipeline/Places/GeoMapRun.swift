import GenesysLog
import Geo
import LogInput

/// A run of `genlog geo map`: events in, a page out.
package struct GeoMapRun: Sendable {
  /// What came of it.
  package struct Result: Sendable {
    /// The page.
    package let page: String
    /// What was wrong with the files; what could be read was.
    package let problems: [String]
    /// Why the page could not be written; nil if it was, or is for standard output.
    package let fault: String?
  }

  private let files: [String]
  private let tally: PlaceTally

  /// Longer events than logs can make: their records are bounded.
  private static let maxLineBytes = 64 << 20

  /// - Parameter object: the object of events whose places are drawn: `client.geo`.
  /// - Throws: ``PipelineError`` if that is no name.
  package init(_ files: [String], object: String) throws(PipelineError) {
    guard let tally = PlaceTally(object) else {
      throw .option(
        name: "field", value: object, problem: "names no field",
        help: "write an object with places, with dots in it: client.geo")
    }
    self.files = files
    self.tally = tally
  }

  /// Reads the files, draws the page, and writes it to the file `destination`, unless that is `-`.
  /// - Throws: ``PipelineError`` if that file is one of those to read.
  package func draw(to destination: String) throws(PipelineError) -> Result {
    let (inputs, unfound) = InputDiscovery.resolve(files)
    if destination != "-",
      inputs.contains(where: { !$0.isStandardInput && OverwriteGuard.isSame($0.path, destination) })
    {
      throw .invalid(
        "\(destination): is read by this run, and would be emptied by writing to it\n"
          + "help: write to another file")
    }
    var tally = tally
    var problems = unfound.map { "\($0)" }
    for input in inputs {
      do throws(LogInputError) {
        try read(input, into: &tally, &problems)
      } catch {
        problems.append("\(error)")
      }
    }
    let names = files.map { $0 == "-" ? "standard input" : PrintableText.short($0) }
    let title = names.count == 1 ? names[0] : "\(names.first ?? "") and \(names.count - 1) more"
    let page = MapPage(tally, title: title).text
    guard destination != "-" else { return Result(page: page, problems: problems, fault: nil) }
    do throws(PipelineError) {
      try TextFile.write(Array(page.utf8), to: destination)
      return Result(page: page, problems: problems, fault: nil)
    } catch {
      return Result(page: page, problems: problems, fault: "\(error)")
    }
  }

  private func read(
    _ input: InputFile, into tally: inout PlaceTally, _ problems: inout [String]
  ) throws(LogInputError) {
    let blocks = BlockReader(
      source: try ByteSource(input), pool: BlockPool(),
      maxLineBytes: GeoMapRun.maxLineBytes)
    var others = 0
    var first: Int64 = 0
    while let block = try blocks.next() {
      block.withBytes { bytes in
        var place = 0
        while let range = LineScan.nextLine(bytes, &place) {
          if range.isEmpty || tally.add(bytes.extracting(range)) { continue }
          if others == 0 { first = block.offset + Int64(range.lowerBound) }
          others += 1
        }
      }
    }
    guard others > 0 else { return }
    let name = input.isStandardInput ? "standard input" : input.path
    let count = others == 1 ? "1 line is" : "\(others) lines are"
    problems.append(
      "\(name): \(count) no event, the first begins at byte \(first)\n"
        + "help: give events as `genlog parse --geo` writes them, a line each")
  }
}
