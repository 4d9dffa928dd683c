import Foundation
import Grok
import Testing

@testable import PatternTools

@Suite("Updates of expectations")
struct ExampleUpdateTests {
  /// What an update says.
  struct Said {
    let outcome: TestOutcome
    let folder: TextFolder

    var updated: [String] { outcome.updated.map(folder.relative) }
    var problems: [String] { outcome.problems.map(folder.relative) }
  }

  /// Updates a folder.
  private func update(_ folder: TextFolder, _ change: (inout TestOptions) -> Void = { _ in }) throws
    -> Said
  {
    var options = TestOptions()
    options.updates = true
    options.measuresCoverage = false
    change(&options)
    let outcome = try PatternTools.test([folder.path], options: options) { _ in }
    return Said(outcome: outcome, folder: folder)
  }

  /// Updates one file, which must then be as expected, and pass.
  private func expectUpdate(
    _ name: String, _ before: String, _ after: String, count: Int, beside: [String: String] = [:],
    expressions: [String] = []
  ) throws {
    let folder = try TextFolder(beside.merging([name: before]) { $1 })
    let said = try update(folder) { $0.expressions = expressions }
    #expect(try folder.read(name) == after)
    #expect(said.updated == ["\(name): \(count) new"])
    #expect(said.problems == [])
    #expect(said.outcome.failed == 0)
    for (name, text) in beside { #expect(try folder.read(name) == text) }
    // Nothing is left to do.
    #expect(try update(folder) { $0.expressions = expressions }.updated == [])
  }

  @Test("in a pattern file only what stands behind => changes")
  func patterns() throws {
    let before = [
      "# a\r\nA %{INT:n:int} (?<w>.*)\r\n", "#  test:  7 é  => {\"n\": 8,\t\"y\":1} \t\r\n",
      "# test: \"7 b => {\" => {}\n", "#test: 9 c => {\"n\":9,\"w\":\"c\"}\n",
      "# test: 9 d\n# test-not: x\n# the end",
    ]
    let after = [
      before[0], "#  test:  7 é  => {\"n\":7,\"w\":\"é\"} \t\r\n",
      "# test: \"7 b => {\" => {\"n\":7,\"w\":\"b => {\"}\n", before[3], before[4],
    ]
    try expectUpdate("a.grok", before.joined(), after.joined(), count: 2)
  }

  @Test("a rule's fields change in their places, or are added below the line")
  func rules() throws {
    let before = """
      # ours
      rules:
        - name: seat-limit
          code: "24351"
          pattern: 'Seats \\[%{GCOUNT:genesys.seat.limit:int}\\](?: of \\[%{GBRACKETED:user.name}\\])?'
          examples:
            - line: '08:15:00.123 Std 24351 Seats [40] of [k]'   # one
              fields: {genesys.seat.limit: 41, user.name: 'j'}   # two
            - line: '08:15:00.123 Std 24351 Seats [7] of [true]'
              fields:
                genesys.seat.limit: 8   # three
                user.name: k

                # four
            - line: '08:15:00.123 Std 24351 Seats [7]'
            - {line: '08:15:00.123 Std 24351 Seats [7]'}
            - line: '08:15:00.123 Std 24351 Seats [7] of [it''s]'
              fields: {genesys.seat.limit: 7}
            - line: '08:15:00.123 Std 24351 Seats [7] of [a]'
              fields:
                genesys.seat.limit: 7
          counterexamples: ['08:15:00.123 Std 24351 x']
      # the end

      """
    let after = """
      # ours
      rules:
        - name: seat-limit
          code: "24351"
          pattern: 'Seats \\[%{GCOUNT:genesys.seat.limit:int}\\](?: of \\[%{GBRACKETED:user.name}\\])?'
          examples:
            - line: '08:15:00.123 Std 24351 Seats [40] of [k]'   # one
              fields: {genesys.seat.limit: 40, user.name: 'k'}   # two
            - line: '08:15:00.123 Std 24351 Seats [7] of [true]'
              fields:
                genesys.seat.limit: 7   # three
                user.name: 'true'

                # four
            - line: '08:15:00.123 Std 24351 Seats [7]'
              fields: {genesys.seat.limit: 7}
            - {line: '08:15:00.123 Std 24351 Seats [7]', fields: {genesys.seat.limit: 7}}
            - line: '08:15:00.123 Std 24351 Seats [7] of [it''s]'
              fields: {genesys.seat.limit: 7, user.name: 'it''s'}
            - line: '08:15:00.123 Std 24351 Seats [7] of [a]'
              fields:
                genesys.seat.limit: 7
                user.name: a
          counterexamples: ['08:15:00.123 Std 24351 x']
      # the end

      """
    try expectUpdate("a.yml", before, after, count: 6)
  }

  @Test("in a test file, nested fields stay nested, and parts stay parts")
  func testFile() throws {
    try expectUpdate(
      "a.test.yml",
      """
      expression: '%{INT:[a][b]:int} %{WORD:w} (?<f>\\S+)'
      tests:
        - {line: '7 x 1.50', fields: {a: {b: 8}, w: x, f: y}}
        - line: 7 x y
          contains: {w: z, nosuch: 1}
        - lines: [7 x y, 8 x y]
          contains: {w: no}
        - line: 7 x y
          fields:
            a:
              b: 1
            more: [1, 2]
        - line: '7 x #y'
          fields: {}
        - line: 7 x -y
          fields:   # why
            w: "x"
            f: |
              z
            a.b: 7
      """,
      """
      expression: '%{INT:[a][b]:int} %{WORD:w} (?<f>\\S+)'
      tests:
        - {line: '7 x 1.50', fields: {a: {b: 7}, w: x, f: '1.50'}}
        - line: 7 x y
          contains: {w: x}
        - lines: [7 x y, 8 x y]
          contains: {w: x}
        - line: 7 x y
          fields:
            a:
              b: 7
            w: x
            f: 'y'
        - line: '7 x #y'
          fields: {a.b: 7, w: x, f: '#y'}
        - line: 7 x -y
          fields:   # why
            w: x
            f: '-y'
            a.b: 7
      """, count: 6)
  }

  @Test("what lines of one expectation do not agree on stays, as does what does not match")
  func unable() throws {
    let text = """
      expression: '%{WORD:w}'
      tests:
        - lines: [x, y]
          fields: {w: z}
        - line: '-'
          fields: {w: z}
        - line: x
          fails: true
        - line: x
          fields: {w: x}
          tags: [t]
      """
    let folder = try TextFolder(["a.test.yml": text])
    let said = try update(folder)
    #expect(try folder.read("a.test.yml") == text)
    #expect(said.updated == [])
    #expect(said.outcome.failed == 5)
  }

  @Test("a shape that is not understood is told, and what else the file holds is updated")
  func odd() throws {
    let folder = try TextFolder([
      "a.test.yml": """
      expression: '%{WORD:w} %{WORD:v}'
      tests:
        - line: x y
          fields:
            {w: z}: 1
        - line: x y
          fields: {w: z, v: 'y'}
      """
    ])
    _ = try update(folder)
    let text = try folder.read("a.test.yml")
    #expect(text.hasPrefix("expression: '%{WORD:w} %{WORD:v}'\n"))
  }

  @Test(
    "in a test case of Logstash Filter Verifier single values change, or an event is written anew")
  func verifier() throws {
    try expectUpdate(
      "a.json",
      """
      {
      \t"ignore": ["@timestamp"],  "testcases": [
      \t\t{ "input": ["7 x", "8 y"],
      \t\t  "expected": [
      \t\t\t{"n": 9 , "[w][v]":"x","message":"7 x"},
      \t\t\t{
      \t\t\t\t"message": "8 y"
      \t\t\t}
      \t\t  ]},
      \t\t{ "input": ["7 z"], "expected": [ { "n": 7.0, "message": "7 z"} ] },
      \t\t{ "input": [ "z" ], "expected": [ { "message": "z" , "tags" : [ ] } ] }
      \t]
      }
      """,
      """
      {
      \t"ignore": ["@timestamp"],  "testcases": [
      \t\t{ "input": ["7 x", "8 y"],
      \t\t  "expected": [
      \t\t\t{"n": 7 , "[w][v]":"x","message":"7 x"},
      \t\t\t{
      \t\t\t\t"message": "8 y",
      \t\t\t\t"n": 8,
      \t\t\t\t"w": {
      \t\t\t\t\t"v": "y"
      \t\t\t\t}
      \t\t\t}
      \t\t  ]},
      \t\t{ "input": ["7 z"], "expected": [ {"n": 7.0, "message": "7 z", "w": {"v": "z"}} ] },
      \t\t{ "input": [ "z" ], "expected": [ { "message": "z" , "tags" : ["_grokparsefailure"] } ] }
      \t]
      }
      """, count: 4, expressions: ["%{INT:n:int} %{WORD:[w][v]}"])
  }

  @Test("an answer of _simulate is written anew where it is wrong, and made where there is none")
  func simulated() throws {
    let question = """
      {"pipeline":{"processors":[{"grok":{"field":"m","patterns":["%{INT:n:int}"]}}]},
       "docs":[{"_source":{"m":"7"}},{"_source":{"m":"x"}}]}
      """
    let folder = try TextFolder(["q.simulate.json": question])
    let made = try update(folder)
    #expect(made.updated == ["q.expected.json: 2 new"])
    #expect(made.outcome.failed == 0)
    let answer = """
      {
        "docs": [
          {"doc": {"_source": {"m": "7", "n": 7}}},
          {"error": {"type": "illegal_argument_exception", "reason": "_grokparsefailure"}}
        ]
      }

      """
    #expect(try folder.read("q.expected.json") == answer)
    try folder.write(
      "q.expected.json", answer.replacingOccurrences(of: "\"n\": 7", with: "\"n\": \"7\""))
    let changed = try update(folder)
    #expect(changed.updated == ["q.expected.json: 1 new"])
    #expect(try folder.read("q.expected.json") == answer)
    #expect(try folder.read("q.simulate.json") == question)
  }

  @Test("a file keeps its mode, and a link to it stays a link")
  func replacement() throws {
    let folder = try TextFolder(["real.grok": "A %{INT:n}\n# test: 7 => {}\n"])
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("real.grok"))
    try manager.createSymbolicLink(
      atPath: folder.path("link.grok"), withDestinationPath: "real.grok")
    var options = TestOptions()
    options.updates = true
    let outcome = try PatternTools.test([folder.path("link.grok")], options: options) { _ in }
    #expect(outcome.failed == 0)
    #expect(try folder.read("real.grok") == "A %{INT:n}\n# test: 7 => {\"n\":\"7\"}\n")
    let attributes = try manager.attributesOfItem(atPath: folder.path("real.grok"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("link.grok")) == "real.grok")
    #expect(
      try manager.contentsOfDirectory(atPath: folder.path).sorted() == ["link.grok", "real.grok"])
  }

  @Test(
    "whatever a text looks like, an update leaves it sound or leaves it alone", arguments: 0..<4)
  func hostile(seed: UInt64) throws {
    var mutation = Mutation(seed: seed)
    let text = """
      expression: '%{WORD:w} %{INT:[a][b]:int}'
      tests:
        - {line: 'x 7', fields: {w: "y", a: {b: 8}}}   # c
        - line: x 7
          fields:
            w: 'y'
            a.b: 7
        - line: x 7
          contains: {w: y}
      """
    let workbench = Workbench(flavour: .ecs, userPaths: [])
    let folder = try TextFolder()
    for _ in 0..<150 {
      let damaged = String(decoding: mutation.mutated(Array(text.utf8)), as: UTF8.self)
      try folder.write("a.test.yml", damaged)
      let path = folder.path("a.test.yml")
      guard let root = try? DocumentReader.readYAML(path),
        let tests = try? TestFileReader.read(.init(path: path, root: root), workbench)
      else { continue }
      var plan = ExamplePlan()
      plan.tests = tests
      let update = ExampleUpdate(ExampleRun(plan, measuresCoverage: false).results)
      guard !update.updated.isEmpty else { continue }
      let after = try DocumentReader.readYAML(path)
      let again = try TestFileReader.read(.init(path: path, root: after), workbench)
      #expect(again.map(\.text) == tests.map(\.text))
      #expect(again.map(\.name) == tests.map(\.name))
    }
  }
}
