/// A range of bytes in a pattern's text, to be shown to its author.
struct SourcePlace {
  let name: String?
  let text: [UInt8]
  let origin: PatternOrigin
  let range: Range<Int>

  init(name: String?, text: [UInt8], origin: PatternOrigin, range: Range<Int>) {
    self.name = name
    self.text = text
    self.origin = origin
    self.range = range
  }

  /// A place in a parsed pattern.
  init(_ range: Range<Int>, of pattern: ParsedPattern) {
    self.init(name: pattern.name, text: pattern.text, origin: pattern.origin, range: range)
  }

  /// The line that holds the place, with columns counted in characters.
  var location: GrokLocation {
    let newline = UInt8(ascii: "\n")
    let start = min(range.lowerBound, text.count)
    let lineStart = text[..<start].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let lineEnd = text[start...].firstIndex(of: newline) ?? text.count
    let end = min(max(range.upperBound, start), lineEnd)
    let line = text[..<lineStart].count { $0 == newline }
    let prefix = line == 0 ? name.map { $0 + " " } ?? "" : ""
    return GrokLocation(
      pattern: name, origin: origin,
      text: prefix + String(decoding: text[lineStart..<lineEnd], as: UTF8.self), line: line,
      column: prefix.count + Self.characters(text[lineStart..<start]) + 1,
      length: max(1, Self.characters(text[start..<end])))
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes, as: UTF8.self).count
  }
}
