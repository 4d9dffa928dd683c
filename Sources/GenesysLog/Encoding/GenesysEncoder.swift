package import Event
import Grok

/// Turns records into events by the rules; one thread's tools and memory.
package struct GenesysEncoder: ~Copyable {
  /// Slots of ``EventValues``: what the head gives, what the members give, then the groups of the
  /// rule's pattern.
  enum Slot {
    static let message = 0
    static let code = 1
    static let host = 2
    static let application = 3
    static let original = 4
    /// Those of ``RecordBody``.
    static let body = 5..<5 + RecordBody.slotCount
    static let firstGroup = body.upperBound
  }

  /// What took a record: the meaning of a number of ``EncodingOutcome/matched(_:)``.
  package enum Taker: Sendable, Equatable {
    /// It is the header block.
    case header
    /// The form of its text or members: bracketed values, a message's attributes.
    case form
    /// The message catalogue.
    case catalogue
    /// The rule with this index in ``RuleSet/rules``.
    case rule(Int)
  }

  /// Numbers of ``EncodingOutcome/matched(_:)`` that are no rules; rules follow.
  private enum Number {
    static let header = 0
    static let bracketedValues = 1
    static let catalogue = 2
    /// And the bodies by their kinds, the first of which is none.
    static let body = 2
    static let firstRule = body + RecordBody.Kind.allCases.count
  }

  private var matcher = GrokMatcher()
  private var values = EventValues()
  private var time = TimestampText()
  private var extractor = BracketExtractor()
  private var templates = TemplateMatcher()
  private var layouts: LayoutCache
  private var shelf: LayoutShelf
  private var body = RecordBody()
  private var plainText = RecordText()
  private var secrets = SecretScan()
  /// Whether the last record was encoded from a copy of its text without its passwords.
  private var hidesSecrets = false
  /// Whether it was encoded from ``plainText``, for that or its line ends.
  private var readsCopy = false
  /// Measures tries; then no event is written.
  private var meter: MatchMeter
  private let isMeasuring: Bool

  /// The message that went over a wire in the record encoded last; for one with ``LogRecord/wire``.
  package var wire: LoggedBytes { body.wire }

  /// Makes an encoder for the records of `context`.
  ///
  /// - Parameter shelfSize: for how many contexts more it keeps what it has made, where logs are read in turns.
  package init(_ context: LogContext, shelfSize: Int = 0) {
    layouts = LayoutCache(context)
    shelf = LayoutShelf(size: shelfSize)
    meter = MatchMeter(patterns: 0)
    isMeasuring = false
  }

  /// Makes an encoder that writes nothing: it finds out by which rule a record would be encoded.
  ///
  /// And it measures each try of a pattern of ``RuleSet/patterns``, by its number.
  package init(measuring context: LogContext) {
    layouts = LayoutCache(context)
    shelf = LayoutShelf(size: 0)
    meter = MatchMeter(patterns: context.rules.patterns.count)
    isMeasuring = true
  }

  /// Goes on with the records of another context: another log, or one after its header.
  package mutating func begin(_ context: LogContext) {
    if layouts.context !== context { shelf.exchange(&layouts, for: context) }
  }

  /// What the numbers of ``EncodingOutcome/matched(_:)`` stand for.
  package static func ruleNames(_ rules: RuleSet) -> [String] {
    ["(header block)", "(bracketed values)", "(message catalogue)"]
      + RecordBody.Kind.allCases.compactMap(\.action).map { "(\($0))" } + rules.rules.map(\.name)
  }

  /// What the number of an ``EncodingOutcome/matched(_:)`` stands for.
  package static func taker(_ number: Int) -> Taker {
    switch number {
    case Number.header: .header
    case Number.catalogue: .catalogue
    case ..<Number.firstRule: .form
    default: .rule(number - Number.firstRule)
    }
  }

  /// Appends the event of one record and its newline.
  ///
  /// - Parameters:
  ///   - bytes: the block that the record's places refer to.
  ///   - blockOffset: the place of the block's first byte in the file.
  ///   - isASCII: whether the block holds no byte above 0x7F.
  ///   - isCut: whether a line of the record was cut.
  package mutating func encode(
    _ record: LogRecord, of bytes: Span<UInt8>, blockOffset: Int64, isASCII: Bool,
    isCut: Bool, into out: inout JSONBuffer
  ) -> EncodingOutcome {
    setFrame(record, offset: blockOffset + Int64(record.range.lowerBound), isCut: isCut)
    // Its places lie beyond the record's text, which may be copied.
    if let spool = record.spool {
      body.readSpool(SpoolValues(bytes, spool), of: bytes, into: &values)
    }
    hidesSecrets = secrets.find(bytes, record.allText)
    readsCopy = hidesSecrets || (record.hasMembers && bytes[record.firstLineEnd] == 0x0D)
    if readsCopy {
      // Out of its place while it is read, and back: no copy.
      var text = RecordText()
      swap(&text, &plainText)
      let plain = text.fill(with: record, of: bytes, hiding: hidesSecrets ? secrets.ranges : [])
      let outcome = encodeRecord(plain, text.bytes.span, isASCII: isASCII, into: &out)
      swap(&text, &plainText)
      return outcome
    }
    return encodeRecord(record, bytes, isASCII: isASCII, into: &out)
  }

  /// Gives the text that rules see of the record encoded last, without its passwords.
  package func withText<Result>(
    of record: LogRecord, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    let text = readsCopy ? plainText.bytes.span : bytes
    let head = (readsCopy ? plainText.record : record).head.textRange
    return body(text.extracting(GenesysEncoder.matchedRange(text, head)))
  }

  /// Gives the text that rules for members see of the record encoded last, without its passwords.
  package func withLines<Result>(
    of record: LogRecord, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    guard record.hasMembers else { return withText(of: record, bytes, body) }
    let text = readsCopy ? plainText.bytes.span : bytes
    let seen = readsCopy ? plainText.record : record
    return body(text.extracting(seen.head.textRange.lowerBound..<seen.range.upperBound))
  }

  /// Adds what was measured since the last call to the accounts of all patterns.
  package mutating func drain(into accounts: inout [MatchAccount]) {
    meter.drain(into: &accounts)
  }

  /// The text of the last record without its passwords; nil if it had none.
  package var textWithoutSecrets: [UInt8]? { hidesSecrets ? plainText.bytes : nil }

  @inline(__always)
  private mutating func encodeRecord(
    _ record: LogRecord, _ bytes: Span<UInt8>, isASCII: Bool, into out: inout JSONBuffer
  ) -> EncodingOutcome {
    guard record.hasMembers || record.kind == .header else {
      setHead(record)
      let kind = readMetric(record, bytes)
      let outcome = encodeText(record, bytes, kind, isASCII: isASCII, into: &out)
      if kind != .none || record.spool != nil { values.clear(Slot.body) }
      return outcome
    }
    let outcome = encodeLines(record, bytes, isASCII: isASCII, into: &out)
    values.clear(Slot.original..<Slot.body.upperBound)
    return outcome
  }

  /// Reads a measurement, where the component prints such and the text holds one.
  @inline(__always)
  private mutating func readMetric(_ record: LogRecord, _ bytes: Span<UInt8>) -> RecordBody.Kind {
    guard layouts.context.mayHoldMetrics, record.head.code < 0 else { return .none }
    let text = record.head.textRange.lowerBound..<record.range.upperBound
    return body.readMetric(text, of: bytes, into: &values) ? .metric : .none
  }

  /// Appends the event of a record of several lines.
  private mutating func encodeLines(
    _ record: LogRecord, _ bytes: Span<UInt8>, isASCII: Bool, into out: inout JSONBuffer
  ) -> EncodingOutcome {
    values.set(Slot.original, record.range)
    guard record.kind == .message else {
      values.set(Slot.message, record.range.lowerBound..<record.firstLineEnd)
      if !isMeasuring {
        layouts.header(record.confidence).encode(values, of: bytes, with: &time, into: &out)
      }
      return .matched(Number.header)
    }
    setHead(record)
    var kind = readMetric(record, bytes)
    if kind == .none { kind = body.read(record, of: bytes, into: &values) }
    return encodeText(record, bytes, kind, isASCII: isASCII, into: &out)
  }

  private mutating func setHead(_ record: LogRecord) {
    values.set(Slot.message, record.head.textRange)
    // Layouts of records without these look at their slots as little.
    if record.head.code >= 0 { values.set(Slot.code, record.head.codeRange) }
    if !record.head.hostRange.isEmpty {
      values.set(Slot.host, record.head.hostRange)
      values.set(Slot.application, record.head.applicationRange)
    }
  }

  private mutating func setFrame(
    _ record: LogRecord, offset: Int64, isCut: Bool
  ) {
    values.tags = isCut || record.isCut ? .truncated : EventTags(rawValue: 0)
    if record.isContinued { values.tags.add(.continued) }
    if record.isStale { values.tags.add(.stale) }
    values.time = record.time
    values.hasTime = record.hasTime
    values.timeDigits = record.timeDigits
    values.offset = offset
  }

  private mutating func encodeText(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ kind: RecordBody.Kind, isASCII: Bool,
    into out: inout JSONBuffer
  ) -> EncodingOutcome {
    let range = GenesysEncoder.matchedRange(bytes, record.head.textRange)
    let text = bytes.extracting(range)
    let hasCode = record.head.code >= 0
    let encoding: SubjectEncoding = isASCII ? .ascii : SubjectEncoding(of: text)
    for index in layouts.candidates(record.head.code, text) {
      if !hasCode, !layouts.dispatch.mayMatch(index, text: text) { continue }
      let candidate = layouts.dispatch[index]
      guard let pattern = layouts.pattern(candidate.pattern) else { continue }
      let start = isMeasuring ? beginTry(candidate.pattern, pattern, text, encoding) : 0
      let result =
        candidate.seesMembers && record.hasMembers
        ? matchLines(pattern, record, bytes, from: range.lowerBound, isASCII: isASCII)
        : pattern._withUnsafeGuaranteedRef { matcher.match($0, text, encoding: encoding) }
      if isMeasuring { endTry(candidate.pattern, result, since: start) }
      switch result {
      case .matched:
        values.setGroups(of: matcher, from: Slot.firstGroup, shift: range.lowerBound)
        write(layouts.rule(candidate, record), bytes, into: &out)
        return .matched(Number.firstRule + candidate.rule)
      case .noMatch:
        continue
      case .limit:
        values.tags.add(.timeout)
        write(layouts.plain(record), bytes, into: &out)
        return .unmatched(isTimeout: true)
      }
    }
    if hasCode, encodeMessage(record, bytes, range, encoding, into: &out) {
      return .matched(Number.catalogue)
    }
    if kind != .none {
      write(layouts.body(kind, record), bytes, into: &out)
      return .matched(Number.body + kind.rawValue)
    }
    if layouts.context.hasBracketedTexts(record.head.code), extractor.extract(text) > 0 {
      encodeBracketedValues(record, bytes, text, shift: range.lowerBound, into: &out)
      return .matched(Number.bracketedValues)
    }
    values.tags.add(.parseFailure)
    write(layouts.plain(record), bytes, into: &out)
    return .unmatched(isTimeout: false)
  }

  @inline(never)
  private mutating func beginTry(
    _ number: Int, _ pattern: Unmanaged<GrokPattern>, _ text: Span<UInt8>,
    _ encoding: SubjectEncoding
  ) -> UInt64 {
    if !meter.hasTried(number) {
      // The first search makes machine code.
      _ = pattern._withUnsafeGuaranteedRef { matcher.match($0, text, encoding: encoding) }
    }
    return meter.begin(number)
  }

  @inline(never)
  private mutating func endTry(_ pattern: Int, _ outcome: GrokOutcome, since start: UInt64) {
    meter.end(pattern, outcome, since: start)
  }

  /// Matches a record's text and its members.
  @inline(never)
  private mutating func matchLines(
    _ pattern: Unmanaged<GrokPattern>, _ record: LogRecord, _ bytes: Span<UInt8>, from start: Int,
    isASCII: Bool
  ) -> GrokOutcome {
    let text = bytes.extracting(start..<record.range.upperBound)
    let encoding: SubjectEncoding = isASCII ? .ascii : SubjectEncoding(of: text)
    return pattern._withUnsafeGuaranteedRef { matcher.match($0, text, encoding: encoding) }
  }

  /// Appends the event of a text that the catalogue knows; false if it does not.
  private mutating func encodeMessage(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ range: Range<Int>,
    _ encoding: SubjectEncoding, into out: inout JSONBuffer
  ) -> Bool {
    guard let message = layouts.message(record.head.code),
      templates.match(message.template, bytes.extracting(range), encoding: encoding)
    else { return false }
    let shift = range.lowerBound
    for (index, value) in templates.values.enumerated() {
      values.set(Slot.firstGroup + index, value.lowerBound + shift..<value.upperBound + shift)
    }
    write(layouts.layout(of: message, record), bytes, into: &out)
    return true
  }

  private mutating func encodeBracketedValues(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ text: Span<UInt8>, shift: Int,
    into out: inout JSONBuffer
  ) {
    for (index, pair) in extractor.pairs.enumerated() {
      values.set(
        Slot.firstGroup + index,
        pair.value.lowerBound + shift..<pair.value.upperBound + shift)
    }
    write(layouts.bracketed(extractor.pairs, text, record), bytes, into: &out)
  }

  /// Appends the event of `values`; the layout is one that ``layouts`` keeps.
  @inline(__always)
  private mutating func write(
    _ layout: Unmanaged<EventLayout>, _ bytes: Span<UInt8>, into out: inout JSONBuffer
  ) {
    if isMeasuring { return }
    layout._withUnsafeGuaranteedRef { $0.encode(values, of: bytes, with: &time, into: &out) }
  }

  /// The message without the blanks at its end, which some components pad it with.
  static func matchedRange(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
    return range.lowerBound..<end
  }
}
