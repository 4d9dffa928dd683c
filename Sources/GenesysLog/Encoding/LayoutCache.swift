import Event
import Grok

/// The layouts of the events of one log, made when first needed; one thread's.
///
/// An event's constant fields depend on the rule, the level, and little else: for each combination
/// met there is one ``EventLayout``, found by one array or dictionary access.
final class LayoutCache {
  let context: LogContext
  /// The rules for this log.
  let dispatch: RuleDispatch

  private let levels = LogLevel.allCases.count + 1
  /// By pattern and level, for records of the usual kind: short format, date certain.
  private var usual: [EventLayout?]
  /// By everything, for all others.
  private var unusual: [Int: EventLayout] = [:]
  /// By the keys of the text.
  private var bracketed: [[UInt8]: EventLayout] = [:]
  private var bracketedKey: [UInt8] = []
  /// The rules' patterns that this log needed so far.
  private var patterns: [GrokPattern?]

  init(_ context: LogContext) {
    self.context = context
    dispatch = context.dispatch
    // One more than there are patterns: the last stands for records without a rule.
    usual = Array(repeating: nil, count: (context.rules.patterns.count + 1) * levels)
    patterns = Array(repeating: nil, count: context.rules.patterns.count)
  }

  /// The places in ``dispatch`` of the patterns to try on a text, by its message id if it has one.
  func candidates(_ code: Int32, _ text: Span<UInt8>) -> Range<Int> {
    code >= 0 ? dispatch.candidates(code: Int(code)) : dispatch.candidates(text: text)
  }

  /// The compiled pattern; nil for one that does not compile, which the rules' tests exclude.
  func pattern(_ index: Int) -> GrokPattern? {
    if let known = patterns[index] { return known }
    patterns[index] = try? context.rules.compiled(index)
    return patterns[index]
  }

  /// The layout of records that `candidate`'s rule knows.
  func rule(
    _ candidate: RuleDispatch.Candidate, _ pattern: GrokPattern, _ record: borrowing LogRecord
  ) -> EventLayout {
    let place = place(candidate.pattern, record)
    if let known = layout(at: place) { return known }
    let rule = context.rules.rules[candidate.rule]
    let captures = pattern.eventFields(firstSlot: GenesysEncoder.Slot.firstGroup)
    return keep(RecordFields(context, record, rule: rule).fields(captures), at: place)
  }

  /// The layout of records that no rule knows.
  func plain(_ record: borrowing LogRecord) -> EventLayout {
    let place = place(patterns.count, record)
    if let known = layout(at: place) { return known }
    return keep(RecordFields(context, record, rule: nil).fields([]), at: place)
  }

  /// The layout of the header block whose text is `text`.
  func header(_ text: [UInt8], _ confidence: ClockBase.Confidence) -> EventLayout {
    LayoutCache.make(HeaderFields(context, text, confidence).fields)
  }

  /// The layout of a text of bracketed values with these keys.
  func bracketed(
    _ pairs: [BracketExtractor.Pair], _ text: Span<UInt8>, _ record: borrowing LogRecord
  ) -> EventLayout {
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
    if let known = bracketed[bracketedKey] { return known }
    // Keys come from the log, so there may be any number of them.
    if bracketed.count >= 1024 { bracketed.removeAll() }
    let made = LayoutCache.make(
      RecordFields(context, record, rule: nil).fields(RecordFields.bracketed(pairs, text)))
    bracketed[bracketedKey] = made
    return made
  }

  /// Where a layout is kept: by pattern and level, and by all else it depends on.
  private struct Place {
    let usual: Int
    let kind: Int
  }

  @inline(__always)
  private func place(_ pattern: Int, _ record: borrowing LogRecord) -> Place {
    Place(usual: pattern * levels + level(record), kind: kind(record))
  }

  @inline(__always)
  private func layout(at place: Place) -> EventLayout? {
    place.kind == 0 ? usual[place.usual] : unusual[place.usual * 64 + place.kind]
  }

  private func keep(_ fields: [EventField], at place: Place) -> EventLayout {
    let made = LayoutCache.make(fields)
    if place.kind == 0 {
      usual[place.usual] = made
    } else {
      unusual[place.usual * 64 + place.kind] = made
    }
    return made
  }

  private func level(_ record: borrowing LogRecord) -> Int {
    record.head.level.map { Int($0.rawValue) + 1 } ?? 0
  }

  /// What else the constant fields depend on; 0 for the usual record.
  private func kind(_ record: borrowing LogRecord) -> Int {
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
