/// How an expression matches, and how much it may cost.
public struct GrokOptions: Sendable, Equatable {
  /// Whether `.` matches a line feed, as in Logstash; Elasticsearch's does not.
  public var dotMatchesNewline = true

  /// Whether a match must begin where the subject begins.
  public var anchoredAtStart = false

  /// Whether a match must end where the subject ends.
  public var anchoredAtEnd = false

  /// Whether `%{WORD}` captures under the name `WORD`.
  public var capturesUnnamed = false

  /// PCRE2's match limit: backtracking steps from one starting point.
  ///
  /// 10 million, PCRE2's own default: some tens of milliseconds.
  public var matchLimit: UInt32 = 10_000_000

  /// The time after which a search is given up.
  ///
  /// Looked at between starting points, so that a search ends at most one ``matchLimit`` later.
  public var timeBudget = Duration.seconds(1)

  /// The defaults.
  public init() {}
}
