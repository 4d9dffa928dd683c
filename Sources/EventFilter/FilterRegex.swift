import Grok

/// The right side of `=~`: a regular expression in the dialect of Grok patterns, without `%{...}`.
struct FilterRegex: Sendable {
  /// Why an expression does not compile.
  struct Problem: Error {
    /// What is wrong, in words.
    let reason: String
    /// The characters of the expression that are to blame; nil where that is not known.
    let characters: Range<Int>?
  }

  fileprivate let pattern: GrokPattern

  /// Compiles an expression.
  init(_ expression: String) throws(Problem) {
    do {
      pattern = try GrokPattern(expression, library: PatternLibrary())
    } catch {
      throw Problem(error)
    }
  }
}

extension FilterRegex {
  /// What one thread needs to search.
  struct Matcher: ~Copyable {
    private var matcher = GrokMatcher()

    /// Whether the expression matches anywhere in the part `range` of `bytes`.
    ///
    /// A search that hits a limit of steps, memory or time finds nothing.
    mutating func matches(
      _ regex: FilterRegex, _ bytes: Span<UInt8>, _ range: Range<Int>
    ) -> Bool {
      matcher.match(regex.pattern, bytes.extracting(range)) == .matched
    }
  }
}

extension FilterRegex.Problem {
  /// Says what Grok found, as it concerns a filter.
  fileprivate init(_ error: GrokError) {
    switch error {
    case .syntax(let problem, let location):
      self.init(problem.message, location)
    case .unknownPattern(let name, _, let location):
      self.init("%{\(name)} is a reference to a pattern, and a filter has none", location)
    case .engine(let message, let location):
      self.init(message, location)
    case .circularReference(_, let location), .fieldConflict(_, _, let location),
      .tooLarge(_, _, let location), .jitRefused(_, let location):
      self.init(FilterRegex.Problem.firstLine(of: error), location)
    case .jitUnavailable, .malformedLine, .wrongFlavour, .badName, .unreadable:
      self.init(reason: FilterRegex.Problem.firstLine(of: error), characters: nil)
    }
  }

  private init(_ reason: String, _ location: GrokLocation) {
    let start = location.column - 1
    let isWhole = location.pattern == nil && location.line == 0
    self.init(reason: reason, characters: isWhole ? start..<start + location.length : nil)
  }

  /// Grok's own message without the text and the help that follow.
  private static func firstLine(of error: GrokError) -> String {
    error.description.split(separator: "\n").first.map(String.init) ?? ""
  }
}
