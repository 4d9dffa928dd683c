import Foundation
import TestServers
import Testing

@Suite("genlog parse: to Logstash", .serialized)
struct LogstashTests {
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "cs.log",
      ParseEventTests.header + ParseEventTests.line + "\n"
        + "17:00:00.000 Trc 24216 Transaction [7] is committed\n")
    return program
  }

  /// The event, and its `@metadata`, of what Logstash gets.
  private func read(_ event: String) throws -> (event: NSDictionary, metadata: [String: String]) {
    let json = try JSONSerialization.jsonObject(with: Data(event.utf8))
    var event = try #require(json as? [String: Any])
    let metadata = try #require(event.removeValue(forKey: "@metadata") as? [String: String])
    return (event as NSDictionary, metadata)
  }

  @Test("--to lumberjack://HOST:PORT hands every event over, with its name in @metadata")
  func lumberjack() throws {
    let server = LumberjackServer()
    let program = try program()
    let result = try program.run(["parse", "--to", server.url, "--report", "r.json", "cs.log"])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasSuffix("\(server.url): 3 events created\n"))
    let expected = try program.run(["parse", "--quiet", "cs.log"]).events()
    let got = try server.seen.acknowledged.map(read)
    #expect(got.map(\.event) == expected.map { $0 as NSDictionary })
    for metadata in got.map(\.metadata) {
      #expect(metadata["beat"] == "genlog")
      #expect(metadata["type"] == "_doc")
      #expect(metadata["version"] == "0.1.0")
      #expect(metadata["_id"]?.count == 22)
    }
    #expect(Set(got.map(\.metadata["_id"])).count == 3)
    #expect(try program.read("r.json").contains(#""name":"\#(server.url)","created":3"#))
  }

  @Test("a log that is read again is sent under the same names")
  func again() throws {
    let server = LumberjackServer()
    let program = try program()
    for _ in 0..<2 {
      #expect(try program.run(["parse", "--to", server.url, "cs.log"]).status == 0)
    }
    let events = server.seen.acknowledged
    #expect(events.count == 6)
    #expect(Array(events[..<3]) == Array(events[3...]))
  }

  @Test("--to logstash+http://HOST:PORT/PATH posts the same events as arrays")
  func http() throws {
    let bodies = Bodies()
    let server = HTTPServer { request in
      bodies.add(request)
      return .answer(200, "ok")
    }
    defer { server.stop() }
    let program = try program()
    let url = "logstash+http://127.0.0.1:\(server.port)"
    let result = try program.run(["parse", "--to", url + "/in", "--no-compression", "cs.log"])
    #expect(result.status == 0)
    #expect(result.errors.hasSuffix("\(url): 3 events created\n"))
    let request = try #require(bodies.all.first)
    #expect(request.target == "/in")
    #expect(request.headers["content-encoding"] == nil)
    let json = try JSONSerialization.jsonObject(with: Data(request.body))
    let events = try #require(json as? [[String: Any]])
    let lumberjack = LumberjackServer()
    _ = try program.run(["parse", "--to", lumberjack.url, "cs.log"])
    #expect(try lumberjack.seen.acknowledged.map(object) == events.map { $0 as NSDictionary })
  }

  private func object(_ text: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }

  @Test(
    "a Logstash that is not there: all events are laid aside, the end is 4, and replay sends them")
  func nobody() throws {
    let server = LumberjackServer()
    server.stop()
    let program = try program()
    let result = try program.run(
      ["parse", "--to", server.url, "--retry-for", "500ms", "--dead-letters", "d.ndjson", "cs.log"])
    #expect(result.status == 4)
    #expect(result.errors.contains("they are in d.ndjson, each with its reason"))
    let later = LumberjackServer()
    #expect(try program.run(["replay", "d.ndjson", "--to", later.url]).status == 0)
    _ = try program.run(["parse", "--to", later.url, "cs.log"])
    let events = later.seen.acknowledged
    #expect(events.count == 6)
    #expect(Set(events).count == 3)
    // They have a name, and so can go to Elasticsearch as well.
    let double = ElasticsearchDouble()
    #expect(try program.run(["replay", "d.ndjson", "--to", double.url]).status == 0)
    #expect(double.seen.events.keys.sorted() == ["logs-genesys.confserv-default"])
    #expect(
      try program.run(["parse", "--to", double.url, "cs.log"]).errors.hasSuffix("3 there before\n"))
  }

  @Test("a wrong kind of server ends the run with 4, and says what to do")
  func wrongServer() throws {
    let server = LumberjackServer(greeting: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
    let result = try program().run(["parse", "--to", server.url, "cs.log"])
    #expect(result.status == 4)
    #expect(
      result.errors.hasPrefix(
        """
        genlog: error: \(server.url): the server speaks HTTP
        help: check the port: it has to be that of Logstash's beats input
        """))
  }

  @Test("a wrong password for the http input ends the run with 4")
  func wrongPassword() throws {
    let server = HTTPServer { request in
      request.headers["authorization"] == "Basic Z2VubG9nOnJpZ2h0"
        ? .answer(200, "ok") : .answer(401, "")
    }
    defer { server.stop() }
    let program = try program()
    let arguments = [
      "parse", "--to", "logstash+http://127.0.0.1:\(server.port)", "--user", "genlog", "cs.log",
    ]
    let wrong = try program.run(arguments, environment: ["GENLOG_PASSWORD": "wr0ng"])
    #expect(wrong.status == 4)
    #expect(wrong.errors.contains("refused: status 401\nhelp: check the user and the password"))
    #expect(try program.run(arguments, environment: ["GENLOG_PASSWORD": "right"]).status == 0)
  }

  @Test(
    "URLs that cannot be are refused with 2",
    arguments: [
      ("lumberjack://h/x", "--to: the URL has a path"),
      ("lumberjacks://", "--to: a host is missing"),
      ("lumberjack://u:secret@h", "--to: the URL has a user"),
      ("beats://h", "--to beats://h: this version"),
    ])
  func badURLs(url: String, message: String) throws {
    let result = try program().run(["parse", "--to", url, "cs.log"])
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
    #expect(!result.errors.contains("secret"))
  }

  /// The requests that came.
  private final class Bodies: @unchecked Sendable {
    private let lock = NSLock()
    private var requests: [HTTPRequest] = []

    var all: [HTTPRequest] { lock.withLock { requests } }
    func add(_ request: HTTPRequest) { lock.withLock { requests.append(request) } }
  }
}
