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

  /// Reads a name's text; nil if it is none.
  package init?(text: Span<UInt8>) {
    guard text.count == EventID.textLength else { return nil }
    var (high, low) = (UInt64(0), UInt64(0))
    for index in 0..<text.count {
      guard let six = EventID.alphabet.firstIndex(of: text[index]) else { return nil }
      let isLast = index == text.count - 1
      // The last character carries two bits: 21 * 6 + 2 = 128.
      if isLast, six & 0xF != 0 { return nil }
      let (width, bits): (UInt64, UInt64) = isLast ? (2, UInt64(six) >> 4) : (6, UInt64(six))
      high = high << width | low >> (64 - width)
      low = low << width | bits
    }
    (self.high, self.low) = (high, low)
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
