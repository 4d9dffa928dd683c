extension GrokError: CustomStringConvertible {
  /// The message: `<where>: <what is wrong>`, the text with carets below the place, then help.
  public var description: String {
    switch self {
    case .syntax(let problem, let location):
      return location.render(problem.message, help: problem.help)
    case .unknownPattern(let name, let nearest, let location):
      return location.render(
        location.subject(verb: "uses") + "%{\(name)}, which no library defines",
        help: nearest.map { "did you mean %{\($0)}?" }
          ?? "define it with %{\(name)=REGEX}, or load a pattern file that has it")
    case .circularReference(let chain, let location):
      return location.render(
        "circular reference: " + chain.joined(separator: " -> "),
        help: "a pattern cannot contain itself; for nested text use (?<name>...\\g<name>...)")
    case .fieldConflict(let field, let other, let location):
      return location.render(
        "field \(field) cannot be both a value and the object that holds \(other)",
        help: "rename one of them")
    case .tooLarge(let what, let limit, let location):
      return location.render(
        "the expanded pattern has more than \(limit) \(what)",
        help: "split the expression into several, tried one after the other")
    case .engine(let message, let location):
      return location.render(message, help: "correct the regular expression at the mark")
    case .jitRefused(let message, let location):
      return location.render(
        "PCRE2's just-in-time compiler refuses the pattern: \(message)",
        help: "split the expression into several, tried one after the other")
    case .jitUnavailable(let message):
      return "pcre2: just-in-time compilation is not available: \(message)\n"
        + "help: use a PCRE2 built with JIT, on a system that allows executable memory"
    case .malformedLine(let problem, let text, let origin):
      return "\(origin.file):\(origin.line): \(problem)\n  \(text)\n"
        + "help: a line is `NAME REGEX`, a comment that begins with #, or empty"
    case .wrongFlavour(let expected, let origin):
      return "\(origin.place): the file expects the \(expected.rawValue) flavour of the standard "
        + "patterns\nhelp: say \(expected == .ecs ? "--ecs" : "--no-ecs"), or change the file's line"
    case .badName(let name, let origin):
      return "\(origin.place): \"\(name)\" cannot be a pattern's name\n"
        + "help: use letters, digits and _ . -"
    case .unreadable(let path, let reason):
      return "\(path): \(reason)\nhelp: name a pattern file, a directory of them or a glob"
    }
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
