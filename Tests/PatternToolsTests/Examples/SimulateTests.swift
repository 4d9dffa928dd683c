import Grok
import Testing

@testable import PatternTools

@Suite("Documents of _simulate")
struct SimulateTests {
  private static let pipeline = #"""
    {"processors":[{"grok":{"field":"message","patterns":["^%{DN:call.from:int} -> %{DN:call.to}$","^x"],
     "pattern_definitions":{"DN":"[0-9]+"},"trace_match":true}}]}
    """#

  @Test("answers that stand beside the question are compared, without what Elasticsearch adds")
  func answers() throws {
    let folder = try TextFolder([
      "a.simulate.json": """
      {"pipeline":\(Self.pipeline),
       "docs":[{"_index":"i","_id":"1","_source":{"message":"1 -> 2","host":"h"}},
        {"_source":{"message":"no"}},
        {"_source":{"message":"xy"}},
        {"_source":{}}]}
      """,
      "a.expected.json": """
      {"docs":[
        {"doc":{"_index":"i","_id":"1","_version":"-3","_ingest":{"timestamp":"t","_grok_match_index":"0"},
         "_source":{"message":"1 -> 2","host":"h","call":{"from":1,"to":2}}}},
        {"error":{"root_cause":[],"type":"illegal_argument_exception","reason":"r"}},
        {"processor_results":[{"processor_type":"grok","status":"success","doc":{"_source":{"message":"xy"}}}]},
        {"doc":{"_source":{}}}
      ]}
      """,
    ])
    let run = TestRun(folder)
    #expect(run.problems == [])
    #expect(
      run.failures == [
        #"3: ! call.to: expected 2 (number), got "2" (text)"#,
        "6: does not match, but should",
      ])
    #expect(run.results[3].answer.tags == ["the field message is missing"])
  }

  @Test("without answers, each document has to match")
  func noAnswers() throws {
    let run = try TestRun.of(
      "q.json",
      """
      {"pipeline":\(Self.pipeline),"docs":[{"_source":{"message":"1 -> 2"}},{"_source":{"message":"n"}}]}
      """)
    #expect(run.problems == [])
    #expect(run.verdicts == ["ok document", "FAILED document"])
  }

  @Test(
    "a processor works as in Elasticsearch",
    arguments: [
      (#""patterns":["%{INT:n}"],"ignore_missing":true"#, #"{"a":1}"#, #"{"a":1}"#),
      (#""patterns":["%{INT:n}"],"ignore_failure":true"#, #"{"m":"x"}"#, #"{"m":"x"}"#),
      (#""patterns":["(?<m>.)"]"#, #"{"m":"xy"}"#, #"{"m":"x"}"#),
      (#""patterns":["^(?<x>.*)"]"#, #"{"m":"a\nb"}"#, #"{"m":"a\nb","x":"a"}"#),
      (
        #""patterns":["%{SYSLOGPROG}"]"#, #"{"m":"x[7]"}"#, #"{"m":"x[7]","program":"x","pid":"7"}"#
      ),
      (
        #""patterns":["%{SYSLOGPROG}"],"ecs_compatibility":"v1""#, #"{"m":"x[7]"}"#,
        #"{"m":"x[7]","process":{"name":"x","pid":7}}"#
      ),
      (#""patterns":["%{INT:n} %{INT:n}"]"#, #"{"m":"1 2"}"#, #"{"m":"1 2","n":["1","2"]}"#),
    ])
  func processors(settings: String, before: String, after: String) throws {
    let root = try JSONReader.read(
      Array(#"{"processors":[{"grok":{"field":"m",\#(settings)}}]}"#.utf8), file: "p")
    let steps = try IngestPipelineReader.read(root, Workbench(flavour: .ecs, userPaths: []))
    let event = try JSONReader.read(Array(before.utf8), file: "e").fields(named: "e")
    var coverage = ExampleCoverage(isWanted: false)
    let answer = try PipelineSubject(steps: steps, event: event, ignored: [])
      .answer("", noting: &coverage)
    #expect(answer.matched)
    #expect(answer.fields.nested.json == after)
  }

  @Test(
    "what cannot be followed is refused, with its place",
    arguments: [
      (
        #"{"docs":[],"pipeline":{"processors":[{"set":{}}]}}"#,
        "a.json:1:39: `set` cannot be followed: only the processor grok is"
      ),
      (
        #"{"docs":[],"pipeline":{"processors":[{"grok":{"if":"x"}}]}}"#,
        "a.json:1:47: `if` cannot be followed"
      ),
      (
        #"{"docs":[],"pipeline":{"processors":[],"on_failure":[]}}"#,
        "a.json:1:53: `on_failure` cannot be followed"
      ),
      (#"{"docs":[],"pipeline":{}}"#, "a.json:1:23: the pipeline has no `processors`"),
      (
        #"{"docs":[],"pipeline":{"processors":[{"grok":{"patterns":[]}}]}}"#,
        "a.json:1:46: the processor has no `field`"
      ),
      (
        #"{"docs":[{}],"pipeline":{"processors":[]}}"#, "a.json:1:10: the document has no `_source`"
      ),
      (#"{"docs":[]}"#, "a.json: does not say which filter its events go through"),
    ])
  func refusals(text: String, message: String) throws {
    let run = try TestRun.of("a.json", text)
    #expect(run.problems.count == 1)
    #expect(run.problems.first?.hasPrefix(message) == true, "\(run.problems)")
  }

  @Test("a pipeline may stand in a file of its own")
  func filter() throws {
    let folder = try TextFolder([
      "p.json": Self.pipeline, "q.json": #"{"docs":[{"_source":{"message":"1 -> 2"}}]}"#,
    ])
    let run = TestRun(folder, "q.json") { $0.filterPath = folder.path("p.json") }
    #expect(run.problems == [])
    #expect(run.verdicts == ["ok document"])
  }

  @Test("as many answers as documents are needed")
  func count() throws {
    let folder = try TextFolder([
      "q.json": #"{"pipeline":{"processors":[]},"docs":[{"_source":{"message":"1 -> 2"}}]}"#,
      "q.expected.json": #"{"docs":[]}"#,
    ])
    #expect(
      TestRun(folder).problems.first?.hasPrefix(
        "q.expected.json: has 0 documents, the question 1\nhelp: ") == true)
  }
}
