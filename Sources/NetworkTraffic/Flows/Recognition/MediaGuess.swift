/// Tells media by several packets, as one alone has too little that is certain (RFC 3550 s 5.1, s 6.4).
///
/// Four packets of one source whose numbers rise by little, or two reports whose lengths are right.
struct MediaGuess {
  private var source: UInt32 = 0
  private var number: UInt16 = 0
  private var packets: UInt8 = 0
  private var reports: UInt8 = 0

  /// Packets in a row that are media; each may skip a few numbers.
  private static let enough: UInt8 = 4
  private static let maxSkip: UInt16 = 32
  /// Reports that are those of media.
  private static let enoughReports: UInt8 = 2

  /// Takes a datagram; what it carries, once there were enough of them.
  mutating func look(into bytes: Span<UInt8>) -> NetworkProtocol? {
    guard bytes.count >= 8, bytes[0] >> 6 == 2 else { return nil }
    if bytes[1] >= 200, bytes[1] <= 207 {
      reports = Self.isReport(bytes) ? reports &+ 1 : 0
      return reports >= Self.enoughReports ? .rtcp : nil
    }
    guard bytes.count >= 12, let low = PayloadBytes.big16(bytes, 2),
      let high = PayloadBytes.big32(bytes, 8)
    else { return nil }
    let (next, from) = (UInt16(low), UInt32(high))
    let isNext = packets > 0 && from == source && next &- number <= Self.maxSkip && next != number
    // A number that came twice tells nothing.
    if packets > 0, from == source, next == number { return nil }
    packets = isNext ? packets &+ 1 : 1
    (source, number) = (from, next)
    return packets >= Self.enough ? .rtp : nil
  }

  /// Whether it is a sender's or receiver's report and others, whose lengths together are that of it.
  private static func isReport(_ bytes: Span<UInt8>) -> Bool {
    guard bytes[1] == 200 || bytes[1] == 201 else { return false }
    var place = 0
    while place < bytes.count {
      guard bytes[place] >> 6 == 2, let length = PayloadBytes.big16(bytes, place + 2) else {
        return false
      }
      place += (length + 1) * 4
    }
    return place == bytes.count
  }
}
