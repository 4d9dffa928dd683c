/// What the head of a logged wire message says: which way it went, how, and how many bytes it has.
///
///     SIPTR: Received [0,UDP] 487 bytes from 192.0.2.82:5060 <<<<<
///     Sending  [0,UDP] 494 bytes to 192.0.2.82:5060 >>>>>
///     HTTP[56,TCP] <<<< 413 bytes from 192.0.2.9 <<<<
///     HTTP[42,TCP] >>>> 131 bytes >>>>
///
/// The message follows on the lines after the head, printed with a line feed where it has CR LF. There
/// is no closing mark: the count of bytes is the mark.
package struct WireHead: Sendable, Equatable {
  /// What carried the message.
  package enum Transport: UInt8, Sendable {
    case udp, tcp, tls
  }

  /// Whether the message came in.
  package var isInbound: Bool
  /// What carried it.
  package var transport: Transport
  /// How many bytes it has.
  package var byteCount: Int
  /// Where the peer's address stands; empty where none is printed.
  package var address: Range<Int>
  /// The peer's port; 0 where none is printed.
  package var port: UInt16

  /// A message longer than this is none: the greatest UDP datagram is 64 KiB, and SIP over TCP hardly more.
  private static let maxByteCount = 4 << 20

  /// Reads the text of a head; nil where it announces no message.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard text.count > 20 else { return nil }
    let last = bytes[text.upperBound - 1]
    guard last == UInt8(ascii: ">") || last == UInt8(ascii: "<") else { return nil }
    self.init(bytes, text, isInbound: last == UInt8(ascii: "<"))
  }

  @inline(never)
  private init?(_ bytes: Span<UInt8>, _ text: Range<Int>, isInbound: Bool) {
    guard let (transport, after) = WireHead.transport(bytes, text),
      let (count, end) = WireHead.count(bytes, after..<text.upperBound)
    else { return nil }
    self.isInbound = isInbound
    self.transport = transport
    byteCount = count
    address = text.upperBound..<text.upperBound
    port = 0
    readPeer(bytes, end..<text.upperBound)
  }

  /// The transport of `[handle,UDP]`, and the place after it.
  private static func transport(
    _ bytes: Span<UInt8>, _ text: Range<Int>
  ) -> (transport: Transport, end: Int)? {
    let names: [(StaticString, Transport)] = [(",UDP]", .udp), (",TCP]", .tcp), (",TLS]", .tls)]
    for place in text where bytes[place] == UInt8(ascii: ",") {
      let rest = place..<text.upperBound
      guard let found = names.first(where: { $0.0.starts(bytes, rest) }) else { return nil }
      return (found.1, place + found.0.utf8CodeUnitCount)
    }
    return nil
  }

  /// The number that ` bytes` follows, and the place after that.
  private static func count(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> (count: Int, end: Int)? {
    let unit: StaticString = " bytes"
    var place = rest.lowerBound
    while place < rest.upperBound, bytes[place] &- 0x30 >= 10 { place += 1 }
    var value = 0
    let start = place
    while place < rest.upperBound, bytes[place] &- 0x30 < 10, place - start < 9 {
      value = value * 10 + Int(bytes[place] & 0xF)
      place += 1
    }
    guard value > 0, value <= maxByteCount, unit.starts(bytes, place..<rest.upperBound) else {
      return nil
    }
    return (value, place + unit.utf8CodeUnitCount)
  }

  /// Reads ` to ADDRESS:PORT ` or ` from ADDRESS `.
  private mutating func readPeer(_ bytes: Span<UInt8>, _ rest: Range<Int>) {
    let words: [StaticString] = [" to ", " from "]
    guard let word = words.first(where: { $0.starts(bytes, rest) }) else { return }
    let start = rest.lowerBound + word.utf8CodeUnitCount
    var end = start
    while end < rest.upperBound, bytes[end] != 0x20 { end += 1 }
    var host = start..<end
    if let (port, colon) = WireHead.port(bytes, host) {
      self.port = port
      host = start..<colon
    }
    if host.count > 2, bytes[host.lowerBound] == UInt8(ascii: "["),
      bytes[host.upperBound - 1] == UInt8(ascii: "]")
    {
      host = host.lowerBound + 1..<host.upperBound - 1
    }
    address = host
  }

  /// The port at the end of `HOST:PORT`, and where its colon stands; an IPv6 address is in brackets then.
  private static func port(
    _ bytes: Span<UInt8>, _ host: Range<Int>
  ) -> (port: UInt16, colon: Int)? {
    var digits = host.upperBound
    var value = 0
    var unit = 1
    while digits > host.lowerBound, bytes[digits - 1] &- 0x30 < 10, unit < 1_000_000 {
      digits -= 1
      value += Int(bytes[digits] & 0xF) * unit
      unit *= 10
    }
    let colon = digits - 1
    guard digits < host.upperBound, colon > host.lowerBound, bytes[colon] == UInt8(ascii: ":"),
      let port = UInt16(exactly: value),
      bytes[colon - 1] == UInt8(ascii: "]")
        || !(host.lowerBound..<colon).contains(where: { bytes[$0] == UInt8(ascii: ":") })
    else { return nil }
    return (port, colon)
  }
}
