import Grok
import Testing

@Suite("searching on in a subject")
struct SearchOnTests {
  private func matches(_ expression: String, _ text: String) throws -> [Range<Int>] {
    let pattern = try GrokPattern(expression, library: PatternLibrary())
    let bytes = Array(text.utf8)
    let encoding = SubjectEncoding(of: bytes.span)
    var matcher = GrokMatcher()
    var found: [Range<Int>] = []
    var place = 0
    while matcher.match(pattern, bytes.span, encoding: encoding, from: place) == .matched,
      let range = matcher.range(ofGroup: 0)
    {
      found.append(range)
      place = max(range.upperBound, place + 1)
    }
    return found
  }

  @Test("each search goes on where it is told, and sees what stands before")
  func context() throws {
    #expect(try matches(#"\d+"#, "12 345 6") == [0..<2, 3..<6, 7..<8])
    #expect(try matches(#"\A\d"#, "123") == [0..<1])
    #expect(try matches(#"(?<=1)\d"#, "121") == [1..<2])
    #expect(try matches("é", "éaé") == [0..<2, 3..<5])
    #expect(try matches("", "ab") == [0..<0, 1..<1, 2..<2])
  }

  @Test("a place outside the subject finds nothing", arguments: [-1, 4, Int.max, .min])
  func outside(place: Int) throws {
    let pattern = try GrokPattern("a?", library: PatternLibrary())
    let bytes = Array("aaa".utf8)
    var matcher = GrokMatcher()
    let outcome = matcher.match(pattern, bytes.span, encoding: .ascii, from: place)
    #expect(outcome == .noMatch)
  }
}
