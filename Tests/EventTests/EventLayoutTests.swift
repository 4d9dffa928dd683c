import Testing

@testable import Event

@Suite("EventLayout")
struct EventLayoutTests {
  /// Encodes `record` with slot n at the n-th range.
  private func encode(
    _ fields: [EventField], _ record: String, _ ranges: [Range<Int>?], time: Int64? = nil,
    digits: Int = 3, tags: EventTags = []
  ) throws -> String {
    let layout = try EventLayout(fields)
    var values = EventValues()
    for (slot, range) in ranges.enumerated() { values.set(slot, range) }
    if let time {
      values.time = time
      values.hasTime = true
      values.timeDigits = digits
    }
    values.tags = tags
    values.offset = 1234
    var out = JSONBuffer()
    var text = TimestampText()
    let bytes = Array(record.utf8)
    layout.encode(values, of: bytes.span, with: &text, into: &out)
    return out.text()
  }

  @Test("keys nest by path, in the order of their first appearance")
  func nesting() throws {
    let fields: [EventField] = [
      EventField("@timestamp", .time), EventField("message", .slots([.init(0)])),
      EventField("log.level", .slots([.init(1)])), .text("log.file.path", "a.log"),
      EventField("log.offset", .offset), .text("event.kind", "event"), .text("log.x", "y"),
    ]
    let json = try encode(
      fields, "Std hello", [4..<9, 0..<3], time: 1_463_156_994_229_000)
    #expect(
      json == """
        {"@timestamp":"2016-05-13T16:29:54.229Z","message":"hello","log":{"level":"Std",\
        "file":{"path":"a.log"},"offset":1234,"x":"y"},"event":{"kind":"event"}}

        """)
  }

  @Test("absent and empty values leave no key, and no empty object, behind")
  func absence() throws {
    let fields: [EventField] = [
      EventField("a.b.c", .slots([.init(0)])), EventField("a.d", .slots([.init(1)])),
      EventField("e", .slots([.init(2)])),
    ]
    #expect(try encode(fields, "xyz", [nil, nil, nil]) == "{}\n")
    #expect(try encode(fields, "xyz", [nil, 1..<1, 0..<3]) == "{\"e\":\"xyz\"}\n")
    #expect(try encode(fields, "xyz", [0..<1, nil, nil]) == "{\"a\":{\"b\":{\"c\":\"x\"}}}\n")
    #expect(
      try encode(fields, "xyz", [0..<1, 1..<2, 2..<3])
        == "{\"a\":{\"b\":{\"c\":\"x\"},\"d\":\"y\"},\"e\":\"z\"}\n")
  }

  @Test("a name captured several times is an array of those that are present, each with its type")
  func repeatedNames() throws {
    let fields = [EventField("n", .slots([.init(0, as: .integer), .init(1), .init(2)]))]
    #expect(try encode(fields, "1 2 3", [0..<1, nil, nil]) == "{\"n\":1}\n")
    #expect(try encode(fields, "1 2 3", [0..<1, nil, 4..<5]) == "{\"n\":[1,\"3\"]}\n")
    #expect(try encode(fields, "1 2 3", [nil, nil, 4..<5]) == "{\"n\":\"3\"}\n")
  }

  @Test("tags come last, whether or not there are fields")
  func tags() throws {
    #expect(
      try encode([.text("a", "b")], "", [], tags: [.parseFailure, .truncated])
        == "{\"a\":\"b\",\"tags\":[\"_grokparsefailure\",\"_truncated\"]}\n")
    #expect(try encode([], "", [], tags: .timeout) == "{\"tags\":[\"_groktimeout\"]}\n")
  }

  @Test(
    "a text is written as its type, or kept as text and marked",
    arguments: [
      (ScalarType.integer, "42", "42"), (.integer, "+7", "7"), (.integer, "-007", "-7"),
      (.integer, "-0", "0"), (.integer, " 42 ", "42"), (.integer, "5.75", "5"),
      (.integer, "123456789012345678901234567890", "123456789012345678901234567890"),
      (.integer, "12abc", nil), (.integer, "0x1F", nil), (.integer, "-", nil),
      (.float, "1.5", "1.5"), (.float, "3", "3.0"), (.float, "1e3", "1000.0"),
      (.float, "1e999", nil), (.float, "nan", nil), (.boolean, "TRUE", "true"),
      (.boolean, "false", "false"), (.boolean, "yes", nil),
    ] as [(ScalarType, String, String?)])
  func conversion(type: ScalarType, text: String, expected: String?) throws {
    let json = try encode(
      [EventField("v", .slots([.init(0, as: type)]))], text, [0..<text.utf8.count])
    if let expected {
      #expect(json == "{\"v\":\(expected)}\n")
    } else {
      #expect(json == "{\"v\":\"\(text)\",\"tags\":[\"_grok_convert_failure\"]}\n")
    }
  }

  @Test("a field that is a value and an object is refused")
  func conflict() {
    #expect(throws: EventLayoutError.valueAndObject(path: "a")) {
      try EventLayout([.text("a", "x"), .text("a.b", "y")])
    }
    #expect(throws: EventLayoutError.valueAndObject(path: "a")) {
      try EventLayout([.text("a.b", "x"), .text("a", "y")])
    }
  }

  @Test("captures past the number of slots are refused")
  func tooMany() {
    #expect(throws: EventLayoutError.tooManySlots(count: 300)) {
      try EventLayout([EventField("a", .slots([.init(299)]))])
    }
  }

  @Test("values of any length are written whole", arguments: [10, 1000, 1400, 5000, 300_000])
  func longValues(length: Int) throws {
    // Each of these bytes needs an escape of six.
    let record = String(repeating: "\u{1}", count: length)
    let escaped = String(repeating: "\\u0001", count: length)
    let fields = (0..<5).map { EventField("f\($0)", .slots([.init($0)])) }
    let ranges = (0..<5).map { $0..<length }
    let expected = (0..<5).map { "\"f\($0)\":\"\(escaped.dropFirst($0 * 6))\"" }
    #expect(
      try encode(fields, record, ranges) == "{" + expected.joined(separator: ",") + "}\n")
  }
}
