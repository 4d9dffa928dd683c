/// Texts as expressions write them.
enum PatternText {
  /// Text that means itself.
  static func literal(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\\", "[", "]", "(", ")", "{", "}", ".", "*", "+", "?", "^", "$", "|":
        text += "\\"
        text.unicodeScalars.append(scalar)
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        text += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// A sign that means itself between `[` and `]`.
  static func inClass(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "^"),
      UInt8(ascii: "-"), UInt8(ascii: "&"):
      "\\" + String(UnicodeScalar(byte))
    default: String(UnicodeScalar(byte))
    }
  }
}
