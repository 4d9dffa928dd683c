import Testing

@testable import PatternTools

@Suite("JSON documents")
struct JSONReaderTests {
  private func read(_ text: String) throws -> DocumentNode {
    try JSONReader.read(Array(text.utf8), file: "a.json")
  }

  @Test(
    "a value is read as what it is",
    arguments: [
      ("7", .integer(7)), ("-0", .integer(0)), ("7.0", .double(7)), ("1e2", .double(100)),
      ("-1.5E-1", .double(-0.15)), ("99999999999999999999", .bigInteger("99999999999999999999")),
      ("true", .boolean(true)), ("null", .null), (#""a\u00e9\ud83d\ude00\n\/""#, .string("aé😀\n/")),
      ("\u{FEFF} [1, \"2\" ]\n", .array([.integer(1), .string("2")])),
      (
        #"{"b":{"c":[]},"a":1}"#,
        .object([
          .init(key: "b", value: .object([.init(key: "c", value: .array([]))])),
          .init(key: "a", value: .integer(1)),
        ])
      ),
    ] as [(String, FieldValue)])
  func values(text: String, value: FieldValue) throws {
    #expect(try read(text).fieldValue == value)
  }

  @Test(
    "a mistake is told with its place",
    arguments: [
      ("", "a.json:1:1: not valid JSON: the document ends where a value should stand"),
      ("{\n  \"é\": x}", "a.json:2:8: not valid JSON: no value begins so"),
      ("[1 2]", "a.json:1:4: not valid JSON: a `,` or the list's `]` should stand here"),
      ("{1:2}", "a.json:1:2: not valid JSON: a name in \"quotes\" should stand here"),
      (#"{"a" 1}"#, "a.json:1:6: not valid JSON: a `:` should stand here"),
      (#"{"a":1,}"#, "a.json:1:8: not valid JSON: a name in \"quotes\" should stand here"),
      (#"{"a":1"#, "a.json:1:7: not valid JSON: a `,` or the object's `}` should stand here"),
      ("{} x", "a.json:1:4: not valid JSON: something follows the document"),
      ("01", "a.json:1:2: not valid JSON: something follows the document"),
      ("-", "a.json:1:2: not valid JSON: a digit should stand here"),
      ("1.", "a.json:1:3: not valid JSON: a digit should stand here"),
      ("1e999", "a.json:1:6: not valid JSON: the number is out of range"),
      ("\"a", "a.json:1:1: not valid JSON: the text has no closing quote"),
      ("\"a\\", "a.json:1:1: not valid JSON: the text has no closing quote"),
      (#""\q""#, "a.json:1:1: not valid JSON: the text has an escape that JSON does not have"),
      (#""\ud800""#, "a.json:1:1: not valid JSON: the text has an escape that JSON does not have"),
      (
        "\"a\nb\"",
        "a.json:1:3: not valid JSON: a control character stands in a text; write it as \\n, \\t or \\u00XX"
      ),
      (#"{"a":1,"# + "\n" + #" "a":2}"#, "a.json:2:2: the key `a` stands in line 1 already"),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: ExampleError.self) { try read(text) }
    #expect(
      error?.description.hasPrefix(message + "\nhelp: ") == true, "\(error?.description ?? "")")
  }

  @Test("how deep values nest has a bound")
  func depth() throws {
    let deep = String(repeating: "[", count: 100_000)
    let error = #expect(throws: ExampleError.self) { try read(deep) }
    #expect(error?.description.contains("values nest more than 200 deep") == true)
    let allowed = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(throws: Never.self) { try read(allowed) }
  }

  @Test("values know their bytes")
  func ranges() throws {
    let node = try read(#" {"a": [1, "é"], "b":{}} "#)
    let members = try node.object(named: "x")
    #expect(node.range == 1..<25)
    #expect(members.map(\.node.range) == [7..<16, 22..<24])
  }

  @Test("any bytes are read or refused", arguments: 0..<4)
  func hostile(seed: UInt64) throws {
    var mutation = Mutation(seed: seed)
    let text = #"{"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":null,"d":true},"e":"\ud83d\ude00"}"#
    for _ in 0..<3000 {
      let bytes = mutation.mutated(Array(text.utf8))
      if let node = try? JSONReader.read(bytes, file: "x") {
        // What is read can be written and read again.
        let json = Array(node.fieldValue.json.utf8)
        #expect(try JSONReader.read(json, file: "x").fieldValue == node.fieldValue)
      }
    }
  }
}
