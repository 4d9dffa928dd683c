extension GrokError: CustomStringConvertible {
  /// The message: `<where>: <what is wrong>`, the text with carets below the place, then help.
  public var description: String {
    let parts = parts
    if let location = parts.location { return location.render(parts.message, help: parts.help) }
    let text = parts.text.map { "  \($0)\n" } ?? ""
    return "\(parts.place): \(parts.message)\n\(text)help: \(parts.help)"
  }

  /// A message taken apart.
  package struct Parts: Sendable {
    /// The place in a pattern's text; nil where there is none to mark.
    package var location: GrokLocation?
    /// Where it is: a file, with a line if there is one.
    package var origin: PatternOrigin
    /// The line as it is written, where nothing in it can be marked.
    package var text: String?
    /// What is wrong.
    package var message: String
    /// What to do about it.
    package var help: String

    fileprivate var place: String { origin.place }

    fileprivate init(_ location: GrokLocation, _ message: String, help: String) {
      self.location = location
      (origin, self.message, self.help) = (location.origin, message, help)
    }

    fileprivate init(
      _ origin: PatternOrigin, _ message: String, text: String? = nil, help: String
    ) {
      (self.origin, self.message, self.text, self.help) = (origin, message, text, help)
    }
  }

  /// The message in its parts.
  package var parts: Parts {
    switch self {
    case .syntax(let problem, let location):
      Parts(location, problem.message, help: problem.help)
    case .unknownPattern(let name, let nearest, let location):
      Parts(
        location, location.subject(verb: "uses") + "%{\(name)}, which no library defines",
        help: nearest.map { "did you mean %{\($0)}?" }
          ?? "define it with %{\(name)=REGEX}, or load a pattern file that has it")
    case .circularReference(let chain, let location):
      Parts(
        location, "circular reference: " + chain.joined(separator: " -> "),
        help: "a pattern cannot contain itself; for nested text use (?<name>...\\g<name>...)")
    case .fieldConflict(let field, let other, let location):
      Parts(
        location, "field \(field) cannot be both a value and the object that holds \(other)",
        help: "rename one of them")
    case .tooLarge(let what, let limit, let location):
      Parts(
        location, "the expanded pattern has more than \(limit) \(what)",
        help: "split the expression into several, tried one after the other")
    case .engine(let message, let location):
      Parts(location, message, help: "correct the regular expression at the mark")
    case .jitRefused(let message, let location):
      Parts(
        location, "PCRE2's just-in-time compiler refuses the pattern: \(message)",
        help: "split the expression into several, tried one after the other")
    case .jitUnavailable, .malformedLine, .wrongFlavour, .badName, .unreadable: fileParts
    }
  }

  /// The parts of what is wrong with a file or the system.
  private var fileParts: Parts {
    switch self {
    case .malformedLine(let problem, let text, let origin):
      Parts(
        origin, problem, text: text,
        help: "a line is `NAME REGEX`, a comment that begins with #, or empty")
    case .wrongFlavour(let expected, let origin):
      Parts(
        origin,
        "the file expects the \(expected.rawValue) flavour of the standard patterns",
        help: "say \(expected == .ecs ? "--ecs" : "--no-ecs"), or change the file's line")
    case .badName(let name, let origin):
      Parts(
        origin, "\"\(name)\" cannot be a pattern's name", help: "use letters, digits and _ . -")
    case .unreadable(let path, let reason):
      Parts(
        PatternOrigin(file: path), reason,
        help: "name a pattern file, a directory of them or a glob")
    default:
      Parts(
        PatternOrigin(file: "pcre2"), "just-in-time compilation is not available: \(jitProblem)",
        help: "use a PCRE2 built with JIT, on a system that allows executable memory")
    }
  }

  private var jitProblem: String {
    if case .jitUnavailable(let message) = self { message } else { "" }
  }
}

extension PatternOrigin {
  /// `file:line`, or the file alone where there is no line.
  var place: String { line > 0 ? "\(file):\(line)" : file }
}

extension GrokLocation {
  /// The widest piece of text shown; a longer line is cut around the place.
  private static let widestExcerpt = 100

  /// "pattern NAME uses ", or "the expression uses ".
  func subject(verb: String) -> String {
    (pattern.map { "pattern \($0) " } ?? "the expression ") + verb + " "
  }

  /// Puts a message, the marked text and the help together.
  func render(_ message: String, help: String) -> String {
    let (excerpt, carets) = marked
    return "\(place): \(message)\n  \(excerpt)\n  \(carets)\nhelp: \(help)"
  }

  /// `file:line:column`.
  package var place: String { "\(origin.file):\(fileLine):\(column)" }

  /// The line in the file.
  package var fileLine: Int { max(origin.line, 1) + line }

  /// The text, cut around the place if it is long, and carets to stand under the place.
  package var marked: (text: String, carets: String) {
    let (excerpt, indent) = excerpt()
    let carets =
      String(repeating: " ", count: indent)
      + String(repeating: "^", count: max(1, min(length, excerpt.count - indent)))
    return (excerpt, carets)
  }

  /// The text around the place, and the place's offset in it.
  private func excerpt() -> (text: String, indent: Int) {
    let characters = Array(text.map { $0 == "\t" ? " " : $0 })
    guard characters.count > Self.widestExcerpt else { return (String(characters), column - 1) }
    let start = max(0, min(column - 1 - 40, characters.count - Self.widestExcerpt))
    let end = min(characters.count, start + Self.widestExcerpt)
    let before = start > 0 ? "..." : ""
    let after = end < characters.count ? "..." : ""
    return (
      before + String(characters[start..<end]) + after, column - 1 - start + before.count
    )
  }
}
