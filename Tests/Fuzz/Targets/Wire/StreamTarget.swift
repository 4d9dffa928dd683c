import NetworkTraffic
import PacketCapture

/// Segments of a connection, in any order and with any flags: no byte is handed on twice, and the bytes and the
/// holes of a stream add up.
///
/// An input is a list of segments: a byte of direction and flags, two of the place, one of the length.
final class StreamTarget: FuzzTarget {
  static let name = "stream"
  static let seeds: [[UInt8]] = [
    [0x02, 0, 0, 0, 0x10, 0, 1, 20, 0x10, 0, 21, 30, 0x11, 0, 51, 0],
    [0x10, 0, 90, 10, 0x10, 0, 40, 20, 0x90, 0, 0, 5, 0x10, 0, 60, 30, 0x04, 0, 0, 0],
  ]

  private struct Checker: TrafficReader {
    /// The last byte of each stream.
    var last: [StreamNumber: UInt8] = [:]

    mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {}
    mutating func recognises(_ payload: Span<UInt8>, in stream: StreamNumber) -> Bool { true }

    mutating func readStream(
      _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead
    ) -> Bool {
      hold(payload.count > 0, "no bytes are handed on")
      if place == .next {
        // Each byte is its own place, so that what follows has to be the next one.
        for index in payload.indices {
          if let known = last[stream] {
            hold(payload[index] == known &+ 1, "a byte is missing, or there twice")
          }
          last[stream] = payload[index]
        }
      } else {
        last[stream] = payload[payload.count - 1]
      }
      return true
    }

    mutating func skipStream(_ count: Int, of stream: StreamNumber) {
      hold(count > 0, "a hole of nothing")
      last[stream] = last[stream].map { $0 &+ UInt8(truncatingIfNeeded: count) }
    }

    mutating func endStream(_ stream: StreamNumber) {
      last[stream] = nil
    }
  }

  init() {}

  func run(_ bytes: [UInt8]) {
    var decoder = PacketDecoder()
    var checker = Checker()
    for start in stride(from: 0, to: bytes.count - 3, by: 4) {
      let place = Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      let segment = Self.packet(
        isBack: bytes[start] & 0x80 != 0, flags: bytes[start] & 0x17, place: place,
        count: Int(bytes[start + 3]))
      decoder.decode(
        CapturedFrame(
          stamp: FrameStamp(number: start, time: Int64(start) << 26, digits: 6, offset: 0),
          bytes: 0..<segment.count, wireLength: segment.count, linkType: 101),
        of: segment.span, into: &checker)
    }
    while decoder.finish(into: &checker) {}
  }

  /// A packet of IPv4 whose payload has its own places as bytes.
  private static func packet(isBack: Bool, flags: UInt8, place: Int, count: Int) -> [UInt8] {
    let hosts: [UInt8] = isBack ? [192, 0, 2, 2, 192, 0, 2, 1] : [192, 0, 2, 1, 192, 0, 2, 2]
    let ports: [UInt8] = isBack ? [0, 2, 0, 1] : [0, 1, 0, 2]
    let length = 40 + count
    // A SYN takes a number of its own.
    let first = place + (flags & 2 != 0 ? 1 : 0)
    return [0x45, 0, UInt8(length >> 8), UInt8(length & 0xFF), 0, 0, 0, 0, 64, 6, 0, 0] + hosts
      + ports
      + [0, 0, UInt8(place >> 8), UInt8(place & 0xFF), 0, 0, 0, 0, 0x50, flags, 0, 0, 0, 0, 0, 0]
      + (0..<count).map { UInt8(truncatingIfNeeded: first + $0) }
  }
}
