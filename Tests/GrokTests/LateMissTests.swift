import Testing

@testable import Grok

/// What a line costs that fails near its end, where a pattern has read nearly all of it.
///
/// Every part that can be read in two ways doubles that cost, and so does every place from which the
/// line can be tried anew; a match shows nothing of either.
@Suite("Late misses")
struct LateMissTests {
  /// The most that a late miss may cost, in matches.
  ///
  /// The patterns are made for ten; a machine that does other things meanwhile gets as much again.
  static let mostMatches = 20.0

  @Test(
    "a line damaged near its end is refused in the time of a few matches",
    arguments: StandardPatternNames.all, Flavour.allCases)
  func ratio(row: StandardPatternNames, flavour: Flavour) throws {
    let library = try PatternLibrary.standard(flavour)
    for name in row.names(flavour) {
      guard let definition = library[name] else { continue }
      let examples = definition.examples.filter { $0.matches && $0.text.utf8.count > 40 }
      guard !examples.isEmpty else { continue }
      let pattern = try GrokPattern("%{\(name)}", library: library)
      guard pattern.fields.count > 2 else { continue }
      for example in examples { check(pattern, Array(example.text.utf8)) }
    }
  }

  private func check(_ pattern: GrokPattern, _ line: [UInt8]) {
    var matcher = GrokMatcher()
    guard let damaged = Self.damaged(line, pattern, &matcher) else { return }
    // Slow once may be chance; slow three times is the pattern.
    var ratio = Double.infinity
    for _ in 0..<3 where ratio > Self.mostMatches {
      ratio =
        Self.time(pattern, damaged, &matcher) / Self.time(pattern, line, &matcher)
    }
    #expect(
      ratio <= Self.mostMatches,
      "\(pattern.expression): \(String(decoding: damaged, as: UTF8.self))")
  }

  /// The line with a byte replaced, the last one that spoils the match.
  private static func damaged(
    _ line: [UInt8], _ pattern: GrokPattern, _ matcher: inout GrokMatcher
  ) -> [UInt8]? {
    for index in line.indices.reversed() {
      for byte in [UInt8(ascii: "\u{1}"), UInt8(ascii: "x"), UInt8(ascii: " ")] {
        var damaged = line
        damaged[index] = byte
        if matcher.match(pattern, damaged.span) == .noMatch { return damaged }
      }
    }
    return nil
  }

  /// The least time of some searches, in nanoseconds.
  private static func time(
    _ pattern: GrokPattern, _ line: [UInt8], _ matcher: inout GrokMatcher
  ) -> Double {
    let clock = ContinuousClock()
    var least = Duration.seconds(1)
    for _ in 0..<5 {
      let time = clock.measure {
        for _ in 0..<8 { _ = matcher.match(pattern, line.span) }
      }
      least = min(least, time)
    }
    return Double(least.components.attoseconds) / 1e9 / 8
  }
}
