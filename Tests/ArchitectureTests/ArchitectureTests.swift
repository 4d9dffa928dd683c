import Testing

/// The house stands as docs/architecture.md draws it.
@Suite("architecture")
struct ArchitectureTests {
  private static let package = Result { try PackageDescription.dump(root: SourceTree.root) }

  /// Modules of the toolchain that any module may import, besides those it depends on.
  private static let system: Set = ["Glibc", "Synchronization"]
  /// The modules at the edges, which may use the small Foundation.
  private static let edges: Set = ["PatternTools", "PatternServer", "Pipeline", "genlog"]

  @Test("modules depend on each other as docs/architecture.md lists it")
  func arrows() throws {
    let drawn = try Drawing(page: SourceTree.text(of: "docs/architecture.md")).arrows
    let modules = try Self.package.get().modules
    let built = Dictionary(
      uniqueKeysWithValues: modules.map { ($0.name, Set($0.dependencies.map(\.name))) })
    for name in Set(drawn.keys).union(built.keys).sorted() {
      #expect(
        drawn[name]?.sorted() == built[name]?.sorted(),
        "\(name): the page's arrows, then Package.swift's")
    }
  }

  @Test(
    "the ground floor knows nothing of what stands on it",
    arguments: [
      ("Event", []), ("Grok", ["CPCRE2"]), ("LogInput", ["CLinux", "CZlib"]),
      ("Delivery", ["CCurl", "CZlib", "Crypto", "Event"]), ("FollowState", ["Event"]),
    ])
  func groundFloor(module: String, mayReach: [String]) throws {
    #expect(try Self.package.get().reach(of: module).sorted() == mayReach)
  }

  @Test("a module imports what it depends on, and Foundation's essentials only at the edges")
  func imports() throws {
    for module in try Self.package.get().modules where module.type != "system" {
      var allowed = Self.system.union(module.dependencies.map(\.name))
      if Self.edges.contains(module.name) { allowed.insert("FoundationEssentials") }
      for file in SourceTree.swiftFiles(below: "Sources/\(module.name)") {
        let others = try Set(SourceTree.imports(of: file)).subtracting(allowed)
        #expect(others.isEmpty, "\(file) imports \(others.sorted().joined(separator: ", "))")
      }
    }
  }

  @Test("every folder of Sources and Tests is a target of the package")
  func targets() throws {
    let package = try Self.package.get()
    #expect(try SourceTree.folders(in: "Sources") == package.modules.map(\.name).sorted())
    let tests = package.targets.filter(\.isOfTests).map(\.folder).sorted()
    // `make fuzz` builds a package of its own, `make interop` and `make test-oracles` run other programs.
    let others: Set = ["Fuzz", "Interop", "Oracles"]
    #expect(try SourceTree.folders(in: "Tests").filter { !others.contains($0) } == tests)
  }

  @Test("the modules that are fuzzed depend on what the program's do")
  func fuzzed() throws {
    let program = try Self.package.get().targets
    let fuzzed = try PackageDescription.dump(root: SourceTree.folder("Tests/Fuzz"))
    for module in fuzzed.modules where module.type == "regular" {
      let same = program.first { $0.name == module.name }
      #expect(
        module.dependencies.map(\.name).sorted() == same?.dependencies.map(\.name).sorted(),
        "\(module.name): Tests/Fuzz/Package.swift, then Package.swift")
    }
  }

  @Test("the top folder holds what it is meant to hold")
  func top() throws {
    let folders = try SourceTree.folders(in: "").filter { !$0.hasSuffix("-data") }
    #expect(folders == ["Benchmarks", "Sources", "Tests", "docs", "patterns", "samples"])
    for path in ["Package.swift", "Makefile", "README.md", ".ci/run"] {
      #expect(throws: Never.self, "\(path) is missing") { try SourceTree.text(of: path) }
    }
  }
}

/// The reader of the page's arrows is itself to be trusted.
@Suite("drawing")
struct DrawingTests {
  @Test("the block of arrows is found among other blocks, whatever language it names")
  func reads() {
    let page = """
      A drawing:

          genlog

      ```sh
      make test
      ```

      ```text
      Event
      Grok -> CPCRE2
      GenesysLog -> Event, Grok,Yams
      ```
      """
    #expect(
      Drawing(page: page).arrows
        == ["Event": [], "Grok": ["CPCRE2"], "GenesysLog": ["Event", "Grok", "Yams"]])
  }

  @Test("a page without a block of arrows has none", arguments: ["", "```\nEvent\n```", "a -> b"])
  func nothing(page: String) {
    #expect(Drawing(page: page).arrows.isEmpty)
  }
}
