import Foundation
import Testing

@Suite("genlog parse: options")
struct ParseOptionTests {
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "cs.log",
      ParseEventTests.header + ParseEventTests.line + "\n"
        + "17:00:00.000 Trc 24216 Transaction [7] is committed\n"
        + "18:00:00.000 Trc 61999 unknown\n")
    return program
  }

  @Test("--where keeps the events for which it holds, and the summary counts the others")
  func filter() throws {
    let program = try program()
    let result = try program.run(
      ["parse", "--where", "event.code in (24200, 24201) and log.level >= Std", "cs.log"])
    #expect(try result.events().map { $0.text("event.code") } == ["24200"])
    #expect(result.errors.contains("4 records, 1 events; 3 matched, 1 unmatched; 3 filtered out"))
  }

  @Test("--from and --until keep a span of event time, its end left out")
  func span() throws {
    let program = try program()
    let result = try program.run(
      ["parse", "--from", "2016-05-13T16:29:54.229Z", "--until", "2016-05-13T18:00", "cs.log"])
    #expect(try result.events().map { $0.text("event.code") } == ["24200", "24216"])
  }

  @Test("--format csv is RFC 4180 with the columns asked for")
  func csv() throws {
    let program = try program()
    let result = try program.run([
      "parse", "--format", "csv", "--fields", "event.code,message", "--where", "event.code = 24216",
      "cs.log",
    ])
    #expect(result.output == "event.code,message\r\n24216,Transaction [7] is committed\r\n")
  }

  @Test("--format json is one array")
  func json() throws {
    let program = try program()
    let result = try program.run(["parse", "--format", "json", "cs.log"])
    let array = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [Any]
    #expect(array?.count == 4)
  }

  @Test("--format table shows the level and the text, without colour in a file")
  func table() throws {
    let program = try program()
    let result = try program.run(["parse", "--format", "table", "cs.log"])
    #expect(result.output.contains("Std"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test("--unmatched takes the records that no rule knew, verbatim; --strict ends with 1")
  func unmatched() throws {
    let program = try program()
    let result = try program.run(["parse", "--unmatched", "rest.log", "--strict", "cs.log"])
    #expect(result.status == 1)
    #expect(try program.read("rest.log") == "18:00:00.000 Trc 61999 unknown\n")
    #expect(try program.run(["parse", "cs.log"]).status == 0)
  }

  @Test("--report accounts for every record")
  func report() throws {
    let program = try program()
    _ = try program.run(["parse", "--report", "r.json", "--where", "log.level = Std", "cs.log"])
    let json = try JSONSerialization.jsonObject(with: Data(try program.read("r.json").utf8))
    let report = try #require(json as? [String: Any])
    #expect(report.value("total.records") as? Int == 4)
    #expect(report.value("total.events") as? Int == 1)
    #expect(report.value("total.filtered") as? Int == 3)
    #expect(report.value("total.rules.object-created") as? Int == 1)
  }

  @Test("--to writes files, compressed by their name, and may be given twice")
  func destinations() throws {
    let program = try program()
    let result = try program.run(["parse", "--to", "a.ndjson", "--to", "b.ndjson.gz", "cs.log"])
    #expect(result.output.isEmpty)
    let plain = try program.read("a.ndjson")
    #expect(plain.split(separator: "\n").count == 4)
    #expect(try program.shell("gzip -dc b.ndjson.gz").output == plain)
  }

  @Test("--config holds any option, and the command line wins")
  func config() throws {
    let program = try program()
    try program.write("genlog.yml", "format: csv\nfields: event.code\nquiet: true\n")
    let result = try program.run(["parse", "--config", "genlog.yml", "cs.log"])
    #expect(result.output.hasPrefix("event.code\r\n"))
    #expect(result.errors.isEmpty)
    let other = try program.run(
      ["parse", "--config", "genlog.yml", "--fields", "log.level", "cs.log"])
    #expect(other.output.hasPrefix("log.level\r\n"))
  }

  @Test("--patterns adds rules that win over the built-in ones")
  func patterns() throws {
    let program = try program()
    try program.write(
      "site/site.yml",
      """
      rules:
        - name: site-unknown
          code: "61999"
          pattern: '%{SITEWORD:site.word}'
          examples:
            - line: '18:00:00.000 Trc 61999 unknown'
              fields: {site.word: unknown}
      """)
    try program.write("site/site.grok", "SITEWORD [a-z]+\n")
    let result = try program.run(["parse", "--patterns", "site", "--strict", "cs.log"])
    #expect(result.status == 0)
    #expect(try result.events().last?.text("site.word") == "unknown")
  }

  @Test("--no-ecs gives expressions the field names of old Logstash versions")
  func flavours() throws {
    let program = try Program()
    let line = "May 13 16:29:54 gw-01 sshd[4242]: x\n"
    let ecs = try program.run(["parse", "--pattern", "%{SYSLOGBASE}", "-"], input: line)
    #expect(try ecs.events().first?.text("process.name") == "sshd")
    let legacy = try program.run(
      ["parse", "--no-ecs", "--pattern", "%{SYSLOGBASE}", "-"], input: line)
    #expect(try legacy.events().first?.text("program") == "sshd")
  }

  @Test("--component skips the recognition of the component")
  func component() throws {
    let program = try Program()
    let event = try #require(
      try program.run(
        ["parse", "--component", "confserv", "-"],
        input: "10:00:00.000 Std 29999 Thing [a b], Other key: [c]\n"
      ).events().first)
    #expect(event.text("event.dataset") == "genesys.confserv")
    #expect(event.text("genesys.values.thing") == "a b")
    #expect(event.text("genesys.values.other_key") == "c")
  }

  @Test("--log-format json makes genlog's own messages JSON")
  func logFormat() throws {
    let program = try program()
    let result = try program.run(["parse", "--log-format", "json", "cs.log"])
    for line in result.errors.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    #expect(!result.errors.isEmpty)
  }

  @Test("every option of the configuration file is an option of the command line")
  func help() throws {
    let help = try Program().run(["help", "parse"]).output
    for option in [
      "to", "format", "fields", "patterns", "pattern", "ecs", "no-ecs", "component", "date",
      "timezone", "where", "from", "until", "unmatched", "strict", "jobs", "report", "quiet",
      "verbose", "log-format", "index", "user", "password-file", "api-key-file", "token-file",
      "aws", "aws-region", "aws-service", "tls-ca", "tls-fingerprint", "tls-verify", "tls-insecure",
      "tls-cert", "tls-key", "tls-key-password-file", "proxy", "batch-bytes", "batch-events",
      "flush",
      "requests", "retry-for", "dead-letters",
    ] {
      #expect(help.contains("--\(option)"), "\(option)")
    }
  }
}
