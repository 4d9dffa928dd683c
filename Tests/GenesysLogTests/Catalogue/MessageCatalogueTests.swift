import Glibc
import Testing

@testable import GenesysLog

@Suite("Message catalogue")
struct MessageCatalogueTests {
  private func entry(_ code: Int, _ name: String, file: String = "a.lms") -> CatalogueEntry {
    CatalogueEntry(
      code: code, level: .standard, name: name, text: "t", file: file, component: nil)
  }

  @Test("an id is found whatever its number, and the last entry of an id counts")
  func lookup() {
    let catalogue = MessageCatalogue(
      [0, 99, 100, 4541, 99_999].map { entry($0, "old") } + [entry(4541, "new")])
    #expect(catalogue.entry(4541)?.name == "new")
    for code in [0, 99, 100, 99_999] { #expect(catalogue.entry(code)?.code == code) }
    for code in [-1, 1, 98, 101, 4540, 100_000, .max, .min] {
      #expect(catalogue.entry(code) == nil)
    }
    #expect(catalogue.entries.map(\.code) == [0, 99, 100, 4541, 99_999])
  }

  @Test("the built-in file is whole, and names a message as its rule does")
  func builtIn() throws {
    let file = try MessageFile(
      BuiltInRules.messageFile.bytes(), path: "messages.lms", isOwn: true)
    #expect(file.problems.isEmpty)
    #expect(file.entries.count == MessageCatalogue.builtIn.entries.count)
    let rules = try RuleSet()
    for entry in file.entries {
      let names = rules.rules.filter { $0.codes.contains(entry.code) }.map(\.action)
      #expect(names.isEmpty || names.contains(entry.name), "\(entry.id)")
      #expect(entry.component == nil || Component.named(entry.component ?? "") != nil)
    }
    for rule in rules.rules where rule.isBuiltIn {
      for code in rule.codes where code != 24210 && code != 24212 {
        #expect(MessageCatalogue.builtIn.entry(code) != nil, "\(code)")
      }
    }
  }

  @Test("what is imported is there again, and a later import replaces ids")
  func user() throws {
    let folder = "/tmp/genlog-catalogue-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let user = UserCatalogue(folder: folder + "/a b/genlog")
    defer {
      unlink(user.path)
      for name in ["/a b/genlog", "/a b", ""] { rmdir(folder + name) }
    }
    #expect(try user.entries().isEmpty)
    #expect(try MessageCatalogue.load(from: user).entries == MessageCatalogue.builtIn.entries)
    let header = "a|b|c|d|e\n"
    try user.add([
      MessageFile(Array((header + "1|ALARM|A|one\n2|TRACE|B|zwei ü|%d\n").utf8), path: "x.lms"),
      MessageFile(Array((header + "4500|DEBUG|GCTI_X|Connecting\n").utf8), path: "y\n.lms"),
    ])
    try user.add([MessageFile(Array((header + "1|STANDARD|A2|other\n").utf8), path: "z.lms")])
    let entries = try user.entries()
    #expect(entries.map(\.name).sorted() == ["A2", "B", "GCTI_X"])
    let catalogue = try MessageCatalogue.load(from: user)
    #expect(catalogue.entry(1)?.file == "z.lms")
    #expect(catalogue.entry(2)?.text == "zwei ü|%d")
    #expect(catalogue.entry(2)?.file == "x.lms")
    #expect(catalogue.entry(4500)?.name == "GCTI_X")
    #expect(catalogue.entry(4502)?.file == "patterns/genesys/messages.lms")
  }

  @Test("a place that cannot be written to is named")
  func unwritable() {
    let user = UserCatalogue(folder: "/proc/genlog")
    let error = #expect(throws: CatalogueError.self) { try user.add([]) }
    #expect(error?.description.contains("/proc/genlog/messages.lms: cannot be written") == true)
  }
}
