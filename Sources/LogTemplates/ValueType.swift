/// What the values of a variable part have in common, the narrow ones first.
package enum ValueType: UInt8, Sendable, CaseIterable {
  /// Nothing: `''`.
  case empty
  /// A whole number of at most 18 digits, with or without a sign, without leading zeros.
  case integer
  /// Digits that are no number: `07700900123`, or more than 18.
  case digits
  /// A number with a decimal point.
  case float
  /// Hexadecimal digits: a digit and a letter at least, four in all.
  case hexDigits
  /// The same, or a number with `0x`.
  case hex
  /// An IPv4 or IPv6 address.
  case ip
  /// An IPv4 address and a port: `192.0.2.7:5060`.
  case ipPort
  /// A hardware address.
  case mac
  /// A UUID.
  case uuid
  /// A date and a time, as ISO 8601 has them, or with a blank between them.
  case timestamp
  /// A date: `2026-01-12`, `12/31/2026`.
  case date
  /// A time of day: `09:12:44.100`.
  case time
  /// A stamp of a web server: `12/Jan/2026:09:12:44 +0000`.
  case httpDate
  /// A stamp of syslog: `Jan 12 09:12:44`.
  case syslogTime
  /// A URL with `://`.
  case url
  /// A SIP or telephone URI.
  case sipURI
  /// A mail address.
  case email
  /// An absolute path, of Unix or of Windows.
  case path
  /// A level of logging in capitals: `WARN`.
  case level
  /// ASCII letters, digits and `_`.
  case word
  /// Anything without blanks.
  case mixed
  /// Anything.
  case any
  /// Blanks and tabs.
  case blank

  /// How a template's text shows it.
  package var name: String {
    switch self {
    case .integer: "int"
    case .hexDigits: "hex"
    case .ipPort: "ip:port"
    case .httpDate, .syslogTime: "timestamp"
    case .sipURI: "sip"
    default: "\(self)"
    }
  }

  /// Whether values of it differ from text to text: numbers, addresses, times, and the like.
  package var isSpecific: Bool {
    switch self {
    case .empty, .word, .mixed, .any, .blank: false
    default: true
    }
  }

  /// The narrowest type that covers two, where that follows from them alone.
  ///
  /// Otherwise it depends on the bytes: see ``plain(_:)``.
  static func join(_ one: Self, _ other: Self) -> Self? {
    if one == other || other == .empty { return one }
    if one == .empty { return other }
    let (low, high) = one.rawValue < other.rawValue ? (one, other) : (other, one)
    switch (low, high) {
    case (.integer, .float): return .float
    case (.integer, .digits): return .digits
    case (.integer, .hexDigits), (.digits, .hexDigits): return .hexDigits
    case (.integer, .hex), (.digits, .hex), (.hexDigits, .hex): return .hex
    case (_, .any): return .any
    default: return nil
    }
  }

  /// The type of texts of which no more is known than their bytes.
  static func plain(_ bytes: ByteSet) -> Self {
    if bytes.isSubset(of: .word) { return .word }
    return bytes.isSubset(of: .visible) ? .mixed : .any
  }
}
