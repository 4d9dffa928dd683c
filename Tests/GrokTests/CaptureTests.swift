import Grok
import Testing

/// From captures to fields.
@Suite struct Captures {
  /// An expression on a text and the fields it gives.
  struct Row: Sendable, CustomTestStringConvertible {
    var expression: String
    var text: String
    var fields: [String: GrokValue]
    init(_ expression: String, _ text: String, _ fields: [String: GrokValue]) {
      self.expression = expression
      self.text = text
      self.fields = fields
    }
    var testDescription: String { expression }
  }

  @Test(
    "captures become fields",
    arguments: [
      Row("%{INT:n} %{INT:n}", "1 2", ["n": ["1", "2"]]),
      Row("%{INT:n:int} %{INT:n:int}", "1 2", ["n": [1, 2]]),
      Row("%{INT:n:int} %{INT:n}", "1 2", ["n": [1, "2"]]),
      Row("x%{INT:n:int}|y%{INT:n:int}", "y7", ["n": 7]),
      Row("x%{INT:n:int}|y%{INT:n:int}", "x7", ["n": 7]),
      Row(
        "%{INT:n:long} %{NUMBER:d:double} %{WORD:b:boolean}", "1 2.5 true",
        ["n": 1, "d": .double(2.5), "b": .boolean(true)]),
      Row(#"(?<n:int>\d+)"#, "12", ["n": 12]),
      Row(#"(?<NUMBER:n>\d+)"#, "12", ["n": "12"]),
      Row(#"(?<NUMBER:[http][status]:int>\d+)"#, "200", ["http.status": 200]),
      Row(#"(?<[a][b]:int>\d+)"#, "12", ["a.b": 12]),
      Row(
        #"(?<foo-bar>\w+) (?P<baz>\w+) (?'qux'\w+)"#, "a b c",
        ["foo-bar": "a", "baz": "b", "qux": "c"]),
      Row("%{WORD:[a][b]} %{WORD:a.c} %{WORD:@d}", "x y z", ["a.b": "x", "a.c": "y", "@d": "z"]),
      Row("%{WORD:[a][b]} %{WORD:a.b}", "x y", ["a.b": ["x", "y"]]),
      Row("%{WORD:a}(?: %{WORD:b})?", "x", ["a": "x"]),
      Row("%{WORD:a}-%{DATA:b}-", "x--", ["a": "x"]),
      Row("(?:%{WORD:a},?)+", "p,q,r", ["a": "r"]),
      Row(#"(?<a>\d),\g<a>"#, "1,2", ["a": ["1", "2"]]),
      Row("(?<größe>.)", "x", ["größe": "x"]),
      Row("(?:(?<a>x)*+y|x)", "x", [:]),
    ])
  func fields(_ row: Row) throws {
    #expect(try captures(row.expression, row.text) == row.fields)
  }

  @Test("fields are listed once, in order, with the groups that fill them")
  func table() throws {
    let pattern = try GrokPattern("%{INT:b:int}(x)%{WORD:a}%{INT:b}", library: library())
    #expect(pattern.fields.map(\.path) == [["b"], ["a"]])
    #expect(pattern.fields[0].type == .int)
    #expect(
      pattern.fields[0].groups.map(\.number) == [1, 3]
        && pattern.fields[0].groups.map(\.type) == [.int, nil])
    #expect(pattern.groupCount == 3)
  }

  @Test("ranges are offsets in the subject")
  func ranges() throws {
    let pattern = try GrokPattern("%{INT:n}(?: %{WORD:w})?", library: library())
    var matcher = GrokMatcher()
    let subject = Array("é 12".utf8)
    let outcome = matcher.match(pattern, subject.span)
    #expect(outcome == .matched)
    let ranges = (-1...3).map { matcher.range(ofGroup: $0) }
    #expect(ranges == [nil, 3..<5, 3..<5, nil, nil])
    let other = Array("x".utf8)
    let second = matcher.match(pattern, other.span)
    #expect(second == .noMatch)
    let range = matcher.range(ofGroup: 1)
    #expect(range == nil)
  }

  @Test("hundreds of groups have room")
  func manyGroups() throws {
    let expression = (0..<500).map { "%{INT:f\($0):int}" }.joined(separator: ",")
    let text = (0..<500).map(String.init).joined(separator: ",")
    let found = try #require(try captures(expression, text))
    #expect(found.count == 500)
    #expect(found["f499"] == 499)
  }

  @Test("empty captures are kept where the set says so, unmatched ones as null")
  func keepEmpty() throws {
    let set = try GrokSet(
      ["1=%{WORD:foo1} *(?:2=%{WORD:foo2})*(?<foo3>)"], library: library(),
      keepEmptyCaptures: true)
    #expect(dictionary(set.evaluate("1=test")) == ["foo1": "test", "foo2": .null, "foo3": ""])
  }

  @Test("a text that cannot be converted stays a text and is tagged")
  func failure() throws {
    let set = try GrokSet(["%{DATA:a:int} %{INT:b:int}$"], library: library())
    let result = set.evaluate("12abc 7")
    #expect(dictionary(result) == ["a": "12abc", "b": 7])
    #expect(result.tags == ["_grok_convert_failure"])
    #expect(result["b"] == 7)
  }

  @Test("bytes that are no UTF-8 come out as Latin-1")
  func latin1() throws {
    let set = try GrokSet(["%{GREEDYDATA:a}"], library: library())
    let result = set.evaluate([0x4D, 0xE4, 0x72, 0xC3, 0xA4, 0xFF, 0xC3])
    #expect(dictionary(result) == ["a": "Märäÿ\u{C3}"])
  }
}

/// Conversions by type.
@Suite struct Conversions {
  @Test(
    "a text becomes a value of its type",
    arguments: [
      (GrokType.int, "42", GrokValue.integer(42)), (.int, "-7", -7), (.int, "+7", 7),
      (.int, "5.75", 5), (.int, "-5.75", -5), (.int, ".5", 0), (.int, " 9 ", 9), (.int, "007", 7),
      (.int, "1e3", 1000), (.int, "-0", 0), (.int, "9223372036854775807", .integer(.max)),
      (.int, "9223372036854775808", .bigInteger("9223372036854775808")),
      (.long, "-000123456789012345678901", .bigInteger("-123456789012345678901")),
      (.float, "5.75", .double(5.75)), (.double, "1e-3", .double(0.001)), (.float, "3", .double(3)),
      (.float, ".5", .double(0.5)), (.float, "1.", .double(1)), (.float, "+1.5 ", .double(1.5)),
      (.boolean, "true", .boolean(true)), (.boolean, "FALSE", .boolean(false)),
      (.boolean, "1", .boolean(true)), (.hex, "0x1F", 31), (.hex, "ff", 255), (.hex, "-0a", -10),
      (.string, "x", "x"), (.lowercase, "ÄB", "äb"), (.uppercase, "äb", "ÄB"),
      (.microseconds, "212", 212_000), (.milliseconds, "4.5", 4_500_000),
      (.seconds, "1.0000000019", 1_000_000_001), (.seconds, "-.5", -500_000_000),
      (.seconds, " 9000000000. ", 9_000_000_000_000_000_000), (.microseconds, "0", 0),
    ] as [(GrokType, String, GrokValue)])
  func value(_ type: GrokType, _ text: String, _ expected: GrokValue) {
    let bytes = Array(text.utf8)
    let value = type.value(of: bytes.span)
    #expect(value == expected)
  }

  @Test(
    "a text that is none of its type has no value",
    arguments: [
      (GrokType.int, "12abc"), (.int, "0x1F"), (.int, ""), (.int, "-"), (.int, "."), (.int, "1e"),
      (.int, "1e99"), (.int, "1 2"), (.int, "1_000"), (.int, "٣"), (.float, "nan"), (.float, "inf"),
      (.float, "1e999"), (.float, "0x1p3"), (.float, "1,5"), (.float, "1.5x"), (.boolean, "maybe"),
      (.boolean, "truetruetruetruetrue"), (.hex, "0x"), (.hex, "xyz"), (.hex, "0x-1"),
      (.hex, "123456789012345678901"), (.seconds, "9300000000"), (.milliseconds, "1e3"),
      (.microseconds, ""), (.microseconds, "."), (.microseconds, "1.2.3"), (.seconds, "4.5 s"),
    ] as [(GrokType, String)])
  func none(_ type: GrokType, _ text: String) {
    let bytes = Array(text.utf8)
    let value = type.value(of: bytes.span)
    #expect(value == nil)
  }

  @Test("an integer is read from bytes or is none")
  func numbers() {
    func integer(_ text: String) -> Int64? {
      let bytes = Array(text.utf8)
      return GrokNumber.integer(bytes.span)
    }
    #expect(integer("-9223372036854775808") == .min)
    #expect(integer("9223372036854775808") == nil)
    #expect(integer("+12 ") == 12)
    #expect(integer("1.5") == nil)
    #expect(integer("") == nil)
  }
}

/// Several expressions for one subject.
@Suite struct Sets {
  @Test("the first pattern that matches ends the search")
  func first() throws {
    let set = try GrokSet(["x%{INT:a:int}", "%{INT:b:int}", "%{INT:c:int}"], library: library())
    let result = set.evaluate("12")
    #expect(result.patterns == [1])
    #expect(dictionary(result) == ["b": 12])
    #expect(result.tags.isEmpty)
  }

  @Test("without break_on_match all are tried and the fields merged")
  func all() throws {
    let set = try GrokSet(
      ["%{WORD:b}", "z%{INT:a}", "%{INT:b:int}"], library: library(), breakOnMatch: false)
    let result = set.evaluate("-- 12")
    #expect(result.patterns == [0, 2])
    #expect(dictionary(result) == ["b": ["12", 12]])
    #expect(result.tags.isEmpty)
  }

  @Test("no match is a tag")
  func none() throws {
    let result = try GrokSet(["%{INT:a}"], library: library()).evaluate("x")
    #expect(!result.matched)
    #expect(result.fields.isEmpty)
    #expect(result.tags == ["_grokparsefailure"])
  }

  @Test("a pattern knows where it was written")
  func origin() throws {
    let origin = PatternOrigin(file: "rules.yml", line: 12)
    let pattern = try GrokPattern("a", library: PatternLibrary(), origin: origin)
    let result = GrokSet([pattern]).evaluate("a")
    #expect(result.patterns == [0])
    #expect(GrokSet([pattern]).patterns[0].origin == origin)
  }

  @Test("a search given up is tagged as a timeout and nothing else")
  func timeout() throws {
    let set = try GrokSet(["%{INT:a}", "(.*a){30}", "%{WORD:b}"], library: library())
    let result = set.evaluate(String(repeating: "a", count: 68))
    #expect(result.tags == ["_groktimeout"])
    #expect(!result.matched)
    #expect(set.evaluate("1").tags == [])
  }
}
