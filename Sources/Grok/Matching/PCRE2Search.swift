import CPCRE2

/// A text that is compiled for a few searches of one subject, as what explains a pattern needs it.
///
/// Searches end at a deadline; between starting points they look at the clock.
final class PCRE2Search {
  private let code: OpaquePointer
  private let matchData: OpaquePointer
  private let context: OpaquePointer
  /// Only machine code needs one.
  private let stack: OpaquePointer?
  private let encoding: SubjectEncoding
  private let isSliceable: Bool

  /// Backtracking steps from one starting point, interpreted and as machine code: some tens of
  /// milliseconds.
  private static let matchLimits: (UInt32, UInt32) = (1_000_000, 10_000_000)

  /// The stack of machine code, which takes memory only as it is used: more than a
  /// ``GrokMatcher`` allows, for the marks in a text take some too.
  private static let stackBytes = 64 << 20

  /// Subjects longer than this are worth machine code, which takes milliseconds to make.
  private static let shortSubject = 8 << 10

  /// Compiles what a translator wrote.
  ///
  /// - Parameter subjectLength: the bytes of the subject, which decide whether machine code is made.
  init(_ translator: Translator, subjectLength: Int) throws(PCRE2Engine.Refusal) {
    code = try PCRE2Engine.compile(
      translator.output, encoding: translator.encoding, options: translator.options,
      isExhaustive: true)
    encoding = translator.encoding
    isSliceable = !translator.usesSearchStart
    // Without machine code the text still matches, interpreted.
    let isLong = subjectLength > Self.shortSubject
    if isLong { _ = PCRE2Engine.compileToMachineCode(code) }
    // These return nil only when memory is exhausted, which Swift's own allocations do not survive
    // either.
    guard let matchData = pcre2_match_data_create_8(UInt32(translator.groupCount + 1), nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    self.matchData = matchData
    self.context = context
    stack = isLong ? pcre2_jit_stack_create_8(32 << 10, Self.stackBytes, nil) : nil
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    pcre2_set_heap_limit_8(context, 64 << 10)
    pcre2_set_match_limit_8(context, isLong ? Self.matchLimits.1 : Self.matchLimits.0)
  }

  deinit {
    pcre2_code_free_8(code)
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// Searches for the first match.
  func first(in subject: Span<UInt8>, until deadline: ContinuousClock.Instant) -> GrokOutcome {
    let visitor = Visitor(deadline) { _ in false }
    return search(subject, from: 0, visitor)
  }

  /// Where a group of the first match lies.
  func range(ofGroup group: Int) -> Range<Int>? {
    let offsets = pcre2_get_ovector_pointer_8(matchData)
    guard let offsets, group >= 0, group < Int(pcre2_get_ovector_count_8(matchData)) else {
      return nil
    }
    return Self.range(offsets, group)
  }

  /// Visits every way to come to the callout, in the order of the search, until `visit` says to stop.
  ///
  /// - Parameter visit: gets what tells where a group lies; returns whether to go on.
  func each(
    in subject: Span<UInt8>, from start: Int, until deadline: ContinuousClock.Instant,
    _ visit: @escaping ((Int) -> Range<Int>?) -> Bool
  ) {
    let visitor = Visitor(deadline) { block in
      visit { group in
        guard group > 0, group < Int(block.capture_top), let offsets = block.offset_vector else {
          return nil
        }
        return Self.range(offsets, group)
      }
    }
    visitor.visits = true
    _ = search(subject, from: start, visitor)
  }

  private static func range(
    _ offsets: UnsafeMutablePointer<Int>, _ group: Int
  ) -> Range<Int>? {
    let (start, end) = (offsets[2 * group], offsets[2 * group + 1])
    // PCRE2_UNSET is negative here.
    return start >= 0 && end >= start ? start..<end : nil
  }

  /// What a callout does.
  private final class Visitor {
    let deadline: ContinuousClock.Instant
    let visit: (pcre2_callout_block_8) -> Bool
    /// Whether every way is visited; the first is taken otherwise.
    var visits = false

    init(
      _ deadline: ContinuousClock.Instant, _ visit: @escaping (pcre2_callout_block_8) -> Bool
    ) {
      self.deadline = deadline
      self.visit = visit
    }

    /// PCRE2's answers: 0 goes on, 1 tries another way, a negative one ends the search.
    func answer(_ block: pcre2_callout_block_8) -> Int32 {
      guard visits else { return 0 }
      return visit(block) && ContinuousClock.now < deadline ? 1 : PCRE2_ERROR_CALLOUT
    }
  }

  private func search(
    _ subject: Span<UInt8>, from first: Int, _ visitor: Visitor
  ) -> GrokOutcome {
    pcre2_set_callout_8(
      context,
      { block, data in
        guard let block, let data else { return 0 }
        return Unmanaged<Visitor>.fromOpaque(data).takeUnretainedValue().answer(block.pointee)
      }, Unmanaged.passUnretained(visitor).toOpaque())
    return withExtendedLifetime(visitor) {
      var start = first
      var slice = isSliceable ? 64 : subject.count
      while true {
        let last = boundary(subject, start + min(slice, subject.count - start))
        pcre2_set_offset_limit_8(context, last)
        let began = ContinuousClock.now
        let result = subject.withUnsafeBufferPointer { buffer in
          pcre2_match_8(
            // An empty buffer has no address; the offsets are PCRE2's as a pointer to no byte.
            code, buffer.baseAddress ?? UnsafePointer(bitPattern: 1), buffer.count, start,
            PCRE2_NO_UTF_CHECK, matchData, context)
        }
        guard result == PCRE2_ERROR_NOMATCH, last < subject.count else { return outcome(result) }
        let now = ContinuousClock.now
        if now >= visitor.deadline { return .limit(.time) }
        slice = now - began < .milliseconds(10) ? slice * 4 : max(1, slice / 4)
        start = last + 1
        while encoding == .utf8, start < subject.count, subject[start] & 0xC0 == 0x80 { start += 1 }
      }
    }
  }

  private func outcome(_ result: Int32) -> GrokOutcome {
    if result > 0 { return .matched }
    return switch result {
    case PCRE2_ERROR_NOMATCH: .noMatch
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT: .limit(.steps)
    default: .limit(.memory)
    }
  }

  /// An offset moved back to the start of its character.
  private func boundary(_ subject: Span<UInt8>, _ offset: Int) -> Int {
    guard encoding == .utf8 else { return offset }
    var offset = offset
    while offset > 0, offset < subject.count, subject[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
