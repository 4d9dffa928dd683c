import Testing

@testable import PatternTools

@Suite("a text as a terminal may show it")
struct ShownTextTests {
  private static func shown(_ text: [UInt8], around place: Int = 0, mark: Range<Int>) -> [String] {
    let shown = ShownText(text, around: place)
    return [shown.text, shown.marks([ShownText.Mark(range: mark, sign: "^", paint: { $0 })])]
  }

  @Test("marks stand below their bytes, whatever is shown for them")
  func marks() {
    #expect(Self.shown(Array("abc".utf8), mark: 1..<2) == ["abc", " ^"])
    #expect(Self.shown(Array("aé日b".utf8), mark: 6..<7) == ["aé日b", "    ^"])
    #expect(Self.shown([0x61, 0xFF, 0x62], mark: 2..<3) == [#"a\xFFb"#, "     ^"])
    #expect(Self.shown([0x1B, 0x09, 0x62], mark: 1..<2) == ["␛␉b", " ^"])
    #expect(Self.shown(Array("ab".utf8), mark: 2..<2) == ["ab", "  ^"])
    #expect(Self.shown([], mark: 0..<0) == ["", "^"])
  }

  @Test("a long line is cut around the place that matters, and only its own line is shown")
  func cut() {
    let long = Array(String(repeating: "x", count: 1000).utf8) + [0x0A] + Array("next".utf8)
    let shown = Self.shown(long, around: 500, mark: 500..<501)
    #expect(shown[0].hasPrefix("...xxx") && shown[0].hasSuffix("xxx..."))
    #expect(shown[1].count == 74 && shown[1].hasSuffix(" ^"))
    #expect(Self.shown(long, around: 1003, mark: 1001..<1002) == ["next", "^"])
    #expect(Self.shown(long, around: 5000, mark: 0..<0)[0] == "next")
  }

  @Test("a piece of text is quoted in one line")
  func quoted() {
    #expect(ShownText.quoted(Array("a\n\u{1B}".utf8)[...]) == #""a␊␛""#)
    #expect(ShownText.quoted([0xE2, 0x82][...]) == #""\xE2\x82""#)
  }
}
