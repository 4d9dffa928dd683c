import Event
import Testing

@testable import Alerting

@Suite("Values as ElastAlert has them")
struct ValueTests {
  private static func tree(_ json: String) throws -> JSONTree {
    try #require(JSONTree(json: Array(json.utf8)))
  }

  @Test(
    "JSON is written as Python reads it",
    arguments: [
      ("1.50", "1.5"), ("1e3", "1000.0"), ("-0", "0"), ("-0.0", "-0.0"),
      ("12345678901234567890", "12345678901234567890"),
      ("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"), ("\"\\u00e9\\n\"", "\"é\\n\""),
      ("[ 1 , [ ] ]", "[1,[]]"),
    ])
  func numbers(json: String, written: String) throws {
    #expect(try Self.tree(json).json == written)
  }

  @Test(
    "what is no JSON has no value",
    arguments: [
      "", "01", "1.", ".5", "+1", "{\"a\"}", "[1,]", "nul", "\"a", "{} {}", "NaN", "'a'",
      "\"a\u{1}\"",
    ])
  func noJSON(text: String) {
    #expect(JSONTree(json: Array(text.utf8)) == nil)
  }

  @Test("numbers are equal by value and type counts as in Python")
  func equality() throws {
    #expect(try Self.tree("[1,true,{\"a\":1,\"b\":2}]") == Self.tree("[1.0,1,{\"b\":2,\"a\":1}]"))
    #expect(try Self.tree("5060") != Self.tree("\"5060\""))
    #expect(try Self.tree("0") == Self.tree("false"))
    #expect(try Self.tree("null") != Self.tree("0"))
    #expect(try Self.tree("\"\\u00e9\"") != Self.tree("\"e\\u0301\""))
  }

  @Test(
    "lists and objects have Python's text",
    arguments: [
      ("[1,\"a\",null,true,2.0]", "[1, 'a', None, True, 2.0]"),
      ("{\"b\":\"it's\"}", "{'b': \"it's\"}"),
      ("[\"a'b\\\"c\"]", "['a\\'b\"c']"),
      ("[\"\\n\\u0000\\u00ad\\u200b\"]", "['\\n\\x00\\xad\\u200b']"),
      ("[1e16,1e-5]", "[1e+16, 1e-05]"),
    ])
  func representation(json: String, text: String) throws {
    #expect(String(decoding: try Self.tree(json).pythonText, as: UTF8.self) == text)
  }

  @Test(
    "a field is found by its longest key, in nested objects, lists, and where the value ends too early",
    arguments: [
      ("{\"a\":{\"b\":1}}", "a.b", "1"), ("{\"a.b\":2,\"a\":{\"b\":1}}", "a.b", "2"),
      ("{\"a\":5}", "a.b", "5"),
      ("{\"a\":{\"b\":1}}", "a.b.keyword", "1"), ("{\"a\":[7,8]}", "a[1]", "8"),
      ("{\"a\":[7,{\"b\":9}]}", "a[1].b", "-"), ("{\"a\":[7,{\"b\":9}]}", "a[1]b", "9"),
      ("{\"a\":{\"c\":1}}", "a.b", "-"), ("{\"a\":[7]}", "a[3]", "-"),
      ("{\"a.b\":{\"d\":1},\"a\":{\"b\":{\"c\":2}}}", "a.b.c", "-"),
      ("{\"a\":1,\"a\":2}", "a", "2"), ("{\"\\u0061\":3}", "a", "3"),
      ("{\"a\":{\"b.c\":4}}", "a.b.c", "4"),
      ("{\"a\":{\"b\":5,\"b.c\":6}}", "a.b.c", "6"), ("{\"a\":[7,8]}", "a[0].b", "[7,8]"),
    ])
  func fields(json: String, name: String, value: String) throws {
    let object = try #require(try Self.tree(json).object)
    let field = EventField(name)
    #expect((field.value(in: object)?.json ?? "-") == value)
    // Both ways of looking agree.
    let bytes = Array(json.utf8)
    var fields = EventFields()
    let isRead = fields.read(bytes.span)
    #expect(isRead)
    let found = fields.value(of: field, in: bytes.span).flatMap {
      JSONTreeReader.read(bytes, $0.range)
    }
    #expect((found?.json ?? "-") == value)
  }

  @Test(
    "times are read as ElastAlert does, and written as it writes them",
    arguments: [
      ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
      ("2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00Z"),
      ("2026-03-01 12:00:00.5", "2026-03-01T12:00:00.500Z"),
      ("2026-03-01T12:00:00.1234567Z", "2026-03-01T12:00:00.123456Z"),
      ("2026-03-01T12:00:00+02:00", "2026-03-01T12:00:00+02:00"),
      ("2026-03-01T12:00:00.5-0530", "2026-03-01T12:00:00.500000-05:30"),
      ("2026-03-01", "2026-03-01T00:00:00Z"), ("20260301T120000Z", "2026-03-01T12:00:00Z"),
      ("2026-03-01T12:00Z", "2026-03-01T12:00:00Z"),
      ("2026-02-29T12:00:00Z", "-"), ("noon", "-"), ("2026-03-01T25:00:00Z", "-"),
      ("2026-03-01T12:00:00Zx", "-"), ("", "-"),
    ])
  func times(text: String, written: String) {
    #expect((EventInstant(Array(text.utf8))?.shown ?? "-") == written)
  }
}
