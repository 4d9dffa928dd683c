import GenesysLog
import Grok
import YAMLReading

/// Reads a file of tests in genlog's own form.
///
///     patterns: [site.grok]
///     expression: '%{TIME:time} call %{DN:[call][from]} -> %{DN:[call][to]}'
///     tests:
///       - line: '16:29:54 call 7001 -> 7002'
///         fields: {time: '16:29:54', call: {from: '7001', to: '7002'}}
///       - pattern: DN
///         lines: ['70a1', '70']
///         fails: true
struct TestFileReader {
  private let file: String
  private let workbench: Workbench
  private var subject = SubjectKeys()

  private static let keys = ["patterns", "definitions", "ecs", "tests"]

  /// The tests of a document.
  /// - Parameter workbench: the patterns and rules that there are without this file.
  static func read(
    _ document: ExampleFiles.TestDocument, _ workbench: Workbench
  ) throws(ExampleError) -> [ExampleTest] {
    let members = try document.root.members(
      of: "the file", known: keys + SubjectKeys.names)
    let reader = TestFileReader(
      file: document.path,
      workbench: try extended(workbench, by: members, of: document.path),
      subject: try SubjectKeys(members))
    guard let list = members["tests"] else {
      throw .file(
        document.path, "has no `tests`", help: "`genlog help patterns test` shows the format")
    }
    var tests: [ExampleTest] = []
    for node in try list.list(named: "tests") { tests += try reader.tests(node) }
    return tests
  }

  /// The patterns and rules that the file adds, which hold for it alone.
  private static func extended(
    _ workbench: Workbench, by members: [String: DocumentNode], of file: String
  ) throws(ExampleError) -> Workbench {
    var workbench = workbench
    if let node = members["ecs"] {
      workbench.flavour = try node.boolean(named: "ecs") ? .ecs : .legacy
    }
    if let node = members["patterns"] {
      let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
      for path in try node.texts(named: "patterns") {
        workbench.userPaths.append(path.hasPrefix("/") ? path : folder + path)
      }
    }
    for member in try members["definitions"]?.object(named: "definitions") ?? [] {
      workbench.definitions.append(
        Workbench.Definition(
          name: member.key, regex: try member.node.text(named: member.key),
          origin: PatternOrigin(member.node.place)))
    }
    return workbench
  }

  // MARK: One test

  private static let testKeys = [
    "name", "line", "lines", "record", "fields", "contains", "absent", "fails", "tags",
  ]

  /// A test for each line.
  private func tests(_ node: DocumentNode) throws(ExampleError) -> [ExampleTest] {
    let members = try node.members(of: "a test", known: Self.testKeys + SubjectKeys.names)
    let keys = try SubjectKeys(members, defaults: subject)
    let isRecord = members["record"] != nil
    let subject = try isRecord ? keys.record(workbench, node) : keys.subject(workbench, node)
    let expectation = try expectation(members, keys, isRecord: isRecord)
    let name = try members["name"]?.text(named: "name") ?? keys.title(isRecord: isRecord)
    return try texts(members, node).map { text, place in
      ExampleTest(
        name: name, origin: PatternOrigin(place), text: text, subject: subject,
        expectation: expectation,
        source: (members["fields"] ?? members["contains"]).map(ExpectationSource.node))
    }
  }

  private func texts(
    _ members: [String: DocumentNode], _ node: DocumentNode
  ) throws(ExampleError) -> [(String, TextPlace)] {
    let given = ["line", "lines", "record"].filter { members[$0] != nil }
    guard given.count == 1, let key = given.first, let value = members[key] else {
      throw .problem(
        at: node.place,
        given.isEmpty
          ? "the test has no text" : "the test has both `\(given[0])` and `\(given[1])`",
        help: "give one of `line`, `lines` and `record`")
    }
    guard key == "lines" else { return [(try value.text(named: key), node.place)] }
    var texts: [(String, TextPlace)] = []
    for line in try value.list(named: key) {
      texts.append((try line.text(named: "a line"), line.place))
    }
    return texts
  }

  private func expectation(
    _ members: [String: DocumentNode], _ keys: SubjectKeys, isRecord: Bool
  ) throws(ExampleError) -> ExampleExpectation {
    var expectation = ExampleExpectation()
    expectation.rule = isRecord ? nil : keys.rule
    expectation.matches = !(try members["fails"]?.boolean(named: "fails") ?? false)
    expectation.fields = try members["fields"]?.fields(named: "fields")
    if let contains = members["contains"] {
      guard expectation.fields == nil else {
        throw .problem(
          at: contains.place, "the test has both `fields` and `contains`",
          help: "`fields` are all there are, `contains` some of them")
      }
      expectation.fields = try contains.fields(named: "contains")
      expectation.extent = .contains
    }
    expectation.absent = try members["absent"]?.texts(named: "absent") ?? []
    expectation.tags = try members["tags"]?.texts(named: "tags")
    return expectation
  }
}
