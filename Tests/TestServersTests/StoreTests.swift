import Testing

@testable import TestServers

@Suite("double: what it is made of")
struct StoreTests {
  @Test(
    "JSON is read and written as it is",
    arguments: [
      #"{"a":[1,-2.5,1e+30,true,false,null,"é\n\"\\"]}"#, "[]", "{}", " 7 ",
      #""\u00e9\ud83d\ude00""#,
    ])
  func json(text: String) throws {
    let json = try #require(JSON(parsing: text))
    #expect(JSON(parsing: json.line) == json)
    #expect(JSON(parsing: json.pretty) == json)
  }

  @Test(
    "what is no JSON is not read",
    arguments: [
      "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "+1", "nul", "\"\u{1}\"", "\"\\x\"",
      "\"\\u12g4\"", "1 2", "{a:1}", "'a'", "{\"a\":1,\"a\":2}", "\"a",
    ])
  func noJSON(text: String) {
    #expect(JSON(parsing: text) == nil)
  }

  @Test("depth is bounded")
  func deep() {
    #expect(
      JSON(parsing: String(repeating: "[", count: 400) + String(repeating: "]", count: 400)) != nil)
    #expect(JSON(parsing: String(repeating: "[", count: 100_000)) == nil)
    #expect(JSON(parsing: [0x22, 0xFF, 0x22]) == nil)
  }

  @Test("a table of documents is a dictionary that remembers the order", arguments: 0..<20)
  func table(round: Int) {
    var random = SeededRandom(UInt64(round))
    var (table, model) = (DocumentTable(), [String: String]())
    for step in 0..<2000 {
      let id = String(Int.random(in: 0..<300, using: &random))
      let kept = String(repeating: "x", count: Int.random(in: 0..<50, using: &random)) + "\(step)"
      let (idBytes, keptBytes) = (Array(id.utf8), Array(kept.utf8))
      if Int.random(in: 0..<4, using: &random) == 0 {
        #expect((table.remove(idBytes.span) != nil) == (model.removeValue(forKey: id) != nil))
      } else {
        let replaces = Bool.random(using: &random)
        let version = table.put(
          idBytes.span, kept: keptBytes.span, sourceHash: 0, replaces: replaces)
        #expect((version == nil) == (model[id] != nil && !replaces))
        if version != nil { model[id] = kept }
      }
    }
    #expect(table.count == model.count)
    var found: [String: String] = [:]
    for number in 0..<table.ever {
      if let document = table.document(at: number) { found[document.id] = document.kept }
    }
    #expect(found == model)
    #expect(table.document("7")?.kept == model["7"])
  }

  @Test(
    "patterns cover names, and meet each other",
    arguments: [
      ("a*", "abc", true), ("*", "", true), ("a*c", "abc", true), ("a*c", "ab", false),
      ("logs-*-*", "logs-a-b", true), ("logs-*-*", "logs-a", false), ("", "", true),
      ("", "a", false),
      ("a*", "*b", true), ("a*", "b*", false), ("*-x-*", "logs-*-*", true), ("a*b", "a*c", false),
    ])
  func wildcards(pattern: String, other: String, meets: Bool) {
    #expect(Wildcard.overlap(pattern, other) == meets)
    #expect(Wildcard.overlap(other, pattern) == meets)
  }

  @Test(
    "dates are told from other texts",
    arguments: [
      ("2026-01-12T08:15:00.124Z", true), ("2026-01-12T08:15:00,123456789+01:00", true),
      ("2026-01-12", true), ("2026", true), ("2026-01-12T08:15", true), ("1768205700000", true),
      ("2026-1-12", false), ("2026-01-12 08:15", false), ("", false), ("x", false),
      ("2026-01-12T08:15:00.Z", false), ("2026-01-12T08:15:00Zx", false),
    ])
  func dates(text: String, isDate: Bool) {
    #expect(FieldType.isDate(text) == isDate)
  }

  @Test(
    "base64 is that of RFC 4648",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func base64(text: String, encoded: String) {
    #expect(Base64.encoded(text) == encoded)
  }

  @Test(
    "the sink looks at the framing",
    arguments: [
      ("{\"create\":{}}\n{}\n", 1), ("{\"index\":{}}\n{\"a\":1}\n{\"create\":{}}\n{}\n", 2),
      ("", nil),
      ("{\"create\":{}}\n{}", nil), ("{\"create\":{}}\n", nil), ("{\"delete\":{}}\n{}\n", nil),
      ("{\"create\":{}}\n[]\n", nil), ("\n\n", nil), ("{}\n{}\n", nil),
    ] as [(String, Int?)])
  func sink(body: String, count: Int?) {
    let bytes = Array(body.utf8)
    #expect(BulkSink.count(bytes.span) == count)
  }
}
