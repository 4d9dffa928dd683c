import Event

/// One rule in its own mode: its keys, the condition of each, and how far each is on its way to an alert.
final class StreamRule {
  /// The rule.
  let rule: AlertRule
  /// What became of its events.
  private(set) var counts = RuleCounts()

  /// The number of the rule among those of the engine.
  let number: Int
  /// Takes what the rule made of each event, in words.
  var trace: ((String) -> Void)?

  private let evaluator: QueryEvaluator?
  /// What it looks for, of all keys.
  private(set) var condition: any StreamCondition
  private let book: RealertBook
  /// Its keys.
  private(set) var slots: KeySlots
  /// How far each key is.
  private(set) var phases = SlotTable(AlertPhase())
  private var deadlines = DeadlineQueue()
  /// For each key, the earliest time that stands in `deadlines`, and when it has to be looked at.
  private var queued = SlotTable<Int64>(.max)
  private var wanted = SlotTable<Int64>(.max)
  /// Where the clock goes.
  private var target: Int64 = .min

  /// Prepares rule `number` of an engine.
  init(_ rule: AlertRule, number: Int, book: RealertBook) {
    self.rule = rule
    self.number = number
    self.book = book
    if case .all(let parts) = rule.query, parts.isEmpty {
      evaluator = nil
    } else {
      evaluator = QueryEvaluator(rule.query)
    }
    condition = Self.condition(rule)
    slots = KeySlots(most: rule.policy.mostKeys)
  }

  private static func condition(_ rule: AlertRule) -> any StreamCondition {
    switch rule.condition {
    case .any: AnyCondition()
    case .listed(let options): ListedCondition(options)
    case .change(let options): ChangeCondition(options)
    case .frequency(let options): FrequencyCondition(options)
    case .spike(let options): SpikeCondition(options, hasKey: rule.queryKey != nil)
    case .flatline(let options): FlatlineCondition(options)
    case .cardinality(let options): CardinalityCondition(options)
    case .newTerm(let options): NewTermCondition(options)
    case .metric(let options): MetricCondition(options)
    case .percentage(let options): PercentageCondition(options)
    case .pair(let options): PairCondition(options)
    }
  }

  /// When the rule has to be looked at next; nil if not before an event comes.
  var nextDeadline: Int64? { deadlines.first.map { $0.time + rule.policy.delay } }

  // MARK: - The stream

  /// Begins at the stream's first time.
  func begin(at time: Int64) {
    guard condition.watchesFromStart, rule.queryKey == nil else { return }
    let slot = slot(KeyHash().value(), at: time) { Array("[]".utf8) }
    settle(slot, condition.look(slot, at: time), at: time) { _ in }
  }

  /// Takes in an event; `time` is that of `@timestamp`, if it has one.
  func add(
    _ block: [UInt8], _ range: Range<Int>, _ fields: EventFields, time: Int64?, clock: Int64?,
    _ tell: (Alert) -> Void
  ) {
    let span = block.span.extracting(range)
    if let evaluator, !evaluator.matches(span, fields) { return }
    counts.events += 1
    guard let time = rule.timestamp.isUsual ? time : rule.timestamp.time(fields, block, range)
    else {
      counts.withoutTime += 1
      trace?("has no time in `\(rule.timestamp.field.name)`, and is passed over")
      return
    }
    let event = StreamEvent(block: block, range: range, time: time, clock: max(clock ?? time, time))
    guard let terms = condition.terms else {
      let parts = rule.queryKey.map { $0.parts.isEmpty ? [$0.field] : $0.parts } ?? []
      return add(event, fields, KeyHash(), parts, term: nil, tell)
    }
    for (index, term) in terms.enumerated() {
      var hash = KeyHash()
      hash.append(index)
      add(event, fields, hash, term.fields, term: index, tell)
    }
  }

  private func add(
    _ event: StreamEvent, _ fields: EventFields, _ start: KeyHash, _ parts: [EventField],
    term: Int?, _ tell: (Alert) -> Void
  ) {
    let span = event.block.span.extracting(event.range)
    var hash = start
    for part in parts { hash.append(fields.value(of: part, in: span), in: span) }
    let slot = slot(hash.value(), at: min(event.time, event.clock)) {
      FieldValues.json(parts, fields, event.block.span.extracting(event.range))
    }
    if let term { (condition as? NewTermCondition)?.note(slot, term: term) }
    let verdict = condition.add(event, fields, slot)
    if trace != nil { note(slot, verdict, at: event.clock) }
    settle(slot, verdict, at: event.clock, tell)
  }

  private func note(_ slot: Int, _ verdict: ConditionVerdict, at time: Int64) {
    let key = key(slot).map { "\($0.text ?? $0.json): " } ?? ""
    let text =
      switch verdict.answer {
      case .late: "comes too late to change anything"
      case .off, .on: condition.progress(slot, at: time)
      case .moment: condition.details(slot, at: time).reason
      }
    let until = book.silentUntil(realertName(slot)).flatMap { $0 > time ? $0 : nil }
    let isHeld = verdict.answer == .moment || verdict.answer == .on && phases[slot].tellings == 0
    let silence =
      isHeld ? until.map { "; silent until " + EventInstant(microseconds: $0).shown } : nil
    trace?(key + text + (silence ?? ""))
  }

  /// The number of a key; what was known of one that had to make room is forgotten.
  private func slot(_ hash: EventHash.Value, at time: Int64, name: () -> [UInt8]) -> Int {
    let found = slots.slot(hash, name: name)
    if case .known = found { return found.slot }
    if case .replaced = found { counts.keysForgotten += 1 }
    forget(found.slot)
    condition.begin(found.slot, at: time)
    return found.slot
  }

  /// Forgets how far a key is.
  func forget(_ slot: Int) {
    phases.reset(slot)
    queued.reset(slot)
    wanted.reset(slot)
  }

  /// Looks at what has to be looked at up to a time, in the order of time, while the clock goes on to `target`.
  func advance(to clock: Int64, target: Int64, _ tell: (Alert) -> Void) {
    self.target = target
    while let entry = deadlines.pop(notAfter: clock - rule.policy.delay) {
      let slot = entry.slot
      guard slots.generation(slot) == entry.generation, queued[slot] == entry.time else { continue }
      queued[slot] = .max
      if wanted[slot] > entry.time {
        queue(slot)
        continue
      }
      settle(slot, condition.look(slot, at: entry.time), at: entry.time, tell)
    }
  }

  // MARK: - Phases

  private func settle(
    _ slot: Int, _ verdict: ConditionVerdict, at time: Int64, _ tell: (Alert) -> Void
  ) {
    switch verdict.answer {
    case .late: counts.late += 1
    case .moment: moment(slot, at: time, tell)
    case .on: hold(slot, at: time, tell)
    case .off: release(slot, at: time, tell)
    }
    // What was told may be forgotten by now.
    guard verdict.answer != .late, slot < slots.capacity else { return }
    plan(slot, verdict.next, at: time)
  }

  /// Something has happened; where it is held for true a while, it has an end too.
  private func moment(_ slot: Int, at time: Int64, _ tell: (Alert) -> Void) {
    if phases[slot].stage == .idle { phases[slot].since = time }
    let isHeld = rule.policy.keepFiring > 0
    tellOnce(slot, at: time, tell)
    if isHeld {
      phases[slot].stage = .ending
      phases[slot].end = time
    } else {
      phases[slot] = AlertPhase()
    }
  }

  private func hold(_ slot: Int, at time: Int64, _ tell: (Alert) -> Void) {
    switch phases[slot].stage {
    case .idle:
      phases[slot].since = time
      phases[slot].stage = .pending
    case .ending: phases[slot].stage = .firing
    case .pending, .firing: break
    }
    if phases[slot].stage == .pending {
      guard time - phases[slot].since >= rule.policy.pending else { return }
      phases[slot].stage = .firing
    }
    if phases[slot].tellings == 0 || isReminderDue(slot, at: time) {
      tellOnce(slot, at: time, tell)
    }
    if condition.forgetsKeys, phases[slot].tellings > 0 {
      slots.remove(slot)
      forget(slot)
    }
  }

  private func isReminderDue(_ slot: Int, at time: Int64) -> Bool {
    rule.policy.repeats && time - phases[slot].toldAt >= rule.policy.realert
  }

  private func release(_ slot: Int, at time: Int64, _ tell: (Alert) -> Void) {
    switch phases[slot].stage {
    case .idle: return
    case .pending: end(slot)
    case .firing:
      phases[slot].stage = .ending
      phases[slot].end = time
    case .ending: break
    }
    guard phases[slot].stage == .ending, time - phases[slot].end >= rule.policy.keepFiring else {
      return
    }
    if phases[slot].tellings > 0, rule.policy.resolves {
      tell(alert(slot, .resolved, at: time, silenced: 0))
    }
    end(slot)
  }

  private func end(_ slot: Int) {
    phases[slot] = AlertPhase()
    condition.end(slot)
  }

  private func tellOnce(_ slot: Int, at time: Int64, _ tell: (Alert) -> Void) {
    if let muted = mutedUntil(slot), time < muted {
      counts.silenced += 1
      return
    }
    guard let silenced = book.ask(realertName(slot), rule.policy, at: time) else {
      counts.silenced += 1
      return
    }
    phases[slot].tellings += 1
    phases[slot].toldAt = time
    counts.alerts += 1
    tell(alert(slot, .firing, at: time, silenced: silenced))
  }

  private func realertName(_ slot: Int) -> EventHash.Value {
    var name = KeyHash()
    name.append(rule.policy.realertKey)
    name.append(slots.hash(slot))
    return name.value()
  }

  private func mutedUntil(_ slot: Int) -> Int64? {
    book.mutes.until(rule.name) { keyText(slot) }
  }

  /// The value of the key as people read it.
  func keyText(_ slot: Int) -> String? { key(slot).map { $0.text ?? $0.json } }

  // MARK: - Deadlines

  /// Sees to it that the key is looked at in time: for its condition, its waiting, its end, and its silence.
  func plan(_ slot: Int, _ next: Int64?, at time: Int64) {
    let phase = phases[slot]
    var earliest = next ?? .max
    switch phase.stage {
    case .idle: break
    case .pending: earliest = min(earliest, phase.since + rule.policy.pending)
    case .ending: earliest = min(earliest, phase.end + rule.policy.keepFiring)
    case .firing:
      if let due = tellingDue(slot) { earliest = min(earliest, due) }
    }
    // What was due at this very time has been looked at.
    wanted[slot] = earliest <= time ? time + 1_000_000 : earliest
    queue(slot)
  }

  /// When a condition that goes on has to be told, again or because silence is over.
  private func tellingDue(_ slot: Int) -> Int64? {
    let phase = phases[slot]
    let silence = [book.silentUntil(realertName(slot)), mutedUntil(slot)].compactMap { $0 }.max()
    guard phase.tellings > 0 else { return silence }
    guard rule.policy.repeats, rule.policy.realert > 0 else { return nil }
    // However far the clock goes at once, that is one reminder.
    return max(phase.toldAt + rule.policy.realert, silence ?? .min, target)
  }

  private func queue(_ slot: Int) {
    let time = wanted[slot]
    guard time < queued[slot] else { return }
    queued[slot] = time
    deadlines.push(
      DeadlineQueue.Entry(
        time: time, slot: slot, generation: slots.generation(slot), order: slots.hash(slot).high))
  }

  // MARK: - Alerts

  /// What is told of a key.
  func alert(
    _ slot: Int, _ status: Alert.Status, at time: Int64, silenced: Int
  ) -> Alert {
    let details = condition.details(slot, at: time)
    let key = key(slot)
    var match = details.match
    if rule.timestamp.field.value(in: match) == nil {
      match[rule.timestamp.field.name] = .string(EventInstant(microseconds: time).text)
    }
    if let queryKey = rule.queryKey, let key, queryKey.field.value(in: match) == nil {
      match[queryKey.name] = key
    }
    let length = ReasonText.duration(max(0, time - phases[slot].since))
    return Alert(
      rule: number, ruleName: rule.name, status: status, id: id(slot),
      telling: Int(phases[slot].tellings), time: time, key: key,
      reason: status == .resolved ? "it is over after \(length)" : details.reason,
      silenced: silenced, match: match)
  }

  /// The value of the key; those of a compound one joined, as ElastAlert shows them.
  private func key(_ slot: Int) -> JSONTree? {
    guard rule.queryKey != nil || condition.terms != nil,
      let values = JSONTree(json: slots.name(slot))?.array
    else { return nil }
    if values.count == 1 { return values[0] }
    return JSONTree(
      values.map { String(decoding: $0.pythonText, as: UTF8.self) }.joined(separator: ", "))
  }

  /// The same for all tellings of one condition, and in every run.
  private func id(_ slot: Int) -> String {
    var hash = KeyHash()
    hash.append(rule.name)
    hash.append(slots.hash(slot))
    hash.append(Int(phases[slot].since))
    return hash.hexadecimal
  }

  // MARK: - State

  /// What is known of the stream so far.
  var state: JSONTree {
    .object(
      JSONObject([
        ("counts", counts.state),
        (
          "keys",
          .array(
            slots.oldestFirst.map { slot in
              .array([
                .string(slots.name(slot)), .integer(Int64(bitPattern: slots.hash(slot).high)),
                .integer(Int64(bitPattern: slots.hash(slot).low)), phases[slot].state,
                wanted[slot] == .max ? .null : .integer(wanted[slot]), condition.state(slot),
              ])
            })
        ),
      ]))
  }

  /// Forgets everything.
  func reset() {
    condition = Self.condition(rule)
    slots = KeySlots(most: rule.policy.mostKeys)
    phases = SlotTable(AlertPhase())
    deadlines = DeadlineQueue()
    queued = SlotTable(.max)
    wanted = SlotTable(.max)
    counts = RuleCounts()
  }

  /// Takes over what was known; false if it is no state of such a rule.
  func restore(_ state: JSONTree) -> Bool {
    guard let parts = state.object, let keys = parts["keys"]?.array,
      let counts = RuleCounts(parts["counts"])
    else { return false }
    self.counts = counts
    for item in keys {
      guard let key = item.array, key.count == 6, case .string(let name) = key[0],
        let high = key[1].integer, let low = key[2].integer, let phase = AlertPhase(key[3])
      else { return false }
      let hash = EventHash.Value(high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
      let slot = slot(hash, at: 0) { name }
      guard condition.restore(slot, key[5]) else { return false }
      phases[slot] = phase
      wanted[slot] = key[4].time ?? .max
      queue(slot)
    }
    return true
  }
}
