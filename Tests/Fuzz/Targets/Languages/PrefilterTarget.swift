import Grok

/// Sets of patterns: the choice by literals gives what trying all of them gives.
final class PrefilterTarget: FuzzTarget {
  static let name = "prefilter"
  static let words =
    GrokTarget.words + ["alpha", "Beta", "\nalpha", "(?i:s)", "\u{17F}", "\u{212A}"]
  static let seeds = [
    "alpha %{INT}\n(?:beta|gamma) x\n(?i)Delta[sk]+\nbeta x dELTAks 12",
    "a(?=bcd)\n(?:abc)?d\nabc{2,3}\n(?<x>abc|)\\k<x>d\nabccd",
  ].map { Array($0.utf8) }

  private let library: PatternLibrary
  private var matcher = GrokMatcher()

  init() {
    guard let library = try? PatternLibrary.standard(.ecs) else {
      fatalError("the standard library does not load")
    }
    self.library = library
  }

  /// An input is an expression a line, and the subject in the last.
  func run(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count > 2, let last = lines.last else { return }
    let subject = Array(last)
    var options = GrokOptions()
    options.matchLimit = 5000
    options.timeBudget = .seconds(60)
    let patterns = lines.dropLast().prefix(6).compactMap {
      try? GrokPattern(text($0), library: library, options: options)
    }
    var matched: [Int] = []
    for (index, pattern) in patterns.enumerated() {
      switch matcher.match(pattern, subject.span) {
      case .matched: matched.append(index)
      case .noMatch: break
      // Which pattern meets its limit first is not what this is about.
      case .limit: return
      }
    }
    let set = GrokSet(patterns, breakOnMatch: false, timeBudget: .seconds(60))
    let found = set.evaluate(subject).patterns
    hold(found == matched, "\(found), where all tried give \(matched)")
  }
}
