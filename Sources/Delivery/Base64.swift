/// base64 (RFC 4648 s 4).
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text's UTF-8 in base64.
  static func text(_ text: String) -> String { encoded(Array(text.utf8)) }

  /// The bytes in base64, in one line.
  package static func encoded(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for index in 0..<4 {
        let six = Int(bits >> UInt32(18 - 6 * index)) & 0x3F
        out.append(index <= group.count ? alphabet[six] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes that a text in base64 stands for, with or without `=` at its end; nil if it is none.
  static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var isEnded = false
    for character in text {
      if character == UInt8(ascii: "=") {
        isEnded = true
        continue
      }
      guard !isEnded, let six = alphabet.firstIndex(of: character) else { return nil }
      bits = (bits << 6 | UInt32(six)) & 0xFF_FFFF
      count += 1
      let spare = 6 - 2 * ((count - 1) % 4)
      if spare < 6 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(spare))) }
    }
    return count % 4 == 1 ? nil : bytes
  }
}
