import Testing

@testable import LogInput

@Suite("BraceExpansion")
struct BraceExpansionTests {
  @Test(
    "sets stand for their alternatives, as in a shell",
    arguments: [
      ("a", ["a"]), ("", [""]), ("{a,b}", ["a", "b"]), ("x{a,b}y", ["xay", "xby"]),
      ("{a,b}{1,2}", ["a1", "a2", "b1", "b2"]), ("{a,}b", ["ab", "b"]), ("{,}", ["", ""]),
      ("{a,{b,c}d}", ["a", "bd", "cd"]), ("{a/b,c}/*.log", ["a/b/*.log", "c/*.log"]),
      ("{a}", ["{a}"]), ("{x{a,b}}", ["{xa}", "{xb}"]), ("a{b", ["a{b"]), ("a}b", ["a}b"]),
      ("{{a,b}", ["{a", "{b"]), ("{a,b}}", ["a}", "b}"]), ("{a,{b}", ["{a,{b}"]),
      (#"\{a,b}"#, [#"\{a,b}"#]), (#"{a\,b,c}"#, [#"a\,b"#, "c"]), ("a,b", ["a,b"]),
      ("{{a,b},c}{d", ["a{d", "b{d", "c{d"]),
    ])
  func expands(_ pattern: String, _ texts: [String]) {
    #expect(BraceExpansion(pattern).texts == texts)
    #expect(!BraceExpansion(pattern).isCut)
  }

  @Test("there are never more than a thousand, nor does it take long")
  func limit() {
    let many = BraceExpansion(String(repeating: "{a,b,c}", count: 500))
    #expect(many.texts.count == BraceExpansion.limit)
    #expect(many.isCut)
    let deep = String(repeating: "{a,", count: 900) + "b" + String(repeating: "}", count: 900)
    #expect(BraceExpansion(deep).texts.count == 901)
    #expect(BraceExpansion(String(repeating: "{", count: 4000)).texts.count == 1)
    #expect(BraceExpansion(String(repeating: "{a,b}", count: 4000)).texts.count == 1)
  }

  @Test("any bytes are taken", arguments: Array(UInt64(1)...50))
  func random(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let characters = Array("{{{}}},,,\\a*/é")
    for _ in 1...100 {
      let length = Int.random(in: 0...60, using: &random)
      let text = String((0..<length).map { _ in characters.randomElement(using: &random) ?? "a" })
      let texts = BraceExpansion(text).texts
      #expect((1...BraceExpansion.limit).contains(texts.count))
      #expect(texts.allSatisfy { $0.utf8.count <= text.utf8.count })
    }
  }
}
