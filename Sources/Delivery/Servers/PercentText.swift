/// Texts in which `%41` stands for `A` (RFC 3986 s 2.1).
package enum PercentText {
  /// The text that is meant; what is no escape stays, and all of it where `mark` stands in it.
  package static func decoded(_ text: Substring, unless mark: String = "\0") -> String {
    text.contains(mark)
      ? String(text) : String(decoding: bytes(Array(text.utf8)[...]), as: UTF8.self)
  }

  /// The bytes that are meant; what is no escape stays.
  static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(isHexDigit),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// The bytes as a text in which all but letters, digits and `-._~` are escapes (RFC 3986 s 2.3).
  static func encoded(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.append(byte)
      default:
        text.append(UInt8(ascii: "%"))
        text += Hexadecimal.text([byte]).uppercased().utf8
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes as a text in which those are escapes that are no visible ASCII; escapes stay.
  static func visible(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      (0x21...0x7E).contains(byte) ? String(UnicodeScalar(byte)) : encoded([byte])
    }.joined()
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
