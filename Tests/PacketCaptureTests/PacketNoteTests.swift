import PacketCapture
import TestPackets
import Testing

/// What readers are told that count packets and wait for time to pass.
@Suite("packets as they come")
struct PacketNoteTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v4(20, port: 9000)

  @Test("each segment is told as it came, also those that came twice or bring nothing")
  func segments() {
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    connection.send([[1, 2, 3]])
    let again = connection.packets + connection.packets.suffix(2)
    let decoded = Decoded(packets: again)
    #expect(decoded.recorder.segments.map(\.size) == [0, 0, 0, 3, 0, 3, 0])
    #expect(decoded.recorder.segments[0].flags == .syn)
    #expect(decoded.recorder.segments[1].flags == [.syn, .acknowledge])
    #expect(decoded.recorder.bytes(40_000, 9000) == [1, 2, 3])
    let cut = Decoded(TestCapture(again).snapped(to: 54 + 2).pcap())
    #expect(cut.recorder.segments.map(\.size) == [0, 0, 0, 3, 0, 3, 0])
  }

  @Test("packets of other transports are told and counted by their number")
  func others() {
    let decoded = Decoded(packets: [
      TestPacket.ip(Self.client, Self.server, 1, [8, 0, 0, 0]),
      TestPacket.ip(Self.client, Self.server, 89, [1]),
      TestPacket.ip(Self.client, Self.server, 1, []),
    ])
    #expect(decoded.recorder.packets.map(\.number) == [1, 89, 1])
    #expect(decoded.recorder.packets.map(\.size) == [4, 1, 0])
    #expect(decoded.counts.otherTransport == 3)
    #expect(decoded.counts.otherTransports == [1: 2, 89: 1])
  }

  @Test("the time is told each half second, and again at once as long as there is more to do")
  func time() {
    let packet = TestPacket.udp(Self.client, Self.server, [1])
    var capture = TestCapture([packet])
    for time in [100, 400, 700, 600, 5000] as [Int64] {
      capture.frames.append(
        .init(time: TestCapture.start + time * 1_000_000, capture.frames[0].bytes))
    }
    #expect(Decoded(capture.pcap()).recorder.times == [0, 700_000_000, 5_000_000_000])
    var recorder = Recorder()
    recorder.pending = (2, 3)
    let busy = Decoded(capture.pcap(), recorder: recorder).recorder
    #expect(busy.times.prefix(3) == [0, 100_000_000, 400_000_000])
    #expect(busy.isFinished)
    #expect(busy.pending.finish == -1)
  }
}
