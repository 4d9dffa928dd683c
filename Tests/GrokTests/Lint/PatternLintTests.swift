import Testing

@testable import Grok

/// What is found in single patterns.
@Suite("lint of a pattern")
struct PatternLintTests {
  /// What was found, as `id@column`.
  static func findings(
    _ expression: String, _ use: PatternLint.Use = .wholeText, ignoring: Set<GrokCheck> = []
  ) throws -> [String] {
    let lint = PatternLint(
      expression: expression, use: use, library: try PatternLibrary.standard(.ecs))
    return lint.findings.filter { !ignoring.contains($0.check) }
      .map { "\($0.check.rawValue)@\($0.location.column)" }
  }

  @Test(
    "what does not compile is told, all of it",
    arguments: [
      ("%{WRD:a} %{NOPE}", ["unknown-name@1", "unknown-name@10"]), ("a(b", ["syntax@2"]),
      ("%{A=x}%{A}%{B}", ["unknown-name@11"]), ("(?<a>x)(?<a.b>y)", ["refused@8"]),
      ("(?<=a+)b", ["refused@1"]), ("%{INT:a:int}", []),
    ])
  func broken(expression: String, expected: [String]) throws {
    #expect(try Self.findings(expression) == expected)
  }

  @Test("definitions that refer to each other in a ring are told")
  func cycle() throws {
    var library = PatternLibrary()
    try library.define("A", as: "x%{B}", at: PatternOrigin(file: "f", line: 1))
    try library.define("B", as: "y%{A}", at: PatternOrigin(file: "f", line: 2))
    let definition = try #require(library["A"])
    let findings = PatternLint(definition, library: library).findings
    #expect(findings.map(\.check) == [.cycle])
    #expect(findings.first?.problem == "circular reference: A -> B -> A")
  }

  @Test(
    "an expression should begin where lines do, and match something",
    arguments: [
      ("%{INT:n}", ["no-anchor@1"]), ("^%{INT:n}", []), (#"\A%{INT:n}"#, []),
      ("^(?:a|b)|^c", []), ("^a|b", ["no-anchor@1"]), ("^a*", ["empty-match@1"]), ("^a*$", []),
      ("^%{GREEDYDATA:message}", []),
    ])
  func anchors(expression: String, expected: [String]) throws {
    #expect(try Self.findings(expression, .expression) == expected)
    // A rule is anchored, and may be for empty texts.
    #expect(try Self.findings(expression).isEmpty)
  }

  @Test(
    "anything-goes stands at the end, or with what ends it in a group that keeps it",
    arguments: [
      ("%{DATA:a}; %{INT:n}", ["greedy-middle@1"]), ("a.*b[0-9]", ["greedy-middle@2"]),
      ("(?<a>.*?)[0-9]x", ["greedy-middle@1"]), ("%{GREEDYDATA:a}", []), ("x %{DATA:a}$", []),
      (#"\[(?>%{DATA:a}\], )%{INT:n}"#, []), ("(?=.*foo)bar", []), ("[^;]*;", []), (".*+", []),
      // The last value of a whole text.
      (#"\[%{GREEDYDATA:a}\]"#, []), (#"\[%{DATA:a}\]"#, ["greedy-middle@3"]),
      ("(?:x%{DATA:a})?y", ["greedy-middle@5"]), ("(?:%{DATA},)*+", []),
    ])
  func greedyMiddle(expression: String, expected: [String]) throws {
    let ignored: Set<GrokCheck> = [.adjacentQuantifiers, .nestedQuantifier, .captureInLoop]
    #expect(try Self.findings(expression, ignoring: ignored) == expected)
  }

  @Test(
    "the better form is named from the text that follows",
    arguments: [
      (#"\[%{DATA:a.b}\] x"#, #"write (?<a.b>[^\]]*), which ends at the ]"#),
      ("%{DATA:n:int};[a-z]", "write (?<n:int>[^;]*), which ends at the ;"),
      (".*? x[a-z]", #"write \S*, which ends at the blank; if"#),
      ("%{DATA:a}[0-9]", "say what it may hold"),
    ])
  func betterForm(expression: String, expected: String) throws {
    let lint = PatternLint(
      expression: expression, use: .wholeText, library: try PatternLibrary.standard(.ecs))
    let finding = try #require(lint.findings.first { $0.check == .greedyMiddle })
    #expect(finding.help.hasPrefix(expected), "\(finding.help)")
  }

  @Test(
    "an alternative that an earlier one leaves nothing to is told",
    arguments: [
      ("(?:a|b|a)c", ["shadowed-alternative@8"]), ("(?:[a-z]|q|Q)x", ["shadowed-alternative@10"]),
      (#"(?:\d+|12|x)y"#, ["shadowed-alternative@8"]), ("(?:a|ab)c", []), ("(?:ab|a)c", []),
      ("(?>a|ab)c", ["shadowed-alternative@6"]), ("(?>(?:a|ab)x)c", []),
      ("(?>x(?:a|ab))c", ["shadowed-alternative@10"]), ("(?:a|ab)?+c", ["shadowed-alternative@6"]),
      ("(?i:abc|ABC)", ["shadowed-alternative@9"]), ("(?:abc|ABC)", []),
      (
        ".*|a",
        [
          "shadowed-alternative@4"
        ]
      ), (#"(?:\w\b|a)c"#, []), ("(?:a++|aa)a", []), ("(?:|a)b", []),
      (
        "(?>|a)b",
        [
          "shadowed-alternative@5"
        ]
      ),
    ])
  func shadowed(expression: String, expected: [String]) throws {
    #expect(try Self.findings(expression, ignoring: [.greedyMiddle]) == expected)
  }

  @Test("at the end of a search the first alternative that matches is the last word")
  func shadowedAtEnd() throws {
    #expect(try Self.findings("^(?:a|ab)", .expression) == ["shadowed-alternative@7"])
    #expect(try Self.findings("^(?:a|ab)$", .expression) == [])
    #expect(try Self.findings("(?:a|ab)", .wholeText) == [])
    #expect(try Self.findings("(?:a|ab)", .definition) == [])
  }

  @Test(
    "fields are of one type, filled once, and hold something",
    arguments: [
      ("%{INT:n:int} %{WORD:n}", ["field-repeated@14", "field-two-types@14"]),
      ("%{INT:n:int}|x%{INT:n:int}", []), ("%{INT:n:int}|x%{INT:n}", ["field-two-types@15"]),
      ("%{INT:n:int} %{INT:n:long}", ["field-repeated@14"]), ("(a|b)c", ["capture-unused@1"]),
      (#"(a|b)\1"#, []), ("(?<x>(?=a))a", ["capture-unused@1"]), ("(?<x>a?)b", []),
      ("(?:%{WORD:w},)+", ["capture-in-loop@1"]), ("(?:%{WORD:w},)?", []),
      ("(?<w>(?:[a-z]+,)+)", []),
    ])
  func fields(expression: String, expected: [String]) throws {
    #expect(try Self.findings(expression).sorted() == expected)
  }

  @Test(
    "an interval with a + or ? behind it is not what it is elsewhere",
    arguments: [
      ("a{1,3}+b", ["interval-quantifier@1"]), ("a{3}+b", ["interval-quantifier@1"]),
      ("a{3}?b", ["interval-quantifier@1"]), ("a{1,3}?b", []), ("(?:a{1,3})+b", []),
      ("(?>a{1,3})b", []), ("a++b", []),
    ])
  func intervals(expression: String, expected: [String]) throws {
    #expect(try Self.findings(expression, ignoring: [.nestedQuantifier]) == expected)
  }

  @Test("what is wrong in a definition is not told of those who refer to it")
  func ownOnly() throws {
    var library = PatternLibrary()
    try library.define("BAD", as: "(?:a+)+(x)|q|q", at: PatternOrigin(file: "f", line: 1))
    try library.define("GOOD", as: "%{BAD};", at: PatternOrigin(file: "f", line: 2))
    let bad = PatternLint(try #require(library["BAD"]), library: library)
    #expect(bad.findings.map(\.check).contains(.nestedQuantifier))
    #expect(PatternLint(try #require(library["GOOD"]), library: library).findings.isEmpty)
    #expect(bad.findings.first?.location.text.hasPrefix("BAD ") == true)
  }

  @Test("an exception above a loop's definition holds for those who refer to it")
  func exceptions() throws {
    var library = PatternLibrary()
    try library.load(
      contents:
        "# the rest\n# lint: allow adjacent-quantifiers: it is meant\nREST a.*\nTWO %{REST}b%{REST}\n",
      path: "f")
    #expect(library["REST"]?.summary == "the rest")
    let two = PatternLint(try #require(library["TWO"]), library: library)
    #expect(two.findings.map(\.check) == [])
    #expect(two.exceptions == ["REST"])
  }
}
