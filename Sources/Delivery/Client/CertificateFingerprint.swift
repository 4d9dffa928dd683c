import Crypto

/// The SHA-256 of a certificate, by which one is trusted, as `openssl x509 -fingerprint -sha256` shows it.
package struct CertificateFingerprint: Sendable, Equatable {
  private let bytes: [UInt8]

  /// Reads 64 hexadecimal digits, with or without colons between; nil if it is something else.
  package init?(parsing text: String) {
    let digits = text.filter { $0 != ":" }
    guard digits.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var rest = digits.utf8[...]
    while !rest.isEmpty {
      guard let pair = String(rest.prefix(2)), !pair.hasPrefix("+"),
        let byte = UInt8(pair, radix: 16)
      else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    self.bytes = bytes
  }

  /// Whether it is the fingerprint of a certificate in PEM (RFC 7468).
  func matches(pem: String) -> Bool {
    let lines = pem.split(whereSeparator: \.isNewline)
    guard let start = lines.firstIndex(of: "-----BEGIN CERTIFICATE-----"),
      let end = lines[start...].firstIndex(of: "-----END CERTIFICATE-----"),
      let certificate = Base64.bytes(lines[(start + 1)..<end].joined().utf8)
    else { return false }
    return Array(SHA256.hash(data: certificate)) == bytes
  }
}
