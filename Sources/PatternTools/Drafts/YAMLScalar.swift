import Grok

/// How values are spelled in a rule file.
enum YAMLScalar {
  /// A text, always in quotes, so that no text is read as a number or as anything else.
  ///
  /// Single quotes where they can hold it, as a pattern needs no escapes in them; else double ones, whose
  /// escapes are JSON's.
  static func text(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      // The ends of lines that YAML knows, and what it takes for unprintable.
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
    return isPlain
      ? "'" + text.replacing("'", with: "''") + "'" : escaped(text)
  }

  private static func escaped(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  /// A field's name, in quotes where it has more than letters, digits and `_ . -`.
  static func key(_ name: String) -> String {
    isWord(name) ? name : text(name)
  }

  /// Whether a text can do without quotes: YAML reads no word of these as anything but a text.
  private static func isWord(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    let startsWithLetter = text.first?.isLetter ?? false
    let words: Set = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    return isPlain && startsWithLetter && !words.contains(text.lowercased())
  }

  /// A captured value.
  static func value(_ value: GrokValue) -> String {
    switch value {
    case .string(let text): isWord(text) ? text : self.text(text)
    case .array(let values): "[" + values.map { self.value($0) }.joined(separator: ", ") + "]"
    case .integer, .bigInteger, .double, .boolean, .null: value.json
    }
  }
}
