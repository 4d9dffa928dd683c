import Event
import Grok

/// What is wrong with an expression or a definition, and where in the page's editors.
struct ExpressionProblem: Error, Equatable {
  /// The text that holds the place.
  enum Editor: String {
    case expression, definitions
    /// A definition that the page cannot change.
    case library
  }

  /// Which of the texts it is in.
  let editor: Editor
  /// The place, in UTF-16 units as the page counts; empty in the library.
  let range: Range<Int>
  /// What is wrong.
  let message: String
  /// What to do about it; may be empty.
  let help: String
  /// The whole message, as the command line shows it.
  let text: String

  /// Finds an error's place in what was asked about.
  init(_ error: GrokError, _ subject: Question.Subject) {
    text = error.description
    let lines = text.split(separator: "\n")
    let first = lines.first.map(String.init) ?? ""
    message = Self.message(first, error)
    let last = lines.last.map(String.init) ?? ""
    help = last.hasPrefix("help: ") ? String(last.dropFirst("help: ".count)) : ""
    switch error.origin?.file {
    case PatternOrigin.expression.file:
      editor = .expression
      range = error.location.map { Self.range($0, line: $0.line, in: subject.expression) } ?? 0..<0
    case Workbench.definitionsFile:
      editor = .definitions
      range = Self.range(error, inDefinitions: subject.definitions)
    default:
      editor = .library
      range = 0..<0
    }
  }

  /// The first line without the place before it, which the page shows in its own way.
  private static func message(_ line: String, _ error: GrokError) -> String {
    guard let origin = error.origin, origin.file.hasPrefix("<"), line.hasPrefix(origin.file + ":")
    else { return line }
    let rest = line.dropFirst(origin.file.count + 1).drop { $0.isNumber || $0 == ":" }
    return String(rest.drop { $0 == " " })
  }

  /// A place that is counted in characters of one line, in UTF-16 units of the whole text.
  private static func range(_ location: GrokLocation, line: Int, in text: String) -> Range<Int> {
    let lines = TextLine.all(of: text)
    guard lines.indices.contains(line) else { return 0..<0 }
    let before = location.text.prefix(location.column - 1).utf16.count
    let length = location.text.dropFirst(location.column - 1).prefix(location.length).utf16.count
    return clamped(lines[line].start + before, length, to: lines[line])
  }

  /// The error's text shows a definition as `NAME regex`, whatever blanks the file has: places are
  /// counted from the line's end.
  private static func range(_ error: GrokError, inDefinitions text: String) -> Range<Int> {
    let lines = TextLine.all(of: text)
    guard let origin = error.origin, lines.indices.contains(origin.line - 1) else { return 0..<0 }
    let line = lines[origin.line - 1]
    guard let location = error.location else { return line.start..<line.start + line.length }
    let fromEnd = location.text.dropFirst(location.column - 1).utf16.count
    let length = location.text.dropFirst(location.column - 1).prefix(location.length).utf16.count
    return clamped(line.start + max(0, line.length - fromEnd), length, to: line)
  }

  private static func clamped(_ start: Int, _ length: Int, to line: TextLine) -> Range<Int> {
    let end = line.start + line.length
    let start = min(start, end)
    return start..<min(start + length, end)
  }

  /// Appends it as `{"in":"expression","start":0,"end":4,"message":...,"help":...,"text":...}`.
  func append(to out: inout JSONBuffer) {
    out.append("{\"in\":")
    out.append(quoted: editor.rawValue)
    out.append(",\"start\":")
    out.append(integer: Int64(range.lowerBound))
    out.append(",\"end\":")
    out.append(integer: Int64(range.upperBound))
    out.append(",\"message\":")
    out.append(quoted: message)
    out.append(",\"help\":")
    out.append(quoted: help)
    out.append(",\"text\":")
    out.append(quoted: text)
    out.append("}")
  }
}

/// A line of a text, in UTF-16 units.
private struct TextLine {
  let start: Int
  /// Without what ends it.
  let length: Int

  static func all(of text: String) -> [TextLine] {
    var lines: [TextLine] = []
    var start = 0
    let units = Array(text.utf16)
    for line in units.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let length = line.last == 0x0D ? line.count - 1 : line.count
      lines.append(TextLine(start: start, length: length))
      start += line.count + 1
    }
    return lines
  }
}
