/// Why one side ends a connection, or what it has to remark (RFC 8446 s 6, RFC 5246 s 7.2).
package struct TLSAlert: Sendable, Equatable {
  /// Whether the connection ends by it; nil if it is encrypted.
  package let isFatal: Bool?
  /// What it says, a number of https://www.iana.org/assignments/tls-parameters; nil if it is encrypted.
  package let code: UInt8?

  /// One that cannot be read.
  package static let encrypted = TLSAlert(isFatal: nil, code: nil)

  /// Reads the two bytes of an alert; nil if they are none.
  static func read(_ level: UInt8, _ code: UInt8) -> TLSAlert? {
    guard level == 1 || level == 2 else { return nil }
    return TLSAlert(isFatal: level == 2, code: code)
  }

  private init(isFatal: Bool?, code: UInt8?) {
    self.isFatal = isFatal
    self.code = code
  }

  /// `fatal handshake_failure`, or `encrypted`.
  package var description: String {
    guard let isFatal, let code else { return "encrypted" }
    let name = TLSAlertNames.name(code).map { "\($0)" } ?? "alert_\(code)"
    return (isFatal ? "fatal " : "warning ") + name
  }
}
