@testable import Grok

/// Grok expressions: an error or a pattern, and a match or none, in bounded time.
final class GrokTarget: FuzzTarget {
  static let name = "grok"
  static let words = [
    "(?<a>", "(?:", "(?i)", "(?~", "(?(", "(?#", "[^", "[[:alpha:]]", "&&", "{1,", "{2}", "*?",
    "++",
    "\\k<a>", "\\g<a>", "\\g<0>", "\\1", "\\Q", "\\p{L}", "\\u00e9", "\\x{e9}", "%{WORD}",
    "%{INT:n:int}", "%{Q=", ":float}", "\\b", "\\R", "\\X", "(?x)", "(?=", "(?<!", "(?>",
    "%{IP:a.b}",
    "\\h", "\\G", "\\K", "\\z", "[a-é]",
  ]
  static let seeds = [
    "%{IP:client.ip} %{WORD:w} %{NUMBER:n:float}\n192.0.2.7 GET 5.1",
    "(?<a>x|y)+?\\k<a>[[:alpha:]é&&[^b]]{2,3}\\R?$\nxyyzé", "(?i)\\p{Lu}\\b(?=a)(?~b)\nAab",
    "(?x) a # b\n\\Q.\\E\\x{e9}\\u00e9\na.éé", "%{Q=[0-9]+:q:int}|\\g<1>(a\\g<0>?)\n12",
  ].map { Array($0.utf8) }

  private let library: PatternLibrary
  private var matcher = GrokMatcher()

  init() {
    guard let library = try? PatternLibrary.standard(.ecs) else {
      fatalError("the standard library does not load")
    }
    self.library = library
  }

  /// An input is an expression, and the subject after its last line feed.
  func run(_ bytes: [UInt8]) {
    let split = bytes.lastIndex(of: 0x0A) ?? bytes.count
    let subject = Array(bytes[min(split + 1, bytes.count)...])
    var options = GrokOptions()
    options.matchLimit = 10_000
    options.timeBudget = .milliseconds(200)
    guard
      let pattern = try? GrokPattern(text(bytes[..<split]), library: library, options: options)
    else { return }
    guard matcher.match(pattern, subject.span) == .matched else { return }
    guard let all = matcher.range(ofGroup: 0) else { fatalError("a match without its place") }
    hold(all.upperBound <= subject.count, "a match outside the subject")
    hold(all.upperBound >= pattern.minimumLength, "shorter than \(pattern.minimumLength)")
    hold(subject.starts(with: pattern.requiredPrefix), "without \(pattern.requiredPrefix)")
    for group in 1..<max(pattern.groupCount + 1, 1) {
      guard let range = matcher.range(ofGroup: group) else { continue }
      hold(range.upperBound <= subject.count, "a group outside the subject")
    }
  }
}
