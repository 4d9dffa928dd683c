import Foundation
import Testing

@Suite("genlog patterns test")
struct TestCommandTests {
  private static let patterns = """
    DN [0-9]{3,6}
    # test: 7001
    CALL call %{DN:[call][from]:int} -> %{DN:[call][to]}
    # test: call 7001 -> 7002 => {"call":{"from":7001,"to":"7002"}}

    """

  private func run(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["patterns", "test"] + arguments)
  }

  @Test("all that is built in passes, and no pattern is without an example")
  func builtIn() throws {
    let result = try run(try Program())
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.lines[0].hasSuffix(" tests passed"))
    #expect(result.lines[1] == "coverage")
    #expect(result.lines[2].hasPrefix("  patterns with an example "))
    #expect(result.lines[2].hasSuffix(" 100 %"))
  }

  @Test("the end is 0 where all passed, 1 where a test failed, 2 where a file is wrong")
  func status() throws {
    let program = try Program()
    try program.write("site.grok", Self.patterns)
    #expect(try run(program, "site.grok").status == 0)
    try program.write("site.grok", Self.patterns + "# test: call 7 -> 7002\n")
    let failed = try run(program, ".", "--no-coverage")
    #expect(failed.status == 1)
    #expect(
      failed.output == """
        FAILED ./site.grok:5: CALL
          | call 7 -> 7002
          does not match, but should
          call 7 -> 7002
          ~~~~~^
          at byte 5: expected a digit, found "7"
          ./site.grok:3:11
            CALL call %{DN:[call][from]:int} -> %{DN:[call][to]}
                      ^^^^^^^^^^^^^^^^^^^^^^
          ./site.grok:1:4
            DN [0-9]{3,6}
               ^^^^^^^^^^
          fits before that: (?:call )
            bytes 0-5 of the text, 5 of 14

        1 of 3 tests failed, 2 passed

        """)
    try program.write("site.grok", Self.patterns + "# test: call 7001 -> 7002 => {]\n")
    let wrong = try run(program, "site.grok")
    #expect(wrong.status == 2)
    #expect(wrong.lines[0] == "2 tests passed")
    #expect(
      wrong.errors == """
        genlog: error: site.grok:5: what stands behind => is not JSON: a name in "quotes" should stand \
        here, at its character 2
        help: write an object: => {"field":"text","number":7}

        """)
    try program.write("site.grok", "A (\n" + Self.patterns)
    let broken = try run(program, "site.grok")
    #expect(broken.status == 2)
    #expect(broken.errors.hasPrefix("genlog: error: site.grok:1:3: "))
    #expect(broken.lines[0] == "2 tests passed")
  }

  @Test("the example of the help works")
  func help() throws {
    let program = try Program()
    let help = try program.run(["help", "patterns", "test"]).output
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("  patterns: [site.grok]") })
    let end = try #require(lines[start...].firstIndex { $0.isEmpty })
    try program.write("site.grok", Self.patterns)
    let text = lines[start..<end].map { String($0.dropFirst(2)) + "\n" }.joined()
    try program.write("help.test.yml", text)
    let result = try run(program, "help.test.yml")
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("4 tests passed\n"))
    #expect(result.status == 0)
  }

  @Test("a folder of patterns may hold its tests, also for other commands")
  func folder() throws {
    let program = try Program()
    try program.write("site/site.grok", Self.patterns)
    try program.write("site/calls.test.yml", "tests: [{pattern: CALL, line: call 7001 -> 7002}]")
    try program.write(
      "site/calls.json",
      #"{"testcases":[{"input":["call 7001 -> 7002"],"expected":[{}]}],"ignore":["call","message"]}"#
    )
    try program.write(
      "site/calls.conf", "filter { grok { match => { \"message\" => \"%{CALL}\" } } }")
    let result = try run(program, "site")
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("4 tests passed\n"))
    let shown = try program.run(["patterns", "show", "CALL", "--patterns", "site"])
    #expect(shown.status == 0)
    #expect(shown.output.hasPrefix("CALL  site/site.grok:3\n"))
  }

  @Test("a definition that a later one replaces is told, as its examples cannot run")
  func replaced() throws {
    let program = try Program()
    try program.write("a.grok", Self.patterns)
    try program.write("b.grok", "DN [0-9]{4}\n# test: 7001\n")
    let result = try run(program, "a.grok", "b.grok")
    #expect(result.status == 0)
    #expect(
      result.errors
        == "genlog: warning: a.grok:1: DN is defined again in b.grok:1; its examples are not run\n")
    #expect(result.output.hasPrefix("2 tests passed\n"))
  }

  @Test("--update writes what examples give, and tells what it wrote")
  func update() throws {
    let program = try Program()
    try program.write("site.grok", Self.patterns.replacingOccurrences(of: "\"7002\"", with: "7002"))
    let result = try run(program, "site.grok", "--update")
    #expect(result.status == 0)
    #expect(result.errors == "genlog: updated site.grok: 1 new\n")
    #expect(result.output.hasPrefix("2 tests passed\n"))
    #expect(try program.read("site.grok") == Self.patterns)
    let builtIn = try run(program, "--update")
    #expect(builtIn.status == 2 || builtIn.status == 64)
    #expect(builtIn.errors.contains("--update needs files: what is built in cannot be written"))
  }

  @Test("JUnit's XML is well-formed, for what is built in, too")
  func junit() throws {
    let program = try Program()
    let result = try run(program, "--format", "junit")
    #expect(result.status == 0)
    let parser = XMLCheck(result.output)
    #expect(parser.isWellFormed)
    #expect(parser.cases > 3000)
  }

  @Test("colours only where they are asked for")
  func color() throws {
    let program = try Program()
    try program.write("site.grok", Self.patterns)
    #expect(try !run(program, "site.grok").output.contains("\u{1B}"))
    #expect(
      try run(program, "site.grok", "--color", "always").output.contains(
        "\u{1B}[32m2 tests passed\u{1B}[0m"))
  }

  @Test(
    "what cannot be used is refused with what to do",
    arguments: [
      (["--format", "xml"], "Error: The value 'xml' is invalid for '--format <format>'"),
      (["--nosuch"], "Error: Unknown option '--nosuch'"),
      (["--filter", "a", "--expression", "b"], "Error: choose one of --filter and --expression"),
      (["missing.grok"], "genlog: error: missing.grok: no such file or directory\nhelp: "),
      (["empty"], "genlog: error: empty: holds no patterns, rules or tests\nhelp: "),
      (["binary.grok"], "genlog: error: binary.grok:1: "),
      (["binary.test.yml"], "genlog: error: binary.test.yml:1:1: not valid YAML: "),
      (
        ["binary.json"],
        "genlog: error: binary.json:1:1: not valid JSON: no value begins so\nhelp: "
      ),
      (
        ["empty.json"],
        "genlog: error: empty.json:1:1: not valid JSON: the document ends where a value should stand\nhelp: "
      ),
      (["empty.test.yml"], "genlog: error: empty.test.yml: has no `tests`\nhelp: "),
    ])
  func refusals(arguments: [String], message: String) throws {
    let program = try Program()
    try program.write("empty/.hidden", "")
    try program.write("empty.json", "")
    try program.write("empty.test.yml", "")
    for name in ["binary.grok", "binary.test.yml", "binary.json"] {
      try program.write(name, [0x00, 0xFF, 0xFE, 0x0A, 0x01])
    }
    let result = try program.run(["patterns", "test"] + arguments)
    #expect(result.status == 2 || result.status == 64)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test("an empty pattern file has no tests")
  func empty() throws {
    let program = try Program()
    try program.write("a.grok", "")
    let result = try run(program, "a.grok")
    #expect(result.status == 0)
    #expect(result.output == "no tests\n")
  }

  /// Reads XML, and counts its test cases.
  private final class XMLCheck {
    private(set) var cases = 0
    private(set) var isWellFormed = true

    /// Every tag closes the one that was opened last, and no character stands where it may not.
    init(_ text: String) {
      var open: [Substring] = []
      for piece in text.split(separator: "<").dropFirst() {
        let tag = piece.prefix { $0 != ">" }
        if tag.count == piece.count { isWellFormed = false }
        if tag.hasPrefix("?") { continue }
        let name = tag.prefix { !" /".contains($0) }
        if tag.hasPrefix("/") {
          if open.popLast() != tag.dropFirst() { isWellFormed = false }
        } else {
          if name == "testcase" { cases += 1 }
          if !tag.hasSuffix("/") { open.append(name) }
        }
        if tag.count(where: { $0 == "\"" }) % 2 != 0 { isWellFormed = false }
      }
      if !open.isEmpty || text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) {
        isWellFormed = false
      }
    }
  }
}
