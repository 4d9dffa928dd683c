/// What ended the reading of a capture file before its end.
package enum CaptureDamage: Error, Equatable, Sendable {
  /// The file does not begin as a capture.
  case notACapture
  /// The file ends within the record that begins at `offset`.
  case endsEarly(offset: Int64)
  /// The record at `offset` says that it has `length` bytes, which none has.
  case length(offset: Int64, length: UInt32)
  /// The section that begins at `offset` has no valid mark of its byte order.
  case byteOrder(offset: Int64)
}

extension CaptureDamage: CustomStringConvertible {
  /// What is wrong, where, and below it what to do.
  package var description: String {
    switch self {
    case .notACapture:
      "is no capture file\nhelp: pcap and pcapng are read, plain or compressed with gzip"
    case .endsEarly(let offset):
      "ends within the record at byte \(offset)\nhelp: what is there of it was read; the capture was cut, or is still written"
    case .length(let offset, let length):
      "the record at byte \(offset) says it has \(length) bytes\nhelp: everything before it was read"
    case .byteOrder(let offset):
      "the section at byte \(offset) has no valid mark of its byte order\nhelp: everything before it was read"
    }
  }
}
