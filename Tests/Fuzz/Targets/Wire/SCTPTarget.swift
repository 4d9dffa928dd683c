import PacketCapture

/// SCTP packets with any chunks: no part of a message is handed on twice, and no byte of another.
///
/// An input is a list of parts: a byte of flags, two of the number, one of the stream, one of the length. Inputs whose
/// first byte is 0xFF are packets as they are.
final class SCTPTarget: FuzzTarget {
  static let name = "sctp"
  static let seeds: [[UInt8]] = [
    [2, 0, 1, 0, 9, 0, 0, 2, 0, 9, 1, 0, 3, 0, 4, 3, 0, 4, 1, 200],
    [1, 0, 9, 0, 9, 0, 0, 8, 0, 9, 2, 0, 7, 0, 4, 4, 0, 4, 1, 200, 7, 0, 5, 1, 20],
    [0xFF, 0, 3, 0, 18, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 0, 0, 6, 0, 0, 4],
  ]

  private struct Checker: TrafficReader {
    /// Whether each byte that is sent is the number of its stream.
    let isMarked: Bool
    /// Bytes that were handed on.
    var count = 0

    mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {}
    mutating func recognises(_ payload: Span<UInt8>, in stream: StreamNumber) -> Bool { false }
    mutating func readStream(
      _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead
    ) -> Bool { false }
    mutating func skipStream(_ count: Int, of stream: StreamNumber) {}
    mutating func endStream(_ stream: StreamNumber) {}

    mutating func readMessage(
      _ payload: Span<UInt8>, _ message: SCTPMessage, missing: Int, _ head: PacketHead
    ) {
      hold(payload.count > 0, "a message of nothing")
      hold(missing >= 0, "fewer than no bytes are missing")
      count += payload.count
      guard isMarked else { return }
      for index in payload.indices {
        hold(payload[index] == UInt8(message.stream & 0xFF), "a byte of another stream")
      }
    }
  }

  init() {}

  func run(_ bytes: [UInt8]) {
    var decoder = PacketDecoder()
    var checker = Checker(isMarked: bytes.first != 0xFF)
    var sent = 0
    if bytes.first == 0xFF {
      decode([UInt8](repeating: 1, count: 12) + bytes.dropFirst(), 0, &decoder, &checker)
      sent = bytes.count
    } else {
      for start in stride(from: 0, to: bytes.count - 4, by: 5) {
        let length = max(Int(bytes[start + 4]), 1)
        let content: [UInt8] =
          [0, 0, bytes[start + 1], bytes[start + 2], 0, bytes[start + 3], 0, 0, 0, 0, 0, 1]
          + [UInt8](repeating: bytes[start + 3], count: length)
        let count = content.count + 4
        let chunk = [0, bytes[start] & 7, UInt8(count >> 8), UInt8(count & 0xFF)] + content
        decode([UInt8](repeating: 1, count: 12) + chunk, start, &decoder, &checker)
        sent += length
      }
    }
    while decoder.finish(into: &checker) {}
    hold(checker.count <= sent, "more is handed on than was sent")
  }

  private func decode(
    _ content: [UInt8], _ number: Int, _ decoder: inout PacketDecoder, _ checker: inout Checker
  ) {
    let length = 20 + content.count
    let packet: [UInt8] =
      [0x45, 0, UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF), 0, 0, 0, 0, 64, 132, 0, 0]
      + [192, 0, 2, 1, 192, 0, 2, 2] + content
    decoder.decode(
      CapturedFrame(
        stamp: FrameStamp(number: number, time: Int64(number) << 30, digits: 6, offset: 0),
        bytes: 0..<packet.count, wireLength: packet.count, linkType: 101),
      of: packet.span, into: &checker)
  }
}
