import Foundation
import TestServers
import Testing

@Suite("genlog parse: to Elasticsearch")
struct ElasticsearchTests {
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "cs.log",
      ParseEventTests.header + ParseEventTests.line + "\n"
        + "17:00:00.000 Trc 24216 Transaction [7] is committed\n")
    return program
  }

  @Test("--to http://HOST:PORT puts every event into the data stream of its component")
  func delivers() throws {
    let double = ElasticsearchDouble()
    let program = try program()
    let result = try program.run(["parse", "--to", double.url, "--report", "r.json", "cs.log"])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasSuffix("\(double.url): 3 events created\n"))
    #expect(double.seen.events.keys.sorted() == ["logs-genesys.confserv-default"])
    let expected = try program.run(["parse", "--quiet", "cs.log"]).lines
    #expect(double.events.sorted() == expected.sorted())
    let json = try JSONSerialization.jsonObject(with: Data(try program.read("r.json").utf8))
    let report = try #require(json as? [String: Any])
    let destination = try #require((report["destinations"] as? [[String: Any]])?.first)
    #expect(destination["created"] as? Int == 3)
    #expect(destination["name"] as? String == double.url)
  }

  @Test("a log that is read again, moved, compressed or with other jobs, adds nothing")
  func idempotent() throws {
    let double = ElasticsearchDouble()
    let program = try program()
    _ = try program.shell(
      "for i in $(seq 20000); do echo \"17:00:00.$((i % 900 + 100)) Trc 24216 Transaction [$i] is committed\"; done >> cs.log"
    )
    let to = ["parse", "--to", double.url]
    #expect(try program.run(to + ["--jobs", "1", "cs.log"]).status == 0)
    let count = double.events.count
    #expect(count == 20_003)
    _ = try program.shell("mkdir old; gzip -c cs.log > old/renamed.log.gz")
    let again = try program.run(to + ["--jobs", "4", "old/renamed.log.gz"])
    #expect(again.status == 0)
    #expect(again.errors.hasSuffix("0 events created, 20003 there before\n"))
    #expect(double.events.count == count)
  }

  @Test("a run that was killed, and is run again, leaves every event there once")
  func killed() throws {
    let double = ElasticsearchDouble(request: { _ in
      usleep(20_000)
      return nil
    })
    let program = try program()
    let result = try program.shell(
      """
      for i in $(seq 20000); do echo "17:00:00.100 Trc 24216 Transaction [$i] is committed"; done >> cs.log
      for pause in 0.1 0.3 0.5; do
        $GENLOG parse --to \(double.url) --batch-events 200 cs.log 2>/dev/null & sleep $pause; kill -9 $!
      done
      $GENLOG parse --to \(double.url) --quiet cs.log
      """)
    #expect(result.status == 0)
    #expect(Set(double.events).count == 20_003)
    #expect(double.events.count == 20_003)
  }

  @Test("files that differ in one line share no other name than those of equal lines")
  func otherFile() throws {
    let double = ElasticsearchDouble()
    let program = try Program()
    let line = "10:00:00.000 Std 05060 Application started\n"
    try program.write("a.20260112_081500_001.log", line + line)
    try program.write("b.20260113_081500_001.log", line + line)
    #expect(try program.run(["parse", "--to", double.url, "."]).status == 0)
    #expect(double.events.count == 4)
  }

  @Test("the index may be named in the URL, or by --index with values of the event")
  func index() throws {
    let double = ElasticsearchDouble()
    let program = try program()
    _ = try program.run(["parse", "--to", double.url + "/cs", "cs.log"])
    _ = try program.run(
      ["parse", "--to", double.url, "--index", "%{service.type}-%{+yyyy.MM}", "cs.log"])
    #expect(
      double.seen.events.keys.sorted() == ["configurationserver-2016.05", "cs"])
  }

  @Test("an event that the server will not have is laid aside, and the end is 4")
  func deadLetters() throws {
    let double = ElasticsearchDouble(item: { action in
      action.event.contains("24216")
        ? .init(status: 400, type: "mapper_parsing_exception") : nil
    })
    let program = try program()
    let result = try program.run(["parse", "--to", double.url, "cs.log"])
    #expect(result.status == 4)
    #expect(result.errors.contains("1 events were not taken"))
    #expect(result.errors.hasSuffix("2 events created, 1 laid aside\n"))
    let letter = try program.read("genlog-dead-letters.ndjson")
    #expect(letter.contains("Transaction [7] is committed"))
    #expect(letter.contains("mapper_parsing_exception"))
  }

  @Test("a server that is not there: after --retry-for all events are laid aside, and the end is 4")
  func nobody() throws {
    let double = ElasticsearchDouble()
    double.stop()
    let program = try program()
    let result = try program.run(
      ["parse", "--to", double.url, "--retry-for", "500ms", "--dead-letters", "d.ndjson", "cs.log"])
    #expect(result.status == 4)
    #expect(try program.read("d.ndjson").split(separator: "\n").count == 3)
    #expect(result.errors.contains("they are in d.ndjson, each with its reason"))
  }

  @Test("a wrong password ends the run with 4, and is not told")
  func wrongPassword() throws {
    let double = ElasticsearchDouble(request: { request in
      request.headers["authorization"] == "Basic Z2VubG9nOnJpZ2h0"
        ? nil
        : .answer(
          401,
          #"{"error":{"type":"security_exception","reason":"unable to authenticate user [genlog]"}}"#
        )
    })
    let program = try program()
    let arguments = ["parse", "--to", double.url, "--user", "genlog", "--verbose", "cs.log"]
    let wrong = try program.run(arguments, environment: ["GENLOG_PASSWORD": "wr0ng"])
    #expect(wrong.status == 4)
    #expect(
      wrong.errors.hasPrefix(
        """
        genlog: error: \(double.url): refused: status 401, unable to authenticate user [genlog]
        help: check the user and the password, or the key
        """))
    #expect(!wrong.errors.contains("wr0ng"))
    #expect(try program.run(arguments, environment: ["GENLOG_PASSWORD": "right"]).status == 0)
    try program.write("password", "right\n")
    #expect(try program.run(arguments + ["--password-file", "password"]).status == 0)
    let none = try program.run(arguments)
    #expect(none.status == 2)
    #expect(none.errors.contains("--user genlog: has no password"))
  }

  @Test("an API key and a token come from files or the environment")
  func keys() throws {
    let double = ElasticsearchDouble()
    let program = try program()
    let to = ["parse", "--to", double.url, "cs.log"]
    _ = try program.run(to, environment: ["GENLOG_API_KEY": "id:key"])
    try program.write("token", "t0ken\n")
    _ = try program.run(to + ["--token-file", "token"])
    #expect(
      Set(double.seen.requests.compactMap { $0.headers["authorization"] })
        == ["ApiKey aWQ6a2V5", "Bearer t0ken"])
  }

  @Test("a server without TLS that is asked for https ends the run with 4")
  func noTLS() throws {
    let double = ElasticsearchDouble()
    let program = try program()
    let result = try program.run(
      ["parse", "--to", "https://127.0.0.1:\(double.port)", "--retry-for", "1s", "cs.log"])
    #expect(result.status == 4)
    #expect(result.errors.contains("check http or https"))
  }

  @Test(
    "options that cannot be are refused with 2, before anything is read",
    arguments: [
      (["--index", "A b"], "--index A b: is no name for an index"),
      (["--index", "a-%{x"], "--index a-%{x: a %{ has no }"),
      (["--retry-for", "soon"], "--retry-for soon: is no length of time"),
      (["--requests", "0"], "--requests 0: is out of range"),
      (["--tls-ca", "none.pem"], "none.pem: no such file or directory"),
      (["--format", "csv"], "--format csv is for files and standard output"),
    ])
  func badOptions(options: [String], message: String) throws {
    let result = try program().run(["parse", "--to", "http://127.0.0.1:1"] + options + ["cs.log"])
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }

  @Test("events go to a server and a file in one run, and --mask hides in both")
  func together() throws {
    let double = ElasticsearchDouble()
    let program = try program()
    try program.write("mask.yml", "rules:\n  - {field: user.name, action: hide}\n")
    let result = try program.run(
      ["parse", "--to", double.url, "--to", "-", "--mask", "mask.yml", "cs.log"])
    #expect(result.status == 0)
    #expect(result.lines.sorted() == double.events.sorted())
    #expect(double.events.contains { $0.contains(#""user":{"name":"***"}"#) })
  }
}
