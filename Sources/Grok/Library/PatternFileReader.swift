/// Reads the Logstash format of pattern files: `NAME REGEX` lines, `#` comments, empty lines.
///
/// Blanks before a line mean nothing; those at its end belong to the pattern. Our own files also
/// say what a pattern is for, in the comment above it, and what it must match, below it:
/// see ``PatternExample``. A comment `# flavour: legacy` (or `ecs`) says which flavour of the standard
/// library a file expects; it does not load over the other. Comments that begin with `lint:` are meant
/// for those who criticise the file (``PatternRemark``), and are no part of what a pattern is for.
struct PatternFileReader {
  private let path: String
  private let flavour: Flavour?
  private var definitions: [PatternDefinition] = []
  private var comments: [String] = []
  private var remarks: [PatternRemark] = []
  /// Remarks that stand above no definition.
  private var strayRemarks: [PatternRemark] = []
  /// The definition that the next `# test:` line belongs to, until another comment comes.
  private var pending: Pending?

  /// A definition whose examples are still to come.
  private struct Pending {
    var name: String
    var regex: String
    var origin: PatternOrigin
    var summary: String
    var remarks: [PatternRemark]
    var examples: [(text: String, matches: Bool, origin: PatternOrigin)] = []
  }

  /// Reads a file for a library of a flavour; nil for one without the standard patterns.
  init(path: String, flavour: Flavour?) {
    self.path = path
    self.flavour = flavour
  }

  /// The definitions in the order of the file.
  ///
  /// - Throws: the first mistake.
  mutating func read(_ contents: [UInt8]) throws(GrokError) -> [PatternDefinition] {
    let all = readAll(contents)
    if let problem = all.problems.first { throw problem }
    return all.definitions
  }

  /// All there is in a file, mistakes among it.
  mutating func readAll(_ contents: [UInt8]) -> PatternFileContents {
    var rest = contents[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var line = 0
    var problems: [GrokError] = []
    while !rest.isEmpty {
      line += 1
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      var bytes = rest[rest.startIndex..<end]
      rest = rest[min(end + 1, rest.endIndex)...]
      if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
      do {
        try read(line: bytes, at: PatternOrigin(file: path, line: line))
      } catch {
        problems.append(error)
      }
    }
    settle()
    return PatternFileContents(
      definitions: definitions, problems: problems, strayRemarks: strayRemarks + remarks)
  }

  private mutating func read(
    line: ArraySlice<UInt8>, at origin: PatternOrigin
  ) throws(GrokError) {
    let bytes = line.drop { $0.isBlank }
    guard let first = bytes.first else {
      comments = []
      strayRemarks += remarks
      remarks = []
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformedLine(
        problem: "the line is not UTF-8", text: String(decoding: bytes, as: UTF8.self), at: origin)
    }
    if first == UInt8(ascii: "#") {
      try read(comment: text.dropFirst(), at: origin)
    } else {
      try read(definition: text, at: origin)
    }
  }

  /// An example, if it stands below a pattern, or a line of the next one's summary.
  private mutating func read(comment: Substring, at origin: PatternOrigin) throws(GrokError) {
    let text = comment.drop { $0 == " " || $0 == "\t" }
    if text.hasPrefix("flavour:") {
      try check(flavour: text.dropFirst("flavour:".count), at: origin)
      return
    }
    if text.hasPrefix("lint:") {
      remarks.append(PatternRemark(text: String(text.dropFirst(5)), origin: origin))
      return
    }
    for (mark, matches) in [("test:", true), ("test-not:", false)] where text.hasPrefix(mark) {
      guard pending != nil else { break }
      pending?.examples.append((String(text.dropFirst(mark.utf8.count)), matches, origin))
      return
    }
    comments.append(String(text))
  }

  private func check(flavour text: Substring, at origin: PatternOrigin) throws(GrokError) {
    let name = text.filter { $0 != " " && $0 != "\t" }
    guard let expected = Flavour(rawValue: name) else {
      throw .malformedLine(
        problem: "\"\(name)\" is no flavour: there are ecs and legacy",
        text: "# flavour:\(text)", at: origin)
    }
    if let flavour, flavour != expected { throw .wrongFlavour(expected: expected, at: origin) }
  }

  private mutating func read(definition text: String, at origin: PatternOrigin) throws(GrokError) {
    let name = text.prefix { $0 != " " && $0 != "\t" }
    let regex = text.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
    guard PatternLibrary.isName(String(name)) else {
      throw .malformedLine(
        problem: "\"\(name)\" cannot be a pattern's name", text: text, at: origin)
    }
    guard !regex.isEmpty else {
      throw .malformedLine(problem: "pattern \(name) has no regex", text: text, at: origin)
    }
    settle()
    pending = Pending(
      name: String(name), regex: String(regex), origin: origin,
      summary: comments.joined(separator: "\n"), remarks: remarks)
    comments = []
    remarks = []
  }

  /// Ends the definition read last.
  private mutating func settle() {
    guard let last = pending else { return }
    definitions.append(
      PatternDefinition(
        name: last.name, regex: last.regex, origin: last.origin, summary: last.summary,
        remarks: last.remarks, exampleLines: last.examples))
    pending = nil
  }
}

/// What a pattern file holds, mistakes among it.
package struct PatternFileContents: Sendable {
  /// The definitions in the order of the file.
  package let definitions: [PatternDefinition]
  /// What is wrong with other lines.
  package let problems: [GrokError]
  /// Remarks that stand above no definition.
  package let strayRemarks: [PatternRemark]

  /// Reads a file for a library of a flavour; nil for one without the standard patterns.
  package init(_ contents: [UInt8], path: String, flavour: Flavour?) {
    var reader = PatternFileReader(path: path, flavour: flavour)
    self = reader.readAll(contents)
  }

  fileprivate init(
    definitions: [PatternDefinition], problems: [GrokError], strayRemarks: [PatternRemark]
  ) {
    (self.definitions, self.problems, self.strayRemarks) = (definitions, problems, strayRemarks)
  }
}

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
