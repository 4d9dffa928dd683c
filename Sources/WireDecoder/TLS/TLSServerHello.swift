/// What a server answers to the client's hello (RFC 8446 s 4.1.3, RFC 5246 s 7.4.1.3).
package struct TLSServerHello: Sendable {
  /// The message, behind the header that has its kind and length.
  package let bytes: [UInt8]
  /// The version that it names at its beginning, which stays at 1.2 in TLS 1.3.
  package let namedVersion: TLSVersion
  /// Whether the client has to say hello once more, with a key of another group (RFC 8446 s 4.1.4).
  package let isRetry: Bool
  /// The session.
  package let session: Range<Int>
  /// The cipher suite that is used from now on.
  package let cipher: UInt16
  /// The extensions, in their order.
  package let extensions: [TLSExtension]

  /// The SHA-256 of `HelloRetryRequest`, which stands for random bytes then.
  private static let retry: [UInt8] = [
    0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
    0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
  ]

  /// Reads a message; nil if it is none.
  init?(_ message: [UInt8]) {
    var cursor = VectorCursor(0..<message.count)
    guard let code = cursor.number(message, size: 2), let random = cursor.take(32) else {
      return nil
    }
    let version = TLSVersion(UInt16(truncatingIfNeeded: code))
    guard version.isNamed else { return nil }
    // Drafts of TLS 1.3 up to the 21st name it here, and have neither session nor compression.
    var session = 0..<0
    if !version.isTLS13 {
      guard let range = cursor.vector(message, size: 1), range.count <= 32 else { return nil }
      session = range
    }
    guard let cipher = cursor.number(message, size: 2),
      version.isTLS13 || cursor.take(1) != nil
    else { return nil }
    bytes = message
    namedVersion = version
    isRetry = message[random].elementsEqual(Self.retry)
    self.session = session
    self.cipher = UInt16(truncatingIfNeeded: cipher)
    extensions = TLSExtension.list(message, &cursor)
  }

  /// The version that is spoken from now on.
  package var version: TLSVersion {
    guard let content = extensions.content(TLSExtension.Kind.supportedVersions),
      let code = bytes.numbers16(content).first
    else { return namedVersion }
    return TLSVersion(code)
  }

  /// The protocol that is spoken inside, where the server says so in the clear: up to TLS 1.2.
  package var nextProtocol: Range<Int>? { TLSProtocolList.names(bytes, extensions).first }

  /// The group in which keys are exchanged, of TLS 1.3.
  package var group: UInt16? {
    guard let content = extensions.content(TLSExtension.Kind.keyShare) else { return nil }
    return bytes.numbers16(content).first
  }

  /// Whether the client's pre-shared key is used, which in TLS 1.3 mostly is an earlier session's.
  package var hasPreSharedKey: Bool {
    extensions.content(TLSExtension.Kind.preSharedKey) != nil
  }
}
