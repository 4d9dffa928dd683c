import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("HTTP requests and their answers")
struct HTTPExchangeTests {
  private func decode(
    payload: PayloadChoice = .headers, _ build: (inout TestConnection) -> Void
  ) throws -> DecodedTraffic {
    var connection = HTTPTraffic.connection()
    build(&connection)
    return try DecodedTraffic(packets: connection.packets, payload: payload)
  }

  @Test("a request with its answer is one event with the fields of ECS")
  func fields() throws {
    let request = HTTPTraffic.bytes(
      """
      POST /a/b?c=d HTTP/1.1
      Host: example.com:8080
      User-Agent: genlog/1
      Referer: http://example.com/x?token=abc
      X-Request-ID: 17
      Content-Type: Text/Plain; charset=utf-8
      Content-Length: 5

      hello
      """)
    let answer = HTTPTraffic.bytes(
      "HTTP/1.1 201 Created\nServer: s/1\nContent-Type: text/html\nContent-Length: 3\n\nabc")
    let decoded = try decode { $0.exchange(request, answer) }
    let event = try #require(decoded.events.first)
    #expect(decoded.events.count == 1)
    #expect(event.text("message") == "POST http://example.com:8080/a/b?c=d -> 201 Created")
    #expect(event.text("event.action") == "http-request")
    #expect(event.text("event.dataset") == "genesys.http")
    #expect(event.number("event.duration") == 2_000_000)
    #expect(event.text("@timestamp") == "2026-01-12T09:12:43.003000Z")
    #expect(event.number("wire.frame") == 4)
    #expect(event.number("wire.response_frame") == 6)
    #expect(event.text("network.protocol") == "http")
    #expect(event.number("network.bytes") == request.count + answer.count)
    #expect(event.text("source.ip") == "192.0.2.10")
    #expect(event.number("source.bytes") == request.count)
    #expect(event.text("destination.ip") == "192.0.2.20")
    #expect(event.number("destination.bytes") == answer.count)
    #expect(event.text("url.original") == "/a/b?c=d")
    #expect(event.text("url.full") == "http://example.com:8080/a/b?c=d")
    #expect(event.text("url.scheme") == "http")
    #expect(event.text("url.domain") == "example.com")
    #expect(event.number("url.port") == 8080)
    #expect(event.text("url.path") == "/a/b")
    #expect(event.text("url.query") == "c=d")
    #expect(event.text("user_agent.original") == "genlog/1")
    #expect(event.text("http.version") == "1.1")
    #expect(event.text("http.request.method") == "POST")
    #expect(event.text("http.request.id") == "17")
    #expect(event.text("http.request.referrer") == "http://example.com/x?token=******")
    #expect(event.text("http.request.mime_type") == "text/plain")
    #expect(event.number("http.request.bytes") == request.count)
    #expect(event.number("http.request.body.bytes") == 5)
    #expect(event.value("http.request.body.content") == nil)
    #expect(event.number("http.response.status_code") == 201)
    #expect(event.text("http.response.mime_type") == "text/html")
    #expect(event.number("http.response.bytes") == answer.count)
    #expect(event.number("http.response.body.bytes") == 3)
    #expect(event.text("http.response.headers.server") == "s/1")
    #expect(decoded.counts.exchanges == 1)
    #expect(decoded.tags == [[]])
  }

  @Test("requests that are sent at once are answered one after the other")
  func pipelined() throws {
    let decoded = try decode { connection in
      connection.send([(1...5).flatMap { HTTPTraffic.get("/\($0)") }])
      connection.send(
        fromClient: false, [(1...5).flatMap { HTTPTraffic.answer("\($0)", status: "21\($0) OK") }])
    }
    #expect(decoded.messages == (1...5).map { "GET http://example.com/\($0) -> 21\($0) OK" })
    #expect(decoded.tags.allSatisfy { $0.isEmpty })
  }

  @Test("the same requests in one frame have names of their own")
  func names() throws {
    var connection = HTTPTraffic.connection()
    connection.send([(1...3).flatMap { _ in HTTPTraffic.get("/") }])
    for _ in 1...3 { connection.send(fromClient: false, [HTTPTraffic.answer("")]) }
    let decoded = try DecodedTraffic(TestCapture(connection.packets).pcap(), namesEvents: true)
    #expect(Set(decoded.marks.map { "\($0.offset) \($0.ordinal) \($0.hash)" }).count == 3)
  }

  @Test("answers to HEAD, 204 and 304 have no body, whatever their length says")
  func noBody() throws {
    let head = HTTPTraffic.bytes("HTTP/1.1 200 OK\nContent-Length: 1000\n\n")
    let unchanged = HTTPTraffic.bytes("HTTP/1.1 304 Not Modified\nContent-Length: 1000\n\n")
    let decoded = try decode { connection in
      let request = HTTPTraffic.bytes("HEAD /1 HTTP/1.1\nHost: a\n\n")
      connection.exchange(request + request, head + head)
      connection.exchange(HTTPTraffic.get("/2"), unchanged)
      connection.exchange(HTTPTraffic.get("/3"), HTTPTraffic.bytes("HTTP/1.1 204 No Content\n\n"))
      connection.exchange(HTTPTraffic.get("/4"), HTTPTraffic.answer("x"))
    }
    #expect(
      decoded.events.compactMap { $0.number("http.response.status_code") } == [
        200, 200, 304, 204, 200,
      ])
    #expect(decoded.tags.allSatisfy { $0.isEmpty })
    #expect(decoded.counts.strayBytes == 0)
  }

  @Test(
    "an answer before the last one is passed, and the body that it asks for belongs to the request")
  func interim() throws {
    let decoded = try decode { connection in
      connection.send([
        HTTPTraffic.bytes("PUT / HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 4\n\n")
      ])
      connection.send(fromClient: false, [HTTPTraffic.bytes("HTTP/1.1 100 Continue\n\n")])
      connection.send([Array("body".utf8)])
      connection.send(
        fromClient: false,
        [HTTPTraffic.bytes("HTTP/1.1 103 Early Hints\nLink: a\n\n") + HTTPTraffic.answer("")])
    }
    #expect(decoded.messages == ["PUT http://a/ -> 200 OK"])
    #expect(decoded.events[0].number("http.request.body.bytes") == 4)
    #expect(decoded.events[0].number("wire.frame") == 8)
  }

  @Test("an answer that comes before the request's body ends is the answer to it")
  func early() throws {
    let decoded = try decode { connection in
      connection.send([HTTPTraffic.bytes("PUT / HTTP/1.1\nHost: a\nContent-Length: 8\n\nbody")])
      connection.send(fromClient: false, [HTTPTraffic.answer("", status: "413 Too Large")])
      connection.send([Array("body".utf8)])
      connection.exchange(HTTPTraffic.get("/2"), HTTPTraffic.answer(""))
    }
    #expect(
      decoded.messages == ["PUT http://a/ -> 413 Too Large", "GET http://example.com/2 -> 200 OK"])
    #expect(decoded.events[0].value("event.duration") == nil)
  }

  @Test("a body without a length ends with the stream")
  func untilClose() throws {
    let decoded = try decode(payload: .full) { connection in
      connection.exchange(HTTPTraffic.get("/"), HTTPTraffic.bytes("HTTP/1.0 200 OK\n\nsome "))
      connection.send(fromClient: false, [Array("text".utf8)])
      connection.close()
    }
    #expect(decoded.events[0].text("http.response.body.content") == "some text")
    #expect(decoded.tags == [[]])
  }

  @Test("chunked bodies are put together")
  func chunked() throws {
    let decoded = try decode(payload: .full) { connection in
      connection.exchange(
        HTTPTraffic.bytes("POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n"),
        HTTPTraffic.bytes(
          "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5;x\nhello\n1\n!\n0\nA: b\n\n"))
      connection.exchange(HTTPTraffic.get("/2"), HTTPTraffic.answer(""))
    }
    #expect(decoded.events.count == 2)
    #expect(decoded.events[0].text("http.request.body.content") == "abc")
    #expect(decoded.events[0].text("http.response.body.content") == "hello!")
    #expect(decoded.events[0].number("http.response.body.bytes") == 6)
  }

  @Test("requests that are not answered, and answers whose request was not seen, are events")
  func alone() throws {
    let unanswered = try decode { connection in
      connection.exchange(HTTPTraffic.get("/1"), HTTPTraffic.answer(""))
      connection.send([HTTPTraffic.get("/2")])
      connection.close()
    }
    #expect(unanswered.tags == [[], ["_unanswered"]])
    #expect(unanswered.messages[1] == "GET http://example.com/2 -> no answer")
    let silent = try decode { $0.send([HTTPTraffic.get("/")]) }
    #expect(silent.tags == [["_unanswered"]])
    let answers = try decode { connection in
      connection.send(fromClient: false, [HTTPTraffic.answer("a"), HTTPTraffic.answer("b")])
    }
    #expect(answers.tags == [["_norequest"], ["_norequest"]])
    #expect(answers.messages == ["HTTP/1.1 200 OK", "HTTP/1.1 200 OK"])
    #expect(answers.events[0].text("source.ip") == "192.0.2.10")
    #expect(answers.events[0].number("destination.bytes") == 39)
    #expect(answers.events[0].number("wire.response_frame") == 4)
  }

  @Test("a client that has said all still gets its answer")
  func halfClosed() throws {
    var connection = HTTPTraffic.connection()
    connection.send([HTTPTraffic.get("/")])
    var packets = connection.packets
    let end = packets.count
    connection.close()
    packets.append(connection.packets[end])
    connection = HTTPTraffic.connection()
    connection.send(fromClient: false, [HTTPTraffic.answer("x")])
    packets.append(connection.packets[3])
    #expect(try DecodedTraffic(packets: packets).messages == ["GET http://example.com/ -> 200 OK"])
  }

  @Test("answers to HEAD whose requests were not seen are told by the next answer")
  func unseenHead() throws {
    let head = HTTPTraffic.bytes("HTTP/1.1 200 OK\nContent-Length: 1000\n\n")
    let decoded = try decode { connection in
      connection.send(fromClient: false, [head, head, HTTPTraffic.answer("x")])
    }
    #expect(decoded.events.count == 3)
    #expect(decoded.tags == [["_norequest"], ["_norequest"], ["_norequest"]])
  }

  @Test("a capture that begins within a body goes on with the next message")
  func middle() throws {
    var connection = HTTPTraffic.connection(isOpened: false)
    connection.send(fromClient: false, [Array("rest of a page\r\n".utf8)])
    connection.exchange(HTTPTraffic.get("/"), HTTPTraffic.answer(""))
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.messages == ["GET http://example.com/ -> 200 OK"])
  }

  @Test("secrets are shown nowhere")
  func secrets() throws {
    let decoded = try decode(payload: .full) { connection in
      connection.exchange(
        HTTPTraffic.bytes(
          """
          POST http://u:SECRET@a/?access_token=SECRET HTTP/1.1
          Authorization: Bearer SECRET
          Cookie: a=SECRET
          X-Api-Key: SECRET
          Content-Type: application/x-www-form-urlencoded
          Content-Length: 22

          password=SECRET&name=b
          """),
        HTTPTraffic.answer(
          #"{"token":"SECRET"}"#, headers: "Set-Cookie: SECRET\nLocation: /?token=SECRET\n"))
    }
    #expect(!"\(decoded.events)".contains("SECRET"))
    #expect(decoded.events[0].text("url.full") == "http://u:******@a/?access_token=******")
    #expect(decoded.events[0].text("url.query") == "access_token=******")
    #expect(decoded.events[0].text("http.request.body.content") == "password=******&name=b")
  }

  @Test("what is wrong with a message is told")
  func problems() throws {
    let decoded = try decode { connection in
      connection.exchange(
        HTTPTraffic.bytes("POST / HTTP/1.1\nHost : a\nContent-Length: 0\n\n"),
        HTTPTraffic.answer(""))
      connection.exchange(
        HTTPTraffic.get("/"),
        HTTPTraffic.bytes("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n"))
      connection.exchange(HTTPTraffic.get("/3"), HTTPTraffic.answer(""))
    }
    #expect(decoded.tags == [["_httpparsefailure"], ["_httpparsefailure"], []])
    #expect(
      decoded.events.compactMap { $0.text("error.message") } == [
        "request: byte 21: a blank before a header's colon",
        "answer: the body is not chunked as its head says",
      ])
  }

  @Test("CONNECT is followed by what goes through the tunnel")
  func connect() throws {
    let decoded = try decode { connection in
      connection.exchange(
        HTTPTraffic.bytes("CONNECT b.example:80 HTTP/1.1\nHost: b.example:80\n\n"),
        HTTPTraffic.bytes("HTTP/1.1 200 OK\nContent-Length: 5\n\n"))
      connection.exchange(HTTPTraffic.get("/in"), HTTPTraffic.answer(""))
      connection.exchange(TestMessage.request(call: 1), TestMessage.response(call: 1))
    }
    #expect(
      decoded.messages.prefix(2) == [
        "CONNECT b.example:80 -> 200 OK", "GET http://example.com/in -> 200 OK",
      ])
    #expect(decoded.events[0].text("url.domain") == "b.example")
    #expect(decoded.events[0].value("url.full") == nil)
  }

  @Test("a tunnel that is refused is followed by other requests")
  func refused() throws {
    let decoded = try decode { connection in
      connection.exchange(
        HTTPTraffic.bytes("CONNECT b.example:80 HTTP/1.1\n\n"),
        HTTPTraffic.answer("no", status: "403 Forbidden"))
      connection.exchange(HTTPTraffic.get("/2"), HTTPTraffic.answer(""))
    }
    #expect(
      decoded.messages == [
        "CONNECT b.example:80 -> 403 Forbidden", "GET http://example.com/2 -> 200 OK",
      ])
  }

  @Test("a client that asks for an upgrade and goes on in HTTP has none")
  func passedOver() throws {
    let decoded = try decode { connection in
      connection.send([HTTPTraffic.get("/1", headers: "Upgrade: h2c\n")])
      connection.lose(fromClient: false, 50)
      connection.exchange(HTTPTraffic.get("/2"), HTTPTraffic.answer("", status: "404 No"))
    }
    #expect(
      decoded.messages.sorted() == [
        "GET http://example.com/1 -> no answer", "GET http://example.com/2 -> 404 No",
      ])
  }

  @Test("tunnels in tunnels end")
  func tunnels() throws {
    let count = 2500
    let decoded = try decode { connection in
      connection.send([(0..<count).flatMap { _ in Array("CONNECT a:1 HTTP/1.1\n\n".utf8) }])
      connection.send(
        fromClient: false, [(0..<count).flatMap { _ in Array("HTTP/1.1 200 \n\n".utf8) }])
    }
    #expect(decoded.events.count > 2)
  }
}
