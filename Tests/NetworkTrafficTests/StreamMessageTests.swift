import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("SIP in streams")
struct StreamMessageTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v4(20, port: 15_060)

  private static func connection(isOpened: Bool = true) -> TestConnection {
    var connection = TestConnection(client, server)
    if isOpened { connection.open() }
    return connection
  }

  private static func parts(_ bytes: [UInt8], of size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
  }

  private static let messages: [[UInt8]] = (1...6).map { call in
    call % 3 == 0
      ? TestMessage.response(call: call)
      : TestMessage.request("MESSAGE", call: call, bodyLines: call % 2 * 5)
  }

  @Test(
    "messages are found however they are cut into segments",
    arguments: [1, 2, 3, 7, 10, 50, 100, 333, 1460, 100_000])
  func cuts(size: Int) throws {
    let keepAlive: [UInt8] = [13, 10, 13, 10]
    let stream = keepAlive + Self.messages.flatMap { $0 + keepAlive }
    for isOpened in [true, false] {
      var connection = Self.connection(isOpened: isOpened)
      connection.send(Self.parts(stream, of: size))
      let decoded = try DecodedTraffic(packets: connection.packets)
      #expect(decoded.originals == Self.messages.map(text))
      #expect(decoded.tags.allSatisfy { $0.isEmpty })
      #expect(decoded.counts.strayBytes == 0)
      #expect(decoded.counts.otherStreams == 0)
    }
  }

  @Test("a message without Content-Length has no body")
  func noLength() throws {
    let one = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\n\r\n"
    let two = "OPTIONS sip:a@b SIP/2.0\nCall-ID: 2\n\n"
    var connection = Self.connection()
    connection.send([Array((one + two + one).utf8)])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals == [one, two, one])
  }

  @Test("several messages of one frame stand at one place, and are told apart")
  func ordinals() throws {
    var connection = Self.connection()
    connection.send([Self.messages.flatMap { $0 }])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.marks.map(\.ordinal) == Array(0..<6))
    #expect(Set(decoded.marks.map(\.offset)).count == 1)
    #expect(decoded.events.map { $0.number("wire.frame") } == Array(repeating: 4, count: 6))
  }

  @Test("time and frame are those that completed the message")
  func completed() throws {
    var connection = Self.connection()
    connection.send(Self.parts(Self.messages[0], of: 200), isAnswered: false)
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.events[0].number("wire.frame") == connection.packets.count)
    #expect(
      decoded.events[0].text("@timestamp")
        == "2026-01-12T09:12:43.00\(connection.packets.count - 1)000Z")
  }

  @Test("a capture that begins within a message finds the next one")
  func middle() throws {
    var connection = Self.connection(isOpened: false)
    connection.send([Array(Self.messages[0].dropFirst(100)) + Self.messages[1]])
    connection.send([Self.messages[2]])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals == Self.messages[1...2].map(text))
  }

  @Test("a hole within a body cuts its message, and the next one is found at once")
  func holeInBody() throws {
    let message = TestMessage.request(call: 1, bodyLines: 20)
    var connection = Self.connection()
    connection.send([Array(message.dropLast(300))])
    connection.lose(100)
    connection.send([Array(message.suffix(200)) + Self.messages[1]])
    connection.send([Self.messages[2]])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(
      decoded.originals
        == [message.dropLast(300), Self.messages[1][...], Self.messages[2][...]].map {
          text(Array($0))
        })
    #expect(decoded.tags == [["_truncated", "_gap"], [], []])
    #expect(decoded.events[0].number("wire.gap_bytes") == 100)
    #expect(decoded.events[0].number("sip.body.missing_bytes") == 300)
    #expect(decoded.counts.strayBytes == 0)
  }

  @Test("a hole within headers cuts its message, and the next one is looked for")
  func holeInHeaders() throws {
    let message = Self.messages[0]
    var connection = Self.connection()
    connection.send([Array(message.prefix(150))])
    connection.lose(30)
    connection.send([Array(message.dropFirst(180)), Self.messages[1]])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals == [text(Array(message.prefix(150))), text(Self.messages[1])])
    #expect(decoded.tags == [["_truncated", "_gap"], []])
    // All that is left of it but the line end behind the hole.
    #expect(decoded.counts.strayBytes == Int64(message.count - 180 - 2))
  }

  @Test("a hole of whole messages is told by the one behind it")
  func holeBetween() throws {
    var connection = Self.connection()
    connection.send([Self.messages[0]])
    connection.lose(Self.messages[1].count)
    connection.send([Self.messages[2]])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals == [Self.messages[0], Self.messages[2]].map(text))
    #expect(decoded.tags == [[], ["_gap"]])
    #expect(decoded.events[1].number("wire.gap_bytes") == Self.messages[1].count)
    #expect(decoded.counts.afterGaps == 1)
  }

  @Test("a message that the end of the stream cuts is an event")
  func end() throws {
    var connection = Self.connection()
    connection.send([Self.messages[0], Array(Self.messages[1].prefix(120))])
    connection.reset()
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.tags == [[], ["_truncated"]])
    #expect(decoded.counts.truncated == 1)
  }

  @Test("an oversized message is cut, passed, and followed by the next one")
  func oversized() throws {
    let head = "MESSAGE sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 3000000\r\n\r\n"
    let stream = Array(head.utf8) + [UInt8](repeating: 97, count: 3_000_000) + Self.messages[2]
    var connection = Self.connection()
    connection.send(Self.parts(stream, of: 10_000))
    let decoded = try DecodedTraffic(packets: connection.packets, payload: .headers)
    #expect(decoded.originals == [head, text(Self.messages[2])])
    #expect(decoded.tags == [["_truncated"], []])
    #expect(decoded.counts.strayBytes == 0)
  }

  @Test("headers without an end are no message for ever")
  func endless() throws {
    let stream =
      Array("OPTIONS sip:a@b SIP/2.0\r\n".utf8)
      + (0..<5000).flatMap { Array("X-\($0): \(String(repeating: "y", count: 20))\r\n".utf8) }
    var connection = Self.connection()
    connection.send(Self.parts(stream, of: 1460))
    connection.send([Array("\r\n".utf8) + Self.messages[2]])
    let decoded = try DecodedTraffic(packets: connection.packets, payload: .none)
    #expect(decoded.tags == [["_truncated"], []])
    #expect(decoded.events.map { $0.text("sip.call_id") } == [nil, "3@example.com"])
  }

  @Test("other streams are counted, and a message in them is found where a segment begins with it")
  func others() throws {
    var connection = Self.connection()
    connection.send(Self.parts([UInt8](repeating: 10, count: 200_000), of: 1000))
    connection.send(Self.parts((0..<200_000).map { UInt8($0 % 7 + 65) }, of: 1000))
    connection.send([Self.messages[0]])
    connection.send(fromClient: false, [Array("HELO example.com\r\n".utf8)])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals == [text(Self.messages[0])])
    #expect(decoded.counts.otherStreams == 2)
    #expect(decoded.packets.unwantedBytes > 100_000)
  }
}
