import CPCRE2

/// Counts what a match costs, in PCRE2's own steps: the same number on any machine.
///
/// The interpreter counts, as the machine code takes the same ways but counts fewer of them.
struct StepCounter: ~Copyable {
  private let pattern: GrokPattern
  private let matchData: OpaquePointer
  private let context: OpaquePointer

  /// Counts for a pattern.
  init(_ pattern: GrokPattern) {
    // These return nil only when memory is exhausted, as in ``GrokMatcher``.
    guard let matchData = pcre2_match_data_create_8(1, nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    self.pattern = pattern
    self.matchData = matchData
    self.context = context
    pcre2_set_heap_limit_8(context, 32 << 10)
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
  }

  /// The steps of a search in ASCII, some per cent too many at most; nil if they are more than `limit`.
  ///
  /// Cost: some searches, of three times the steps together.
  func count(_ subject: [UInt8], limit: Int) -> Int? {
    var bound = 32
    var below = 0
    var result = run(subject, limit: bound)
    while result == PCRE2_ERROR_MATCHLIMIT {
      guard bound < limit else { return nil }
      below = bound
      bound *= 2
      result = run(subject, limit: bound)
    }
    // Out of memory costs as much as out of steps.
    guard result > 0 || result == 0 || result == PCRE2_ERROR_NOMATCH else { return nil }
    while bound - below > max(1, bound / 32) {
      let middle = (below + bound) / 2
      if run(subject, limit: middle) == PCRE2_ERROR_MATCHLIMIT {
        below = middle
      } else {
        bound = middle
      }
    }
    return bound
  }

  private func run(_ subject: [UInt8], limit: Int) -> Int32 {
    pcre2_set_match_limit_8(context, UInt32(clamping: limit))
    return pcre2_match_8(
      pattern.code(for: .ascii), subject, subject.count, 0, UInt32(PCRE2_NO_JIT), matchData, context
    )
  }
}
