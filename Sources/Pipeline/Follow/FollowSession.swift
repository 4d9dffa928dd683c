import Delivery
import FollowState
import LogInput
import Synchronization

/// Following under one configuration: a watch of the files, and a lane for each destination.
final class FollowSession {
  private let options: FollowOptions
  private let messages: MessageLog
  private let parts: LaneParts
  private let watch: FileWatch
  private let endings = LaneEndings()
  private var places: PlaceWatch?
  private var lanes: [LaneTools] = []
  private var threads: [WorkerThread] = []

  /// Opens destinations and what is remembered of them.
  /// - Throws: ``PipelineError`` when one cannot be opened, or another process follows for it.
  init(
    _ options: FollowOptions, _ rules: RunRules, _ alerts: FollowAlerts?, _ messages: MessageLog
  ) throws(PipelineError) {
    self.options = options
    self.messages = messages
    parts = LaneParts(
      options: options.parse, expressions: rules.expressions,
      logs: LogOpener(options.parse, rules: rules.rules), settings: options.lane,
      messages: messages)
    do throws(LogInputError) {
      watch = try FileWatch(options.parse.inputs, options.watch) { messages.warning($0) }
    } catch {
      throw .invalid("\(error)")
    }
    let opener = LaneOpener(options, watch, messages)
    // The servers among the destinations, in their order.
    var servers = options.parse.servers[...]
    for destination in options.parse.destinations {
      lanes.append(
        try opener.open(destination, destination.isServer ? servers.popFirst() : nil))
    }
    lanes[0].unmatched = try opener.openUnmatched()
    if let alerts { lanes.append(try opener.open(alerts)) }
  }

  /// Starts to follow.
  func start() {
    watch.start()
    places = PlaceWatch(options.parse.geo, messages)
    for lane in lanes {
      let thread = WorkerThread { [parts, endings] in
        endings.enter(FollowLane(parts, lane).run())
        SignalWait.poke()
      }
      if let thread {
        threads.append(thread)
      } else {
        lane.meter.enter(.ended)
        endings.enter(.noResources(destination: lane.output.name))
      }
    }
  }

  /// What is told of the lanes.
  var watched: [FollowMonitor.Lane] { lanes.map(\.watched) }

  /// Whether all lanes have ended.
  var hasEnded: Bool { endings.count == lanes.count }

  /// Tells the lanes to end, and to wait no longer than `limit` for what is on its way.
  func stop(within limit: Duration) {
    let deadline = ContinuousClock.now + limit
    for lane in lanes {
      lane.stopped.set(deadline)
      lane.subscription.wake()
      // Its own thread may be waiting for room; this one has to listen for signals.
      if let thread = WorkerThread({ lane.output.stop(by: deadline) }) { threads.append(thread) }
    }
  }

  /// Lets everything go, and tells what was done; returns the exit code.
  func finish() -> Int32 {
    for thread in threads { thread.join() }
    watch.stop()
    places?.stop()
    for lane in lanes {
      let figures = lane.meter.figures
      let account = (lane.output as? any LaneKeeper)?.account
      messages.info(account ?? FollowAccount(figures, destination: lane.output.name).summary)
    }
    var code: Int32 = 0
    for fault in endings.faults {
      if case .closedPipe = fault { continue }
      messages.error("\(fault)")
      code = 4
    }
    if code == 0, lanes.contains(where: { $0.meter.figures.delivered.rejected > 0 }) { code = 4 }
    if code == 0, lanes.contains(where: { $0.meter.figures.isIncomplete }) { code = 3 }
    return code
  }
}

/// How the lanes have ended.
private final class LaneEndings: Sendable {
  private let all = Mutex<[DeliveryError?]>([])

  /// How many have.
  var count: Int { all.withLock { $0.count } }

  /// What ended those that were not told to end.
  var faults: [DeliveryError] { all.withLock { $0.compactMap { $0 } } }

  /// Notes that a lane has ended.
  func enter(_ fault: DeliveryError?) { all.withLock { $0.append(fault) } }
}
