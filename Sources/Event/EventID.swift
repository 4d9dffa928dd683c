/// The name of an event at a destination: the same whenever the same record is read again.
///
/// 128 bits: milliseconds since 1970 in 48 bits, so that names of one time begin alike, which keeps an
/// index's search for a name cheap; then 80 bits of hash. As text 22 characters of base64url (RFC 4648 s 5).
package struct EventID: Sendable, Hashable {
  private let high: UInt64
  private let low: UInt64

  /// How many characters the text has.
  package static let textLength = 22

  /// Makes the name of the event at `time` (microseconds since 1970) whose hash is `hash`.
  package init(time: Int64?, hash: EventHash.Value) {
    let milliseconds = UInt64(clamping: (time ?? 0) / 1000)
    high = milliseconds << 16 | hash.high >> 48
    low = hash.low
  }

  /// Appends the text.
  package func append(to out: inout JSONBuffer) {
    var (high, low) = (high, low)
    for _ in 0..<EventID.textLength - 1 {
      out.append(EventID.alphabet[Int(high >> 58)])
      high = high << 6 | low >> 58
      low <<= 6
    }
    out.append(EventID.alphabet[Int(high >> 58)])
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
