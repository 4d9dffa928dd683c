import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("damaged captures of HTTP")
struct HTTPDamageTests {
  private static func exchanges(_ generator: inout SeededGenerator) -> [([UInt8], [UInt8])] {
    (0..<15).map { number in
      let size = Int.random(in: 0...3000, using: &generator)
      let body = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let chunked =
        HTTPTraffic.bytes("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n")
        + (size > 0 ? Array("\(String(size, radix: 16))\r\n".utf8) + body + [13, 10] : [])
        + HTTPTraffic.bytes("0\n\n")
      return switch Int.random(in: 0..<4, using: &generator) {
      case 0: (HTTPTraffic.get("/\(number)"), chunked)
      case 1:
        (
          HTTPTraffic.bytes("POST /\(number) HTTP/1.1\nContent-Length: \(size)\n\n") + body,
          HTTPTraffic.answer("ok", status: "201 Created")
        )
      case 2:
        (
          HTTPTraffic.bytes("HEAD /\(number) HTTP/1.1\n\n"),
          HTTPTraffic.bytes("HTTP/1.1 200 OK\nContent-Length: \(size)\n\n")
        )
      default: (HTTPTraffic.get("/\(number)"), HTTPTraffic.answer(body, status: "404 No"))
      }
    }
  }

  private static func parts(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var place = 0
    while place < bytes.count {
      let end = min(bytes.count, place + Int.random(in: 1...900, using: &generator))
      parts.append(Array(bytes[place..<end]))
      place = end
    }
    return parts
  }

  /// What an event tells besides frames and times.
  private static func essence(_ decoded: DecodedTraffic) -> [String] {
    decoded.events.map { event in
      let numbers = [
        "http.request.bytes", "http.request.body.bytes", "http.response.bytes",
        "http.response.body.bytes",
      ]
      return ([event.text("message") ?? ""] + numbers.map { "\(event.number($0) ?? -1)" })
        .joined(separator: " ")
    }
  }

  @Test(
    "segments cut anywhere, sent again and out of order give the same events", arguments: 1...20)
  func same(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed))
    let exchanges = Self.exchanges(&generator)
    var whole = HTTPTraffic.connection()
    var damaged = HTTPTraffic.connection()
    var packets = damaged.packets
    for (request, answer) in exchanges {
      whole.exchange(request, answer)
      for (isRequest, bytes) in [(true, request), (false, answer)] {
        let start = damaged.packets.count
        damaged.send(fromClient: isRequest, Self.parts(bytes, &generator), isAnswered: false)
        var sent = Array(damaged.packets[start...])
        for packet in sent where generator.isOnce(in: 5) { sent.append(packet) }
        sent.shuffle(using: &generator)
        packets += sent
      }
    }
    let expected = Self.essence(try DecodedTraffic(packets: whole.packets))
    #expect(expected.count == exchanges.count)
    #expect(Self.essence(try DecodedTraffic(packets: packets)) == expected)
  }

  @Test(
    "bytes lost within a body are counted, and the next message follows", arguments: [true, false])
  func holeInBody(isChunked: Bool) throws {
    let body = [UInt8](repeating: 97, count: 5000)
    let answer =
      isChunked
      ? HTTPTraffic.bytes("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1388\n") + body
        + HTTPTraffic.bytes("\n0\n\n") : HTTPTraffic.answer(body)
    var connection = HTTPTraffic.connection()
    connection.send([HTTPTraffic.get("/1")])
    connection.send(fromClient: false, [Array(answer.prefix(1000))])
    connection.lose(fromClient: false, 2000)
    connection.send(fromClient: false, [Array(answer.dropFirst(3000))])
    connection.exchange(HTTPTraffic.get("/2"), HTTPTraffic.answer(""))
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.messages == [1, 2].map { "GET http://example.com/\($0) -> 200 OK" })
    #expect(decoded.tags == [["_truncated", "_gap"], []])
    #expect(decoded.events[0].number("wire.gap_bytes") == 2000)
    #expect(decoded.events[0].number("http.response.body.bytes") == 5000)
  }

  @Test("answers behind a hole are those to the requests before them")
  func lostAnswers() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(HTTPTraffic.get("/1"), HTTPTraffic.answer("1"))
    for number in 2...3 {
      connection.send([HTTPTraffic.get("/\(number)")])
      connection.lose(fromClient: false, 100)
    }
    for number in 4...5 {
      connection.exchange(
        HTTPTraffic.get("/\(number)"), HTTPTraffic.answer("", status: "20\(number) OK"))
    }
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(
      decoded.messages.sorted() == [
        "GET http://example.com/1 -> 200 OK", "GET http://example.com/2 -> no answer",
        "GET http://example.com/3 -> no answer", "GET http://example.com/4 -> 204 OK",
        "GET http://example.com/5 -> 205 OK",
      ])
  }

  @Test("requests behind a hole get the answers that came while it was open")
  func lostRequests() throws {
    var connection = HTTPTraffic.connection()
    connection.exchange(HTTPTraffic.get("/1"), HTTPTraffic.answer("1"))
    connection.lose(HTTPTraffic.get("/2").count)
    connection.send(fromClient: false, [HTTPTraffic.answer("", status: "202 OK")])
    for number in 3...4 {
      connection.exchange(
        HTTPTraffic.get("/\(number)"), HTTPTraffic.answer("", status: "20\(number) OK"))
    }
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(
      decoded.messages.sorted() == [
        "GET http://example.com/1 -> 200 OK", "GET http://example.com/3 -> 203 OK",
        "GET http://example.com/4 -> 204 OK", "HTTP/1.1 202 OK",
      ])
  }

  @Test("a hole within a head cuts it, and the next message is looked for")
  func holeInHead() throws {
    let request = HTTPTraffic.get("/1", headers: "X: \(String(repeating: "y", count: 500))\n")
    var connection = HTTPTraffic.connection()
    connection.send([Array(request.prefix(100))])
    connection.lose(200)
    connection.send([Array(request.dropFirst(300))])
    connection.send(fromClient: false, [HTTPTraffic.answer("1")])
    connection.exchange(HTTPTraffic.get("/2"), HTTPTraffic.answer("2"))
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.messages.sorted() == [1, 2].map { "GET http://example.com/\($0) -> 200 OK" })
    #expect(decoded.tags.contains(["_truncated", "_gap"]))
  }

  @Test(
    "whatever packets of a capture are missing, events are sound and within bounds",
    arguments: 1...40)
  func lossy(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed) &* 77)
    let exchanges = Self.exchanges(&generator)
    var connection = HTTPTraffic.connection(isOpened: seed % 2 == 0)
    for (request, answer) in exchanges {
      connection.send(Self.parts(request, &generator))
      connection.send(fromClient: false, Self.parts(answer, &generator))
    }
    if seed % 3 == 0 { connection.close() }
    let packets = connection.packets.filter { _ in !generator.isOnce(in: 8) }
    let decoded = try DecodedTraffic(packets: packets)
    #expect(decoded.events.count <= 2 * exchanges.count)
    #expect(decoded.counts.exchanges == decoded.events.count)
  }
}
