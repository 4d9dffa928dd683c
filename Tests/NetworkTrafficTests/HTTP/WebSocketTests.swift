import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("SIP in WebSockets")
struct WebSocketTests {
  private static let upgrade = HTTPTraffic.get(
    "/ws",
    headers:
      "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Protocol: sip\nSec-WebSocket-Version: 13\n"
  )
  private static let agreed = HTTPTraffic.bytes(
    "HTTP/1.1 101 Switching Protocols\nUpgrade: WebSocket\nConnection: Upgrade\nSec-WebSocket-Protocol: sip\n\n"
  )

  private static func frame(
    _ payload: [UInt8], first: UInt8 = 0x81, isMasked: Bool = true
  ) -> [UInt8] {
    let length: [UInt8] =
      payload.count < 126
      ? [UInt8(payload.count)] : [126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    guard isMasked else { return [first] + length + payload }
    let mask: [UInt8] = [0xA1, 7, 0, 0x5C]
    return [first, length[0] | 0x80] + length.dropFirst() + mask
      + payload.enumerated().map { $1 ^ mask[$0 & 3] }
  }

  private static let request = TestMessage.request("REGISTER", call: 1, transport: "WS")
  private static let response = TestMessage.response(call: 1, transport: "WS")

  private static func parts(_ bytes: [UInt8], of size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
  }

  @Test("messages of both directions are SIP events", arguments: [1, 5, 50, 1460])
  func both(size: Int) throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(Self.upgrade, Self.agreed)
    connection.send(Self.parts(Self.frame(Self.request), of: size))
    connection.send([Self.frame(Array("\r\n\r\n".utf8)), Self.frame([], first: 0x89)])
    connection.send(
      fromClient: false, Self.parts(Self.frame(Self.response, isMasked: false), of: size))
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals.dropFirst() == [text(Self.request), text(Self.response)])
    #expect(decoded.messages[0] == "GET http://example.com/ws -> 101 Switching Protocols")
    for event in decoded.events.dropFirst() {
      #expect(event.text("network.transport") == "tcp")
      #expect(event.text("network.protocol") == "sip")
      #expect(event.value("wire.websocket") as? Bool == true)
      #expect(event.text("event.dataset") == "genesys.sip")
    }
    #expect(decoded.counts.otherWebSocketMessages == 1)
    #expect(decoded.tags.allSatisfy { $0.isEmpty })
  }

  @Test("bytes of the WebSocket in the segment of the answer are read")
  func sameSegment() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(
      Self.upgrade, Self.agreed + Self.frame(Self.response, isMasked: false))
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals.dropFirst() == [text(Self.response)])
  }

  @Test("bytes that the client sends before it has the answer are read")
  func early() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(Self.upgrade + Self.frame(Self.request), Self.agreed)
    connection.send([Self.frame(Self.request)])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals.dropFirst() == [text(Self.request), text(Self.request)])
    #expect(decoded.events[1].text("source.ip") == "192.0.2.10")
  }

  @Test("an upgrade that is refused is followed by other requests")
  func refused() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(
      Self.upgrade + HTTPTraffic.get("/2"), HTTPTraffic.answer("", status: "400 No"))
    connection.send(fromClient: false, [HTTPTraffic.answer("")])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(
      decoded.messages == [
        "GET http://example.com/ws -> 400 No", "GET http://example.com/2 -> 200 OK",
      ])
  }

  @Test("compressed messages are inflated, those that refer to others too")
  func compressed() throws {
    // A raw stream that is flushed after each message, as RFC 7692 s 7.2.1 has it.
    var connection = HTTPTraffic.connection()
    connection.exchange(Self.upgrade, Self.agreed)
    for piece in FlushedDeflate.pieces([Self.request, Self.request, Self.response]) {
      connection.send([Self.frame(piece, first: 0xC1)])
    }
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(
      decoded.originals.dropFirst() == [Self.request, Self.request, Self.response].map(text)[...])
  }

  @Test("a WebSocket that was open before the capture is told by the SIP in it")
  func middle() throws {
    var connection = HTTPTraffic.connection(isOpened: false)
    connection.send([Self.frame(Self.request)])
    connection.send(fromClient: false, [Self.frame(Self.response, isMasked: false)])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals == [text(Self.request), text(Self.response)])
    #expect(decoded.events.allSatisfy { $0.value("wire.websocket") as? Bool == true })
  }

  @Test("a message in several frames is one message")
  func fragments() throws {
    let parts = Self.parts(Self.request, of: 100)
    var connection = HTTPTraffic.connection()
    connection.exchange(Self.upgrade, Self.agreed)
    for (index, part) in parts.enumerated() {
      let last: UInt8 = index == parts.count - 1 ? 0x80 : 0
      connection.send([Self.frame(part, first: last | (index == 0 ? 1 : 0))])
      connection.send([Self.frame([1, 2], first: 0x8A)])
    }
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals.dropFirst() == [text(Self.request)])
  }

  @Test("behind a hole the next message is found")
  func hole() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(Self.upgrade, Self.agreed)
    connection.send([Array(Self.frame(Self.request).prefix(200))])
    connection.lose(1000)
    connection.send([Self.frame(Self.request)])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.originals.last == text(Self.request))
    #expect(decoded.tags.last == ["_gap"])
  }

  @Test("messages that are not SIP are counted")
  func others() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(Self.upgrade, Self.agreed)
    for _ in 0..<3 {
      connection.send([Self.frame(Array(#"{"a":1}"#.utf8)), Self.frame([1, 2], first: 0x82)])
    }
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.events.count == 1)
    #expect(decoded.counts.otherWebSocketMessages == 6)
  }
}
