import Grok
import Testing

@Suite("flavour of a pattern file")
struct FileFlavourTests {
  @Test("a file that says the flavour it expects loads over that one, or over none")
  func expected() throws {
    var library = try PatternLibrary.standard(.legacy)
    try library.load(contents: Array("# flavour: legacy\nA %{PROG}\n".utf8), path: "a.grok")
    #expect(library["A"] != nil)
    var own = PatternLibrary()
    try own.load(contents: Array("# flavour: ecs\nA x\n".utf8), path: "a.grok")
    #expect(own["A"]?.summary == "")
  }

  @Test("over the other it does not")
  func other() throws {
    var library = try PatternLibrary.standard(.ecs)
    #expect(
      throws: GrokError.wrongFlavour(expected: .legacy, at: PatternOrigin(file: "a.grok", line: 2))
    ) {
      try library.load(contents: Array("B x\n# flavour: legacy\nA x\n".utf8), path: "a.grok")
    }
    #expect(
      GrokError.wrongFlavour(expected: .legacy, at: PatternOrigin(file: "a.grok", line: 2))
        .description
          == """
          a.grok:2: the file expects the legacy flavour of the standard patterns
          help: say --no-ecs, or change the file's line
          """)
  }

  @Test("a flavour that there is not is refused")
  func unknown() {
    var library = PatternLibrary()
    #expect(throws: GrokError.self) {
      try library.load(contents: Array("# flavour: v8\n".utf8), path: "a.grok")
    }
  }
}
