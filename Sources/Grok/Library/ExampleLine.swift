/// Reads the rest of a `# test:` line: `TEXT`, or `TEXT => {"field":"value"}`.
///
/// TEXT goes without quotes, blanks at its ends cut off, or is a JSON string in quotes.
enum ExampleLine {
  /// The example that a line gives.
  static func read(
    _ line: Substring, matches: Bool, at origin: PatternOrigin
  ) -> PatternExample {
    let trimmed = trim(line)
    if trimmed.hasPrefix("\""), let quoted = JSONString.read(trimmed) {
      let rest = trim(quoted.rest)
      if rest.isEmpty {
        return PatternExample(text: quoted.text, matches: matches, expected: nil, origin: origin)
      }
      if rest.hasPrefix("=> "), matches {
        return PatternExample(
          text: quoted.text, matches: true, expected: String(trim(rest.dropFirst(3))),
          origin: origin)
      }
    }
    guard matches, let arrow = arrow(in: trimmed) else {
      return PatternExample(
        text: String(trimmed), matches: matches, expected: nil, origin: origin)
    }
    return PatternExample(
      text: String(trim(trimmed[..<arrow.lowerBound])), matches: true,
      expected: String(trim(trimmed[arrow.upperBound...])), origin: origin)
  }

  /// The first ` => ` that an object follows.
  private static func arrow(in text: Substring) -> Range<Substring.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(" => {") {
        return start..<text.index(start, offsetBy: 4)
      }
      start = text.index(after: start)
    }
    return nil
  }

  private static func trim(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}

/// Reads a JSON string literal: RFC 8259 section 7.
package enum JSONString {
  /// The string and what follows its closing quote; nil if it is malformed.
  package static func read(_ text: Substring) -> (text: String, rest: Substring)? {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "\"") else { return nil }
    var units: [UInt8] = []
    var index = 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let rest = String(decoding: bytes[(index + 1)...], as: UTF8.self)
        return (String(decoding: units, as: UTF8.self), rest[...])
      case UInt8(ascii: "\\"):
        guard let scalar = escape(bytes, &index) else { return nil }
        units += Array(String(scalar).utf8)
      default:
        units.append(bytes[index])
        index += 1
      }
    }
    return nil
  }

  private static func escape(_ bytes: [UInt8], _ index: inout Int) -> Unicode.Scalar? {
    guard index + 1 < bytes.count else { return nil }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "u"):
      guard let high = unit(bytes, &index) else { return nil }
      guard high & 0xFC00 == 0xD800 else { return Unicode.Scalar(high) }
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      else { return nil }
      index += 2
      guard let low = unit(bytes, &index), low & 0xFC00 == 0xDC00 else { return nil }
      return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
    default: return nil
    }
  }

  private static func unit(_ bytes: [UInt8], _ index: inout Int) -> UInt32? {
    guard index + 4 <= bytes.count,
      bytes[index..<(index + 4)].allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
    else { return nil }
    defer { index += 4 }
    return UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
  }
}
