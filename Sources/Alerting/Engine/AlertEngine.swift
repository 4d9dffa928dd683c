import Event

/// Evaluates rules on a stream of encoded events; used by one thread at a time.
///
/// Rules in ElastAlert's mode see deliveries and ticks. For all others the stream has one clock, the latest time of any
/// event or tick; what has to be judged without an event is judged when the clock passes its time.
package final class AlertEngine {
  /// The rules, as they were given.
  package let rules: [AlertRule]
  /// How many events were looked at.
  package private(set) var events = 0

  /// Gives the time of the clock on the wall, in microseconds since 1970.
  ///
  /// With it rules in ElastAlert's mode keep silent by their `realert`, as they do there; without it each match is told.
  package var wallClock: (() -> Int64)?
  /// The time after which an event's time is taken for wrong; nil where none is.
  ///
  /// Such events are passed over, and do not move the clock, which never goes back.
  package var horizon: Int64?
  /// How many events were passed over for that.
  package private(set) var eventsAhead = 0

  private let compatible: [(number: Int, runner: ElastAlertRunner)]
  /// Rules in their own mode.
  let streams: [StreamRule]
  private let dispatch: RuleDispatch
  /// What is silent, and until when.
  let book = RealertBook()
  private var fields = EventFields()
  /// The latest time of any event or tick; nil before the first.
  private(set) var clock: Int64?
  /// When rules of `streams` have to be looked at, and the earliest time that stands there for each.
  private var deadlines = DeadlineQueue()
  private var queued: [Int64]

  private static let timestamp = TimestampField(field: EventField("@timestamp"), format: .iso)

  /// Prepares rules; those that are not enabled are passed over.
  package init(_ rules: [AlertRule]) {
    self.rules = rules
    let enabled = rules.enumerated().filter(\.element.isEnabled)
    compatible = enabled.filter { $0.element.mode == .elastalert }
      .map { ($0.offset, ElastAlertRunner($0.element)) }
    let book = book
    let own = enabled.filter { $0.element.mode == .stream }
    streams = own.map { StreamRule($0.element, number: $0.offset, book: book) }
    dispatch = RuleDispatch(own.map(\.element))
    queued = Array(repeating: .max, count: streams.count)
  }

  /// What became of the events of each rule that is not in ElastAlert's mode.
  package var ruleCounts: [(rule: AlertRule, counts: RuleCounts)] {
    streams.map { ($0.rule, $0.counts) }
  }

  /// Takes, for each event, what a rule that is not in ElastAlert's mode made of it, in words; for people who try rules.
  package func trace(_ note: @escaping (_ rule: Int, _ text: String) -> Void) {
    for stream in streams { stream.trace = { note(stream.number, $0) } }
    for (number, runner) in compatible { runner.trace = { note(number, $0) } }
  }

  // MARK: - The stream

  /// Evaluates one delivery: events that came together, each a part of `bytes` that is a JSON object.
  ///
  /// - Returns: false if one of them is no event; it is passed over then, in ElastAlert's mode the whole delivery.
  package func deliver(
    _ events: [Range<Int>], of bytes: [UInt8], to tell: (Alert) -> Void
  ) -> Bool {
    var isWhole = deliverCompatible(events, bytes, tell)
    self.events += events.count
    guard !streams.isEmpty else { return isWhole }
    for range in events {
      let event = bytes.span.extracting(range)
      guard fields.read(event) else {
        isWhole = false
        continue
      }
      add(bytes, range, tell)
    }
    return isWhole
  }

  private func add(_ bytes: [UInt8], _ range: Range<Int>, _ tell: (Alert) -> Void) {
    let time = Self.timestamp.time(fields, bytes, range)
    if let time, let horizon, time > horizon {
      eventsAhead += 1
      return
    }
    if let time { advance(to: time, tell) }
    dispatch.forEach(bytes.span.extracting(range), fields) { index in
      streams[index].add(bytes, range, fields, time: time, clock: clock, tell)
      queue(index)
    }
  }

  private func deliverCompatible(
    _ events: [Range<Int>], _ bytes: [UInt8], _ tell: (Alert) -> Void
  ) -> Bool {
    guard !compatible.isEmpty else { return true }
    var parsed: [JSONObject] = []
    for range in events {
      guard let object = JSONTreeReader.read(bytes, range)?.object else { return false }
      parsed.append(object)
    }
    for (range, object) in zip(events, parsed) {
      let event = bytes.span.extracting(range)
      guard fields.read(event) else { continue }
      for (_, runner) in compatible where runner.accepts(event, fields) { runner.take(object) }
    }
    for (number, runner) in compatible {
      for match in runner.deliver() { tellMatch(number, runner, match, tell) }
    }
    return true
  }

  /// That time has come with no data.
  package func tick(_ time: EventInstant, to tell: (Alert) -> Void) {
    for (number, runner) in compatible {
      for match in runner.tick(time) { tellMatch(number, runner, match, tell) }
    }
    advance(to: time.microseconds, tell)
  }

  private func tellMatch(
    _ number: Int, _ runner: ElastAlertRunner, _ match: JSONObject, _ tell: (Alert) -> Void
  ) {
    var silenced = 0
    if let wallClock {
      let name = runner.realertName(of: match)
      guard let before = book.ask(name, runner.rule.policy, at: wallClock()) else { return }
      silenced = before
    }
    let alert = runner.alert(number, match, silenced: silenced, isNamed: wallClock != nil)
    let muted = book.mutes.until(alert.ruleName) { alert.key.map { $0.text ?? $0.json } }
    if let muted, alert.time.map({ $0 < muted }) ?? true { return }
    tell(alert)
  }

  // MARK: - The clock

  /// Moves the clock on; what was due until then is looked at first, in the order of time.
  private func advance(to time: Int64, _ tell: (Alert) -> Void) {
    guard let now = clock else {
      clock = time
      for index in streams.indices {
        streams[index].begin(at: time)
        queue(index)
      }
      return
    }
    guard time > now else { return }
    clock = time
    while let entry = deadlines.pop(notAfter: time) {
      guard queued[entry.slot] == entry.time else { continue }
      queued[entry.slot] = .max
      streams[entry.slot].advance(to: entry.time, target: time, tell)
      queue(entry.slot)
    }
  }

  private func queue(_ index: Int) {
    guard let next = streams[index].nextDeadline, next < queued[index] else { return }
    queued[index] = next
    deadlines.push(
      DeadlineQueue.Entry(time: next, slot: index, generation: 0, order: UInt64(index)))
  }

  // MARK: - State

  /// What each rule knows.
  var ruleStates: [(AlertRule, JSONTree)] {
    streams.map { ($0.rule, $0.state) } + compatible.map { ($0.runner.rule, $0.runner.state) }
  }

  /// Gives each rule what it knew; returns the names of those that begin afresh.
  func restore(clock: Int64?, _ state: (AlertRule) -> JSONTree?) -> [String] {
    var fresh: [String] = []
    self.clock = clock
    for (index, stream) in streams.enumerated() {
      if let known = state(stream.rule), stream.restore(known) {
        queue(index)
        continue
      }
      fresh.append(stream.rule.name)
      stream.reset()
      if let clock { stream.begin(at: clock) }
      queue(index)
    }
    for (_, runner) in compatible {
      if let known = state(runner.rule), runner.restore(known) { continue }
      fresh.append(runner.rule.name)
    }
    return fresh
  }
}
