import Foundation
import Testing

/// `genlog patterns lint`, end to end.
@Suite("genlog patterns lint")
struct LintCommandTests {
  private func lint(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["patterns", "lint"] + arguments)
  }

  @Test("what comes with genlog is clean")
  func builtIn() throws {
    let result = try lint(Program(), "--strict")
    #expect(result.status == 0)
    #expect(result.output == "nothing found\n")
    #expect(result.errors.isEmpty)
  }

  @Test("errors end it with 1, warnings with --strict only")
  func status() throws {
    let program = try Program()
    #expect(try lint(program, "^%{WORD:message} x").status == 0)
    let warning = try lint(program, "%{WORD:message}")
    #expect(warning.status == 0)
    #expect(warning.output.hasSuffix("\n1 warning\n"))
    #expect(try lint(program, "%{WORD:message}", "--strict").status == 1)
    #expect(try lint(program, "%{WORD:message}", "--strict", "--ignore", "no-anchor").status == 0)
    let error = try lint(program, "^(?:a+)+$", "--format", "json")
    #expect(error.status == 1)
    let finding = try #require(try error.events().first)
    #expect(finding.text("id") == "nested-quantifier")
    #expect(finding.text("shown_by.growth") == "exponential")
  }

  @Test("files and folders are looked at, with places in them")
  func files() throws {
    let program = try Program()
    try program.write("site/a.grok", "SEAT [0-9]+\nLINE ^%{SEAT:genesys.place} %{NOPE}\n")
    try program.write("site/b.yml", "rules: 7\n")
    for path in ["site", "site/*", "site/a.grok"] {
      let result = try lint(program, path)
      #expect(result.status == 1)
      #expect(
        result.output.hasPrefix(
          "site/a.grok:2:29: error: pattern LINE uses %{NOPE}, which no library defines"))
      #expect(
        result.output.contains("site/b.yml:1:8: error: `rules` must be") == (path != "site/a.grok"))
    }
    let known = try lint(program, "^%{SEAT:genesys.place}", "--patterns", "site/a.grok")
    #expect(known.output == "nothing found\n")
  }

  @Test("colours are for those who ask")
  func colours() throws {
    let program = try Program()
    #expect(try lint(program, "%{WORD}", "--color", "always").output.contains("\u{1B}[33mwarning"))
    #expect(try !lint(program, "%{WORD}").output.contains("\u{1B}"))
  }

  @Test("checks are listed and explained")
  func checks() throws {
    let program = try Program()
    let list = try lint(program, "--list")
    #expect(list.status == 0)
    #expect(list.lines.count > 25)
    #expect(list.lines[0].hasPrefix("syntax "))
    let one = try lint(program, "--explain", "greedy-middle")
    #expect(one.status == 0)
    #expect(one.output.hasPrefix("greedy-middle: warning\n  %{DATA}, %{GREEDYDATA} or .* with"))
  }

  @Test(
    "what cannot be is refused with 2",
    arguments: [
      (
        ["--explain", "gready-middle"],
        "gready-middle: is no check\nhelp: did you mean greedy-middle?"
      ),
      (["--ignore", "nothing-at-all"], "nothing-at-all: is no check"),
      (["gone.grok"], "gone.grok: no such file or directory"), (["gone/*.yml"], "no file matches"),
      (["--list", "a.grok"], "--list and --explain stand alone"), (["--format", "xml"], "invalid"),
      (["--wrong"], "Unknown option '--wrong'"),
      (["^%{INT}", "--patterns", "gone"], "gone: no such file or directory"),
    ])
  func usage(arguments: [String], message: String) throws {
    let result = try Program().run(["patterns", "lint"] + arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("an empty file has nothing, a binary one is no pattern file, an empty folder neither")
  func oddFiles() throws {
    let program = try Program()
    try program.write("empty.grok", "")
    try program.write("binary.grok", [UInt8](0...255) + [0x0A, 0xFF, 0xFE])
    try program.write("binary.yml", [UInt8](0...255))
    try FileManager.default.createDirectory(
      atPath: program.path("folder"), withIntermediateDirectories: true)
    #expect(try lint(program, "empty.grok").output == "nothing found\n")
    #expect(try lint(program, "folder").output == "nothing found\n")
    for name in ["binary.grok", "binary.yml"] {
      let result = try lint(program, name, "--format", "json")
      #expect(result.status == 1)
      #expect(try !result.events().isEmpty)
    }
  }
}
