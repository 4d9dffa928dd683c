import Glibc
import Testing

@testable import Monitoring

@Suite("the HTTP responder")
struct HTTPResponderTests {
  /// A responder on a thread, stopped with the last reference.
  private final class Server {
    let responder: HTTPResponder

    init(_ change: (inout HTTPLimits) -> Void = { _ in }) throws {
      signal(SIGPIPE, SIG_IGN)
      var limits = HTTPLimits()
      change(&limits)
      let responder = try HTTPResponder(try #require(ListenAddress("0")), limits)
      self.responder = responder
      TestThread.start {
        responder.serve { path in
          switch path {
          case "/": .text(200, "hello\n")
          case "/large": .text(200, String(repeating: "x", count: 4 << 20))
          default: .notFound
          }
        }
      }
    }

    deinit { responder.stop() }

    func connect() -> TestSocket { TestSocket(port: responder.address.port) }

    func ask(_ request: String) -> String {
      let socket = connect()
      socket.send(request)
      return socket.readAll()
    }
  }

  @Test("answers GET with the body, HEAD without it, and closes")
  func answers() throws {
    let server = try Server()
    let answer = server.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.contains("\r\nContent-Length: 6\r\n"))
    #expect(answer.hasSuffix("\r\n\r\nhello\n"))
    let head = server.ask("HEAD / HTTP/1.1\r\n\r\n")
    #expect(head.contains("\r\nContent-Length: 6\r\n"))
    #expect(head.hasSuffix("\r\n\r\n"))
    #expect(server.ask("GET / HTTP/1.0\n\n").hasSuffix("hello\n"))
    #expect(server.ask("GET /x HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 404 Not Found\r\n"))
  }

  @Test("a request that comes byte by byte is answered")
  func slow() throws {
    let server = try Server()
    let socket = server.connect()
    for byte in "GET / HTTP/1.1\r\nHost: x\r\n\r\n" {
      socket.send(String(byte))
      usleep(500)
    }
    #expect(socket.readAll().hasSuffix("hello\n"))
  }

  @Test("an answer that is larger than any buffer arrives whole")
  func large() throws {
    let server = try Server()
    let answer = server.ask("GET /large HTTP/1.1\r\n\r\n")
    #expect(answer.utf8.count > 4 << 20)
  }

  @Test("a body or another request behind the first does not spoil its answer")
  func more() throws {
    let server = try Server()
    let answer = server.ask(
      "POST / HTTP/1.1\r\nContent-Length: 30000\r\n\r\n" + String(repeating: "x", count: 30_000))
    #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
    #expect(answer.contains("\r\nAllow: GET, HEAD\r\n"))
    let pipelined = server.ask("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    #expect(pipelined.components(of: "HTTP/1.1 200") == 1)
  }

  @Test("a head without an end is refused once it is too large")
  func hugeHead() throws {
    let server = try Server()
    let line = "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 16_000)
    #expect(server.ask(line).hasPrefix("HTTP/1.1 431 "))
    #expect(server.ask("GET / HTTP/1.1\r\n\r\n").hasSuffix("hello\n"))
  }

  @Test("garbage is refused or dropped, and the next request is answered")
  func garbage() throws {
    let server = try Server { $0.requestTime = .milliseconds(200) }
    for round in 0..<50 {
      let socket = server.connect()
      socket.send((0..<Int.random(in: 1...4000)).map { _ in UInt8.random(in: 0...255) })
      if round % 3 == 0 { _ = socket.readAll() }
    }
    #expect(server.ask("GET / HTTP/1.1\r\n\r\n").hasSuffix("hello\n"))
  }

  @Test("a request that never ends is told so after its time; silence is just closed")
  func timeout() throws {
    let server = try Server { $0.requestTime = .milliseconds(100) }
    let begun = server.connect()
    begun.send("GET / HT")
    let silent = server.connect()
    #expect(begun.readAll().hasPrefix("HTTP/1.1 408 "))
    #expect(silent.readAll().isEmpty)
  }

  @Test("more connections than there may be push out the oldest, not the newest")
  func connections() throws {
    let server = try Server { $0.connections = 8 }
    let idle = (0..<100).map { _ in server.connect() }
    #expect(server.ask("GET / HTTP/1.1\r\n\r\n").hasSuffix("hello\n"))
    #expect(idle[0].readAll().isEmpty)
  }

  @Test("an address that is taken, or not this machine's, is an error that says so")
  func taken() throws {
    let first = try HTTPResponder(try #require(ListenAddress("0")))
    let port = first.address.port
    #expect(throws: MonitoringError.cannotListen(address: "127.0.0.1:\(port)", code: EADDRINUSE)) {
      try HTTPResponder(first.address)
    }
    let error = MonitoringError.cannotListen(address: "127.0.0.1:80", code: EACCES)
    #expect(
      error.description
        == "127.0.0.1:80: cannot be listened at: permission denied\n"
        + "help: ports below 1024 are for root; choose a higher one")
  }
}

extension String {
  /// How often `part` is in it.
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let place = rest.firstRange(of: part) {
      count += 1
      rest = rest[place.upperBound...]
    }
    return count
  }
}
