import PacketCapture
import TestPackets
import Testing

@Suite("link layers and IP")
struct LinkLayerTests {
  @Test("datagrams are found behind every first header", arguments: TestLink.allCases)
  func links(link: TestLink) {
    let packets = [
      TestPacket.udp(.v4(10, port: 5060), .v4(20, port: 5061), [1, 2, 3]),
      TestPacket.udp(.v6(10, port: 5062), .v6(20, port: 5063), [4, 5]),
    ]
    let decoded = Decoded(TestCapture(packets, in: link).pcap())
    #expect(decoded.recorder.datagrams.map(\.payload) == [[1, 2, 3], [4, 5]])
    #expect(decoded.recorder.datagrams.map(\.head.isV6) == [false, true])
    #expect(decoded.recorder.datagrams.map(\.head.source.port) == [5060, 5062])
    #expect(decoded.recorder.datagrams.first?.head.source.address == IPAddress(v4: 0xC000_020A))
    #expect(
      decoded.recorder.datagrams.last?.head.destination.address
        == IPAddress(high: 0x2001_0DB8_0000_0000, low: 20))
    let vlan: UInt16? = link == .vlan || link == .doubleVLAN ? 42 : nil
    #expect(decoded.recorder.datagrams.first?.head.vlan == vlan)
  }

  @Test("padding behind a packet is not part of it")
  func padding() {
    let packet = TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [9]) + [0, 0, 0, 0, 0]
    #expect(Decoded(packets: [packet]).recorder.datagrams.map(\.payload) == [[9]])
  }

  @Test("options of IPv4 and extension headers of IPv6 are stepped over")
  func options() {
    let four = TestHost.v4(1, port: 1)
    let six = TestHost.v6(1, port: 1)
    let datagram = TestPacket.datagram(four, four, [7])
    let headers: [UInt8] = [43, 0, 1, 4, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 17, 1]
    let packets = [
      TestPacket.ip(four, four, 17, datagram, options: [1, 1, 1, 0]),
      TestPacket.ip(six, six, 0, headers + [UInt8](repeating: 0, count: 14) + datagram),
    ]
    #expect(Decoded(packets: packets).recorder.datagrams.map(\.payload) == [[7], [7]])
  }

  @Test("a packet without a length, as cards leave it that cut packets themselves, is all there is")
  func offload() {
    var packet = TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [1, 2])
    (packet[2], packet[3]) = (0, 0)
    #expect(Decoded(packets: [packet]).recorder.datagrams.map(\.payload) == [[1, 2]])
  }

  @Test("what is cut from a datagram is told")
  func snapped() {
    let packet = TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [UInt8](repeating: 1, count: 100))
    let decoded = Decoded(TestCapture([packet]).snapped(to: 62).pcap())
    #expect(decoded.recorder.datagrams.map(\.payload.count) == [20])
    #expect(decoded.recorder.datagrams.map(\.missing) == [80])
    #expect(decoded.counts.cut == 1)
  }

  @Test("what is not decoded is counted by its reason")
  func counts() {
    var capture = TestCapture([
      TestPacket.ip(.v4(1, port: 0), .v4(2, port: 0), 1, [8, 0, 0, 0]),
      TestPacket.ip(.v4(1, port: 0), .v4(2, port: 0), 17, [8, 0, 0, 0]),
      TestPacket.ip(.v4(1, port: 0), .v4(2, port: 0), 6, [8, 0, 0, 0]),
    ])
    let addresses: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]
    for frame: [UInt8] in [
      addresses + [0x08, 0x06, 0, 1], addresses + [0, 8, 0x42, 0x42, 3, 0, 0, 0, 0, 0],
      addresses + [8, 0, 0x45, 0], [1, 2, 3],
    ] {
      capture.frames.append(.init(time: TestCapture.start, frame))
    }
    let counts = Decoded(capture.pcap()).counts
    #expect(counts.frames == 7)
    #expect(counts.otherTransport == 1)
    #expect(counts.notInternet == 2)
    #expect(counts.malformed == 4)
    #expect(Decoded(TestCapture(linkType: 147).pcap()).counts.unknownLink == 0)
    var unknown = capture
    unknown.linkType = 147
    #expect(Decoded(unknown.pcap()).counts.unknownLink == 7)
  }
}
