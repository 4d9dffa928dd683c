import Crypto

/// The key of the action `hash`.
///
/// HMAC-SHA256 (RFC 2104): whoever lacks the key cannot try values out, such as all phone numbers.
struct MaskKey: Sendable {
  private let key: SymmetricKey

  /// Bytes of the code that are shown: 64 bits, enough to tell a billion values apart.
  private static let shownBytes = 8
  private static let digits = Array("0123456789abcdef".utf8)

  /// Makes a key of a text.
  init(_ text: String) {
    key = SymmetricKey(data: Array(text.utf8))
  }

  /// Appends the first 16 hexadecimal digits of the code of the part `range` of `text`.
  func append(_ text: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
    let code = text.extracting(range).withUnsafeBytes { bytes in
      var hmac = HMAC<SHA256>(key: key)
      hmac.update(data: bytes)
      return hmac.finalize()
    }
    for byte in code.prefix(Self.shownBytes) {
      out.append(Self.digits[Int(byte >> 4)])
      out.append(Self.digits[Int(byte & 15)])
    }
  }
}
