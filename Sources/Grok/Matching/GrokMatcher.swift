import CPCRE2

/// How a match ended.
public enum GrokOutcome: Sendable, Equatable {
  /// The pattern matched; ``GrokMatcher/range(ofGroup:)`` tells where.
  case matched
  /// It did not.
  case noMatch
  /// The search was given up.
  case limit(GrokLimit)
}

/// What a search was given up for.
public enum GrokLimit: Sendable, Equatable {
  /// ``GrokOptions/matchLimit``
  case steps
  /// The memory for backtracking.
  case memory
  /// ``GrokOptions/timeBudget``
  case time
}

/// What one thread needs to match: scratch memory, and where the last match was.
///
///     var matcher = GrokMatcher()
///     if matcher.match(pattern, line.span) == .matched {
///       let range = matcher.range(ofGroup: pattern.fields[0].groups[0].number)
///     }
public struct GrokMatcher: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointers. It is their only owner and not copyable, so that no two
  // threads can use one; nothing in PCRE2 binds them to the thread that made them.
  private var matchData: OpaquePointer
  @usableFromInline var offsets: UnsafeMutablePointer<Int>
  private let context: OpaquePointer
  private let stack: OpaquePointer
  /// The groups that `matchData` has room for, the whole match included.
  private var capacity = 32
  /// The groups of the last match, the whole match included; 0 if it failed.
  @usableFromInline var matchedGroups = 0
  private var currentLimit: UInt32 = 0
  /// Which patterns of a set are left to try: memory that ``GrokSet`` uses from subject to subject.
  var candidates = GrokPrefilter.Candidates()

  /// Steps allowed to a first, unguarded search: well below a millisecond.
  private static let quickLimit: UInt32 = 100_000

  /// Subjects up to this long are first searched unguarded; every starting point of them together
  /// then costs less than a second at the worst.
  private static let quickLength = 2 << 10

  /// PCRE2_UNSET, all ones.
  private static let unset = -1

  /// The stack of PCRE2's machine code grows from the first to the second of these sizes.
  private static let stackBytes = (32 << 10, 4 << 20)

  /// Takes the memory.
  public init() {
    // These return nil only when memory is exhausted, which Swift's own allocations do not survive
    // either.
    guard let matchData = pcre2_match_data_create_8(UInt32(capacity), nil),
      let context = pcre2_match_context_create_8(nil),
      let stack = pcre2_jit_stack_create_8(Self.stackBytes.0, Self.stackBytes.1, nil)
    else { fatalError("out of memory") }
    self.matchData = matchData
    self.context = context
    self.stack = stack
    offsets = pcre2_get_ovector_pointer_8(matchData)
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    // Only interpreted codes ask for heap, in KiB.
    pcre2_set_heap_limit_8(context, 64 << 10)
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
  }

  /// Searches a subject for the first match.
  ///
  /// - Parameter isASCII: the caller's word that all bytes are ASCII; otherwise they are looked at.
  @inline(__always)
  public mutating func match(
    _ pattern: GrokPattern, _ subject: Span<UInt8>, isASCII: Bool = false
  ) -> GrokOutcome {
    match(pattern, subject, encoding: isASCII ? .ascii : SubjectEncoding(of: subject))
  }

  /// Searches a subject whose encoding is known, as it is when several patterns are tried on it.
  ///
  /// - Parameter encoding: what ``SubjectEncoding/init(of:)`` says of these bytes. To say `utf8` of
  ///   bytes that are not is undefined.
  public mutating func match(
    _ pattern: GrokPattern, _ subject: Span<UInt8>, encoding: SubjectEncoding
  ) -> GrokOutcome {
    matchedGroups = 0
    if subject.count < pattern.minimumLength { return .noMatch }
    let code = pattern.code(for: encoding)
    if pattern.groupCount >= capacity { makeRoom(for: pattern.groupCount + 1) }
    guard subject.count <= Self.quickLength else {
      return guardedMatch(pattern, code, subject, encoding)
    }
    let limit = min(Self.quickLimit, pattern.options.matchLimit)
    let result = run(code, subject, from: 0, limit: limit)
    if result == PCRE2_ERROR_MATCHLIMIT {
      return guardedMatch(pattern, code, subject, encoding)
    }
    return outcome(result, pattern)
  }

  /// Searches on in a subject, from a byte on, where a character starts.
  ///
  /// What stands before is seen by `^`, `\b` and the like, as it would not be in a piece cut off.
  public mutating func match(
    _ pattern: GrokPattern, _ subject: Span<UInt8>, encoding: SubjectEncoding, from start: Int
  ) -> GrokOutcome {
    matchedGroups = 0
    guard start >= 0, start <= subject.count else { return .noMatch }
    let code = pattern.code(for: encoding)
    if pattern.groupCount >= capacity { makeRoom(for: pattern.groupCount + 1) }
    return guardedMatch(pattern, code, subject, encoding, from: start)
  }

  /// Where a group of the last match lies in its subject; nil if it took no part.
  ///
  /// Group 0 is the whole match.
  @inline(__always)
  public func range(ofGroup group: Int) -> Range<Int>? {
    guard group >= 0, group < matchedGroups else { return nil }
    let start = offsets[2 * group]
    let end = offsets[2 * group + 1]
    // `unset` is negative.
    guard start >= 0, end >= start else { return nil }
    return Range(uncheckedBounds: (start, end))
  }

  /// Gives the places of all groups of the last match, the whole match first.
  ///
  /// A start and an end for each; both are negative for a group that took no part.
  @inlinable
  public func withGroups<Result>(_ body: (Span<Int>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: offsets, count: 2 * matchedGroups).span)
  }

  // MARK: PCRE2

  /// One call: PCRE2's result, positive for a match.
  ///
  /// `pcre2_jit_match` saves 7 ns of some 25 against `pcre2_match`, by not checking what holds
  /// here: options (none), pointers, the start within the subject, and UTF-8, which the encoding
  /// stands for.
  private mutating func run(
    _ code: OpaquePointer, _ subject: Span<UInt8>, from start: Int, limit: UInt32
  ) -> Int32 {
    if limit != currentLimit {
      pcre2_set_match_limit_8(context, limit)
      currentLimit = limit
    }
    return subject.withUnsafeBufferPointer { buffer in
      // An empty buffer has no address; the offsets are PCRE2's as a pointer to no byte.
      let base = buffer.baseAddress ?? UnsafePointer(bitPattern: 1)
      let result = pcre2_jit_match_8(code, base, buffer.count, start, 0, matchData, context)
      guard result == PCRE2_ERROR_JIT_BADOPTION else { return result }
      // No machine code: `PCRE2Program.prepare` met a refusal.
      return pcre2_match_8(
        code, base, buffer.count, start, PCRE2_NO_UTF_CHECK, matchData, context)
    }
  }

  @inline(__always)
  private mutating func outcome(_ result: Int32, _ pattern: GrokPattern) -> GrokOutcome {
    if result > 0 {
      matchedGroups = pattern.groupCount + 1
      return .matched
    }
    switch result {
    case PCRE2_ERROR_NOMATCH: return .noMatch
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT: return .limit(.steps)
    default: return .limit(.memory)
    }
  }

  private mutating func makeRoom(for groups: Int) {
    guard let larger = pcre2_match_data_create_8(UInt32(groups), nil) else {
      // As in `init`.
      fatalError("out of memory")
    }
    pcre2_match_data_free_8(matchData)
    matchData = larger
    offsets = pcre2_get_ovector_pointer_8(larger)
    capacity = groups
  }

  /// Searches in slices of starting points, and looks at the clock between them.
  ///
  /// PCRE2 counts its steps from each starting point anew, so that its limit alone lets a search
  /// of a long subject go on for minutes.
  private mutating func guardedMatch(
    _ pattern: GrokPattern, _ code: OpaquePointer, _ subject: Span<UInt8>,
    _ encoding: SubjectEncoding, from first: Int = 0
  ) -> GrokOutcome {
    defer { pcre2_set_offset_limit_8(context, Self.unset) }
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: pattern.options.timeBudget)
    var start = first
    var slice = pattern.isSliceable ? 64 : subject.count
    while true {
      let last = Self.boundary(subject, start + min(slice, subject.count - start), encoding)
      pcre2_set_offset_limit_8(context, last)
      let began = clock.now
      let result = run(code, subject, from: start, limit: pattern.options.matchLimit)
      guard result == PCRE2_ERROR_NOMATCH, last < subject.count else {
        return outcome(result, pattern)
      }
      let now = clock.now
      if now >= deadline { return .limit(.time) }
      // Slices as long as the clock's cost does not show, and a tenth of a budget is not passed.
      if now - began < pattern.options.timeBudget / 64 {
        slice *= 4
      } else {
        slice = max(1, slice / 4)
      }
      start = last + 1
      while encoding == .utf8, start < subject.count, subject[start] & 0xC0 == 0x80 { start += 1 }
    }
  }

  /// An offset moved back to the start of its character.
  private static func boundary(
    _ subject: Span<UInt8>, _ offset: Int, _ encoding: SubjectEncoding
  ) -> Int {
    guard encoding == .utf8 else { return offset }
    var offset = offset
    while offset > 0, offset < subject.count, subject[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
