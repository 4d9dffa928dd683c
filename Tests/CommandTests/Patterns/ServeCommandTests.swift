import Foundation
import Glibc
import Testing

/// `genlog patterns serve`, as those meet it who are no browser.
@Suite("patterns serve")
struct ServeCommandTests {
  /// Sends a request as it stands, and gives the status and all that came.
  private func ask(
    _ serving: Serving, _ head: String, _ body: String = ""
  ) -> (status: Int, text: String) {
    let client = PortClient(UInt16(clamping: serving.port))
    let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
    client.send("\(head)\r\n\(length)Connection: close\r\n\r\n\(body)".utf8)
    let text = client.readAll()
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0, text)
  }

  @Test("the address is printed alone, the page is there, and Ctrl-C ends it quietly")
  func address() throws {
    let program = try Program()
    let serving = try Serving(in: program)
    #expect(serving.address.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{32}/) != nil)
    let page = ask(serving, "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(serving.port)")
    #expect(page.status == 200)
    #expect(page.text.contains("<title>genlog patterns</title>"))
    #expect(page.text.contains("Content-Security-Policy: default-src 'none'; script-src 'nonce-"))
    let end = serving.end()
    #expect(end.status == 0)
    #expect(end.errors == "genlog: the page is at the address above; Ctrl-C ends it\n")
  }

  @Test("SIGTERM and SIGHUP end it as well", arguments: [SIGTERM, SIGHUP])
  func signals(signal: Int32) throws {
    #expect(try Serving(in: Program()).end(signal).status == 0)
  }

  @Test("a question is answered with the token, and with nothing less")
  func question() throws {
    let program = try Program()
    try program.write("site.grok", "SITE [a-z]+\n")
    let serving = try Serving(["--port", "0", "--patterns", "site.grok"], in: program)
    let host = "Host: localhost:\(serving.port)\r\nContent-Type: application/json"
    let body = #"{"expression":"%{SITE:s}","lines":["1 abc"]}"#
    let token = "\r\nX-Genlog-Token: \(serving.token)"
    let answer = ask(serving, "POST /api/match HTTP/1.1\r\n\(host)\(token)", body)
    #expect(answer.status == 200)
    #expect(answer.text.hasSuffix(#""lines":[[2,5,0,2,5]],"warning":null}"#))
    #expect(ask(serving, "POST /api/match HTTP/1.1\r\n\(host)", body).status == 403)
    #expect(
      ask(
        serving,
        "POST /api/match HTTP/1.1\r\n\(host)\(token)\r\nOrigin: http://evil.example.com", body
      ).status == 403)
    #expect(
      ask(
        serving,
        "POST /api/match HTTP/1.1\r\nHost: evil.example.com\r\nContent-Type: application/json\(token)",
        body
      ).status == 421)
    #expect(ask(serving, "GET / HTTP/1.1\r\nHost: evil.example.com").status == 421)
    #expect(ask(serving, "GET /site.grok HTTP/1.1\r\n\(host)\(token)").status == 404)
    #expect(ask(serving, "GET /../../etc/passwd HTTP/1.1\r\n\(host)\(token)").status == 404)
  }

  @Test("bodies past the limit are refused, and what is no HTTP harms nobody")
  func hostile() throws {
    let serving = try Serving(in: Program())
    let head =
      "POST /api/match HTTP/1.1\r\nHost: localhost:\(serving.port)\r\n"
      + "Content-Type: application/json\r\nX-Genlog-Token: \(serving.token)"
    #expect(ask(serving, head, String(repeating: "a", count: 9 << 20)).status == 413)
    for text in ["\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9\r\n\r\n", "\r\n\r\n\r\n"] {
      let client = PortClient(UInt16(clamping: serving.port))
      client.send(text.utf8)
    }
    #expect(ask(serving, "GET / HTTP/1.1\r\nHost: localhost:\(serving.port)").status == 200)
    #expect(serving.end().status == 0)
  }

  @Test("only this machine reaches the port")
  func loopback() throws {
    let serving = try Serving(in: Program())
    let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
    let port = String(serving.port, radix: 16, uppercase: true)
    let hex = String(repeating: "0", count: 4 - port.count) + port
    let places = table.split(separator: "\n").compactMap { line -> String? in
      let columns = line.split(separator: " ").map(String.init)
      guard columns.count > 3, columns[3] == "0A", columns[1].hasSuffix(":" + hex) else {
        return nil
      }
      return columns[1]
    }
    #expect(places == ["0100007F:" + hex])
  }

  @Test("a port that is taken is told, and what to do")
  func taken() throws {
    let program = try Program()
    let first = try Serving(in: program)
    let second = try program.run(["patterns", "serve", "--port", "\(first.port)"])
    #expect(second.status == 2)
    #expect(second.output.isEmpty)
    #expect(
      second.errors
        == "genlog: error: port \(first.port): something listens there already\n"
        + "help: choose another with --port, or any free one with --port 0\n")
  }

  @Test("a library that is wrong is told before anything is served")
  func library() throws {
    let program = try Program()
    try program.write("bad.grok", "ONE\n")
    for (path, told) in [
      ("bad.grok", "bad.grok:1: pattern ONE has no regex"), ("none", "none: no such file"),
    ] {
      let result = try program.run(["patterns", "serve", "--port", "0", "--patterns", path])
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.lowercased().contains(told.lowercased()))
    }
  }

  @Test(
    "what cannot be is refused with 2",
    arguments: [["--port", "70000"], ["--port", "x"], ["--nothing"], ["extra"]])
  func usage(arguments: [String]) throws {
    #expect(try Program().run(["patterns", "serve"] + arguments).status == 2)
  }
}
