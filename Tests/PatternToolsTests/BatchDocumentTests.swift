import Testing

@testable import PatternTools

@Suite("Batch document")
struct BatchDocumentTests {
  @Test("all keys but patterns and text have a default")
  func defaults() throws {
    let document = try read(#"{"patterns":["%{INT:n}"],"text":"1"}"#)
    #expect(document.patterns == ["%{INT:n}"])
    #expect(document.text == "1")
    #expect(document.definitions.isEmpty)
    #expect(document.isECS)
    #expect(document.options.breaksOnMatch)
    #expect(!document.options.keepsEmptyCaptures)
  }

  @Test("every key is read")
  func allKeys() throws {
    let document = try read(
      #"{"patterns":["a","b"],"text":"t","definitions":{"X":"y","Z":"%{X}"},"ecs":false,"#
        + #""options":{"break_on_match":false,"keep_empty_captures":true}}"#)
    #expect(document.patterns == ["a", "b"])
    #expect(document.definitions == ["X": "y", "Z": "%{X}"])
    #expect(!document.isECS)
    #expect(!document.options.breaksOnMatch)
    #expect(document.options.keepsEmptyCaptures)
  }

  @Test("null stands for an absent optional key")
  func nulls() throws {
    let document = try read(
      #"{"patterns":["a"],"text":"t","definitions":null,"ecs":null,"options":null}"#)
    #expect(document.definitions.isEmpty)
    #expect(document.isECS)
  }

  @Test(
    "every character comes through as it is written",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u0000\u001f""#, "\u{0}\u{1F}"),
      (#""\ud83d\ude00 \u00e4""#, "\u{1F600} \u{E4}"),
      ("\"\u{1F600}\u{FEFF}\u{2028}\u{7F}\"", "\u{1F600}\u{FEFF}\u{2028}\u{7F}"),
      (#""e\u0301""#, "e\u{301}"),
    ])
  func characters(json: String, expected: String) throws {
    let document = try read(#"{"patterns":["a"],"text":\#(json)}"#)
    #expect(Array(document.text.utf8) == Array(expected.utf8))
  }

  @Test(
    "a bad document is refused with what to do",
    arguments: [
      ("", "is not JSON", notJSON),
      ("{", "is not JSON", notJSON),
      ("nonsense", "is not JSON", notJSON),
      (#"{"patterns":["a"],"text":"\ud800"}"#, "is not JSON", notJSON),
      ("[]", "is not an object", notJSON),
      ("7", "is not an object", notJSON),
      ("{}", #"has no key "patterns""#, #"write {"patterns":["EXPRESSION"],"text":"TEXT"}"#),
      (
        #"{"patterns":["a"]}"#, #"has no key "text""#,
        #"write {"patterns":["EXPRESSION"],"text":"TEXT"}"#
      ),
      (#"{"patterns":[],"text":""}"#, "patterns is empty", "give at least one expression"),
      (#"{"patterns":"a","text":""}"#, "patterns: wrong type", "write an array of strings"),
      (#"{"patterns":[1],"text":""}"#, "patterns: wrong type", "write an array of strings"),
      (#"{"patterns":["a"],"text":5}"#, "text: wrong type", "write a string"),
      (#"{"patterns":["a"],"text":null}"#, "text: wrong type", "write a string"),
      (#"{"patterns":["a"],"text":"","ecs":1}"#, "ecs: wrong type", "write true or false"),
      (
        #"{"patterns":["a"],"text":"","definitions":{"X":1}}"#, "definitions.X: wrong type",
        "write a string"
      ),
      (
        #"{"patterns":["a"],"text":"","definitions":[]}"#, "definitions: wrong type",
        "write an object of names and regexes"
      ),
      (
        #"{"patterns":["a"],"text":"","options":[]}"#, "options: wrong type",
        "write an object of options"
      ),
      (
        #"{"patterns":["a"],"text":"","option":{}}"#, #"has an unknown key "option""#,
        "the keys are patterns, text, definitions, ecs, options"
      ),
      (
        #"{"patterns":["a"],"text":"","options":{"break":true}}"#, #"has an unknown key "break""#,
        "the keys are break_on_match, keep_empty_captures"
      ),
      (
        #"{"patterns":["a"],"text":"","options":{"break_on_match":"yes"}}"#,
        "options.break_on_match: wrong type", "write true or false"
      ),
    ])
  func refused(json: String, problem: String, help: String) {
    #expect(throws: PatternToolsError.badDocument(problem: problem, help: help)) {
      try read(json)
    }
  }

  @Test("a document nested beyond reason is refused, not followed")
  func deep() {
    let json = #"{"patterns":["a"],"text":""# + String(repeating: "[", count: 100_000)
    #expect(throws: PatternToolsError.self) { try read(json) }
    let nested =
      #"{"patterns":"# + String(repeating: "[", count: 100_000)
      + String(repeating: "]", count: 100_000) + #","text":""}"#
    #expect(throws: PatternToolsError.self) { try read(nested) }
  }

  private static let notJSON =
    #"write one JSON object on each line, {"patterns":["EXPRESSION"],"text":"TEXT"}"#

  @discardableResult
  private func read(_ json: String) throws(PatternToolsError) -> BatchDocument {
    try BatchDocument(json: Array(json.utf8).span)
  }
}
