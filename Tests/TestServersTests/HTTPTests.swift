import Synchronization
import Testing

@testable import TestServers

@Suite("HTTP server", .serialized)
struct HTTPTests {
  /// A server that says what it got.
  private func echo() -> HTTPServer {
    HTTPServer { request in
      .answer(
        200, "\(request.method) \(request.target) \(String(decoding: request.body, as: UTF8.self))")
    }
  }

  private func exchange(_ server: HTTPServer, _ text: String) throws -> String {
    String(decoding: try HTTPClient.exchange(Array(text.utf8), port: server.port), as: UTF8.self)
  }

  @Test("requests come one after another on a connection, with bodies of a length or in chunks")
  func keepAlive() throws {
    let server = echo()
    let reply = try exchange(
      server,
      "POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
        + "POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nde\r\nA\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n"
        + "HEAD /c HTTP/1.1\r\n\r\nGET /d HTTP/1.1\r\nConnection: close\r\n\r\n")
    let bodies = reply.split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
    #expect(bodies.count == 5)
    #expect(bodies[1].hasPrefix("POST /a abc"))
    #expect(bodies[2].hasPrefix("POST /b de0123456789"))
    #expect(bodies[2].contains("Content-Length: 8"))
    #expect(bodies[3].hasPrefix("HTTP/1.1 200"))
    #expect(bodies[4] == "GET /d ")
    #expect(server.accepted == 1)
  }

  @Test("100-continue is answered, so that clients do not wait")
  func expect() throws {
    let reply = try exchange(
      echo(),
      "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx")
    #expect(reply.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"))
  }

  @Test("gzip goes in and comes out", arguments: [0, 1, 10, 1_000_000])
  func gzip(count: Int) throws {
    let text = [UInt8]("0123456789abcdef".utf8)
    let bytes = (0..<count).map { text[($0 &* 7) & 15] }
    let packed = Gzip.compressed(bytes)
    #expect(try Gzip.decompressed(packed) == bytes)
    #expect(throws: Gzip.Fault.broken) { try Gzip.decompressed(Array(packed.dropLast())) }
    if count > 0 {
      #expect(throws: Gzip.Fault.tooMuch) { try Gzip.decompressed(packed, most: count - 1) }
    }
    let server = echo()
    let head =
      "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nAccept-Encoding: gzip\r\nConnection: close\r\nContent-Length: \(packed.count)\r\n\r\n"
    let reply = try HTTPClient.exchange(Array(head.utf8) + packed, port: server.port)
    let end = try #require(reply.firstRange(of: Array("\r\n\r\n".utf8)))
    #expect(
      try Gzip.decompressed(Array(reply[end.upperBound...])) == Array("POST / ".utf8) + bytes)
  }

  @Test(
    "what is no request, or too much, is answered and ends the connection",
    arguments: [
      ("nonsense\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("GET / HTTP/1.1\r\nnothing\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n01234567890", 413),
      ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n", 413),
      ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", 400),
      ("POST / HTTP/1.1\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\nabcd", 415),
    ])
  func refused(text: String, status: Int) throws {
    var limits = HTTPLimits()
    limits.bodyBytes = 10
    let server = HTTPServer(limits: limits) { _ in .answer(200, "") }
    #expect(try exchange(server, text).hasPrefix("HTTP/1.1 \(status) "))
  }

  @Test("no bytes make it crash", arguments: 0..<50)
  func hostile(round: Int) throws {
    var random = SeededRandom(UInt64(round))
    var bytes = Array(
      "POST /a?b=%4 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n"
        .utf8)
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      if Bool.random(using: &random) {
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      } else {
        bytes.removeSubrange(place..<min(bytes.count, place + 4))
      }
    }
    let server = HTTPServer { request in
      _ = HTTPTarget(request.target)
      return .answer(200, "")
    }
    // The last line closes the connection, if nothing else did; else the test's own end does.
    HTTPThread.start { server.stopSoon() }
    _ = try HTTPClient.exchange(bytes, port: server.port)
  }

  @Test("many connections are served at once")
  func many() async throws {
    let server = HTTPServer { _ in .after(milliseconds: 100, .answer(200, "x")) }
    let port = server.port
    let start = ContinuousClock.now
    let statuses = Mutex<[Int]>([])
    for _ in 0..<20 {
      HTTPThread.start {
        let status = (try? HTTPClient.send("GET", "/", port: port).status) ?? 0
        statuses.withLock { $0.append(status) }
      }
    }
    while statuses.withLock({ $0.count }) < 20 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(statuses.withLock { Set($0) } == [200])
    #expect(ContinuousClock.now - start < .milliseconds(1500))
    #expect(server.accepted == 20)
  }
}

extension HTTPServer {
  /// Stops it after a moment.
  fileprivate func stopSoon() {
    let end = ContinuousClock.now + .milliseconds(100)
    while ContinuousClock.now < end {}
    stop()
  }
}
