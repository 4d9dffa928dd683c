/// Expressions that match lines of any kind with nothing of them.
enum EmptyMatchCheck {
  /// A line that a pattern hardly means.
  private static let strangeLine: [UInt8] = [0x01, 0x02, 0x01]

  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    guard subject.use == .expression, case .success(let pattern) = subject.compiled else {
      return []
    }
    var matcher = GrokMatcher()
    guard matcher.match(pattern, strangeLine.span) == .matched,
      matcher.range(ofGroup: 0)?.isEmpty == true
    else { return [] }
    return [
      GrokFinding(
        .emptyMatch, .warning, at: subject.root.place,
        "the expression matches every line, with no character of it",
        help: "make a part that the lines meant have obligatory: + for *, no ? behind it")
    ]
  }
}
