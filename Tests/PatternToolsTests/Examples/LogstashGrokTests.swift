import Grok
import Testing

@testable import PatternTools

@Suite("Grok filters of Logstash")
struct LogstashGrokTests {
  /// What a filter makes of an event, as JSON.
  private func event(_ settings: String, _ json: String) throws -> String {
    let steps = try LogstashGrokReader.read(
      "filter { grok { \(settings) } }", file: "a.conf",
      Workbench(flavour: .ecs, userPaths: []))
    let event = try JSONReader.read(Array(json.utf8), file: "event").fields(named: "event")
    var coverage = ExampleCoverage(isWanted: false)
    let subject = PipelineSubject(steps: steps, event: event, ignored: [])
    return try subject.answer("", noting: &coverage).fields.nested.json
  }

  @Test(
    "a filter works as in Logstash",
    arguments: [
      (
        #"match => { "message" => "%{INT:n:int}" }"#, #"{"message":"a 7"}"#,
        #"{"message":"a 7","n":7}"#
      ),
      (
        #"match => { "message" => "%{INT:n}" }"#, #"{"message":"a"}"#,
        #"{"message":"a","tags":["_grokparsefailure"]}"#
      ),
      (
        #"match => { "message" => "x" } tag_on_failure => ["no", "none"]"#,
        #"{"message":"a","tags":["t"]}"#,
        #"{"message":"a","tags":["t","no","none"]}"#
      ),
      (
        #"match => { "message" => "x" } tag_on_failure => []"#, #"{"message":"a"}"#,
        #"{"message":"a"}"#
      ),
      // A capture is added to a text, unless it is to be replaced.
      (
        #"match => { "message" => "^(?<message>\w+)" }"#, #"{"message":"a b"}"#,
        #"{"message":["a b","a"]}"#
      ),
      (
        #"match => { "message" => "^(?<message>\w+)" } overwrite => "message""#,
        #"{"message":"a b"}"#,
        #"{"message":"a"}"#
      ),
      (#"match => { "m" => "(?<n>\w+)" }"#, #"{"m":"a","n":1}"#, #"{"m":"a","n":1}"#),
      // The first field that matches, or all.
      (
        #"match => { "a" => "(?<x>1)" "b" => "(?<y>2)" }"#, #"{"a":"1","b":"2"}"#,
        #"{"a":"1","b":"2","x":"1"}"#
      ),
      (
        #"match => { "a" => "(?<x>1)" "b" => "(?<y>2)" } break_on_match => false"#,
        #"{"a":"1","b":"2"}"#, #"{"a":"1","b":"2","x":"1","y":"2"}"#
      ),
      (
        #"match => { "a" => ["(?<x>9)", "(?<y>1)", "(?<z>1)"] }"#, #"{"a":"1"}"#,
        #"{"a":"1","y":"1"}"#
      ),
      (#"match => ["a", "(?<x>1)"]"#, #"{"a":1}"#, #"{"a":1,"x":"1"}"#),
      (
        #"match => { "[a][b]" => "(?<[a][c]>1)" }"#, #"{"a":{"b":"1"}}"#,
        #"{"a":{"b":"1","c":"1"}}"#
      ),
      (#"match => { "a" => "(?<x>.*)" } keep_empty_captures => true"#, "{}", #"{"x":""}"#),
      (
        #"match => { "a" => "%{INT}" } named_captures_only => false"#, #"{"a":"7"}"#,
        #"{"a":"7","INT":"7"}"#
      ),
      (
        #"match => { "a" => "%{INT:n}" } target => "[in][b]""#, #"{"a":"7"}"#,
        #"{"a":"7","in":{"b":{"n":"7"}}}"#
      ),
      (
        #"match => { "a" => "%{DN:n}" } pattern_definitions => { "DN" => "[0-9]{2}" }"#,
        #"{"a":"712"}"#,
        #"{"a":"712","n":"71"}"#
      ),
      (#"match => { "a" => "\"%{DATA:n}\"" }"#, #"{"a":"\"7\""}"#, #"{"a":"\"7\"","n":"7"}"#),
      (
        #"match => { "a" => '%{SYSLOGPROG}' } ecs_compatibility => disabled"#, #"{"a":"x[7]"}"#,
        #"{"a":"x[7]","program":"x","pid":"7"}"#
      ),
      (
        #"match => { "a" => "(?<n>\d+)" }"#, #"{"a":["1","x","2"]}"#,
        #"{"a":["1","x","2"],"n":["1","2"]}"#
      ),
      (
        ##"match => { "a" => "1" } add_tag => "ok" add_field => { "[b][c]" => "x" } remove_field => ["a"] # why"##
          + "\n",
        #"{"a":"1"}"#, #"{"b":{"c":"x"},"tags":["ok"]}"#
      ),
    ])
  func filters(settings: String, before: String, after: String) throws {
    #expect(try event(settings, before) == after)
  }

  @Test(
    "what cannot be followed is refused, with its place",
    arguments: [
      (
        "filter {\n  mutate { lowercase => [\"a\"] } }",
        "a.conf:2:3: the filter `mutate` cannot be followed: only grok is"
      ),
      ("filter {\n  if [a] { grok { } } }", "a.conf:2:3: the condition `if` cannot be followed"),
      (
        "filter { grok { match => { \"a\" => \"x\" } nosuch => 1 } }",
        "a.conf:1:41: unknown key `nosuch`"
      ),
      (
        "filter { grok { add_field => { \"a\" => \"%{b}\" } } }",
        "a.conf:1:39: `a` takes its value from a field, which cannot be followed"
      ),
      (
        "filter { grok { match => [\"a\"] } }",
        "a.conf:1:26: `match` has a field without an expression"
      ),
      (
        "filter { grok { ecs_compatibility => v2 match => {} } }",
        "a.conf:1:38: `ecs_compatibility` must be disabled, v1 or v8"
      ),
      (
        "filter { grok { break_on_match => maybe } }",
        "a.conf:1:35: `break_on_match` must be true or false"
      ),
      ("filter { mutate { id => \"x\" } }", "a.conf: holds no grok filter"),
      ("pipeline { }", "a.conf:1:1: neither `input`, `filter` nor `output` stands here"),
      ("filter { grok { match => { \"a\" => \"x }", "a.conf:1:35: the text has no closing quote"),
      (
        "filter { grok { match => { \"a\" => \"x\" }",
        "a.conf:1:40: the file ends before its braces close"
      ),
      ("input { stdin {", "a.conf:1:16: the file ends before its braces close"),
      ("filter { grok { match = 7 } }", "a.conf:1:23: `=>` should stand here"),
      ("filter { grok [", "a.conf:1:15: `{` should stand here, after grok"),
      ("filter { grok { match => ) } }", "a.conf:1:26: a value should stand here"),
      ("filter { grok { match => [1 2] } }", "a.conf:1:29: `,` or `]` should stand here"),
      ("filter { 'x' }", "a.conf:1:10: a filter's name should stand here"),
      ("filter { grok { [ } }", "a.conf:1:17: a name should stand here"),
    ])
  func refusals(text: String, message: String) {
    let error = #expect(throws: ExampleError.self) {
      try LogstashGrokReader.read(text, file: "a.conf", Workbench(flavour: .ecs, userPaths: []))
    }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\nhelp: ") == true)
  }

  @Test("an expression that is wrong is told with its line in the configuration")
  func expressions() {
    let error = #expect(throws: ExampleError.self) {
      try LogstashGrokReader.read(
        "filter {\n grok {\n match => { \"a\" => \"%{NOSUCH}\" } } }", file: "a.conf",
        Workbench(flavour: .ecs, userPaths: []))
    }
    #expect(error?.description.hasPrefix("a.conf:3:") == true)
  }

  @Test("inputs, outputs and comments are passed over, and filters without an effect")
  func others() throws {
    let text = """
      # what comes in
      input { beats { port => 5044 codec => json { charset => "UTF-8" } } }
      filter {
        mutate { id => "nothing" }
        grok { match => { "message" => "%{INT:n}" } } # one
        grok { match => { "message" => "%{WORD:w}" } }
      }
      output { if [a] == "}" { stdout { } } else { elasticsearch { hosts => ["http://192.0.2.7:9200"] } } }
      """
    let steps = try LogstashGrokReader.read(
      text, file: "a.conf", Workbench(flavour: .ecs, userPaths: []))
    #expect(steps.count == 2)
  }

  @Test("any text is read or refused", arguments: 0..<4)
  func hostile(seed: UInt64) throws {
    var mutation = Mutation(seed: seed)
    let text = """
      input { stdin { codec => json { } } }
      filter { # x
        grok { match => { "message" => ["%{INT:n}", 'a"b'] } break_on_match => false timeout_millis => 10 }
        grok { match => [ "a", "b" ] add_field => { "[x][y]" => "z" } overwrite => [ "a" ] }
      }
      """
    let workbench = Workbench(flavour: .ecs, userPaths: [])
    for _ in 0..<500 {
      let damaged = String(decoding: mutation.mutated(Array(text.utf8)), as: UTF8.self)
      _ = try? LogstashGrokReader.read(damaged, file: "x", workbench)
    }
    let deep = "filter { grok { match => " + String(repeating: "[", count: 100_000)
    #expect(throws: ExampleError.self) {
      try LogstashGrokReader.read(deep, file: "x", workbench)
    }
  }
}
