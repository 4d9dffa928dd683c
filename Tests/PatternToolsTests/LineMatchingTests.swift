import Grok
import Testing

@testable import PatternTools

@Suite("Expressions on lines")
struct LineMatchingTests {
  @Test(
    "each line is answered with its number and its match",
    arguments: [
      ("", ""),
      (
        "1 a\r\n\nx",
        #"{"line":1,"matched":true,"pattern":0,"fields":{"n":1,"w":"a"},"tags":[]}"# + "\n"
          + #"{"line":2,"matched":false,"fields":{},"tags":["_grokparsefailure"]}"# + "\n"
          + #"{"line":3,"matched":true,"pattern":1,"fields":{"w":"x"},"tags":[]}"# + "\n"
      ),
    ])
  func lines(text: String, expected: String) throws {
    #expect(try match(["%{INT:n:int} %{WORD:w}", "%{WORD:w}"], Array(text.utf8)) == expected)
  }

  @Test("bytes that are not UTF-8 are read as Latin-1, so that the answer is valid JSON")
  func latin1() throws {
    let answer = try match(["(?<x>.*)"], [0x61, 0xE9, 0xFF, 0x20, 0xC3, 0xA9, 0x0A])
    #expect(
      answer == #"{"line":1,"matched":true,"pattern":0,"fields":{"x":"aéÿ é"},"tags":[]}"# + "\n")
  }

  @Test("a line too long to keep is cut, and says so")
  func cut() throws {
    let answer = try match(["^(?<x>y+)$"], Array("yyyyyyyyyyyyyyyyyyyy\n".utf8), limit: 5)
    #expect(
      answer
        == #"{"line":1,"matched":true,"pattern":0,"fields":{"x":"yyyyy"},"tags":["_truncated"]}"#
        + "\n")
  }

  @Test("a broken expression is refused before the first line")
  func brokenExpression() {
    #expect(throws: PatternToolsError.self) {
      _ = try LineMatching(["%{NOSUCH}"], library: try PatternLibrary.standard(.ecs))
    }
  }

  @Test(
    "the last of several arguments is the input where it is one",
    arguments: [
      (["%{INT}"], ["%{INT}"], "-"),
      (["cs.log"], ["cs.log"], "-"),
      (["%{INT}", "-"], ["%{INT}"], "-"),
      (["%{INT}", "%{WORD}"], ["%{INT}", "%{WORD}"], "-"),
      (["%{INT}", "^(?<a>b)"], ["%{INT}", "^(?<a>b)"], "-"),
      (["%{INT}", "%{WORD}", "no-such.log"], ["%{INT}", "%{WORD}"], "no-such.log"),
      (["%{INT}", "/dev/null"], ["%{INT}"], "/dev/null"),
      ([], [], "-"),
    ] as [([String], [String], String)])
  func arguments(given: [String], expressions: [String], input: String) {
    let found = PatternTools.expressionsAndInput(given)
    #expect(found.expressions == expressions)
    #expect(found.input == input)
  }

  @Test("a file that is not there is an error that names it")
  func missingFile() {
    #expect(throws: PatternToolsError.unreadable(path: "/no/such.log", errno: 2)) {
      try PatternTools.match(["%{INT}"], input: "/no/such.log") { _ in }
    }
  }

  private func match(
    _ expressions: [String], _ bytes: [UInt8], limit: Int = 16 << 20
  ) throws -> String {
    var output: [UInt8] = []
    try withFile(bytes) { descriptor in
      var reader = LineReader(descriptor: descriptor, name: "test", maxLineBytes: limit)
      var matching = try LineMatching(expressions, library: try PatternLibrary.standard(.ecs))
      try matching.run(on: &reader) { output += $0.withUnsafeBufferPointer { Array($0) } }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
