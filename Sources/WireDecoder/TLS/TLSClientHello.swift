/// What a client says first (RFC 8446 s 4.1.2, RFC 5246 s 7.4.1.2).
package struct TLSClientHello: Sendable {
  /// The message, behind the header that has its kind and length.
  package let bytes: [UInt8]
  /// Whether all of it was read; the end may be missing where a capture was cut.
  package let isWhole: Bool
  /// The version that it names at its beginning, which stays at 1.2 in TLS 1.3.
  package let namedVersion: TLSVersion
  /// The session that it wants to go on with, or made up (RFC 5077 s 3.4); empty if none.
  package private(set) var session: Range<Int> = 0..<0
  /// The cipher suites, the ones it likes best first.
  package private(set) var ciphers: [UInt16] = []
  /// The extensions, in their order.
  package private(set) var extensions: [TLSExtension] = []

  /// Reads a message; nil if it is none.
  init?(_ message: [UInt8], isWhole: Bool) {
    bytes = message
    var cursor = VectorCursor(0..<message.count)
    guard let version = cursor.number(message, size: 2), version >> 8 == 3,
      cursor.take(32) != nil
    else { return nil }
    namedVersion = TLSVersion(UInt16(truncatingIfNeeded: version))
    guard let session = cursor.vector(message, size: 1), session.count <= 32,
      let ciphers = cursor.vector(message, size: 2),
      cursor.vector(message, size: 1) != nil
    else {
      if isWhole { return nil }
      self.isWhole = false
      return
    }
    self.isWhole = isWhole
    self.session = session
    self.ciphers = message.numbers16(ciphers)
    extensions = TLSExtension.list(message, &cursor)
  }

  /// Makes one of SSL 2.0's first message, which has ciphers of three bytes and no extensions (RFC 5246 s E.2).
  init(version: TLSVersion, ciphers: [UInt16]) {
    bytes = []
    isWhole = true
    namedVersion = version
    self.ciphers = ciphers
  }

  /// The host that the client wants (RFC 6066 s 3); nil if it does not say.
  package var serverName: Range<Int>? {
    guard let content = extensions.content(TLSExtension.Kind.serverName) else { return nil }
    var cursor = VectorCursor(content)
    guard let list = cursor.vector(bytes, size: 2) else { return nil }
    cursor = VectorCursor(list)
    while let kind = cursor.number(bytes, size: 1), let name = cursor.vector(bytes, size: 2) {
      if kind == 0 { return name.isEmpty ? nil : name }
    }
    return nil
  }

  /// Whether it has the extension for the host, even an empty one.
  package var hasServerName: Bool {
    extensions.content(TLSExtension.Kind.serverName) != nil
  }

  /// The protocols that it offers to speak inside (RFC 7301).
  package var protocols: [Range<Int>] { TLSProtocolList.names(bytes, extensions) }

  /// The versions that it offers where it says more than one (RFC 8446 s 4.2.1).
  package var supportedVersions: [TLSVersion] {
    guard let content = extensions.content(TLSExtension.Kind.supportedVersions) else { return [] }
    var cursor = VectorCursor(content)
    guard let list = cursor.vector(bytes, size: 1) else { return [] }
    return bytes.numbers16(list).filter { !TLSGrease.contains($0) }.map(TLSVersion.init)
  }

  /// The groups for the exchange of keys, among them elliptic curves (RFC 8446 s 4.2.7).
  package var groups: [UInt16] { numbers(TLSExtension.Kind.supportedGroups) }

  /// The signatures that it understands (RFC 8446 s 4.2.3).
  package var signatureAlgorithms: [UInt16] { numbers(TLSExtension.Kind.signatureAlgorithms) }

  /// How points of curves may be written (RFC 8422 s 5.1.2).
  package var pointFormats: [UInt8] {
    guard let content = extensions.content(TLSExtension.Kind.pointFormats) else { return [] }
    var cursor = VectorCursor(content)
    return cursor.vector(bytes, size: 1).map { Array(bytes[$0]) } ?? []
  }

  /// Whether it sends encrypted data at once, before the server has answered (RFC 8446 s 4.2.10).
  package var hasEarlyData: Bool {
    extensions.content(TLSExtension.Kind.earlyData) != nil
  }

  /// The greatest version that it offers.
  package var version: TLSVersion {
    supportedVersions.max { one, other in one.rank < other.rank } ?? namedVersion
  }

  private func numbers(_ kind: UInt16) -> [UInt16] {
    guard let content = extensions.content(kind) else { return [] }
    var cursor = VectorCursor(content)
    return cursor.vector(bytes, size: 2).map { bytes.numbers16($0) } ?? []
  }
}

extension TLSVersion {
  /// Drafts of TLS 1.3 stand before it, and behind TLS 1.2.
  fileprivate var rank: Int {
    isTLS13 && self != .tls13 ? Int(Self.tls13.code) * 2 - 1 : Int(code) * 2
  }
}

/// The extension with which both sides agree on a protocol (RFC 7301 s 3.1).
enum TLSProtocolList {
  /// The names in it.
  static func names(_ bytes: [UInt8], _ extensions: [TLSExtension]) -> [Range<Int>] {
    guard let content = extensions.content(TLSExtension.Kind.applicationProtocols) else {
      return []
    }
    var cursor = VectorCursor(content)
    guard let list = cursor.vector(bytes, size: 2) else { return [] }
    cursor = VectorCursor(list)
    var names: [Range<Int>] = []
    while let name = cursor.vector(bytes, size: 1) { names.append(name) }
    return names
  }
}
