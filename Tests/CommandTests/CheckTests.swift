import Foundation
import TestServers
import Testing

@Suite("genlog check")
struct CheckTests {
  private let program: Program

  init() throws { program = try Program() }

  /// The result of a step, and what is said of it.
  private struct Step {
    let result: String
    let text: String
    let help: String
  }

  private func check(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, steps: [String: Step], output: String) {
    let result = try program.run(
      ["check", "--format", "ndjson"] + arguments,
      environment: [
        "XDG_STATE_HOME": program.path("none"), "STATE_DIRECTORY": program.path("none"),
      ].merging(
        environment
      ) { $1 })
    var steps: [String: Step] = [:]
    for event in try result.events() {
      steps[event.text("step") ?? ""] = Step(
        result: event.text("result") ?? "", text: event.text("text") ?? "",
        help: event.text("help") ?? "")
    }
    return (result.status, steps, result.output + result.errors)
  }

  @Test(
    "all steps to a server that is set up are well",
    arguments: ["7.17", "8", "9", "serverless", "opensearch-1", "opensearch-2", "opensearch-3"])
  func good(like: String) throws {
    let double = try ElasticsearchProcess(["--like", like, "--user", "a:b"])
    let login = ["GENLOG_PASSWORD": "b"]
    #expect(
      try program.run(["setup", "--to", double.url, "--user", "a"], environment: login).status == 0)
    let (status, steps, output) = try check(
      ["--to", double.url, "--user", "a"], environment: login)
    #expect(status == 0, "\(output)")
    for name in ["options", "name", "connection", "login", "product", "templates", "data streams"] {
      #expect(steps[name]?.result == "ok", "\(name): \(output)")
    }
    #expect(steps["privileges"]?.result == (like.hasPrefix("open") ? "skipped" : "ok"))
    #expect(steps["login"]?.text == "as a")
    #expect(try double.documents() == 0)
  }

  @Test("templates that are missing are a warning, with what to do")
  func missing() throws {
    let double = try ElasticsearchProcess()
    let (status, steps, _) = try check(["--to", double.url])
    #expect(status == 0)
    #expect(steps["templates"]?.result == "warn")
    #expect(steps["templates"]?.help.contains("genlog setup --to \(double.url)") == true)
    #expect(steps["privileges"]?.text == "security is switched off")
    #expect(try double.send("GET", "/_index_template/logs-genesys").status == 404)
  }

  @Test("a wrong password fails at the login, the rest is not tried, and no secret is shown")
  func password() throws {
    let double = try ElasticsearchProcess(["--user", "a:right"])
    let (status, steps, output) = try check(
      ["--to", double.url, "--user", "a"], environment: ["GENLOG_PASSWORD": "Wr0ngSecret"])
    #expect(status == 4)
    #expect(steps["connection"]?.result == "ok")
    #expect(steps["login"]?.result == "fail")
    #expect(steps["login"]?.help == "check the user and the password, or the key")
    for name in ["product", "privileges", "templates", "data streams"] {
      #expect(steps[name]?.result == "skipped")
    }
    #expect(!output.contains("Wr0ngSecret"))
  }

  @Test("privileges that are lacking are named")
  func privileges() throws {
    let some = try ElasticsearchProcess(["--user", "a:b", "--privilege", "create_doc"])
    let login = ["GENLOG_PASSWORD": "b"]
    let warned = try check(["--to", some.url, "--user", "a"], environment: login)
    #expect(warned.status == 0)
    #expect(warned.steps["privileges"]?.text == "lacks auto_configure on logs-genesys.*-default")
    let none = try ElasticsearchProcess(["--user", "a:b", "--privilege", "monitor"])
    let failed = try check(
      ["--to", none.url + "/x-%{service.type}", "--user", "a"], environment: login)
    #expect(failed.status == 4)
    #expect(failed.steps["privileges"]?.text == "lacks create_doc and auto_configure on x-*")
    #expect(failed.steps["templates"]?.result == "skipped")
  }

  @Test("a closed port and an unknown name are told apart")
  func unreachable() throws {
    let closed = try check(["--to", "http://127.0.0.1:1"])
    #expect(closed.status == 4)
    #expect(closed.steps["name"]?.result == "ok")
    #expect(closed.steps["connection"]?.result == "fail")
    let unknown = try check(["--to", "http://nothing.invalid:9200"])
    #expect(unknown.steps["name"]?.result == "fail")
    #expect(unknown.steps["name"]?.help == "check the name of the host, and the system's DNS")
    #expect(unknown.steps["connection"]?.result == "skipped")
  }

  @Test("an index in the way of a data stream is told of")
  func index() throws {
    let double = try ElasticsearchProcess(["--like", "opensearch-2"])
    _ = try double.send("PUT", "/logs-genesys.sip-default")
    let (status, steps, _) = try check(["--to", double.url])
    #expect(status == 0)
    #expect(steps["data streams"]?.result == "warn")
    #expect(steps["data streams"]?.text.contains("logs-genesys.sip-default") == true)
  }

  @Test("something else than Elasticsearch fails at the product, whatever it says")
  func other() throws {
    for reply in ["<html>", "{", "", #"{"version":{"number":"\u0000"}}"#] {
      let server = HTTPServer { _ in .answer(200, reply) }
      let (status, steps, _) = try check(["--to", "http://127.0.0.1:\(server.port)"])
      #expect(status == 4)
      #expect(steps["product"]?.result == "fail")
    }
  }

  @Test(
    "replies that are broken are no more than a warning",
    arguments: ["", "{", "[]", #"{"data_streams":[{"name":7},[],{}]}"#, #"{"index":"#])
  func broken(reply: String) throws {
    let server = HTTPServer { request in
      .answer(200, request.target == "/" ? #"{"version":{"number":"9.0.0"}}"# : reply)
    }
    let (status, steps, output) = try check(["--to", "http://127.0.0.1:\(server.port)"])
    #expect(steps["product"]?.result == "ok", "\(output)")
    // Whoever does not say that something is allowed is taken not to allow it.
    #expect(steps["privileges"]?.result == "fail")
    #expect(status == 4)
    #expect(steps["data streams"] != nil)
  }

  @Test("nothing is sent to Logstash but a connection")
  func logstash() throws {
    let server = HTTPServer { _ in .hangUp }
    let (status, steps, _) = try check(["--to", "lumberjack://127.0.0.1:\(server.port)"])
    #expect(status == 0)
    #expect(steps["connection"]?.result == "ok")
    #expect(steps["login"] == nil)
    #expect(try check(["--to", "logstash+http://127.0.0.1:1"]).status == 4)
  }

  @Test("all that is wrong with a configuration is told at once, with 2")
  func configuration() throws {
    try program.write("g.yml", "jobs: 0\nformat: xml\nto: http://127.0.0.1:1\n")
    let result = try program.run(["check", "--config", "g.yml"])
    #expect(result.status == 2)
    #expect(result.output.contains("g.yml:1:7: jobs 0: is out of range"))
    #expect(result.output.contains("g.yml:2:9: format xml: is no format"))
    #expect(!result.output.contains("127.0.0.1"))
  }

  @Test("inputs, files that are written, and state")
  func places() throws {
    try program.write("logs/a.log", "x")
    try program.write("logs/b.log", "x")
    let (status, steps, output) = try check(
      ["logs/*.log", "--to", "out/x.ndjson", "--state", "state"])
    #expect(status == 4)
    #expect(steps["files"]?.text == "logs/*.log: 2 files")
    #expect(steps["place"]?.result == "fail")
    #expect(steps["folder"]?.text == "state is made by the first run", "\(output)")
    #expect(try check(["nothing*.log", "--to", "x.ndjson"]).steps["files"]?.result == "warn")
  }

  @Test("the table is plain text where standard output is no terminal")
  func table() throws {
    let result = try program.run(["check", "--to", "x.ndjson"])
    #expect(result.status == 0)
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.lines.contains("  ok    options       options, rules and patterns are right"))
  }
}
