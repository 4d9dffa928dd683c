import Event
import NetworkTraffic
import PacketCapture

/// Capture files: whatever the bytes and however they are cut into blocks, the events are the same and sound.
final class CaptureTarget: FuzzTarget {
  static let name = "capture"
  static let seeds = [
    header + record(ethernet + udp), header + record(ethernet + vlan + udp) + record([0x08, 0x06]),
    section + block(1, [1, 0, 0, 0, 0, 0, 0, 0]) + block(6, packet(ethernet + udp)),
    header + record(ethernet + fragment(0, hasMore: true))
      + record(ethernet + fragment(8, hasMore: false)),
    header + record(ethernet + call) + record(ethernet + media(1)) + record(ethernet + media(2)),
  ]

  private static let header: [UInt8] = [
    0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0,
  ]
  private static let section = block(
    0x0A0D_0D0A, [0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0] + [UInt8](repeating: 255, count: 8))
  private static let ethernet = [UInt8](repeating: 2, count: 12)
  private static let vlan: [UInt8] = [0x81, 0, 0, 1]
  private static let udp: [UInt8] =
    [8, 0] + ip(17, flags: 0, [0x13, 0xC4, 0x13, 0xC4, 0, 44, 0, 0] + message)
  private static let message = Array("OPTIONS sip:a@b SIP/2.0\r\ni: 1\r\n\r\n".utf8)

  private static let description = Array(
    "c=IN IP4 192.0.2.2\r\nm=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n".utf8
  )
  private static let invite =
    Array(
      "INVITE sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP c;branch=z9hG4bK1\r\nf: <sip:c@d>;tag=1\r\ni: 1\r\n"
        .utf8)
    + Array("CSeq: 1 INVITE\r\nc: application/sdp\r\n\r\n".utf8)
    + description
  private static let call: [UInt8] =
    [8, 0] + ip(17, flags: 0, [0x13, 0xC4, 0x13, 0xC4, 0, UInt8(invite.count + 8), 0, 0] + invite)

  private static func media(_ sequence: UInt8) -> [UInt8] {
    let packet: [UInt8] = [0x80, 0, 0, sequence, 0, 0, 0, 160, 0, 0, 0, 7, 1, 2]
    return [8, 0] + ip(17, flags: 0, [0x0F, 0xA0, 0x0F, 0xA0, 0, 22, 0, 0] + packet)
  }

  private static func fragment(_ offset: UInt8, hasMore: Bool) -> [UInt8] {
    [8, 0]
      + ip(
        17, flags: hasMore ? 0x20 : 0, offset: offset / 8, [0x13, 0xC4, 0x13, 0xC4, 0, 16, 0, 0])
  }

  private static func ip(
    _ number: UInt8, flags: UInt8, offset: UInt8 = 0, _ content: [UInt8]
  ) -> [UInt8] {
    [
      0x45, 0, 0, UInt8(20 + content.count), 0, 1, flags, offset, 64, number, 0, 0, 192, 0, 2, 1,
      192, 0, 2, 2,
    ]
      + content
  }

  private static func little(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func record(_ frame: [UInt8]) -> [UInt8] {
    little(1) + little(2) + little(frame.count) + little(frame.count) + frame
  }

  private static func block(_ type: Int, _ content: [UInt8]) -> [UInt8] {
    let whole = content + [UInt8](repeating: 0, count: (4 - content.count % 4) % 4)
    return little(type) + little(12 + whole.count) + whole + little(12 + whole.count)
  }

  private static func packet(_ frame: [UInt8]) -> [UInt8] {
    little(0) + little(0) + little(5) + little(frame.count) + little(frame.count) + frame
  }

  init() {}

  func run(_ bytes: [UInt8]) {
    let whole = events(bytes, block: max(bytes.count, 1))
    hold(events(bytes, block: 7) == whole, "blocks of 7 bytes give other events")
    for line in whole.split(separator: "\n") { holdObject(line.utf8, "event") }
  }

  private func events(_ file: [UInt8], block: Int) -> String {
    var traffic = TrafficEncoder(
      TrafficOptions(path: "a.pcap", payload: .full, flows: .all))
    var reader = CaptureReader()
    var packets = PacketDecoder()
    var (start, end) = (0, 0)
    while end < file.count {
      end = min(file.count, end + block)
      let bytes = Array(file[start..<end])
      var place = 0
      while let frame = reader.next(
        in: bytes.span, at: Int64(start), isLast: end == file.count, &place)
      {
        packets.decode(frame, of: bytes.span, into: &traffic)
      }
      start += place
    }
    reader.finish()
    while packets.finish(into: &traffic) {}
    return traffic.events.text()
  }
}
