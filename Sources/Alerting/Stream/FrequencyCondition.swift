import Event

/// `frequency`: so many events of a key within a time.
final class FrequencyCondition: StreamCondition {
  private let options: FrequencyOptions
  /// How many events, at least one.
  private let needed: Int
  private var rings = SlotTable(TimeRing())
  private var related = SlotTable<[(time: Int64, event: [UInt8])]>([])
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: FrequencyOptions) {
    self.options = options
    needed = max(options.count, 1)
  }

  func begin(_ slot: Int, at time: Int64) {
    rings.reset(slot)
    related.reset(slot)
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    guard event.clock - event.time < options.timeframe else {
      return ConditionVerdict(answer: .late)
    }
    rings[slot].insert(event.time, most: needed)
    if options.attachesRelated { keep(event, slot) }
    let verdict = look(slot, at: event.clock)
    if verdict.answer == .on { last.set(slot, event) }
    return verdict
  }

  /// Keeps as many of the newest events as are counted.
  private func keep(_ event: StreamEvent, _ slot: Int) {
    var place = related[slot].count
    while place > 0, related[slot][place - 1].time > event.time { place -= 1 }
    related[slot].insert((event.time, event.bytes), at: place)
    if related[slot].count > needed { related[slot].removeFirst() }
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    guard let oldest = rings[slot].newest(needed), time - oldest < options.timeframe else {
      return ConditionVerdict(answer: .off)
    }
    return ConditionVerdict(answer: .on, next: oldest + options.timeframe)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    var match = last[slot]
    let count = rings[slot].count(after: time - options.timeframe)
    if options.attachesRelated {
      let events = related[slot].dropLast().filter { time - $0.time < options.timeframe }
      match["related_events"] = .array(events.compactMap { JSONTree(json: $0.event) })
    }
    let frame = ReasonText.duration(options.timeframe)
    return ConditionDetails(match: match, reason: "\(ReasonText.events(count)) within \(frame)")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    let count = rings[slot].count(after: time - options.timeframe)
    return "\(count) of \(needed) events within \(ReasonText.duration(options.timeframe))"
  }

  func state(_ slot: Int) -> JSONTree {
    .array([
      rings[slot].state,
      .array(related[slot].map { .array([.integer($0.time), .string($0.event)]) }),
      last.state(slot),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 3, let events = parts[1].array else {
      return false
    }
    related[slot] = []
    for event in events.suffix(needed) {
      guard let pair = event.array, pair.count == 2, let time = pair[0].time,
        case .string(let bytes) = pair[1]
      else { return false }
      related[slot].append((time, bytes))
    }
    return rings[slot].restore(parts[0], most: needed) && last.restore(slot, parts[2])
  }
}
