import Grok
import Testing

/// References, inline definitions and what they expand to.
@Suite struct References {
  @Test("fields of a referenced pattern are fields of the expression")
  func nested() throws {
    let found = try captures("%{PAIR} %{WORD:c}", "a b c", "PAIR %{WORD:a} %{WORD:b}")
    #expect(found == ["a": "a", "b": "b", "c": "c"])
  }

  @Test("alternatives of a referenced pattern stay its own")
  func alternatives() throws {
    #expect(try captures("x%{AB}y", "xby", "AB a|b") == [:])
    #expect(try captures("x%{AB}y", "xa", "AB a|b") == nil)
    #expect(try captures("^(?:%{AB})+$", "abab", "AB a|b") == [:])
    #expect(try captures("^%{AB}{2}$", "ab", "AB a|b") == [:])
    #expect(try captures("^%{AB}|c$", "a", "AB a|b") == [:])
  }

  @Test("flags of a referenced pattern stay its own")
  func flags() throws {
    #expect(try captures("%{I}b", "Ab", "I (?i)a") == [:])
    #expect(try captures("%{I}b", "AB", "I (?i)a") == nil)
  }

  @Test("an inline definition is used where it stands and known after it")
  func inline() throws {
    #expect(
      try captures(#"%{FIZ=\d+} %{FIZ:x}"#, "12 34") == ["x": "34"])
    #expect(
      try captures(#"%{HEX:id=[0-9a-f]{4}} %{HEX:id2}"#, "00ff abcd")
        == ["id": "00ff", "id2": "abcd"])
    #expect(try captures(#"%{N:n:int=\d{2}}\d"#, "123") == ["n": 12])
    #expect(try captures(#"%{B:b=[^}]+}}"#, "abc}") == ["b": "abc"])
    #expect(try captures(#"%{B:b=\}x\{}"#, "}x{") == ["b": "}x{"])
    #expect(
      try captures(#"%{P:p=%{WORD:k}=%{INT:v:int}}"#, "a=1") == ["p": "a=1", "k": "a", "v": 1])
    #expect(try captures(#"%{NEW=\d}%{USES:x}"#, "12", "USES %{NEW}") == ["x": "2"])
    #expect(message("%{FIZ:x} %{FIZ=a}").contains("uses %{FIZ}, which no library defines"))
  }

  @Test("an inline definition hides the library's of that name")
  func hides() throws {
    #expect(try captures("%{WORD:a=[xy]}%{WORD:b}", "xyz") == ["a": "x", "b": "y"])
  }

  @Test("the last definition of a name wins")
  func lastWins() throws {
    #expect(try captures("%{WORD:a}", "ab", "WORD a") == ["a": "a"])
  }

  @Test("a copied library is a value of its own")
  func value() throws {
    let first = try library()
    var second = first
    try second.define("WORD", as: "x")
    #expect(first["WORD"]?.regex == "\\b\\w+\\b")
    #expect(second["WORD"]?.regex == "x")
    #expect(second.names == ["DATA", "GREEDYDATA", "INT", "NUMBER", "WORD"])
  }

  @Test("numbers in a pattern count the plain groups of its own text")
  func numbers() throws {
    let definitions = #"QUOTED (["']).*?\1"# + "\nGROUPS (a)(b)"
    #expect(
      try captures("%{QUOTED:q} %{QUOTED:r}", #"'a"' "b'""#, definitions) == [
        "q": #"'a"'"#, "r": #""b'""#,
      ])
    #expect(try captures(#"^%{GROUPS:g}(c)\1$"#, "abcc", definitions) == ["g": "ab"])
  }

  @Test("a chain of 20,000 references is followed to its end")
  func chain() throws {
    var patterns = try library()
    for index in 0..<20_000 { try patterns.define("N\(index)", as: "%{N\(index + 1)}") }
    try patterns.define("N20000", as: "x|y")
    let pattern = try GrokPattern("^%{N0:end}$", library: patterns)
    #expect(match(pattern, Array("y".utf8)) != nil)
    #expect(pattern.translation == "^(x|y)$")
  }

  @Test("a ring of 20,000 references is an error that names them all")
  func ring() throws {
    var patterns = PatternLibrary()
    for index in 0..<20_000 { try patterns.define("N\(index)", as: "a%{N\((index + 1) % 20_000)}") }
    do {
      _ = try GrokPattern("%{N0}", library: patterns)
      Issue.record("the ring was not found")
    } catch .circularReference(let chain, _) {
      #expect(chain.count == 20_001)
      #expect(chain.first == "N0" && chain.last == "N0")
    }
  }

  @Test("a pattern that names itself is a ring of one")
  func selfReference() {
    #expect(message("%{A}", "A x%{A}").contains("circular reference: A -> A\n"))
    #expect(message("%{A=%{A}}").contains("circular reference: A -> A\n"))
  }

  @Test("an expansion without bound is an error")
  func explosion() {
    let doubling = (0..<40).map { "D\($0) %{D\($0 + 1)}%{D\($0 + 1)}" }.joined(separator: "\n")
    #expect(
      message("%{D0}", doubling + "\nD40 (?:)")
        .contains("the expanded pattern has more than 100000 references\n"))
    #expect(
      message("%{D0}", doubling + "\nD40 " + String(repeating: "x", count: 1000))
        .contains("the expanded pattern has more than 1048576 bytes\n"))
  }

  @Test("unnamed references capture under their names where options say so")
  func unnamed() throws {
    var options = GrokOptions()
    options.capturesUnnamed = true
    let set = try GrokSet(["%{WORD} %{INT:n}"], library: library("X y"), options: options)
    #expect(dictionary(set.evaluate("a 1")) == ["WORD": "a", "n": "1"])
  }

  @Test("an anchored pattern matches at the ends only")
  func anchored() throws {
    var options = GrokOptions()
    options.anchoredAtStart = true
    #expect(try match("a|b", "cb", options: options) == nil)
    #expect(try match("a|b", "bc", options: options) == "b")
    options.anchoredAtEnd = true
    #expect(try match("a|b", "bc", options: options) == nil)
    #expect(try match("a|ab", "ab", options: options) == "ab")
    #expect(try match(".*", "a\n", options: options) == "a\n")
  }
}
