import Glibc
import Grok
import Testing

/// The Logstash format of pattern files, and where they are found.
@Suite struct PatternFileFormat {
  private func load(_ contents: String) throws -> PatternLibrary {
    var library = PatternLibrary()
    try library.load(contents: contents, path: "a.grok")
    return library
  }

  private func message(_ contents: String) -> String {
    do {
      _ = try load(contents)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("a line is a name, blanks and a regex; blanks before it mean nothing, after it they count")
  func lines() throws {
    let library = try load("\u{FEFF}A a\r\n\r\n  # comment\n\t B \t b c \nA2_x.y-z \\d")
    #expect(library.names == ["A", "A2_x.y-z", "B"])
    #expect(library["A"]?.regex == "a")
    #expect(library["B"]?.regex == "b c ")
    #expect(library["A2_x.y-z"]?.origin == PatternOrigin(file: "a.grok", line: 5))
  }

  @Test("the last definition wins")
  func lastWins() throws {
    #expect(try load("A 1\nA 2")["A"]?.regex == "2")
  }

  @Test("comments directly above a definition are its summary")
  func summary() throws {
    let library = try load("# about the file\n\n# one\n#  two\nA a\n# three\nB b")
    #expect(library["A"]?.summary == "one\ntwo")
    #expect(library["B"]?.summary == "three")
  }

  @Test("examples stand below their definition")
  func examples() throws {
    let library = try load(
      """
      # test: not below a pattern
      A .*
      # test: plain text\u{20}
      # test: "  quoted \\" \\u00e9\\ud83d\\ude00\\n" => {"a": 1}
      # test: a => b => {"a":"x"}
      # test-not: no => {}
      # test: "not JSON
      # summary of B
      B b
      """)
    let examples = try #require(library["A"]?.examples)
    #expect(
      examples.map(\.text) == [
        "plain text", "  quoted \" é😀\n", "a => b", "no => {}", "\"not JSON",
      ])
    #expect(examples.map(\.matches) == [true, true, true, false, true])
    #expect(examples.map(\.expected) == [nil, "{\"a\": 1}", "{\"a\":\"x\"}", nil, nil])
    #expect(examples[1].origin.line == 4)
    #expect(library["B"]?.summary == "summary of B")
    #expect(library["A"]?.summary == "test: not below a pattern")
  }

  @Test("a line that is neither is an error with its place")
  func malformed() {
    #expect(
      message("A a\nB") == """
        a.grok:2: pattern B has no regex
          B
        help: a line is `NAME REGEX`, a comment that begins with #, or empty
        """)
    #expect(message("A(b) c").hasPrefix("a.grok:1: \"A(b)\" cannot be a pattern's name\n"))
    #expect(message("A \t ").hasPrefix("a.grok:1: pattern A has no regex\n"))
  }

  @Test("a file that is no UTF-8 is an error with its place")
  func notUTF8() {
    var library = PatternLibrary()
    let error = #expect(throws: GrokError.self) {
      try library.load(contents: Array("A a\nB ".utf8) + [0xE4], path: "a.grok")
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("a.grok:2: the line is not UTF-8\n"))
  }

  @Test("a name that no reference could use is an error")
  func badName() throws {
    var library = PatternLibrary()
    let error = #expect(throws: GrokError.self) { try library.define("A B", as: "x") }
    #expect(
      "\(try #require(error))" == """
        <expression>: "A B" cannot be a pattern's name
        help: use letters, digits and _ . -
        """)
  }

  @Test("a broken definition is an error only where it is used")
  func broken() throws {
    let library = try load("GOOD a\nBAD (a")
    _ = try GrokPattern("%{GOOD}", library: library)
    let error = #expect(throws: GrokError.self) { try GrokPattern("%{BAD}", library: library) }
    #expect("\(try #require(error))".hasPrefix("a.grok:2:5: the group is not closed\n  BAD (a\n"))
  }

  @Test("a file, a directory and a glob are loaded in order of name")
  func paths() throws {
    var template = Array("/tmp/grok-patterns-XXXXXX".utf8CString)
    let made = mkdtemp(&template).map { String(cString: $0) }
    let directory = try #require(made)
    let files = [("b.grok", "A 2\nB b"), ("a.grok", "A 1"), (".hidden", "H h"), ("c.txt", "C c")]
    defer {
      for (name, _) in files { unlink("\(directory)/\(name)") }
      rmdir("\(directory)/sub")
      rmdir(directory)
    }
    mkdir("\(directory)/sub", 0o755)
    for (name, contents) in files {
      let file = try #require(fopen("\(directory)/\(name)", "w"))
      fputs(contents, file)
      fclose(file)
    }
    var all = PatternLibrary()
    try all.load(path: directory)
    #expect(all.names == ["A", "B", "C"])
    #expect(all["A"]?.regex == "2")
    #expect(all["B"]?.origin == PatternOrigin(file: "\(directory)/b.grok", line: 2))
    var some = PatternLibrary()
    try some.load(path: "\(directory)/*.grok")
    #expect(some.names == ["A", "B"])
    var one = PatternLibrary()
    try one.load(path: "\(directory)/a.grok")
    #expect(one["A"]?.regex == "1")
    let missing = "\(directory)/none*.grok"
    let error = #expect(throws: GrokError.self) { try one.load(path: missing) }
    #expect(
      "\(try #require(error))" == """
        \(missing): no file matches
        help: name a pattern file, a directory of them or a glob
        """)
    #expect(throws: GrokError.unreadable(path: "/nowhere", reason: "no such file or directory")) {
      try one.load(path: "/nowhere")
    }
  }
}
