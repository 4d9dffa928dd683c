import Grok
import Testing

/// The texts of errors: the place, what is wrong, the marked line, what to do.
@Suite struct ErrorMessages {
  /// An expression, definitions beside it, and the whole message.
  struct Row: Sendable, CustomTestStringConvertible {
    var expression: String
    var definitions = ""
    var message: String
    var testDescription: String { expression }
  }

  static let rows: [Row] = [
    Row(
      expression: "SIP %{WROD:to}",
      message: """
        <expression>:1:5: the expression uses %{WROD}, which no library defines
          SIP %{WROD:to}
              ^^^^^^^^^^
        help: did you mean %{WORD}?
        """),
    Row(
      expression: "%{NOTHING_LIKE_IT}",
      message: """
        <expression>:1:1: the expression uses %{NOTHING_LIKE_IT}, which no library defines
          %{NOTHING_LIKE_IT}
          ^^^^^^^^^^^^^^^^^^
        help: define it with %{NOTHING_LIKE_IT=REGEX}, or load a pattern file that has it
        """),
    Row(
      expression: "%{SIP_MSG}",
      definitions: "\n# comment\nSIP_MSG %{INT:cseq} %{SIPURI:to}\nSIP_URI x",
      message: """
        test.grok:8:21: pattern SIP_MSG uses %{SIPURI}, which no library defines
          SIP_MSG %{INT:cseq} %{SIPURI:to}
                              ^^^^^^^^^^^^
        help: did you mean %{SIP_URI}?
        """),
    Row(
      expression: "%{A}", definitions: "A a%{B}\nB b%{C}\nC c%{A}",
      message: """
        test.grok:8:4: circular reference: A -> B -> C -> A
          C c%{A}
             ^^^^
        help: a pattern cannot contain itself; for nested text use (?<name>...\\g<name>...)
        """),
    Row(
      expression: "%{WORD: a}",
      message: """
        <expression>:1:8: " a" cannot be a field's name
          %{WORD: a}
                 ^^
        help: did you mean "a"?
        """),
    Row(
      expression: "%{WORD:unsuppo(r)ted}",
      message: """
        <expression>:1:8: "unsuppo(r)ted" cannot be a field's name
          %{WORD:unsuppo(r)ted}
                 ^^^^^^^^^^^^^
        help: did you mean "unsupported"?
        """),
    Row(
      expression: "%{WORD:a(b)}",
      message: """
        <expression>:1:8: "a(b)" cannot be a field's name
          %{WORD:a(b)}
                 ^^^^
        help: did you mean "ab"?
        """),
    Row(
      expression: "é %{VALID",
      message: """
        <expression>:1:3: %{ is not closed
          é %{VALID
            ^^^^^^^
        help: a reference is %{PATTERN}, %{PATTERN:field} or %{PATTERN:field:type}; \
        write \\%{ for the characters themselves
        """),
    Row(
      expression: "%{INT:n:itn}",
      message: """
        <expression>:1:9: there is no type "itn"
          %{INT:n:itn}
                  ^^^
        help: did you mean int? the types are string, int, long, float, double, boolean, hex, \
        lowercase, uppercase, s, ms, us
        """),
    Row(
      expression: "%{WORD:a} %{WORD:a.b}",
      message: """
        <expression>:1:11: field a cannot be both a value and the object that holds a.b
          %{WORD:a} %{WORD:a.b}
                    ^^^^^^^^^^^
        help: rename one of them
        """),
    Row(
      expression: "x(?<=a+)y",
      message: """
        <expression>:1:2: lookbehind assertion is not fixed length
          x(?<=a+)y
           ^^^^^^^
        help: correct the regular expression at the mark
        """),
    Row(
      expression: "%{INT} %{OUTER:x}", definitions: "INNER abc(?<!x*)\nOUTER %{INNER:y}z",
      message: """
        test.grok:6:10: lookbehind assertion is not fixed length
          INNER abc(?<!x*)
                   ^^^^^^^
        help: correct the regular expression at the mark
        """),
    Row(
      expression: "a\n(b",
      message: """
        <expression>:2:1: the group is not closed
          (b
          ^
        help: close it with ), or write \\( for the character itself
        """),
    Row(
      expression: "%{Q=(x} %{WORD}",
      message: """
        <expression>:1:5: the group is not closed
          %{Q=(x} %{WORD}
              ^
        help: close it with ), or write \\( for the character itself
        """),
    Row(
      expression: "[z-a]",
      message: """
        <expression>:1:2: the range z-a runs backwards
          [z-a]
           ^^^
        help: put the lower character first, or escape the -
        """),
    Row(
      expression: "*a",
      message: """
        <expression>:1:1: there is nothing before * to repeat
          *a
          ^
        help: write \\* for the character itself
        """),
  ]

  @Test("an error names the place, the fault and the remedy", arguments: rows)
  func text(_ row: Row) {
    #expect(message(row.expression, row.definitions) == row.message)
  }

  @Test(
    "each kind of broken text is an error with its place",
    arguments: [
      ("%{}", "1:1: the reference names no pattern"),
      ("%{:a}", "1:1: the reference names no pattern"),
      ("%{WORD:}", "1:1: the field name is empty"),
      ("%{ WORD}", "1:3: \" WORD\" cannot be a pattern's name"),
      ("%{WORD:a:int:b}", "1:14: \"b\" is one part too many"),
      ("%{WORD:a..b}", "1:8: \"a..b\" cannot be a field's name"),
      ("%{WORD:[a}", "1:8: \"[a\" cannot be a field's name"),
      ("%{WORD:[a]b}", "1:8: \"[a]b\" cannot be a field's name"),
      ("%{Q=}", "1:1: the inline definition of Q is empty"),
      ("a)b", "1:2: this ) closes nothing"),
      ("(?<a", "1:1: the group's name is not closed"),
      ("(?<>a)", "1:4: the field name is empty"),
      ("(?y)a", "1:1: (?y opens no known kind of group"),
      ("(?#a", "1:1: the comment is not closed"),
      ("[a", "1:1: the character class is not closed"),
      ("[a[b]", "1:1: the character class is not closed"),
      ("[]", "1:1: the character class is empty"),
      ("[^]", "1:1: the character class is empty"),
      ("a\\", "1:2: nothing follows the backslash"),
      ("\\x{110000}", "1:1: \\x{110000} is no character"),
      ("\\ud800", "1:1: \\ud800 is no character"),
      ("\\u12", "1:1: \\u12 is no character"),
      ("a|*", "1:3: there is nothing before * to repeat"),
      ("{2}", "1:1: there is nothing before {2} to repeat"),
      ("a{3,2}", "1:2: {3,2} is no possible count"),
      ("a{1,70000}", "1:2: {1,70000} is no possible count"),
      ("(a)\\2", "1:4: there is no group 2"),
      ("\\1(a)", "1:1: there is no group 1 before this place"),
      ("\\k<a>", "1:1: there is no group a before this place"),
      ("\\g<a>", "1:1: there is no group a"),
    ])
  func place(_ expression: String, _ expected: String) {
    #expect(message(expression).hasPrefix("<expression>:\(expected)\n"))
  }

  @Test("a long line is shown around the place only")
  func longLine() {
    let expression =
      String(repeating: "a", count: 300) + "%{WROD}" + String(repeating: "b", count: 300)
    let lines = message(expression).split(separator: "\n")
    #expect(lines[0].hasPrefix("<expression>:1:301: "))
    #expect(lines[1].count == 2 + 100 + 6)
    let mark = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(mark).hasPrefix("%{WROD}"))
  }

  @Test("an origin is the expression's own")
  func origin() throws {
    let origin = PatternOrigin(file: "rules.yml", line: 12)
    let error = #expect(throws: GrokError.self) {
      try GrokPattern("%{X}", library: PatternLibrary(), origin: origin)
    }
    #expect("\(try #require(error))".hasPrefix("rules.yml:12:1: the expression uses %{X}"))
  }
}
