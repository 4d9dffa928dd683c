import Testing

@testable import Grok

/// Walking into an expression.
@Suite("pattern elements")
struct PatternElementTests {
  private static func whole(_ expression: String) throws -> PatternElement {
    var library = PatternLibrary()
    try library.define("PAIR", as: "%{WORD}=%{NUM:n}", at: PatternOrigin(file: "a.grok", line: 3))
    try library.define("WORD", as: "[a-z]+", at: PatternOrigin(file: "a.grok", line: 4))
    try library.define("NUM", as: "[0-9]+", at: PatternOrigin(file: "b.grok", line: 1))
    try library.define("RING", as: "x%{RING}")
    let parsed = try PatternParser.parse(expression, name: nil, origin: .expression)
    return PatternElement(parsed, library: library)
  }

  private static func leaves(_ element: PatternElement) -> [PatternElement] {
    let children = element.children
    return children.isEmpty ? [element] : children.flatMap(leaves)
  }

  @Test("references lead into the definitions they name, with their own places")
  func references() throws {
    let leaves = try Self.leaves(Self.whole("(?:a|%{PAIR:p})*"))
    #expect(leaves.map(\.text) == ["a", "[a-z]", "=", "[0-9]"])
    #expect(leaves.map(\.pattern.origin.file) == ["<expression>", "a.grok", "a.grok", "b.grok"])
    #expect(leaves[3].references.map(\.text) == ["%{PAIR:p}", "%{NUM:n}"])
    #expect(leaves[3].place.location.text == "NUM [0-9]+")
  }

  @Test("the path of an element leads back to it")
  func path() throws {
    let whole = try Self.whole("x(%{PAIR}|y)?z")
    for leaf in Self.leaves(whole) {
      let found = leaf.path.reduce(whole) { $0.children[$1] }
      #expect(found.text == leaf.text && found.path == leaf.path)
    }
  }

  @Test("a definition of the expression's own is walked, a ring and an unknown name are not")
  func ends() throws {
    let own = try Self.leaves(Self.whole("%{MINE=ab}%{MINE}"))
    #expect(own.map(\.text) == ["a", "b", "a", "b"])
    #expect(try Self.leaves(Self.whole("%{RING}")).map(\.text) == ["x", "%{RING}"])
    #expect(try Self.leaves(Self.whole("%{NOTHING}")).map(\.text) == ["%{NOTHING}"])
  }
}
