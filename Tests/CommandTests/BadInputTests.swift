import Foundation
import Testing

@Suite("genlog parse: bad input")
struct BadInputTests {
  @Test("an empty file has no events and is no error")
  func empty() throws {
    let program = try Program()
    try program.write("empty.log", "")
    let result = try program.run(["parse", "empty.log"])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
  }

  @Test("one byte is one record")
  func oneByte() throws {
    let program = try Program()
    try program.write("one.log", "x")
    let result = try program.run(["parse", "one.log"])
    #expect(result.status == 0)
    #expect(try result.events().map { $0.text("message") } == ["x"])
  }

  @Test("binary data gives valid JSON, and all its records")
  func binary() throws {
    let program = try Program()
    var generator = SystemRandomNumberGenerator()
    try program.write(
      "binary", (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let result = try program.run(["parse", "--report", "r.json", "binary"])
    #expect(result.status == 0)
    let events = try result.events()
    #expect(events.count > 500)
  }

  @Test("a long text without a newline is cut, marked, and takes little memory")
  func longLine() throws {
    let program = try Program()
    let result = try program.shell(
      "head -c 67108864 /dev/zero | tr '\\0' x | $GENLOG parse --quiet - | head -c 3000000")
    let event = try #require(try result.events().first)
    #expect(event.text("message")?.utf8.count == 1 << 20)
    #expect((event["tags"] as? [String])?.contains("_truncated") == true)
  }

  @Test("a .gz that is not gzip is read as it is")
  func notGzip() throws {
    let program = try Program()
    try program.write("a.log.gz", "10:00:00.000 Std 05060 Application started\n")
    let result = try program.run(["parse", "a.log.gz"])
    #expect(result.status == 0)
    #expect(try result.events().first?.text("event.code") == "05060")
  }

  @Test("half a gzip gives what is whole, names the fault, and ends with 3")
  func halfGzip() throws {
    let program = try Program()
    var lines = ""
    for index in 0..<20_000 {
      lines += "10:00:00.000 Std 05060 Application \(index &* 7919) started\n"
    }
    try program.write("a.log", lines)
    let result = try program.shell(
      "gzip -c a.log > b.log.gz; head -c 40000 b.log.gz > half.log.gz; $GENLOG parse half.log.gz")
    #expect(result.status == 3)
    #expect(try result.events().count > 100)
    #expect(result.errors.contains("half.log.gz: compressed data ends early at byte 40000"))
  }

  @Test("a directory is read with all below it")
  func directory() throws {
    let program = try Program()
    try program.write("logs/b/2.log", "10:00:00.000 Std 05060 two\n")
    try program.write("logs/1.log", "10:00:00.000 Std 05060 one\n")
    let events = try program.run(["parse", "logs"]).events()
    #expect(events.map { $0.text("log.file.path") } == ["logs/1.log", "logs/b/2.log"])
  }

  @Test("a missing file among others is named, the others are read, and the end is 3")
  func missing() throws {
    let program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
    let result = try program.run(["parse", "nowhere.log", "a.log"])
    #expect(result.status == 3)
    #expect(try result.events().count == 1)
    #expect(result.errors.contains("nowhere.log: no such file or directory"))
  }

  @Test(
    "wrong options end with 2, and say what is wrong",
    arguments: [
      (["parse", "--where", "log.level >> Std", "a.log"], "--where"),
      (["parse", "--timezone", "Europe/Lundon", "a.log"], "Europe/London"),
      (["parse", "--date", "2026-02-30", "a.log"], "--date 2026-02-30: is no date"),
      (["parse", "--format", "xml", "a.log"], "--format xml: is no format"),
      (["parse", "--component", "nosuch", "a.log"], "--component nosuch: is no component"),
      (["parse", "--jobs", "0", "a.log"], "--jobs 0: is out of range"),
      (["parse", "--from", "yesterday", "a.log"], "--from yesterday: is no time"),
      (["parse", "--fields", "a,,b", "--format", "csv", "a.log"], "a name is empty"),
      (["parse", "--fields", "a", "a.log"], "only csv and table have columns"),
      (["parse", "--pattern", "%{NOSUCH:x}", "a.log"], "NOSUCH"),
      (["parse", "--pattern", "%{WORD: a}", "a.log"], "--pattern"),
      (["parse", "--pattern", "%{WORD:a} %{WORD:a.b}", "a.log"], "a"),
      (["parse", "--patterns", "nowhere", "a.log"], "nowhere"),
      (["parse", "--config", "nowhere.yml", "a.log"], "nowhere.yml: no such file or directory"),
      (["parse", "--to", "redis://localhost:6379", "a.log"], "this version delivers to"),
      (["parse", "--nosuch", "a.log"], "--nosuch"),
      (["parse"], "nothing to read"), (["nosuch"], "nosuch"),
    ])
  func usage(arguments: [String], text: String) throws {
    let program = try Program()
    try program.write("a.log", "")
    let result = try program.run(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(
    "a broken pattern, rule or configuration file is named with its line",
    arguments: [
      ("a.grok", "GOOD x\nBAD [a-\n", "a.grok:2", "--patterns"),
      ("r.yml", "rules:\n  - name: a\n    cod: 1\n", "r.yml:3", "--patterns"),
      ("g.yml", "format: csv\nformt: csv\n", "g.yml:2:1: unknown key `formt`", "--config"),
      ("g.yml", "jobs: many\n", "g.yml:1:7: `jobs` needs a whole number", "--config"),
    ])
  func brokenFiles(name: String, text: String, expected: String, option: String) throws {
    let program = try Program()
    try program.write(name, text)
    try program.write("x.log", "x\n")
    var arguments = ["parse", option, name, "x.log"]
    if name.hasSuffix(".grok") { arguments += ["--pattern", "%{BAD:x}"] }
    let result = try program.run(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(expected), "\(result.errors)")
  }

  @Test("a full disk is told, and ends with 4")
  func fullDisk() throws {
    let program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
    for command in ["parse --to /dev/full a.log", "parse a.log > /dev/full"] {
      let result = try program.shell("$GENLOG \(command)")
      #expect(result.status == 4, "\(command)")
      #expect(result.errors.contains("no space left on the disk"), "\(result.errors)")
    }
  }

  @Test("a reader that has seen enough ends the run quietly")
  func closedPipe() throws {
    let program = try Program()
    var lines = ""
    for index in 0..<50_000 { lines += "10:00:00.000 Std 05060 Application \(index) started\n" }
    try program.write("a.log", lines)
    let result = try program.shell(
      "$GENLOG parse a.log | head -n 1 | wc -l; echo ${PIPESTATUS[0]}")
    #expect(result.lines == ["1", "0"])
    #expect(result.errors.isEmpty, "\(result.errors)")
  }

  @Test("a file that is read is not written over")
  func overwriting() throws {
    let program = try Program()
    let text = "10:00:00.000 Std 05060 one\n"
    for option in ["--to", "--unmatched", "--report"] {
      try program.write("a.log", text)
      let result = try program.shell("ln -f a.log b.log; $GENLOG parse a.log \(option) b.log")
      #expect(result.status == 2)
      #expect(result.errors.contains("b.log: is read by this run"), "\(result.errors)")
      #expect(try program.read("a.log") == text)
    }
  }

  @Test("a directory loop is read once")
  func loop() throws {
    let program = try Program()
    try program.write("logs/1.log", "10:00:00.000 Std 05060 one\n")
    let result = try program.shell("ln -s .. logs/up; $GENLOG parse logs")
    #expect(try result.events().count == 1)
  }
}
