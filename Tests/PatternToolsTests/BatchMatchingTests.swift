import Testing

@testable import PatternTools

@Suite("Batch of documents")
struct BatchMatchingTests {
  @Test(
    "a document is answered with its match",
    arguments: [
      (
        #"{"patterns":["%{INT:n:int}"],"text":"42"}"#,
        #"{"matched":true,"pattern":0,"fields":{"n":42},"tags":[]}"#
      ),
      (
        #"{"patterns":["%{INT:n}"],"text":"none"}"#,
        #"{"matched":false,"fields":{},"tags":["_grokparsefailure"]}"#
      ),
      (
        #"{"patterns":["^x","^%{WORD:[a][b]} %{WORD:a.c}"],"text":"one two"}"#,
        #"{"matched":true,"pattern":1,"fields":{"a":{"b":"one","c":"two"}},"tags":[]}"#
      ),
      (
        #"{"patterns":["%{INT:n:int} %{INT:n:int}"],"text":"1 2"}"#,
        #"{"matched":true,"pattern":0,"fields":{"n":[1,2]},"tags":[]}"#
      ),
      (
        #"{"patterns":["%{WORD:n:int}"],"text":"x1"}"#,
        #"{"matched":true,"pattern":0,"fields":{"n":"x1"},"tags":["_grok_convert_failure"]}"#
      ),
      (
        #"{"patterns":["%{NUMBER:a:float} %{NUMBER:b:int} %{WORD:c:boolean}"],"#
          + #""text":"1.5 123456789012345678901234567890 TRUE"}"#,
        #"{"matched":true,"pattern":0,"fields":{"a":1.5,"b":123456789012345678901234567890,"c":true},"tags":[]}"#
      ),
      (
        #"{"patterns":["a(?<x>.*)z"],"text":"a\n\t\"é\u0000z"}"#,
        #"{"matched":true,"pattern":0,"fields":{"x":"\n\t\"é\u0000"},"tags":[]}"#
      ),
      (
        #"{"patterns":["%{GREETING:[u][w]} %{NAME:n}"],"text":"hi jane","#
          + #""definitions":{"GREETING":"%{HI}|hello","HI":"hi","NAME":"j\\w+"}}"#,
        #"{"matched":true,"pattern":0,"fields":{"u":{"w":"hi"},"n":"jane"},"tags":[]}"#
      ),
      (
        #"{"patterns":["%{SYSLOGPROG}"],"text":"cron[7]","definitions":{"PROG":"c[a-z]"}}"#,
        #"{"matched":true,"pattern":0,"fields":{"process":{"name":"cr"}},"tags":[]}"#
      ),
    ])
  func answers(document: String, expected: String) throws {
    #expect(try answer([document]) == [expected])
  }

  @Test(
    "the flavour is chosen by each document",
    arguments: [
      (#""ecs":true"#, #"{"process":{"name":"cron","pid":7}}"#),
      (#""ecs":false"#, #"{"program":"cron","pid":"7"}"#),
    ])
  func flavour(member: String, fields: String) throws {
    let document = #"{"patterns":["^%{SYSLOGPROG}$"],"text":"cron[7]",\#(member)}"#
    #expect(
      try answer([document]) == [#"{"matched":true,"pattern":0,"fields":\#(fields),"tags":[]}"#])
  }

  @Test(
    "options say whether the first match ends the trial, and whether empty captures count",
    arguments: [
      (#"{"break_on_match":true}"#, #"{"a":"12"}"#),
      (#"{"break_on_match":false}"#, #"{"a":["12",12]}"#),
      (#"{"keep_empty_captures":true}"#, #"{"a":"12","e":"","n":null}"#),
      (
        #"{"break_on_match":false,"keep_empty_captures":true}"#,
        #"{"a":["12",12],"e":"","n":null}"#
      ),
      ("{}", #"{"a":"12"}"#),
    ])
  func options(options: String, fields: String) throws {
    let document =
      #"{"patterns":["%{WORD:a}%{SPACE:e}(x%{WORD:n})?","%{INT:a:int}"],"text":"12","#
      + #""options":\#(options)}"#
    #expect(
      try answer([document]) == [#"{"matched":true,"pattern":0,"fields":\#(fields),"tags":[]}"#])
  }

  @Test("of two patterns that disagree whether a path is a value, the first is believed")
  func conflict() throws {
    let document =
      #"{"patterns":["%{WORD:a}","%{WORD:[a][b]} (?<c.d>2)","%{WORD:c}"],"text":"1 2","#
      + #""options":{"break_on_match":false}}"#
    #expect(
      try answer([document])
        == [#"{"matched":true,"pattern":0,"fields":{"a":"1","c":{"d":"2"}},"tags":[]}"#])
  }

  @Test("a match that would take forever ends with a tag, and the next document is answered")
  func limit() throws {
    let subject = String(repeating: "a", count: 68)
    let answers = try answer([
      #"{"patterns":["(.*a){30}"],"text":"\#(subject)"}"#,
      #"{"patterns":["%{WORD:w}"],"text":"b"}"#,
    ])
    #expect(
      answers == [
        #"{"matched":false,"fields":{},"tags":["_groktimeout"]}"#,
        #"{"matched":true,"pattern":0,"fields":{"w":"b"},"tags":[]}"#,
      ])
  }

  @Test("each document has its own definitions")
  func isolation() throws {
    let answers = try answer([
      #"{"patterns":["%{X:x}"],"text":"a1","definitions":{"X":"[a-z]"}}"#,
      #"{"patterns":["%{X:x}"],"text":"a1","definitions":{"X":"[0-9]"}}"#,
      #"{"patterns":["%{X:x}"],"text":"a1"}"#,
    ])
    #expect(answers[0] == #"{"matched":true,"pattern":0,"fields":{"x":"a"},"tags":[]}"#)
    #expect(answers[1] == #"{"matched":true,"pattern":0,"fields":{"x":"1"},"tags":[]}"#)
    #expect(
      answers[2].hasPrefix(
        #"{"error":"<expression>:1:1: the expression uses %{X}, which no library defines"#),
      "\(answers[2])")
  }

  @Test(
    "a wrong document is answered with an error, and the batch goes on",
    arguments: [
      (
        "",
        #"document: is not JSON\nhelp: write one JSON object on each line, "#
          + #"{\"patterns\":[\"EXPRESSION\"],\"text\":\"TEXT\"}"#
      ),
      (
        #"{"patterns":["a"],"text":"","flavour":"ecs"}"#,
        #"document: has an unknown key \"flavour\"\n"#
          + #"help: the keys are patterns, text, definitions, ecs, options"#
      ),
      (#"{"patterns":["a"],"text":"","definitions":{"A B":"x"}}"#, nil),
      (#"{"patterns":["%{NOSUCH}"],"text":""}"#, nil),
      (#"{"patterns":["a","b("],"text":""}"#, nil),
      (#"{"patterns":["%{WORD: a}"],"text":""}"#, nil),
      (#"{"patterns":["%{A}"],"text":"","definitions":{"A":"%{B}","B":"%{A}"}}"#, nil),
      (#"{"patterns":["%{WORD:a} %{WORD:a.b}"],"text":""}"#, nil),
    ] as [(String, String?)])
  func wrongDocument(document: String, message: String?) throws {
    let answers = try answer([document, #"{"patterns":["x"],"text":"x"}"#])
    #expect(answers.count == 2)
    #expect(answers[0].hasPrefix(#"{"error":""#) && answers[0].hasSuffix(#""}"#), "\(answers[0])")
    if let message { #expect(answers[0] == #"{"error":"\#(message)"}"#) }
    #expect(answers[1] == #"{"matched":true,"pattern":0,"fields":{},"tags":[]}"#)
  }

  @Test("of several expressions, an error says which is wrong")
  func whichExpression() throws {
    let answers = try answer([#"{"patterns":["a","b%{NOSUCH}"],"text":""}"#])
    #expect(answers[0].hasPrefix(#"{"error":"<expression 2>:1:"#), "\(answers[0])")
  }

  @Test("more different documents than are kept compiled are all answered")
  func many() throws {
    let documents = (0..<600).map { #"{"patterns":["(?<n>\#($0))"],"text":"-\#($0)-"}"# }
    let answers = try answer(documents + documents)
    let expected = (0..<600).map {
      #"{"matched":true,"pattern":0,"fields":{"n":"\#($0)"},"tags":[]}"#
    }
    #expect(answers == expected + expected)
  }

  @Test("what the sink throws ends the batch")
  func brokenSink() throws {
    struct Closed: Error {}
    #expect(throws: Closed.self) {
      try withFile(Array("{}\n{}\n".utf8)) { descriptor in
        var reader = LineReader(descriptor: descriptor, name: "test")
        var matching = BatchMatching()
        try matching.run(on: &reader) { _ in throw Closed() }
      }
    }
  }

  private func answer(_ documents: [String]) throws -> [String] {
    var output: [UInt8] = []
    try withFile(Array(documents.map { $0 + "\n" }.joined().utf8)) { descriptor in
      var reader = LineReader(descriptor: descriptor, name: "test")
      var matching = BatchMatching()
      try matching.run(on: &reader) { output += $0.withUnsafeBufferPointer { Array($0) } }
    }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
