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
  private let dispatcher: AlertDispatcher
  private let receipts: ReceiptBox
  private let stopped: StopFlag
  private let messages: MessageLog
  private let patience: Duration
  /// Whether rules see each event by itself, as `alert run` gives them.
  private let isOneByOne: Bool
  private var ticker: RuleTicker
  private var notices: NoticeMaker
  private let counts = Mutex(AlertFigures())
  /// Whether an alert was told that is not on the disk.
  private var hasTold = false
  /// How many notices on the disk are on their way.
  private var keptWaiting = 0
  private var hasToldOfTimes = false

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
    notices = NoticeMaker(alerts.directory.rules)
    do throws(AlertOutputFault) {
      dispatcher = try AlertDispatcher(alerts.outputs, alerts.limits) { [messages] in
        messages.warning($0)
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
    let lost = memory.waiting.count { !dispatcher.send($0.notice, again: $0.output) }
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

  private func tell(_ alert: Alert) {
    hasTold = true
    counts.withLock { $0.add(alert) }
    dispatcher.send(notices.notice(alert))
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
    RuleMemory(engine: engine.state, waiting: dispatcher.unsettled).bytes
  }

  var hasNews: Bool { hasTold || dispatcher.unsettled.count != keptWaiting }

  func noteKept() {
    hasTold = false
    keptWaiting = dispatcher.unsettled.count
  }

  var isSafeAtOnce: Bool { true }

  func sync() throws(DeliveryError) {}

  // MARK: - The end

  /// Waits for outputs as long as a stop would; what is left then is remembered.
  func finish() throws(DeliveryError) {
    let end = ContinuousClock.now + patience
    while !dispatcher.unsettled.isEmpty, ContinuousClock.now < end, !stopped.isSet {
      MonotonicClock.sleep(milliseconds: 10)
    }
    if !stopped.isSet { dispatcher.leave(by: .now) }
  }

  func stop(by deadline: ContinuousClock.Instant) { dispatcher.leave(by: deadline) }

  var figures: DeliveryFigures { DeliveryFigures() }

  var alertFigures: AlertFigures {
    var figures = counts.withLock { $0 }
    for account in dispatcher.accounts { figures.add(account) }
    return figures
  }

  var account: String {
    let figures = alertFigures
    var parts = ["\(figures.firing) alerts", "\(figures.resolved) resolved"]
    parts.append("\(figures.taken) notices taken")
    if figures.dead > 0 { parts.append("\(figures.dead) laid aside") }
    let waiting = dispatcher.unsettled.count
    if waiting > 0 { parts.append("\(waiting) on their way, sent again by the next run") }
    return "\(name): " + parts.joined(separator: ", ")
  }
}
