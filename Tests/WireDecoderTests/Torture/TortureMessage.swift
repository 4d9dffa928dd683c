/// A message of RFC 4475, "SIP Torture Test Messages", under the name that the RFC gives it.
struct TortureMessage: CustomStringConvertible, Sendable {
  /// The name of the RFC's file.
  let description: String
  /// The bytes.
  let bytes: [UInt8]

  /// Makes a message of text whose lines end in `\n`.
  init(_ name: String, _ text: String) {
    self.init(name, bytes: wireBytes(text))
  }

  /// Makes a message of bytes.
  init(_ name: String, bytes: [UInt8]) {
    description = name
    self.bytes = bytes
  }

  /// All 49 messages.
  static let all = valid + invalid + semantic

  /// The place of the first occurrence of a text; without a text, the end of the message.
  func place(of text: String?) -> Int {
    guard let text else { return bytes.count }
    return bytes.firstRange(of: wireBytes(text))?.lowerBound ?? -1
  }

  /// The bytes that hexadecimal digits spell; blanks and line ends are passed over.
  static func bytes(hex text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }
}
