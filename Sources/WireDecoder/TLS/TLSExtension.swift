/// An extension of a hello (RFC 8446 s 4.2), as a place in its bytes.
package struct TLSExtension: Sendable {
  /// Extensions that are read, by their numbers at
  /// https://www.iana.org/assignments/tls-extensiontype-values.
  enum Kind {
    static let serverName: UInt16 = 0
    static let supportedGroups: UInt16 = 10
    static let pointFormats: UInt16 = 11
    static let signatureAlgorithms: UInt16 = 13
    static let applicationProtocols: UInt16 = 16
    static let sessionTicket: UInt16 = 35
    static let preSharedKey: UInt16 = 41
    static let earlyData: UInt16 = 42
    static let supportedVersions: UInt16 = 43
    static let keyShare: UInt16 = 51
  }

  /// What it is.
  package let kind: UInt16
  /// Its content.
  let content: Range<Int>

  /// More extensions than that no hello has.
  private static let maxCount = 512

  /// The extensions in the rest of a message, as far as they are there.
  static func list(_ bytes: [UInt8], _ cursor: inout VectorCursor) -> [TLSExtension] {
    guard let length = cursor.number(bytes, size: 2) else { return [] }
    var cursor = VectorCursor(cursor.place..<min(cursor.place + length, cursor.end))
    var list: [TLSExtension] = []
    while list.count < maxCount, let kind = cursor.number(bytes, size: 2),
      let content = cursor.vector(bytes, size: 2)
    {
      list.append(TLSExtension(kind: UInt16(truncatingIfNeeded: kind), content: content))
    }
    return list
  }
}

extension [TLSExtension] {
  /// The content of the first extension of a kind.
  func content(_ kind: UInt16) -> Range<Int>? {
    first { $0.kind == kind }?.content
  }
}

/// Values that mean nothing, which clients send so that servers learn to pass over the unknown (RFC 8701).
package enum TLSGrease {
  /// Whether a number is one of them, from `0x0A0A` and `0x1A1A` to `0xFAFA`.
  package static func contains(_ number: UInt16) -> Bool {
    number & 0x0F0F == 0x0A0A && number >> 8 == number & 0xFF
  }
}
