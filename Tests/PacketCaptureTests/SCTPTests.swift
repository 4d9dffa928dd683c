import PacketCapture
import TestPackets
import Testing

@Suite("SCTP")
struct SCTPTests {
  private static let client = TestHost.v4(10, port: 2905)
  private static let server = TestHost.v4(20, port: 2906)

  private static func message(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
  }

  @Test("chunks bundled in a packet are messages of their own")
  func bundled() {
    var association = TestAssociation(Self.client, Self.server)
    var chunks = association.chunks(Self.message(1, 13), stream: 4, payloadProtocol: 3)
    chunks += association.chunks(
      Self.message(2, 8), stream: 5, payloadProtocol: 46, isUnordered: true)
    chunks.insert(TestAssociation.chunk(3, [UInt8](repeating: 0, count: 12)), at: 1)
    chunks += association.chunks(Self.message(3, 1), stream: 4, payloadProtocol: 3)
    let decoded = Decoded(packets: [association.packet(chunks)])
    let messages = decoded.recorder.messages
    #expect(
      messages.map(\.payload) == [Self.message(1, 13), Self.message(2, 8), Self.message(3, 1)])
    #expect(
      messages.map(\.message) == [
        SCTPMessage(stream: 4, sequence: 0, payloadProtocol: 3),
        SCTPMessage(stream: 5, sequence: nil, payloadProtocol: 46),
        SCTPMessage(stream: 4, sequence: 1, payloadProtocol: 3),
      ])
    #expect(messages.allSatisfy { $0.head.transport == .sctp && $0.head.source.port == 2905 })
    #expect(decoded.counts.sctpPackets == 1)
    #expect(decoded.counts.messages == 3)
  }

  @Test("a datagram of UDP may carry a packet; what is none stays a datagram")
  func encapsulated() {
    var association = TestAssociation(Self.client, .v6(20, port: 2906))
    let chunks = association.chunks(Self.message(1, 50))
    let sip = TestMessage.request(call: 1)
    let decoded = Decoded(packets: [
      TestAssociation(Self.client, Self.server).encapsulated(chunks),
      TestPacket.udp(.v4(10, port: 9899), .v4(20, port: 9899), sip),
    ])
    #expect(decoded.recorder.messages.map(\.payload) == [Self.message(1, 50)])
    #expect(decoded.recorder.messages.first?.head.destination.port == 2906)
    #expect(decoded.recorder.datagrams.map(\.payload) == [sip])
  }

  @Test(
    "messages in parts come out whole, whatever the order and however often", arguments: 0..<100)
  func shaken(seed: Int) {
    var generator = SeededGenerator(UInt64(seed))
    // Numbers begin anew behind 2^32.
    var association = TestAssociation(
      Self.client, seed % 2 == 0 ? Self.server : .v4(21, port: 1), first: UInt32.max - 20)
    var sent: [[UInt8]] = []
    var chunks: [[UInt8]] = []
    for number in 0..<20 {
      let message = Self.message(number, Int.random(in: 1...3000, using: &generator))
      sent.append(message)
      chunks += association.chunks(
        message, stream: UInt16.random(in: 0...2, using: &generator),
        isUnordered: generator.isOnce(in: 3), size: Int.random(in: 200...1400, using: &generator))
    }
    for index in chunks.indices where generator.isOnce(in: 5) {
      chunks.insert(chunks[index], at: Int.random(in: index...chunks.count, using: &generator))
    }
    for index in chunks.indices {
      chunks.swapAt(index, min(index + Int.random(in: 0...6, using: &generator), chunks.count - 1))
    }
    let decoded = Decoded(packets: chunks.map { association.packet([$0]) })
    #expect(Set(decoded.recorder.messages.map(\.payload)) == Set(sent))
    #expect(decoded.recorder.messages.count == sent.count)
    #expect(decoded.recorder.messages.allSatisfy { $0.missing == 0 })
    #expect(decoded.counts.unfinishedMessages == 0)
  }

  @Test("of a message whose parts are lost, the beginning is handed on", arguments: 0..<100)
  func lost(seed: Int) {
    var generator = SeededGenerator(UInt64(seed) + 500)
    var association = TestAssociation(Self.client, Self.server)
    var sent: [[UInt8]] = []
    var packets: [[UInt8]] = []
    for number in 0..<20 {
      let message = Self.message(number, Int.random(in: 1...3000, using: &generator))
      sent.append(message)
      for chunk in association.chunks(message, size: 500) where !generator.isOnce(in: 6) {
        packets.append(association.packet([chunk]))
      }
    }
    let decoded = Decoded(packets: packets)
    for message in decoded.recorder.messages {
      #expect(sent.contains { $0.starts(with: message.payload) })
      #expect((message.missing == 0) == sent.contains(message.payload))
    }
    #expect(decoded.recorder.messages.count <= 20)
  }

  @Test("a capture that cut packets tells how much of each message is missing")
  func snapped() {
    var association = TestAssociation(Self.client, Self.server)
    let whole = association.packet(association.chunks(Self.message(1, 500)))
    let parts = association.chunks(Self.message(2, 900), size: 450).map { association.packet([$0]) }
    let capture = TestCapture([whole] + parts).snapped(to: 162)
    let messages = Decoded(capture.pcap()).recorder.messages
    // 14 of Ethernet, 20 of IP, 12 and 16 of SCTP.
    #expect(messages.map(\.payload.count) == [100, 100])
    #expect(messages.map(\.missing) == [400, 800])
  }

  @Test("parts that do not come are given up after 30 seconds, or with their association")
  func givenUp() {
    var association = TestAssociation(Self.client, Self.server)
    let parts = association.chunks(Self.message(1, 900), size: 300)
    let late = association.chunks(Self.message(2, 10))
    var capture = TestCapture(
      [association.packet([parts[0]]), association.packet([parts[1]]), association.packet(late)])
    capture.frames[2].time += 40_000_000_000
    let old = Decoded(capture.pcap()).recorder.messages
    #expect(old.map(\.payload.count) == [10, 600])
    #expect(old.map(\.missing) == [0, 1])

    let abort = association.packet([TestAssociation.chunk(6, [])])
    let aborted = Decoded(
      packets: [association.packet([parts[0]]), abort] + [association.packet(late)])
    #expect(aborted.recorder.messages.map(\.payload.count) == [300, 10])
  }

  @Test(
    "packets of fragments of IP, with any bytes changed, never break anything", arguments: 0..<100)
  func changed(seed: Int) {
    var generator = SeededGenerator(UInt64(seed) + 900)
    var association = TestAssociation(Self.client, Self.server)
    var packets: [[UInt8]] = []
    for number in 0..<30 {
      let chunks = association.chunks(
        Self.message(number, Int.random(in: 1...2000, using: &generator)),
        size: Int.random(in: 100...2000, using: &generator))
      var packet =
        Bool.random(using: &generator)
        ? association.packet(chunks) : association.encapsulated(chunks)
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 20..<min(packet.count, 90), using: &generator)
        packet[place] = UInt8.random(in: 0...255, using: &generator)
      }
      packets.append(Array(packet.prefix(Int.random(in: 20...packet.count, using: &generator))))
    }
    let decoded = Decoded(packets: packets)
    #expect(decoded.counts.messages == decoded.recorder.messages.count)
  }

  @Test("parts without end are held within bounds")
  func flood() {
    var packets: [[UInt8]] = []
    for host in 1...200 as ClosedRange<UInt8> {
      let association = TestAssociation(.v4(host, port: 7), Self.server)
      // First parts of many messages, none of which goes on.
      packets += (0..<100).map { number in
        association.packet([
          TestAssociation.chunk(
            0, flags: 2, TestPacket.big32(UInt32(number) * 2) + [UInt8](repeating: 1, count: 408))
        ])
      }
    }
    let decoded = Decoded(packets: packets)
    #expect(decoded.recorder.messages.count == 200 * 100)
    #expect(decoded.recorder.messages.allSatisfy { $0.missing > 0 && $0.payload.count == 400 })
  }
}
