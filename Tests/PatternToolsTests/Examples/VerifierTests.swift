import Grok
import Testing

@testable import PatternTools

@Suite("Test cases of Logstash Filter Verifier")
struct VerifierTests {
  private static let config = """
    filter {
      grok {
        match => { "message" => "^%{TIME:time} call %{INT:[call][from]:int} -> %{INT:[call][to]}$" }
      }
    }
    """

  @Test("those of version 1, whose lines and events stand at the top")
  func old() throws {
    let folder = try TextFolder([
      "calls.conf": Self.config,
      "calls.json": """
      {
        "fields": {"type": "call", "[log][file]": "a.log"},
        "ignore": ["@timestamp", "[call][to]"],
        "codec": "line",
        "input": ["16:29:54 call 7001 -> 7002", "no call"],
        "expected": [
          {"type": "call", "log": {"file": "a.log"}, "message": "16:29:54 call 7001 -> 7002",
           "time": "16:29:54", "call": {"from": 7001.0}},
          {"type": "call", "[log][file]": "a.log", "message": "no call", "tags": ["_grokparsefailure"]}
        ]
      }
      """,
    ])
    let run = TestRun(folder, "calls.json")
    #expect(run.problems == [])
    #expect(run.failures == [])
    #expect(run.results.map(\.test.origin.line) == [5, 5])
  }

  @Test("those of version 2 in YAML, with descriptions and fields of their own, and lines of JSON")
  func new() throws {
    let folder = try TextFolder([
      "filter.conf": Self.config,
      "calls.yml": """
      fields:
        type: call
      codec: json_lines
      ignore:
        - host
      testcases:
        - description: a call inside
          input:
            - >
              {"message": "16:29:54 call 7001 -> 7002", "[a][b]": 1, "host": "x"}
          expected:
            - type: call
              message: 16:29:54 call 7001 -> 7002
              time: "16:29:54"
              call: {from: 7001, to: 7002}
              a: {b: 1}
        - description: an event without a line
          event:
            "[a][c]": x
          expected:
            - {type: call, a: {c: x}, tags: [_grokparsefailure], other: 1}
      """,
    ])
    let run = TestRun(folder, "calls.yml") { $0.filterPath = folder.path("filter.conf") }
    #expect(run.problems == [])
    #expect(run.verdicts == ["FAILED a call inside", "FAILED an event without a line"])
    #expect(
      run.failures == [
        #"9: ! call.to: expected 7002 (number), got "7002" (text)"#,
        "17: - other: 1  expected, but not there",
      ])
  }

  @Test("an expression is a filter of its own")
  func expression() throws {
    let run = try TestRun.of(
      "a.json", #"{"testcases":[{"input":["n 7"],"expected":[{"message":"n 7","n":7}]}]}"#
    ) { $0.expressions = ["^x$", "%{INT:n:int}"] }
    #expect(run.problems == [])
    #expect(run.failures == [])
  }

  @Test(
    "a mistake is told with its place and with what to do",
    arguments: [
      (
        #"{"testcases":[{"input":["a","b"],"expected":[{}]}]}"#,
        "a.json:1:15: lines of input: 2, events expected: 1"
      ),
      (
        #"{"testcases":[{"input":["a"],"expected":[7]}]}"#,
        "a.json:1:42: `expected` must be an object of fields and values, not a number"
      ),
      (
        #"{"testcases":[],"codec":"rubydebug"}"#,
        "a.json:1:25: the codec `rubydebug` cannot be followed"
      ),
      (
        #"{"testcases":[{"input":["a"],"expected":[{}]}],"codec":"json"}"#,
        "a.json:1:25: the line is no JSON object, which the codec says it is"
      ),
      (
        #"{"testcases":[{"inputs":[]}]}"#,
        "a.json:1:16: unknown key `inputs`\nhelp: did you mean `input`?"
      ),
    ])
  func mistakes(text: String, message: String) throws {
    let run = try TestRun.of("a.json", text) { $0.expressions = ["x"] }
    #expect(run.problems.count == 1)
    #expect(run.problems.first?.hasPrefix(message) == true, "\(run.problems)")
  }

  @Test("without a filter it is said how to name one")
  func noFilter() throws {
    let run = try TestRun.of("a.json", #"{"testcases":[]}"#)
    #expect(
      run.problems == [
        """
        a.json: does not say which filter its events go through, and there is no a.conf
        help: add --filter CONFIG, a Logstash configuration with grok filters, or --expression EXPR
        """
      ])
  }
}
