import YAMLReading

/// Finds the bytes that a value of a YAML text takes, of which its parser tells only the start.
struct YAMLRange {
  private let bytes: [UInt8]
  /// Where each line starts.
  private let lineStarts: [Int]

  /// Looks at a text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// Whether a mapping that starts here is written in braces.
  func isFlow(at place: TextPlace) -> Bool {
    guard let start = offset(of: place), start < bytes.count else { return false }
    return bytes[start] == UInt8(ascii: "{")
  }

  /// Whether a scalar that starts here is written in single quotes.
  func isQuoted(at place: TextPlace) -> Bool {
    guard let start = offset(of: place), start < bytes.count else { return false }
    return bytes[start] == UInt8(ascii: "'")
  }

  /// The bytes of a mapping that starts here; nil if its end is not plain to see.
  func mapping(at place: TextPlace) -> Range<Int>? {
    guard let start = offset(of: place), start < bytes.count else { return nil }
    return isFlow(at: place) ? flow(from: start) : block(from: start, place)
  }

  /// The bytes of a value on one line that starts here: a scalar, or a list in brackets.
  func value(at place: TextPlace, isFlow: Bool) -> Range<Int>? {
    guard let start = offset(of: place), start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return flow(from: start)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return quoted(from: start).map { start..<$0 + 1 }
    case let byte where "|>!&*-".utf8.contains(byte) && !isNumber(at: start): return nil
    default: return plain(from: start, isFlow: isFlow)
    }
  }

  /// Whether a `-` is that of a number, and not of a list's element.
  private func isNumber(at start: Int) -> Bool {
    bytes[start] == UInt8(ascii: "-") && start + 1 < bytes.count
      && (0x30...0x39).contains(bytes[start + 1])
  }

  /// A scalar without quotes, up to the end of the line, a comment, or what ends it in braces.
  private func plain(from start: Int, isFlow: Bool) -> Range<Int>? {
    var end = start
    var index = start
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == UInt8(ascii: "#"), index > start, bytes[index - 1] <= 0x20 { break }
      if isFlow, ",]}".utf8.contains(bytes[index]) { break }
      index += 1
      if bytes[index - 1] > 0x20 { end = index }
    }
    return end > start ? start..<end : nil
  }

  /// As many blanks as stand before a place in its line.
  func indent(of place: TextPlace) -> String {
    String(repeating: " ", count: max(place.column - 1, 0))
  }

  /// The first byte of a place; columns count characters.
  func offset(of place: TextPlace) -> Int? {
    guard place.line >= 1, place.line <= lineStarts.count, place.column >= 1 else { return nil }
    var offset = lineStarts[place.line - 1]
    var column = 1
    // A byte order mark is no character of the text.
    if place.line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while column < place.column {
      guard offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// From `{` to its `}`.
  private func flow(from start: Int) -> Range<Int>? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return start..<index + 1 }
      case let quote where "'\"".utf8.contains(quote) && startsToken(at: index):
        guard let end = quoted(from: index) else { return nil }
        index = end
      case UInt8(ascii: "#") where index > 0 && bytes[index - 1] <= 0x20:
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// A quote in the middle of a plain text is none.
  private func startsToken(at index: Int) -> Bool {
    guard let before = bytes[..<index].last(where: { $0 > 0x20 }) else { return true }
    return "{[,:".utf8.contains(before)
  }

  /// The index of the quote that closes one.
  private func quoted(from start: Int) -> Int? {
    let quote = bytes[start]
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if bytes[index] == quote {
        // In single quotes, two are one.
        guard quote == UInt8(ascii: "'"), index + 1 < bytes.count, bytes[index + 1] == quote else {
          return index
        }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// From the first key to the end of the last line that is indented as much or more.
  private func block(from start: Int, _ place: TextPlace) -> Range<Int>? {
    var end = contentEnd(of: place.line)
    for line in (place.line + 1)..<max(lineStarts.count + 1, place.line + 1) {
      let first = lineStarts[line - 1]
      let blanks = bytes[first...].prefix { $0 == 0x20 }.count
      let rest = bytes[(first + blanks)...].first
      if rest == nil || rest == 0x0A || rest == 0x0D || rest == UInt8(ascii: "#") { continue }
      if blanks < place.column - 1 { break }
      // A list may stand as far left as the key it belongs to; the next element of the list around does, too.
      if blanks == place.column - 1, rest == UInt8(ascii: "-") { break }
      end = contentEnd(of: line)
    }
    return end > start ? start..<end : nil
  }

  /// The end of a line, without what ends it.
  private func contentEnd(of line: Int) -> Int {
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > 0, end <= bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }
}
