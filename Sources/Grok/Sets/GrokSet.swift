/// Several expressions for the same subject, and what to make of their captures.
///
/// This is the convenient way, in terms of strings and values. A program that counts nanoseconds
/// asks a ``GrokMatcher`` for ranges instead.
///
///     let library = try PatternLibrary.standard(.ecs)
///     let set = try GrokSet(["%{IP:client.ip} %{INT:bytes:int}"], library: library)
///     let result = set.evaluate("192.0.2.7 512")
///     result["bytes"]  // .integer(512)
public struct GrokSet: Sendable {
  /// The patterns, in the order they are tried.
  public let patterns: [GrokPattern]

  /// Whether the first match ends the search; otherwise all are tried, and the fields merged.
  public var breakOnMatch: Bool

  /// Whether captures that are empty, or took no part, are kept.
  public var keepsEmptyCaptures: Bool

  /// The time all patterns together may take on one subject.
  public var timeBudget: Duration

  private let prefilter: GrokPrefilter

  /// Puts compiled patterns together.
  public init(
    _ patterns: [GrokPattern], breakOnMatch: Bool = true, keepEmptyCaptures: Bool = false,
    timeBudget: Duration = .seconds(1)
  ) {
    self.patterns = patterns
    prefilter = GrokPrefilter(patterns)
    self.breakOnMatch = breakOnMatch
    keepsEmptyCaptures = keepEmptyCaptures
    self.timeBudget = timeBudget
  }

  /// Compiles expressions.
  ///
  /// - Throws: ``GrokError`` for the first that is wrong.
  public init(
    _ expressions: [String], library: PatternLibrary, options: GrokOptions = GrokOptions(),
    breakOnMatch: Bool = true, keepEmptyCaptures: Bool = false
  ) throws(GrokError) {
    var patterns: [GrokPattern] = []
    for expression in expressions {
      patterns.append(try GrokPattern(expression, library: library, options: options))
    }
    self.init(
      patterns, breakOnMatch: breakOnMatch, keepEmptyCaptures: keepEmptyCaptures,
      timeBudget: options.timeBudget)
  }

  /// Matches a text.
  public func evaluate(_ subject: String) -> GrokResult {
    var matcher = GrokMatcher()
    let bytes = Array(subject.utf8)
    return evaluate(bytes.span, with: &matcher)
  }

  /// Matches bytes of any kind.
  public func evaluate(_ subject: [UInt8]) -> GrokResult {
    var matcher = GrokMatcher()
    return evaluate(subject.span, with: &matcher)
  }

  /// Matches bytes with a matcher that is used again for the next.
  public func evaluate(_ subject: [UInt8], with matcher: inout GrokMatcher) -> GrokResult {
    evaluate(subject.span, with: &matcher)
  }

  /// Matches bytes with a matcher that is used again for the next.
  public func evaluate(_ subject: Span<UInt8>, with matcher: inout GrokMatcher) -> GrokResult {
    let encoding = SubjectEncoding(of: subject)
    let deadline = ContinuousClock.now.advanced(by: timeBudget)
    var result = GrokResult()
    prefilter.select(subject, &matcher.candidates)
    while let index = matcher.candidates.popFirst() {
      let pattern = patterns[index]
      switch matcher.match(pattern, subject, encoding: encoding) {
      case .noMatch: break
      case .limit:
        result.tags = [GrokTag.timeout]
        return result
      case .matched:
        result.patterns.append(index)
        CaptureReader(pattern: pattern, keepsEmpty: keepsEmptyCaptures)
          .read(subject, matcher, into: &result)
        if breakOnMatch { return result }
      }
      if index + 1 < patterns.count, ContinuousClock.now >= deadline {
        result.tags = [GrokTag.timeout]
        return result
      }
    }
    if !result.matched { result.tags.append(GrokTag.parseFailure) }
    return result
  }
}
