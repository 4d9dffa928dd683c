import NetworkTraffic
import TestPackets
import Testing

@Suite("RTP streams that calls name")
struct RTPStreamTests {
  /// The events of streams.
  private static func streams(_ media: TestMedia) throws -> [[String: Any]] {
    try DecodedTraffic(media.capture.pcap(isNanosecond: true)).events.filter {
      $0.text("event.action") == "rtp-stream"
    }
  }

  @Test("a stream tells its call, its codec, and what came of it")
  func event() throws {
    var media = TestMedia()
    media.open()
    for index in 0..<100 {
      // Numbers begin anew within the stream.
      let sequence = UInt16(truncatingIfNeeded: 65_500 + index)
      media.send(
        TestMedia.near, TestMedia.far,
        TestMedia.packet(sequence: sequence, timestamp: UInt32(index * 160)), after: 20)
    }
    media.close()
    let event = try #require(try Self.streams(media).first)
    #expect(event.text("message") == "RTP PCMU: 100 packets, 0 lost (0.00 %), jitter 0.00 ms")
    #expect(event.text("event.dataset") == "genesys.rtp")
    #expect(event.number("event.duration") == 99 * 20_000_000)
    #expect(event.text("source.ip") == "192.0.2.11")
    #expect(event.number("destination.port") == 6000)
    #expect(event.text("network.protocol") == "rtp")
    #expect(event.number("network.packets") == 100)
    #expect(event.number("source.bytes") == 17_200)
    #expect(event.text("sip.call_id") == "1@example.com")
    #expect(event.text("genesys.call_uuid") == "UUID1")
    #expect(event.text("rtp.ssrc") == "0xCAFE0001")
    #expect(event.number("rtp.payload_type") == 0)
    #expect(event.text("rtp.codec") == "PCMU")
    #expect(event.number("rtp.clock_rate") == 8000)
    #expect(event.number("rtp.packets") == 100)
    #expect(event.number("rtp.bytes") == 16_000)
    #expect(event.number("rtp.expected") == 100)
    #expect(event.number("rtp.lost") == 0)
    #expect(event.value("rtp.dtmf_events") == nil)
  }

  @Test("lost, late and doubled packets are counted as RFC 3550 does")
  func loss() throws {
    var media = TestMedia()
    media.open()
    // 7, 8 and 20 are lost, 12 comes behind 13, 15 comes twice.
    let order = [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 13, 12, 14, 15, 15, 16, 17, 18, 19, 21]
    for sequence in order {
      media.send(
        TestMedia.far, TestMedia.near,
        TestMedia.packet(sequence: UInt16(sequence), timestamp: UInt32(sequence * 160)), after: 20)
    }
    let event = try #require(try Self.streams(media).first)
    #expect(event.number("rtp.packets") == 20)
    #expect(event.number("rtp.expected") == 22)
    #expect(event.number("rtp.lost") == 3)
    #expect(event.value("rtp.loss_percent") as? Double == 13.64)
    #expect(event.number("rtp.out_of_order") == 1)
    #expect(event.number("rtp.duplicates") == 1)
    #expect(event["tags"] == nil)
  }

  @Test("jitter is that of RFC 3550 A.8, by the clock of the encoding that the receiver asked for")
  func jitter() throws {
    var media = TestMedia()
    media.open()
    // Opus: 960 units are 20 ms. Every other packet comes 4 ms late.
    var expected = 0.0
    for index in 0..<50 {
      media.send(
        TestMedia.near, TestMedia.far,
        TestMedia.packet(type: 111, sequence: UInt16(index), timestamp: UInt32(index * 960)),
        after: index == 0 ? 1 : index % 2 == 1 ? 24 : 16)
      if index > 0 { expected += (4 - expected) / 16 }
    }
    let event = try #require(try Self.streams(media).first)
    let jitter = try #require(event.value("rtp.jitter") as? Double)
    #expect(abs(jitter - expected) < 0.01)
    #expect(event.value("rtp.max_jitter") as? Double == jitter)
    #expect(event.text("rtp.codec") == "opus")
    #expect(event.number("rtp.clock_rate") == 48_000)
  }

  @Test("keys are counted and not shown, and do not count as jitter")
  func keys() throws {
    var media = TestMedia()
    media.open()
    var sequence: UInt16 = 0
    for index in 0..<30 {
      let isKey = (10..<15).contains(index) || (20..<25).contains(index)
      media.send(
        TestMedia.near, TestMedia.far,
        TestMedia.packet(
          type: isKey ? 101 : 0, sequence: sequence,
          timestamp: isKey ? UInt32(index / 10 * 1600) : UInt32(index * 160),
          payload: isKey ? [7, 0, 0, 160] : [UInt8](repeating: 0, count: 160)), after: 20)
      sequence += 1
    }
    let event = try #require(try Self.streams(media).first)
    #expect(event.number("rtp.dtmf_events") == 2)
    #expect(event.value("rtp.jitter") as? Double == 0)
    #expect(event.text("rtp.codec") == "PCMU")
    #expect(event.number("rtp.lost") == 0)
  }

  @Test("a sender that begins anew is one stream, whose numbers are counted in parts")
  func restart() throws {
    var media = TestMedia()
    media.open()
    for sequence in Array(0..<10) + Array(30_000..<30_010) + [50_000] + [30_010] {
      media.send(
        TestMedia.near, TestMedia.far,
        TestMedia.packet(sequence: UInt16(sequence), timestamp: 0), after: 20)
    }
    let event = try #require(try Self.streams(media).first)
    #expect(event.number("rtp.packets") == 22)
    #expect(event.number("rtp.expected") == 21)
    #expect(event.number("rtp.lost") == 0)
  }

  @Test("each sender and each direction is a stream, RTCP is counted, and the rest is none")
  func others() throws {
    var media = TestMedia()
    media.open()
    for index in 0..<3 {
      let packet = TestMedia.packet(sequence: UInt16(index), timestamp: UInt32(index * 160))
      media.send(TestMedia.near, TestMedia.far, packet)
      media.send(TestMedia.far, TestMedia.near, packet)
      media.send(
        TestMedia.near, TestMedia.far,
        TestMedia.packet(sequence: UInt16(index), timestamp: 0, source: 2))
      media.send(.v4(11, port: 4001), .v4(21, port: 6001), [0x80, 200, 0, 1, 0, 0, 0, 1])
      media.send(.v4(99, port: 4000), .v4(98, port: 6000), packet)
    }
    media.send(
      TestMedia.near, TestMedia.far, TestMedia.packet(sequence: 1, timestamp: 0, source: 9))
    let decoded = try DecodedTraffic(media.capture.pcap())
    let streams = decoded.events.filter { $0.text("event.action") == "rtp-stream" }
    #expect(streams.count == 3)
    #expect(decoded.counts.mediaStreams == 3)
    #expect(decoded.counts.mediaPackets == 10)
    #expect(decoded.counts.mediaControl == 3)
    #expect(decoded.counts.strayMedia == 1)
    #expect(decoded.counts.otherDatagrams == 3)
  }

  @Test("a stream ends two seconds after its call, and an end is of the call that named it last")
  func ends() throws {
    var media = TestMedia()
    media.open()
    func packets(_ media: inout TestMedia, _ source: UInt32) {
      for index in 0..<5 {
        media.send(
          TestMedia.near, TestMedia.far,
          TestMedia.packet(sequence: UInt16(index), timestamp: 0, source: source), after: 20)
      }
    }
    packets(&media, 1)
    media.close()
    media.time += 3_000_000_000
    // Nobody named it now.
    packets(&media, 2)
    media.open(call: 2)
    packets(&media, 3)
    let decoded = try DecodedTraffic(media.capture.pcap())
    let streams = decoded.events.filter { $0.text("event.action") == "rtp-stream" }
    #expect(streams.map { $0.text("sip.call_id") } == ["1@example.com", "2@example.com"])
    #expect(streams.map { $0.text("rtp.ssrc") } == ["0x00000001", "0x00000003"])
    #expect(decoded.counts.otherDatagrams == 5)
  }

  @Test("all calls may name the same ends")
  func shared() throws {
    var media = TestMedia()
    for call in 1...2000 {
      media.open(call: call)
      for index in 0..<2 {
        media.send(
          TestMedia.near, TestMedia.far,
          TestMedia.packet(sequence: UInt16(index), timestamp: 0, source: UInt32(call)))
      }
    }
    let streams = try Self.streams(media)
    #expect(streams.count == 2000)
    #expect(Set(streams.compactMap { $0.text("sip.call_id") }).count == 2000)
  }

  @Test("descriptions and datagrams of any bytes end in streams that add up")
  func random() throws {
    var generator = SeededGenerator(11)
    var media = TestMedia()
    let hosts = (0..<4).map { TestHost.v4(UInt8(11 + $0), port: 4000 + UInt16($0) * 2) }
    for round in 0..<3000 {
      if round % 20 == 0 {
        media.open(
          call: Int.random(in: 0..<20, using: &generator),
          near: hosts.randomElement(using: &generator) ?? hosts[0],
          far: hosts.randomElement(using: &generator) ?? hosts[0],
          encodings: (0..<40).map { _ in
            "\(Int.random(in: 0..<130, using: &generator)) X/\(UInt32.random(in: 0...9, using: &generator))"
          })
      }
      if round % 50 == 9 { media.close(call: Int.random(in: 0..<20, using: &generator)) }
      var packet = TestMedia.packet(
        type: UInt8.random(in: 0...255, using: &generator),
        sequence: UInt16.random(in: 0...150, using: &generator),
        timestamp: UInt32.random(in: 0 ... .max, using: &generator),
        source: UInt32.random(in: 0..<3, using: &generator))
      packet[0] = UInt8.random(in: 0...255, using: &generator) | 0x80
      packet = Array(packet.prefix(Int.random(in: 0...packet.count, using: &generator)))
      media.send(
        hosts.randomElement(using: &generator) ?? hosts[0],
        hosts.randomElement(using: &generator) ?? hosts[0], packet,
        after: Double.random(in: 0..<90, using: &generator))
    }
    let decoded = try DecodedTraffic(media.capture.pcap())
    let streams = decoded.events.filter { $0.text("event.action") == "rtp-stream" }
    let packets = streams.compactMap { $0.number("rtp.packets") }.reduce(0, +)
    #expect(streams.count > 20)
    #expect(packets + decoded.counts.strayMedia == decoded.counts.mediaPackets)
    #expect(streams.allSatisfy { ($0.number("rtp.lost") ?? -1) >= 0 })
  }
}
