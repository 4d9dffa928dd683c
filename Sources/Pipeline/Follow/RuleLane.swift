import AlertDelivery
import Alerting
import Delivery
import Event
import Synchronization

/// A lane's way to alert rules: events are evaluated on the lane's thread, and notices leave by threads of their own.
///
/// No output of alerts holds up events, and no destination of events holds up alerts.
///
/// `@unchecked Sendable`: the engine and what is not behind a mutex are used by the lane's thread alone.
final class RuleLane: LaneKeeper, @unchecked Sendable {
  /// What the lane is called, in messages and in metrics.
  static let laneName = "alerts"

  let name = RuleLane.laneName
  private let engine: AlertEngine
  /// One for each output.
  private let dispatchers: [AlertDispatcher]
  private let receipts: ReceiptBox
  private let stopped: StopFlag
  private let messages: MessageLog
  private let patience: Duration
  /// Whether rules see each event by itself, as `alert run` gives them.
  private let isOneByOne: Bool
  private var ticker: RuleTicker
  private let wordings: [NoticeWording]
  /// For each rule, the numbers of the outputs that its alerts go to.
  private let ways: [[Int]]
  private let counts = Mutex(AlertFigures())
  /// Whether an alert was told that is not on the disk.
  private var hasTold = false
  /// How many notices on the disk are on their way.
  private var keptWaiting = 0
  private var hasToldOfTimes = false
  private(set) var reached: Int64?

  /// How far an event's time may be ahead of the clock on the wall, in microseconds.
  private static let mostAhead: Int64 = 600_000_000

  /// Begins where the memory of an earlier run ends.
  ///
  /// - Parameter memory: ``memory`` of that run; nil if there was none.
  init(
    _ alerts: FollowAlerts, memory: [UInt8]?, receipts: ReceiptBox, stopped: StopFlag,
    _ messages: MessageLog
  ) throws(PipelineError) {
    self.receipts = receipts
    self.stopped = stopped
    self.messages = messages
    patience = alerts.patience
    engine = AlertEngine(alerts.directory.rules)
    engine.wallClock = { WallClock.microseconds }
    isOneByOne = alerts.directory.rules.contains { $0.mode == .elastalert }
    ticker = RuleTicker(lag: alerts.lag)
    wordings = alerts.wordings
    ways = alerts.ways
    do throws(AlertOutputFault) {
      dispatchers = try alerts.outputs.map { output throws(AlertOutputFault) in
        try AlertDispatcher([output], alerts.limits(of: output)) { [messages] in
          messages.warning($0)
        }
      }
    } catch {
      throw .invalid("\(error)")
    }
    if let memory { restore(memory) }
  }

  private func restore(_ memory: [UInt8]) {
    guard let memory = RuleMemory(memory), let fresh = engine.restore(memory.engine) else {
      return messages.warning(
        "alerts: what the rules knew cannot be read; all of them begin afresh")
    }
    for rule in fresh {
      messages.info("alerts: the rule `\(rule)` is new or was changed, and begins afresh")
    }
    let lost = memory.waiting.count { waiting in
      // Each that has the name, not only the first.
      dispatchers.count { $0.send(waiting.notice, again: waiting.output) } == 0
    }
    if lost > 0 {
      messages.warning(
        "alerts: \(lost) notices waited for outputs that are not named any more, and are dropped")
    }
    keptWaiting = memory.waiting.count - lost
  }

  // MARK: - Events

  func deliver(_ result: borrowing BlockResult, number: Int) throws(DeliveryError) {
    engine.horizon = WallClock.microseconds + Self.mostAhead
    let bytes = result.events.withBytes { span in span.withUnsafeBufferPointer { Array($0) } }
    let events = Self.lines(of: bytes)
    if isOneByOne {
      for event in events { _ = engine.deliver([event], of: bytes, to: tell) }
    } else {
      _ = engine.deliver(events, of: bytes, to: tell)
    }
    tellOfTimes()
    if let last = events.last { reached = Self.time(of: bytes[last]) }
    var receipt = DeliveryReceipt(source: number)
    receipt.created = result.counts.events
    receipts.enter(receipt)
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if end > start { lines.append(start..<end) }
      start = end + 1
    }
    return lines
  }

  /// The time of an event, which it begins with; nil where it does not.
  private static func time(of event: ArraySlice<UInt8>) -> Int64? {
    let start = Array(#"{"@timestamp":""#.utf8)
    guard event.starts(with: start) else { return nil }
    let text = event.dropFirst(start.count).prefix(40).prefix { $0 != UInt8(ascii: "\"") }
    return EventInstant(Array(text))?.microseconds
  }

  private func tell(_ alert: Alert) {
    hasTold = true
    counts.withLock { $0.add(alert) }
    let notice = wordings[alert.rule].notice(alert)
    for way in ways[alert.rule] { dispatchers[way].send(notice) }
  }

  private func tellOfTimes() {
    guard engine.eventsAhead > 0, !hasToldOfTimes else { return }
    hasToldOfTimes = true
    messages.warning(
      "alerts: rules pass over events whose time is more than \(Self.mostAhead / 60_000_000) minutes ahead of "
        + "this machine's clock\nhelp: see that --timezone is that of the logs, and that clocks are right"
    )
  }

  func look(isCaughtUp: Bool) {
    guard let time = ticker.tick(.now, wall: WallClock.microseconds, isCaughtUp: isCaughtUp) else {
      return
    }
    engine.tick(EventInstant(microseconds: time), to: tell)
  }

  // MARK: - What is remembered

  var memory: [UInt8] {
    RuleMemory(engine: engine.state, waiting: unsettled).bytes
  }

  var hasNews: Bool { hasTold || unsettled.count != keptWaiting }

  func noteKept() {
    hasTold = false
    keptWaiting = unsettled.count
  }

  var isSafeAtOnce: Bool { true }

  func sync() throws(DeliveryError) {}

  // MARK: - The end

  /// Waits for outputs as long as a stop would; what is left then is remembered.
  func finish() throws(DeliveryError) {
    let end = ContinuousClock.now + patience
    while !unsettled.isEmpty, ContinuousClock.now < end, !stopped.isSet {
      MonotonicClock.sleep(milliseconds: 10)
    }
    if !stopped.isSet { stop(by: .now) }
  }

  func stop(by deadline: ContinuousClock.Instant) {
    for dispatcher in dispatchers { dispatcher.leave(by: deadline) }
  }

  /// What is on its way, with its output's name.
  private var unsettled: [(output: String, notice: AlertNotice)] {
    dispatchers.flatMap(\.unsettled)
  }

  var figures: DeliveryFigures { DeliveryFigures() }

  var alertFigures: AlertFigures {
    var figures = counts.withLock { $0 }
    for account in dispatchers.flatMap(\.accounts) { figures.add(account) }
    return figures
  }

  var account: String {
    let figures = alertFigures
    var parts = ["\(figures.firing) alerts", "\(figures.resolved) resolved"]
    parts.append("\(figures.taken) notices taken")
    if figures.dead > 0 { parts.append("\(figures.dead) laid aside") }
    let waiting = unsettled.count
    if waiting > 0 { parts.append("\(waiting) on their way, sent again by the next run") }
    return "\(name): " + parts.joined(separator: ", ")
  }
}
