import Testing

@testable import EventFilter

/// Events to ask about, by name.
enum Sample {
  static let created = #"""
    {"@timestamp":"2016-05-13T16:29:54.229Z","message":"Object: [CfgFolder], \"name\" [Demands]","log":{"level":"Std","file":{"path":"cs.log"},"offset":1234},"event":{"code":"24200","action":"object-created","severity":4},"genesys":{"object":{"type":"CfgFolder","name":"Grüße","dbid":268},"text_number":"00042","big":9223372036854775807,"ratio":0.5,"active":true},"tags":["stale","_truncated"],"ports":[5060,5061],"none":null,"empty":[]}
    """#
  static let received = #"{"log":{"level":"Trace"},"event":{"code":"04541"}}"#
}

@Suite("Event filter")
struct EventFilterTests {
  @Test(
    "a comparison holds for the created object",
    arguments: [
      // equality
      "event.action = object-created", "event.action == 'object-created'",
      #"event.action = "object-created""#, "event.action != object-changed",
      "message = 'Object: [CfgFolder], \"name\" [Demands]'", "genesys.object.name = Grüße",
      "genesys.object.name != 'grüße'", "genesys.active = true", "genesys.active != false",
      "genesys.active = 'true'",
      // order of text
      "event.action > object", "event.action >= object-created", "event.action < object-created0",
      "event.action <= object-created", "not event.action < object-created",
      // numbers
      "genesys.object.dbid = 268", "genesys.object.dbid = 268.0", "genesys.object.dbid=2.68e2",
      "genesys.object.dbid > -5", "genesys.object.dbid <268.5", "genesys.object.dbid = '268'",
      "genesys.object.dbid < '1000'", "genesys.text_number = 42", "genesys.text_number != '42'",
      "genesys.text_number < 43", "genesys.ratio > 0.25", "genesys.ratio = 5e-1",
      "genesys.big > 9223372036854775806", "genesys.big = 9223372036854775807",
      "genesys.big != 9223372036854775806", "genesys.big < 1e30",
      "not genesys.object.name > 5", "not genesys.object.name < 5", "log.offset >= +1234",
      // lists
      "event.action in (object-created, object-deleted)", "event.action in ('object-created')",
      "event.action not in (x, 'y z')", "genesys.object.dbid in (1, 268)",
      // levels
      "log.level = Std", "log.level = standard", "log.level >= Std", "log.level >= INT",
      "log.level > Interaction", "log.level > trc", "log.level > Debug", "log.level > None",
      "log.level < Alr", "log.level <= Alarm", "log.level != Trc", "log.level in (Std, Alr)",
      "log.level not in (Dbg, Trc)", "log.level != Unknown", "log.level != 'ERROR'",
      "log.level >= 'Std'",
      // message ids
      "event.code = 24200", "event.code = '24200'", "event.code in (24200, 24201)",
      "event.code >= 4541", "event.code > 04541", "event.code < 24201", "event.code != 2420",
      "event.code != other",
      // times
      "@timestamp = 2016-05-13", "@timestamp >= 2016-05-13", "@timestamp <= 2016-05-13",
      "@timestamp < 2016-05-14", "@timestamp > 2016-05-12", "@timestamp = 2016-05-13T16:29",
      "@timestamp = 2016-05-13T16:29:54", "@timestamp = 2016-05-13T16:29:54.229Z",
      "@timestamp = '2016-05-13 16:29:54.229'", "@timestamp = 2016-05-13T18:29:54.229+02:00",
      "@timestamp = 2016-05-13T09:29:54.229-0700", "@timestamp = 2016-05-13T18:29+02",
      "@timestamp < 2016-05-13T16:29:54.230", "@timestamp > 2016-05-13T16:29:54.228999",
      "@timestamp != 2016-05-14", "@timestamp in (2016-05-12, 2016-05-13)",
      "not @timestamp > 2016-05-13",
      // arrays
      "tags = stale", "tags = _truncated", "tags in (x, stale)", "tags != other",
      "not tags != stale", "tags not in (x, y)", "not tags not in (x, stale)", "ports > 5060",
      "ports < 5061", "ports = 5061", "tags =~ trunc", "not tags !~ trunc",
      // presence
      "tags", "exists(tags)", "exists(empty)", "genesys.object", "exists ( genesys.object.dbid )",
      "not none", "not user.name", "not exists(genesys.object.x)",
      "`genesys.object.dbid` = 268",
      // absent fields
      "user.name != x", "user.name not in (x)", "user.name !~ x", "not user.name = x",
      "not user.name < x", "not user.name >= x", "not user.name =~ x", "none != x",
      // objects satisfy no comparison
      "genesys.object != x", "not genesys.object =~ dbid",
      // regular expressions
      "message =~ 'Cfg[A-Z]older'", "message =~ 'name\" \\[(\\w+)\\]$'", "message !~ '^name'",
      "event.action =~ ^object-", "genesys.object.dbid =~ '^26'", "genesys.active =~ tru",
      "message =~ '(?i)OBJECT'",
    ])
  func holds(expression: String) throws {
    #expect(try matches(expression, Sample.created))
    #expect(try !matches("not (\(expression))", Sample.created))
    #expect(try matches("!(\(expression))", Sample.created) == false)
  }

  @Test(
    "a comparison holds for the received message",
    arguments: [
      "event.code = 4541", "event.code = 04541", "event.code = '4541'", "event.code < 24200",
      "event.code in (4541)", "event.code <= 04541", "log.level = Trc", "log.level < Int",
      "log.level > Dbg", "log.level <= Trace", "not log.level >= Std",
    ])
  func holdsForReceived(expression: String) throws {
    #expect(try matches(expression, Sample.received))
  }

  @Test(
    "and binds more tightly than or, not more tightly than both",
    arguments: [
      ("t or f and f", true), ("(t or f) and f", false), ("f and f or t", true),
      ("f and (f or t)", false), ("not f and f", false), ("not (f and f)", true),
      ("not t or t", true), ("t and not f", true), ("! ! t", true), ("!!t", true),
      ("!t||t&&!f", true), ("t and t and t and f", false), ("f or f or f or t", true),
      ("f or (t and (f or (t and t)))", true), ("t AND NOT f OR f", true), ("t &&!f", true),
      ("not not not f", true), ("t and (f or f)", false), ("(t)", true), ("((f))", false),
    ])
  func precedence(expression: String, expected: Bool) throws {
    #expect(try matches(expression, #"{"t":1}"#) == expected)
  }

  @Test("blanks and new lines between words do not matter")
  func blanks() throws {
    #expect(
      try matches("\n event.code\tin\n(24200,24201)\r\n and\n log.level>=Std ", Sample.created))
    #expect(try matches("event.code=24200&&log.level!=Alr", Sample.created))
  }

  @Test("a quote inside text is written twice, and a backslash is a backslash")
  func quotes() throws {
    let event = #"{"a":"it's \"C:\\x\""}"#
    #expect(try matches(#"a = 'it''s "C:\x"'"#, event))
    #expect(try matches(#"a = "it's ""C:\x""""#, event))
  }

  @Test("words of the language can be asked for in quotes")
  func keywordsAsText() throws {
    #expect(try matches("a = 'and' or a = 'not'", #"{"a":"not"}"#))
    #expect(try matches("`in` = 'in' and `x y`", #"{"in":"in","x y":1}"#))
    #expect(try matches("exists = 1", #"{"exists":1}"#))
  }

  @Test("levels and times that are no such things satisfy no order")
  func foreignValues() throws {
    let event = #"{"log":{"level":"ERROR"},"@timestamp":"yesterday","event":{"code":"GCTI"}}"#
    #expect(try !matches("log.level >= None or log.level < Alr or log.level = Std", event))
    #expect(try matches("log.level = 'ERROR'", event))
    #expect(try !matches("@timestamp > 1970-01-01 or @timestamp <= 1970-01-01", event))
    #expect(try !matches("event.code > 0 or event.code < 99999", event))
    #expect(try matches("event.code = GCTI", event))
    #expect(try matches("log.level = Unk", #"{"log":{"level":"Unknown"}}"#))
    #expect(try !matches("log.level < Std or log.level > Std", #"{"log":{"level":"Unk"}}"#))
  }

  @Test("one evaluator answers for one event after the other")
  func manyEvents() throws {
    let filter = try EventFilter("message =~ 'a\"b' or event.code = 1")
    var evaluator = filter.makeEvaluator()
    for _ in 0..<3 {
      for (event, expected) in [
        (#"{"message":"xa\"bx"}"#, true), (#"{"message":"ab"}"#, false),
        (#"{"event":{"code":"00001"}}"#, true), ("", false), ("{}\n", false),
      ] {
        let bytes = Array(event.utf8)
        let found = evaluator.matches(bytes.span)
        #expect(found == expected)
      }
    }
  }

  @Test("any text is a filter or an error that describes itself, any bytes an event")
  func survivesAnyText() throws {
    var random = SeededGenerator(seed: 3)
    let pieces = [
      "a", "log.level", "event.code", "@timestamp", "and", "or", "not", "in", "exists", "(", ")",
      ",", "'", "\"", "`", "=", "!=", "<", ">=", "=~", "!~", "!", "&&", "||", "~", "Std", "24200",
      "2016-05-13", "'x'", "[", "\\", "\u{0}", "é", "😀", "..", "\n", "(?<", "{",
    ]
    var compiled = 0
    for _ in 0..<5000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...9, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
        if Bool.random(using: &random) { text += " " }
      }
      do {
        _ = try matches(text, Sample.created)
        compiled += 1
      } catch {
        #expect("\(error)".contains("\nhelp: "))
      }
    }
    #expect(compiled > 100)
  }

  private func matches(_ expression: String, _ event: String) throws(EventFilterError) -> Bool {
    var evaluator = try EventFilter(expression).makeEvaluator()
    let bytes = Array(event.utf8)
    return evaluator.matches(bytes.span)
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
