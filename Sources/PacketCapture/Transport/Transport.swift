/// What carries payloads: a number of https://www.iana.org/assignments/protocol-numbers.
package struct Transport: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  /// The transport with a number.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let tcp = Transport(rawValue: 6)
  package static let udp = Transport(rawValue: 17)
  package static let sctp = Transport(rawValue: 132)

  /// Whether it has ports.
  package var hasPorts: Bool { self == .tcp || self == .udp || self == .sctp }
}
