import Event
import Grok

/// The layouts of the events of one log, made when first needed; one thread's.
///
/// An event's constant fields depend on the rule, the level, and little else: for each combination
/// met there is one ``EventLayout``, found by one array or dictionary access. What the cache gives out
/// it keeps, at least until it is asked for the next: no reference is counted on the way of a record.
struct LayoutCache: ~Copyable {
  let context: LogContext
  /// The rules for this log.
  let dispatch: RuleDispatch

  private let levels = LogLevel.allCases.count + 1
  /// By pattern and level, for records of the usual kind: short format, date certain.
  private var usual: [Unmanaged<EventLayout>?]
  /// By everything, for all others.
  private var unusual: [Int: EventLayout] = [:]
  /// By the keys of the text.
  private var bracketed: [[UInt8]: EventLayout] = [:]
  private var bracketedKey: [UInt8] = []
  private var catalogued: CataloguedMessages
  /// The rules' patterns that this log needed so far.
  private var patterns: [Unmanaged<GrokPattern>?]
  /// Keeps alive what ``usual`` points at; the rules keep the patterns.
  private var kept: [EventLayout] = []

  init(_ context: LogContext) {
    self.context = context
    dispatch = context.dispatch
    // More than there are patterns: those behind stand for records without a rule, by their bodies.
    let count = context.rules.patterns.count + RecordBody.Kind.allCases.count
    usual = Array(repeating: nil, count: count * levels)
    patterns = Array(repeating: nil, count: context.rules.patterns.count)
    catalogued = CataloguedMessages(context.rules.catalogue)
  }

  /// The places in ``dispatch`` of the patterns to try on a text, by its message id if it has one.
  @inline(__always)
  func candidates(_ code: Int32, _ text: Span<UInt8>) -> Range<Int> {
    code >= 0 ? dispatch.candidates(code: Int(code)) : dispatch.candidates(text: text)
  }

  /// The compiled pattern; nil for one that does not compile, which the rules' tests exclude.
  @inline(__always)
  mutating func pattern(_ index: Int) -> Unmanaged<GrokPattern>? {
    patterns[index] ?? compile(index)
  }

  @inline(never)
  private mutating func compile(_ index: Int) -> Unmanaged<GrokPattern>? {
    patterns[index] = (try? context.rules.compiled(index)).map(Unmanaged.passUnretained)
    return patterns[index]
  }

  /// The layout of records that `candidate`'s rule knows.
  @inline(__always)
  mutating func rule(
    _ candidate: RuleDispatch.Candidate, _ record: LogRecord
  ) -> Unmanaged<EventLayout> {
    let place = place(candidate.pattern, record)
    if let known = layout(at: place) { return known }
    return makeRule(candidate, record, at: place)
  }

  @inline(never)
  private mutating func makeRule(
    _ candidate: RuleDispatch.Candidate, _ record: LogRecord, at place: Place
  ) -> Unmanaged<EventLayout> {
    let captures =
      pattern(candidate.pattern)?.takeUnretainedValue()
      .eventFields(firstSlot: GenesysEncoder.Slot.firstGroup) ?? []
    let rule = context.rules.rules[candidate.rule]
    return keep(RecordFields(context, record, rule: rule).fields(captures), at: place)
  }

  /// The layout of records that no rule knows.
  mutating func plain(_ record: LogRecord) -> Unmanaged<EventLayout> {
    let place = place(patterns.count, record)
    if let known = layout(at: place) { return known }
    return keep(RecordFields(context, record, rule: nil).fields([]), at: place)
  }

  /// The layout of records that no rule knows, but whose body was read.
  mutating func body(_ kind: RecordBody.Kind, _ record: LogRecord) -> Unmanaged<EventLayout> {
    let place = place(patterns.count + kind.rawValue, record)
    if let known = layout(at: place) { return known }
    return keep(
      RecordFields(context, record, rule: nil, action: kind.action).fields([]), at: place)
  }

  /// The layout of the header block that made this context.
  func header(_ confidence: ClockBase.Confidence) -> EventLayout {
    LayoutCache.make(HeaderFields(context, confidence).fields)
  }

  /// The layout of a text of bracketed values with these keys.
  mutating func bracketed(
    _ pairs: [BracketExtractor.Pair], _ text: Span<UInt8>, _ record: LogRecord
  ) -> Unmanaged<EventLayout> {
    bracketedKey.removeAll(keepingCapacity: true)
    let kind = kind(record)
    bracketedKey += [UInt8(truncatingIfNeeded: kind), UInt8(truncatingIfNeeded: level(record))]
    for pair in pairs {
      bracketedKey.append(pair.field.rawValue)
      if pair.field == .other {
        BracketExtractor.appendName(of: pair.key, in: text, to: &bracketedKey)
        bracketedKey.append(0)
      }
    }
    if let known = bracketed[bracketedKey] { return .passUnretained(known) }
    // Keys come from the log, so there may be any number of them.
    if bracketed.count >= 1024 { bracketed.removeAll() }
    let made = LayoutCache.make(
      RecordFields(context, record, rule: nil).fields(RecordFields.bracketed(pairs, text)))
    bracketed[bracketedKey] = made
    return .passUnretained(made)
  }

  /// What the catalogue knows of a message id; nil if it does not know its text.
  mutating func message(_ code: Int32) -> CataloguedMessage? {
    catalogued.message(code)
  }

  /// The layout of records whose text is that of a message.
  func layout(
    of message: CataloguedMessage, _ record: LogRecord
  ) -> Unmanaged<EventLayout> {
    let kind = kind(record) * levels + level(record)
    if let known = message.layout(kind) { return known }
    let fields = RecordFields(context, record, rule: nil, action: message.name)
    return message.keep(LayoutCache.make(fields.fields(message.fields)), kind)
  }

  /// Where a layout is kept: by pattern and level, and by all else it depends on.
  private struct Place {
    let usual: Int
    let kind: Int
  }

  @inline(__always)
  private func place(_ pattern: Int, _ record: LogRecord) -> Place {
    Place(usual: pattern * levels + level(record), kind: kind(record))
  }

  @inline(__always)
  private func layout(at place: Place) -> Unmanaged<EventLayout>? {
    place.kind == 0 ? usual[place.usual] : unusualLayout(at: place)
  }

  private func unusualLayout(at place: Place) -> Unmanaged<EventLayout>? {
    unusual[place.usual * 64 + place.kind].map(Unmanaged.passUnretained)
  }

  private mutating func keep(_ fields: [EventField], at place: Place) -> Unmanaged<EventLayout> {
    let made = LayoutCache.make(fields)
    if place.kind == 0 {
      kept.append(made)
      usual[place.usual] = .passUnretained(made)
    } else {
      unusual[place.usual * 64 + place.kind] = made
    }
    return .passUnretained(made)
  }

  @inline(__always)
  private func level(_ record: LogRecord) -> Int {
    record.head.level.map { Int($0.rawValue) + 1 } ?? 0
  }

  /// What else the constant fields depend on; 0 for the usual record.
  @inline(__always)
  private func kind(_ record: LogRecord) -> Int {
    Int(record.confidence.rawValue) * 2 + (record.head.hostRange.isEmpty ? 0 : 1)
  }

  private static func make(_ fields: [EventField]) -> EventLayout {
    do {
      return try EventLayout(fields)
    } catch {
      // Fields that contradict each other: a rule's tests find it; here the event keeps its text.
      return LayoutCache.make(fields.filter { RecordFields.isOfHead($0) })
    }
  }
}
