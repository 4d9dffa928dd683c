import Foundation
import Synchronization
import TestServers
import Testing

@Suite("genlog parse: through a proxy")
struct ProxyTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
  }

  private func run(
    _ options: [String], _ environment: [String: String] = [:]
  ) throws -> Program.Result {
    try program.run(
      ["parse", "--quiet", "--to", "http://es.invalid:9200", "--retry-for", "100ms"] + options + [
        "a.log"
      ],
      environment: environment)
  }

  @Test("--proxy leads every request, with the password of the URL or of GENLOG_PROXY_PASSWORD")
  func password() throws {
    let double = ElasticsearchDouble()
    let host = "127.0.0.1:\(double.port)"
    #expect(try run(["--proxy", "http://me:s3cret@\(host)"]).status == 0)
    #expect(
      try run(
        ["--proxy", "http://me@\(host)"],
        ["GENLOG_PROXY_PASSWORD": "s3cret", "no_proxy": "*", "http_proxy": "http://127.0.0.1:9"]
      ).status == 0)
    for request in double.seen.requests {
      #expect(request.target.hasPrefix("http://es.invalid:9200/_bulk"))
      #expect(request.headers["proxy-authorization"] == "Basic bWU6czNjcmV0")
    }
    #expect(double.seen.requests.count == 2)
  }

  @Test("a Logstash is reached by a tunnel, and no message shows the password for it")
  func tunnel() throws {
    let asked = Mutex<[HTTPRequest]>([])
    let proxy = HTTPServer { request in
      asked.withLock { $0.append(request) }
      return .answer(403, "")
    }
    defer { proxy.stop() }
    for scheme in ["lumberjack", "lumberjacks"] {
      let result = try program.run([
        "parse", "--to", "\(scheme)://ls.invalid", "--retry-for", "100ms", "--proxy",
        "http://me:s3cret@127.0.0.1:\(proxy.port)", "a.log",
      ])
      #expect(result.status == 4)
      #expect(!result.errors.contains("s3cret"), "\(result.errors)")
    }
    let requests = asked.withLock { $0 }
    #expect(!requests.isEmpty)
    for request in requests {
      #expect(request.method == "CONNECT")
      #expect(request.target == "ls.invalid:5044")
      #expect(request.headers["proxy-authorization"] == "Basic bWU6czNjcmV0")
    }
  }

  @Test("no message shows the password of a proxy")
  func secrets() throws {
    for proxy in ["http://me:s3cret@127.0.0.1:9", "socks5://me:s3cret@127.0.0.1:9"] {
      let result = try run(["--proxy", proxy])
      #expect(result.status == 4)
      #expect(!result.errors.contains("s3cret"))
      #expect(!(try program.read("genlog-dead-letters.ndjson").contains("s3cret")))
    }
    let wrong = try run(["--proxy", "s3cret"])
    #expect(wrong.status == 2)
    #expect(
      wrong.errors == """
        genlog: error: --proxy URL: is no http://, https://, socks5:// or socks5h:// URL
        help: write http://HOST:3128, or socks5h://HOST:1080, with USER@ before HOST for a login

        """)
    for proxy in ["x://me:s3cret@127.0.0.1:9", "http://me:s3cret@127.0.0.1:99999"] {
      let result = try run([], ["http_proxy": proxy])
      #expect(result.status == 4)
      #expect(!result.errors.contains("s3cret"), "\(result.errors)")
    }
  }
}
