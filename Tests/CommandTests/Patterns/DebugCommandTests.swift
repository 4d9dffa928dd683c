import Foundation
import Testing

@Suite("genlog patterns debug")
struct DebugCommandTests {
  private func debug(
    _ arguments: String..., input: String = "", in program: Program? = nil
  ) throws -> Program.Result {
    try (program ?? Program()).run(["patterns", "debug"] + arguments, input: input)
  }

  @Test("a line that matches is shown with each field, its type, place and value")
  func match() throws {
    let result = try debug("^%{IP:ip} %{INT:n:int}$", "--line", "192.0.2.7 42")
    #expect(result.status == 0)
    #expect(
      result.output == """
        text 1: matches
          192.0.2.7 42
          ^^^^^^^^^.~~
          field  type    bytes  line:column  value
          ip     string  0-9    1:1          "192.0.2.7"
          n      int     10-12  1:11         42

        """)
  }

  @Test("a line that does not is shown with the element to blame and a hint")
  func failure() throws {
    let result = try debug("^took %{INT:ms:int} ms", "--line", "took 12.5 ms")
    #expect(result.status == 1)
    #expect(
      result.output == """
        text 1: does not match
          took 12.5 ms
          ~~~~~~~^^^^^
          at byte 7: expected " ms", found ".5 ms"

          <command line>:1:20
            ^took %{INT:ms:int} ms
                               ^^^

          fits before that: ^took %{INT:ms:int}
            bytes 0-7 of the text, 7 of 12
          hint: `12.5` has decimals; %{NUMBER} takes them, %{INT} does not

        """)
  }

  @Test("the way to an element leads through all definitions, with their files")
  func levels() throws {
    let program = try Program()
    try program.write("own.grok", "PAIR %{KEY}=%{NUM}\nKEY [a-z]+\nNUM [0-9]+\n")
    let result = try debug(
      "^%{PAIR:p};", "--line", "id=x;", "--patterns", "own.grok", in: program)
    #expect(result.status == 1)
    #expect(result.output.contains("<command line>:1:2\n    ^%{PAIR:p};\n     ^^^^^^^^^\n"))
    #expect(
      result.output.contains("own.grok:1:13\n    PAIR %{KEY}=%{NUM}\n                ^^^^^^\n"))
    #expect(result.output.contains("own.grok:3:5\n    NUM [0-9]+\n        ^^^^^^\n"))
    #expect(result.output.contains("at byte 3: expected a digit, found \"x;\""))
  }

  @Test("of a file each cause is shown once, the most frequent first")
  func summary() throws {
    let program = try Program()
    try program.write("a.log", "a 1\nb x\nc y\nd 4\ne\n")
    let result = try debug("^%{WORD:w} %{INT:n}", "--file", "a.log", in: program)
    #expect(result.status == 1)
    #expect(result.lines[0] == "5 lines: 2 match, 3 do not")
    let causes = result.lines.filter { $0.contains("stop at") || $0.contains("stops at") }
    #expect(
      causes == [
        "2 lines stop at `%{INT:n}` (<command line>:1:12)",
        "1 line stops at ` ` (<command line>:1:11)",
      ])
    #expect(result.output.contains("line 2: does not match"))
    #expect(!result.output.contains("line 3"))
    let all = try debug("^%{WORD:w} %{INT:n}", "--file", "a.log", "--all", in: program)
    #expect(all.lines.filter { $0.hasPrefix("line ") }.count == 5)
  }

  @Test("--json answers as Elasticsearch does, with more beside it")
  func json() throws {
    let result = try debug(
      "%{INT:n:int}-%{INT:n:int}", "--json", "--line", "a 1-2", "--line", "a 1")
    #expect(result.status == 1)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let matches = try #require(document["matches"] as? [[String: Any]])
    #expect(matches.map { $0["matched"] as? Bool } == [true, false])
    let values = try #require(matches[0].value("fields.n") as? [[String: Any]])
    #expect(values.map { $0.text("match") } == ["1", "2"])
    #expect(values.map { $0["offset"] as? Int } == [2, 4])
    #expect(values.map { $0["length"] as? Int } == [1, 1])
    #expect(values.map { $0["value"] as? Int } == [1, 2])
    #expect(matches[1].text("failure.element.text") == "-")
    #expect(matches[1].value("failure.offset") as? Int == 3)
    #expect(matches[1].text("failure.prefix.expression") == "%{INT:n:int}")
  }

  @Test("a file may be one text of many lines")
  func multiline() throws {
    let program = try Program()
    try program.write("m.txt", "BYE sip:x\r\nCSeq: 2 BYE\r\n\r\n")
    let result = try debug(
      #"^%{WORD:m} .*CSeq: %{INT:n}"#, "--multiline", "--file", "m.txt", in: program)
    #expect(result.status == 0)
    #expect(result.output.contains("n      string  17-18  2:7"))
  }

  @Test("nothing of a text reaches the terminal that could harm it")
  func controls() throws {
    let result = try debug("^a.*b", "--line", "a\u{1B}[31m\u{7}\tx", "--color", "never")
    #expect(!result.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let program = try Program()
    try program.write("bytes.log", [0x61, 0xFF, 0x00, 0x9B, 0x0A])
    let bytes = try debug("^ab", "--file", "bytes.log", in: program)
    #expect(bytes.output.contains(#"a\xFF␀\x9B"#))
  }

  @Test("colours come only when they are wanted")
  func colors() throws {
    #expect(try debug("a", "--line", "b", "--color", "always").output.contains("\u{1B}[31m"))
    #expect(try !debug("a", "--line", "b").output.contains("\u{1B}"))
  }

  @Test("the name of a pattern stands for it, and standard input is read where no text is given")
  func names() throws {
    let result = try debug("TIME", input: "10:11:12\n")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("1 line: 1 match\n"))
    #expect(try debug("TIME").output == "no lines\n")
  }

  @Test(
    "what cannot be done is said, with 2",
    arguments: [
      (["%{INT:n"], "%{ is not closed"),
      (["a", "--file", "missing.log"], "missing.log: cannot be read"),
      (["a", "--file", "."], ".: cannot be read"),
      (["a", "--file", ".", "--multiline"], ".: cannot be read"),
      (["a", "--file", "x", "--line", "y"], "not from both"),
      (["a", "--line", "y", "--multiline"], "are for files"),
      (["a", "--nothing"], "Unknown option '--nothing'"),
      ([], "Missing expected argument"),
    ])
  func mistakes(_ arguments: [String], _ message: String) throws {
    let result = try Program().run(["patterns", "debug"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
