/// A version of SSL or TLS, as the wire has it.
package struct TLSVersion: Sendable, Hashable, Comparable {
  /// Its two bytes: TLS 1.2 is `0x0303`.
  package let code: UInt16

  /// Takes two bytes as a version.
  package init(_ code: UInt16) {
    self.code = code
  }

  /// SSL 2.0, whose first message differs from all others.
  package static let ssl2 = TLSVersion(0x0002)
  /// SSL 3.0 (RFC 6101).
  package static let ssl3 = TLSVersion(0x0300)
  /// TLS 1.0 (RFC 2246).
  package static let tls10 = TLSVersion(0x0301)
  /// TLS 1.1 (RFC 4346).
  package static let tls11 = TLSVersion(0x0302)
  /// TLS 1.2 (RFC 5246).
  package static let tls12 = TLSVersion(0x0303)
  /// TLS 1.3 (RFC 8446).
  package static let tls13 = TLSVersion(0x0304)

  /// Whether it is TLS 1.3 or one of its drafts, `0x7F` and their number.
  package var isTLS13: Bool { self == .tls13 || code >> 8 == 0x7F }

  /// Whether a hello may name it: `0x03` and a small number, or a draft of TLS 1.3.
  var isNamed: Bool { code >> 8 == 3 && code & 0xFF <= 4 || code >> 8 == 0x7F }

  /// Whether it is older than TLS.
  package var isSSL: Bool { code <= Self.ssl3.code }

  /// The number as people write it, `1.2`; nil for a version that is not known.
  package var number: StaticString? {
    switch self {
    case .ssl2: "2.0"
    case .ssl3: "3.0"
    case .tls10: "1.0"
    case .tls11: "1.1"
    case .tls12: "1.2"
    default: isTLS13 ? "1.3" : nil
    }
  }

  package static func < (one: TLSVersion, other: TLSVersion) -> Bool { one.code < other.code }
}
