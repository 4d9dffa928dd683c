import PacketCapture
import TestPackets
import Testing

@Suite("streams of TCP")
struct StreamTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v4(20, port: 5060)

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func connection(first: (UInt32, UInt32) = (1000, 9000)) -> TestConnection {
    TestConnection(client, server, first: first)
  }

  private func pieces(_ decoded: Decoded, fromClient: Bool = true) -> [Recorder.Piece] {
    let (from, to) = fromClient ? (40_000, 5060) : (5060, 40_000)
    return decoded.recorder.streams[Recorder.Direction(from: UInt16(from), to: UInt16(to))] ?? []
  }

  @Test("bytes of both directions are handed on in order, from the opening to the end")
  func whole() {
    var connection = Self.connection()
    connection.open()
    connection.send([Self.bytes("hello, "), Self.bytes("world")])
    connection.send(fromClient: false, [Self.bytes("yes?")])
    connection.close()
    let decoded = Decoded(packets: connection.packets)
    #expect(pieces(decoded) == [.bytes(Self.bytes("hello, world")), .end])
    #expect(pieces(decoded, fromClient: false) == [.bytes(Self.bytes("yes?")), .end])
    #expect(decoded.recorder.starts == [.start, .start])
    #expect(decoded.counts.connections == 1)
    #expect(decoded.counts.gaps == 0)
  }

  @Test("numbers of bytes begin anew after 2^32")
  func wrap() {
    var connection = Self.connection(first: (UInt32.max - 5, UInt32.max))
    connection.open()
    connection.send((0..<10).map { Self.bytes("part \($0);") })
    connection.send(fromClient: false, [Self.bytes("a"), Self.bytes("b")])
    let decoded = Decoded(packets: connection.packets)
    #expect(decoded.recorder.bytes(40_000, 5060).count == 70)
    #expect(decoded.recorder.bytes(5060, 40_000) == Self.bytes("ab"))
  }

  @Test("a connection that was open before begins with what comes first")
  func middle() {
    var connection = Self.connection()
    connection.send([Self.bytes("in the middle")])
    connection.send(fromClient: false, [Self.bytes("answer")])
    let decoded = Decoded(packets: connection.packets)
    #expect(pieces(decoded) == [.bytes(Self.bytes("in the middle")), .end])
    #expect(pieces(decoded, fromClient: false) == [.bytes(Self.bytes("answer")), .end])
    #expect(decoded.recorder.starts == [.middle, .middle])
  }

  @Test("what is sent again, and keep-alives, are handed on once")
  func repeated() {
    var connection = Self.connection()
    connection.open()
    connection.send([Self.bytes("one "), Self.bytes("two ")])
    var packets = connection.packets + connection.packets.dropFirst(3)
    connection.keepAlive()
    connection.keepAlive(hasByte: true)
    packets += connection.packets.suffix(2)
    let before = connection.packets.count
    connection.send([Self.bytes("three")])
    packets += connection.packets.dropFirst(before)
    let decoded = Decoded(packets: packets)
    #expect(decoded.recorder.bytes(40_000, 5060) == Self.bytes("one two three"))
    #expect(decoded.counts.repeated == 3)
    #expect(decoded.counts.gaps == 0)
  }

  @Test("a hole is told where it is, and what is behind it follows")
  func hole() {
    var connection = Self.connection()
    connection.open()
    connection.send([Self.bytes("before")])
    connection.lose(7)
    connection.send([Self.bytes("behind")])
    connection.close()
    let decoded = Decoded(packets: connection.packets)
    #expect(
      pieces(decoded) == [
        .bytes(Self.bytes("before")), .gap(7), .bytes(Self.bytes("behind")), .end,
      ])
    #expect(decoded.counts.gaps == 1)
    #expect(decoded.counts.gapBytes == 7)
  }

  @Test("a hole that the receiver has is told after a second, another after ten")
  func patience() {
    func frames(isAcknowledged: Bool, after: Int64) -> [Int] {
      var connection = Self.connection()
      connection.open()
      connection.lose(3)
      connection.send([Self.bytes("x")], isAnswered: isAcknowledged)
      var capture = TestCapture(connection.packets)
      let other = TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [1])
      capture.frames.append(
        .init(time: TestCapture.start + after, TestLink.ethernet.frame(other)))
      var recorder = Recorder()
      var reader = CaptureReader()
      var decoder = PacketDecoder()
      let file = capture.pcap()
      var place = 0
      while let frame = reader.next(in: file.span, at: 0, isLast: true, &place) {
        decoder.decode(frame, of: file.span, into: &recorder)
      }
      return recorder.frames
    }
    #expect(frames(isAcknowledged: true, after: 900_000_000) == [])
    #expect(frames(isAcknowledged: true, after: 1_100_000_000) == [4])
    #expect(frames(isAcknowledged: false, after: 9_000_000_000) == [])
    #expect(frames(isAcknowledged: false, after: 11_000_000_000) == [4])
  }

  @Test("segments cut by the capture are holes of what was cut")
  func snapped() {
    var connection = Self.connection()
    connection.open()
    connection.send([[UInt8](repeating: 65, count: 100), Self.bytes("next")])
    let decoded = Decoded(TestCapture(connection.packets).snapped(to: 14 + 40 + 30).pcap())
    #expect(
      pieces(decoded) == [
        .bytes([UInt8](repeating: 65, count: 30)), .gap(70), .bytes(Self.bytes("next")), .end,
      ])
  }

  @Test("a new connection over the same ports is another stream")
  func reuse() {
    var first = Self.connection()
    first.open()
    first.send([Self.bytes("first")])
    var second = Self.connection(first: (77_000, 5))
    second.open()
    second.send([Self.bytes("second")])
    let decoded = Decoded(packets: first.packets + second.packets)
    #expect(
      pieces(decoded) == [
        .bytes(Self.bytes("first")), .end, .bytes(Self.bytes("second")), .end,
      ])
    #expect(decoded.counts.connections == 2)
  }

  @Test(
    "after a reset or an end nothing more comes, until the ports are used again", arguments: [0, 1])
  func ended(how: Int) {
    var first = Self.connection()
    first.open()
    first.send([Self.bytes("first")])
    if how == 0 { first.reset() } else { first.close() }
    var second = Self.connection(first: (500_000_000, 600_000_000))
    second.open()
    second.send([Self.bytes("second")])
    // What was sent before the end comes again behind it.
    let packets = first.packets + first.packets[3...3] + second.packets
    let decoded = Decoded(packets: packets)
    #expect(
      pieces(decoded) == [
        .bytes(Self.bytes("first")), .end, .bytes(Self.bytes("second")), .end,
      ])
    #expect(decoded.counts.repeated == 1)
    #expect(decoded.counts.connections == 2)
  }

  @Test("a reset whose bytes fill a hole does not make those behind it come twice")
  func resetFills() {
    func segment(_ place: UInt32, _ flags: TestPacket.Flags, _ text: String) -> [UInt8] {
      TestPacket.tcp(
        Self.client, Self.server, sequence: 1000 + place, flags, Self.bytes(text))
    }
    let decoded = Decoded(packets: [
      segment(0, .acknowledge, "ab"), segment(4, .acknowledge, "ef"),
      segment(20, .acknowledge, "uv"), segment(2, .reset, "cdefgh"),
    ])
    #expect(
      pieces(decoded) == [
        .bytes(Self.bytes("abcdefgh")), .gap(12), .bytes(Self.bytes("uv")), .end,
      ])
  }

  @Test("a stream that is not wanted comes back with what is recognised")
  func unwanted() {
    var connection = Self.connection()
    connection.open()
    connection.send([[UInt8](repeating: 120, count: 50), [UInt8](repeating: 121, count: 50)])
    connection.send([Self.bytes("!again")])
    var recorder = Recorder()
    recorder.wants = 20
    let decoded = Decoded(packets: connection.packets, recorder: recorder)
    #expect(
      decoded.recorder.bytes(40_000, 5060)
        == [UInt8](repeating: 120, count: 50) + Self.bytes("!again"))
    #expect(decoded.counts.unwantedBytes == 50)
  }

  @Test("what waits is bounded: a hole is told once too much waits behind it")
  func bound() {
    var limits = TrafficLimits()
    limits.maxHeldBytes = 1000
    var connection = Self.connection()
    connection.open()
    connection.lose(5)
    connection.send((0..<20).map { _ in [UInt8](repeating: 7, count: 100) }, isAnswered: false)
    var recorder = Recorder()
    var reader = CaptureReader()
    var decoder = PacketDecoder(limits)
    let file = TestCapture(connection.packets).pcap()
    var place = 0
    while let frame = reader.next(in: file.span, at: 0, isLast: true, &place) {
      decoder.decode(frame, of: file.span, into: &recorder)
    }
    #expect(recorder.bytes(40_000, 5060).count == 2000)
  }

  @Test("of too many connections the one silent for longest is forgotten, as are idle ones")
  func forgotten() {
    var limits = TrafficLimits()
    limits.maxConnections = 2
    let packets = (0..<5).map { index in
      TestPacket.tcp(
        .v4(10, port: UInt16(40_000 + index)), Self.server, sequence: 1, .acknowledge,
        Self.bytes("x"))
    }
    let decoded = Decoded(packets: packets, limits: limits)
    #expect(decoded.counts.connections == 5)
    #expect(decoded.recorder.streams.values.allSatisfy { $0 == [.bytes(Self.bytes("x")), .end] })
    var capture = TestCapture([packets[0], packets[1], packets[0]])
    capture.frames[1].time += 700_000_000_000
    capture.frames[2].time += 700_000_000_000
    // The same bytes again: the connection is not known any more.
    #expect(Decoded(capture.pcap()).recorder.bytes(40_000, 5060) == Self.bytes("xx"))
  }
}
