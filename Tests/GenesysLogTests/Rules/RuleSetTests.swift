import Dispatch
import Glibc
import Grok
import Synchronization
import Testing

@testable import GenesysLog

@Suite("Rule set")
struct RuleSetTests {
  /// A folder of one test, removed when it ends.
  private final class Folder {
    let path: String

    init(_ files: [(String, String)]) throws {
      var template = Array("/tmp/genlog-rules-XXXXXX".utf8CString)
      path = try #require(mkdtemp(&template).map { String(cString: $0) })
      for (name, text) in files {
        let file = try #require(fopen("\(path)/\(name)", "w"))
        _ = text.withCString { fputs($0, file) }
        fclose(file)
      }
    }

    deinit {
      guard let folder = opendir(path) else { return }
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink("\(path)/\(name)")
      }
      closedir(folder)
      rmdir(path)
    }
  }

  /// A user's rule in short.
  private static func rule(_ name: String, _ pattern: String) -> String {
    "rules:\n  - {name: \(name), code: \"24200\", pattern: '\(pattern)', examples: [{line: x}]}\n"
  }

  @Test("the list of built-in files is the folder")
  func builtInFiles() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let path = root.joined(separator: "/") + "/" + BuiltInRules.folder
    let folder = try #require(opendir(path))
    defer { closedir(folder) }
    var names: Set<String> = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.insert(name) }
    }
    let listed = [BuiltInRules.ruleFiles, BuiltInRules.patternFiles, [BuiltInRules.messageFile]]
      .joined().map(\.name)
    #expect(Set(listed) == names)
    #expect(listed.count == names.count)
  }

  @Test("a user's rule comes first, and replaces the built-in one of its name")
  func userRules() throws {
    let folder = try Folder([
      ("a.yml", Self.rule("site-rule", "%{SITE:site}")), ("site.grok", "SITE nw-[0-9]+\n"),
      ("b.yaml", Self.rule("object-created", "new")), ("README.md", "rules: no\n"),
      (".hidden.yml", "nonsense: 1\n"), ("b.yml~", "nonsense: 1\n"),
    ])
    let rules = try RuleSet(userPaths: [folder.path])
    let dispatch = rules.dispatch(for: .named("confserv"))
    let names = dispatch.candidates(code: 24200).map { rules.rules[dispatch[$0].rule].name }
    #expect(names == ["object-created", "site-rule"])
    let pattern = try rules.compiled(
      dispatch[dispatch.candidates(code: 24200).upperBound - 1].pattern)
    #expect(pattern.fields.map(\.path) == [["site"]])
    var matcher = GrokMatcher()
    #expect(matcher.match(pattern, Array("nw-12".utf8).span) == .matched)
    #expect(matcher.match(pattern, Array("nw-12 and more".utf8).span) == .noMatch)
  }

  @Test("a user's broken pattern is told when it is loaded, with the place in its text")
  func brokenPattern() throws {
    let folder = try Folder([("site.yml", Self.rule("site-rule", "%{NOWHERE:x}"))])
    let error = #expect(throws: RuleError.self) { try RuleSet(userPaths: [folder.path]) }
    let text = try #require(error?.description)
    #expect(
      text == """
        \(folder.path)/site.yml:2:47: the pattern of site-rule: the expression uses %{NOWHERE}, \
        which no library defines
          %{NOWHERE:x}
          ^^^^^^^^^^^^
        help: define it with %{NOWHERE=REGEX}, or load a pattern file that has it
        """)
  }

  @Test("a broken pattern file is told with its place")
  func brokenPatternFile() throws {
    let folder = try Folder([("site.grok", "BROKEN\n")])
    let error = #expect(throws: RuleError.self) { try RuleSet(userPaths: [folder.path]) }
    #expect(error?.description.hasPrefix("\(folder.path)/site.grok:1: ") == true)
  }

  @Test("what cannot be read is told with the system's reason")
  func unreadable() {
    let error = #expect(throws: RuleError.self) { try RuleSet(userPaths: ["/nowhere/x.yml"]) }
    #expect(
      error?.description
        == "/nowhere/x.yml: no such file or directory\n"
        + "help: --patterns takes a readable file or folder")
  }

  @Test("threads that need a pattern at the same time get the same one")
  func threads() throws {
    let rules = try RuleSet()
    let seen = Mutex<Set<ObjectIdentifier>>([])
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      guard let pattern = try? rules.compiled(0) else { return }
      _ = seen.withLock { $0.insert(ObjectIdentifier(pattern)) }
    }
    #expect(seen.withLock { $0.count } == 1)
  }
}
