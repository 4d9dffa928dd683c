import Testing

@testable import PatternTools

@Suite("Expectations")
struct ExampleExpectationTests {
  private func fields(_ json: String) throws -> FieldList {
    try JSONReader.read(Array(json.utf8), file: "t").fields(named: "fields")
  }

  private func answer(_ json: String, tags: [String] = []) throws -> ExampleAnswer {
    var answer = ExampleAnswer()
    answer.matched = true
    answer.fields = try fields(json)
    answer.tags = tags
    return answer
  }

  private func lines(_ expectation: ExampleExpectation, _ answer: ExampleAnswer) -> [String] {
    expectation.differences(from: answer).flatMap(\.lines)
  }

  @Test(
    "fields are compared one by one, with their types",
    arguments: [
      (#"{"a":1}"#, #"{"a":1}"#, []),
      (#"{"a":{"b":1}}"#, #"{"a.b":1}"#, []),
      (#"{"a":7}"#, #"{"a":"7"}"#, [#"! a: expected 7 (number), got "7" (text)"#]),
      (#"{"a":7}"#, #"{"a":7.0}"#, ["! a: expected 7 (number), got 7.0 (decimal number)"]),
      (#"{"a":true}"#, #"{"a":"true"}"#, [#"! a: expected true (boolean), got "true" (text)"#]),
      (#"{"a":"x"}"#, #"{"a":"y"}"#, [#"! a: expected "x", got "y""#]),
      (#"{"a":["x","y"]}"#, #"{"a":["y","x"]}"#, [#"! a: expected ["x","y"], got ["y","x"]"#]),
      (#"{"a":null}"#, #"{}"#, ["- a: null  expected, but not there"]),
      (#"{}"#, #"{"a":{"b":[]}}"#, ["+ a.b: []  there, but not expected"]),
      (
        #"{"n":12345678901234567890}"#, #"{"n":12345678901234567891}"#,
        ["! n: expected 12345678901234567890, got 12345678901234567891"]
      ),
    ] as [(String, String, [String])])
  func exact(expected: String, got: String, lines: [String]) throws {
    var expectation = ExampleExpectation()
    expectation.fields = try fields(expected)
    #expect(try self.lines(expectation, answer(got)) == lines)
  }

  @Test(
    "to formats of others 7 and 7.0 are the same",
    arguments: [
      (#"{"a":7}"#, #"{"a":7.0}"#, true), (#"{"a":[1,{"b":2.0}]}"#, #"{"a":[1.0,{"b":2}]}"#, true),
      (#"{"a":7}"#, #"{"a":7.5}"#, false), (#"{"a":7}"#, #"{"a":"7"}"#, false),
      (#"{"a":100000000000000000000}"#, #"{"a":1e20}"#, true),
    ])
  func lax(expected: String, got: String, isSame: Bool) throws {
    var expectation = ExampleExpectation()
    expectation.fields = try fields(expected)
    expectation.isLaxWithNumbers = true
    #expect(try lines(expectation, answer(got)).isEmpty == isSame)
  }

  @Test("of a part of the fields, the others do not count, unless they must be absent")
  func contains() throws {
    var expectation = ExampleExpectation()
    expectation.fields = try fields(#"{"a":1}"#)
    expectation.extent = .contains
    let got = try answer(#"{"a":1,"b":{"c":2}}"#)
    #expect(lines(expectation, got) == [])
    expectation.absent = ["b", "d"]
    #expect(lines(expectation, got) == ["+ b.c: 2  there, but not expected"])
  }

  @Test("a match that should not be is told with its fields")
  func fails() throws {
    var expectation = ExampleExpectation()
    expectation.matches = false
    #expect(
      try lines(expectation, answer(#"{"a":1}"#)) == ["matches, but should not", "+ a: 1"])
    var failure = ExampleAnswer()
    failure.tags = ["_grokparsefailure"]
    #expect(lines(expectation, failure) == [])
    expectation.tags = ["_groktimeout"]
    #expect(
      lines(expectation, failure) == ["! tags: expected _groktimeout, got _grokparsefailure"])
  }

  @Test("a tag that nobody expects is a failure: a value was not of its type")
  func tags() throws {
    var expectation = ExampleExpectation()
    let got = try answer("{}", tags: ["_grok_convert_failure"])
    #expect(lines(expectation, got) == ["! tags: expected none, got _grok_convert_failure"])
    expectation.tags = ["_grok_convert_failure"]
    #expect(lines(expectation, got) == [])
  }

  @Test("the rule counts that took a line")
  func rules() throws {
    var expectation = ExampleExpectation()
    expectation.rule = "one"
    var got = try answer(#"{"a":1}"#)
    got.rule = "two"
    #expect(lines(expectation, got) == ["taken by the rule two, not by one"])
    // A counterexample may be taken by another.
    expectation.matches = false
    #expect(lines(expectation, got) == [])
    got.rule = "one"
    #expect(lines(expectation, got) == ["matches, but should not", "+ a: 1"])
  }

  @Test("a match that was given up is told to be so")
  func timeout() {
    var answer = ExampleAnswer()
    answer.tags = ["_groktimeout"]
    #expect(lines(ExampleExpectation(), answer) == ["the match was given up: _groktimeout"])
  }
}
