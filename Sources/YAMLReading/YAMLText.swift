/// Texts as YAML writes them.
package enum YAMLText {
  /// The text as a scalar on one line: plain where it can be, else in quotes.
  package static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// The text as a scalar that no reader takes for anything but a text, a number least of all.
  package static func text(_ text: String) -> String {
    let startsWithLetter = text.utf8.first.map { isLetter($0) } ?? false
    return startsWithLetter && isPlain(text) ? text : quoted(text)
  }

  /// The text in quotes: single ones where they can hold it, as nothing needs escapes in them.
  package static func quoted(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy(isPrintable) {
      return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return quoted + "\""
  }

  /// Whether the text means itself without quotes, to any reader of YAML.
  private static func isPlain(_ text: String) -> Bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    guard let first = text.utf8.first, isLetterOrDigit(first) || "/._".utf8.contains(first),
      !words.contains(text.lowercased()), text != "."
    else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || "/._-+@".utf8.contains($0) }
      || text.hasPrefix("http")
        && text.utf8.allSatisfy { isLetterOrDigit($0) || "/._-:".utf8.contains($0) }
        && text.utf8.last != UInt8(ascii: ":")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: isLetter(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  /// Whether a scalar can stand on one line as it is.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202F...0x205F, 0x2070...0xD7FF, 0xE000...0xFEFE,
      0xFF00...0xFFEF, 0x10000...0x1FFFD:
      true
    default: false
    }
  }
}
