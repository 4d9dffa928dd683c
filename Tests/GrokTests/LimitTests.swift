import Grok
import Testing

/// Searches that would take for ever.
@Suite struct Limits {
  private static func search(
    _ expression: String, _ subject: [UInt8], options: GrokOptions = GrokOptions()
  ) throws -> (outcome: GrokOutcome, duration: Duration) {
    let pattern = try GrokPattern(expression, library: library(), options: options)
    var matcher = GrokMatcher()
    var outcome = GrokOutcome.noMatch
    let duration = ContinuousClock().measure { outcome = matcher.match(pattern, subject.span) }
    return (outcome, duration)
  }

  @Test("a pattern that backtracks without end is given up in a fraction of a second")
  func steps() throws {
    let (outcome, duration) = try Self.search("(.*a){30}", Array(repeating: 0x61, count: 68))
    #expect(outcome == .limit(.steps))
    #expect(duration < .milliseconds(500))
  }

  @Test("the step limit is the caller's")
  func matchLimit() throws {
    var options = GrokOptions()
    options.matchLimit = 50
    let subject = Array(repeating: UInt8(0x61), count: 30)
    #expect(
      try Self.search("(?:a?){20}b?c|a+$", subject, options: options).outcome == .limit(.steps))
    options.matchLimit = 10_000_000
    #expect(try Self.search("a+$", subject, options: options).outcome == .matched)
  }

  @Test("a search from every place of a long subject is held to its time")
  func time() throws {
    var options = GrokOptions()
    options.timeBudget = .milliseconds(50)
    let subject = Array(repeating: UInt8(0x7A), count: 1 << 20)
    let (outcome, duration) = try Self.search("[^x]*[xy]", subject, options: options)
    #expect(outcome == .limit(.time))
    #expect(duration < .seconds(2))
  }

  @Test("a match far into a long subject is found", arguments: ["a", "é"])
  func farMatch(_ filler: String) throws {
    let text = String(repeating: filler, count: 300_000) + "x42" + filler
    let (outcome, _) = try Self.search("x(?<n>\\d+)", Array(text.utf8))
    #expect(outcome == .matched)
    let pattern = try GrokPattern("x(?<n>\\d+)", library: library())
    #expect(match(pattern, Array(text.utf8)) == Array("x42".utf8))
    #expect(match(try GrokPattern("\\Gx", library: library()), Array(text.utf8)) == nil)
    #expect(match(try GrokPattern("\\Ax", library: library()), Array(text.utf8)) == nil)
    #expect(
      match(try GrokPattern("(?<=(?:\(filler)))x4", library: library()), Array(text.utf8)) != nil)
  }

  @Test("backtracking past the memory is given up")
  func memory() throws {
    let subject = Array(String(repeating: "ab", count: 1 << 19).utf8)
    #expect(try Self.search("(?:a|b)*$", subject).outcome == .limit(.memory))
  }

  @Test("a matcher goes on after a limit")
  func goesOn() throws {
    let slow = try GrokPattern("(.*a){30}", library: library())
    let quick = try GrokPattern("a+", library: library())
    var matcher = GrokMatcher()
    let subject = Array(repeating: UInt8(0x61), count: 68)
    let first = matcher.match(slow, subject.span)
    let nowhere = matcher.range(ofGroup: 0)
    #expect(first == .limit(.steps) && nowhere == nil)
    let second = matcher.match(quick, subject.span)
    let range = matcher.range(ofGroup: 0)
    #expect(second == .matched && range == 0..<68)
  }
}
