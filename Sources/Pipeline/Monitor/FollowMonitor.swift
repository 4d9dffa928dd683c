import Delivery
import Synchronization

/// What is told of a process that follows, over all its configurations: counters go on after a SIGHUP.
final class FollowMonitor: Sendable {
  /// What is told of a lane.
  struct Lane: Sendable {
    let meter: LaneMeter
    let output: any LaneOutput

    /// Its alerts, if it has any to do with them.
    var alerts: AlertFigures? { (output as? any LaneKeeper)?.alertFigures }
  }

  private struct State {
    var lanes: [Lane] = []
    /// What lanes did that have ended, by destination.
    var past: [String: Past] = [:]
    /// Alerts of lanes that have ended.
    var pastAlerts = AlertFigures()
    /// When what is in files was first seen, by destination.
    var arrivals: [String: ArrivalLog] = [:]
    var isScanned = false
    var isStopping = false
    var reloads = 0
    var refusedReloads = 0

    /// All alerts since following began.
    var alerts: AlertFigures {
      var figures = pastAlerts
      for lane in lanes { lane.alerts.map { figures.add($0) } }
      return figures
    }
  }

  private struct Past {
    var figures = LaneMeter.Figures()
    var delivery = DeliveryFigures()
  }

  private let state = Mutex(State())
  /// When following began, in microseconds since 1970.
  let startTime = WallClock.microseconds

  /// Tells of `lanes` from now on; those before have ended.
  func attach(_ lanes: [Lane]) {
    state.withLock { state in
      state.pastAlerts = state.alerts
      for lane in state.lanes {
        state.past[lane.meter.destination, default: Past()].figures.add(lane.meter.figures)
        state.past[lane.meter.destination, default: Past()].delivery.add(lane.output.figures)
      }
      if !state.lanes.isEmpty { state.reloads += 1 }
      state.lanes = lanes
      state.arrivals = [:]
      state.isScanned = false
      state.isStopping = false
    }
  }

  /// Notes that files were searched for.
  func noteScan() { state.withLock { $0.isScanned = true } }

  /// Notes that the lanes were told to end.
  func noteStop() { state.withLock { $0.isStopping = true } }

  /// Notes that a configuration was not taken.
  func noteRefusedReload() { state.withLock { $0.refusedReloads += 1 } }

  /// How everything stands now.
  func glance() -> FollowGlance {
    state.withLock { state in
      var glance = FollowGlance(
        isScanned: state.isScanned, isStopping: state.isStopping, reloads: state.reloads,
        refusedReloads: state.refusedReloads, alerts: state.alerts)
      for lane in state.lanes {
        let name = lane.meter.destination
        let (figures, delivery) = (lane.meter.figures, lane.output.figures)
        let current = lane.meter.current
        var past = state.past[name] ?? Past()
        let open = figures.counts.events - figures.delivered.settled
        let hasSettled = figures.delivered.settled > 0
        let files = state.arrivals[name, default: ArrivalLog()].stand(figures.files, current, .now)
        past.figures.add(figures)
        past.delivery.add(delivery)
        past.delivery.heldBytes = delivery.heldBytes
        past.delivery.failingSince = delivery.failingSince
        glance.lanes.append(
          LaneGlance(
            destination: name, figures: past.figures, delivery: past.delivery, activity: current,
            openEvents: open, hasSettled: hasSettled, files: files))
      }
      return glance
    }
  }
}

/// How everything stands at one moment.
struct FollowGlance: Sendable {
  /// Whether files were searched for.
  let isScanned: Bool
  /// Whether the lanes were told to end.
  let isStopping: Bool
  /// How often the configuration was read again.
  let reloads: Int
  /// How often it was left as it was, for a mistake in it.
  let refusedReloads: Int
  /// Alerts since the process began.
  var alerts = AlertFigures()
  /// The lanes, in the order of their destinations.
  var lanes: [LaneGlance] = []
}

/// How a lane stands at one moment.
struct LaneGlance: Sendable {
  /// The destination's name, without secrets.
  let destination: String
  /// What was read and settled since the process began.
  let figures: LaneMeter.Figures
  /// What was sent since the process began.
  let delivery: DeliveryFigures
  /// What the lane is at.
  let activity: LaneActivity
  /// Events that are made and not settled.
  let openEvents: Int
  /// Whether anything was settled under this configuration.
  let hasSettled: Bool
  /// The files, those furthest behind first.
  let files: [FileStanding]

  /// Bytes that are not delivered, of all files.
  var lagBytes: Int64 { files.reduce(0) { $0 &+ $1.lagBytes } }

  /// For how long the oldest of them has been there.
  var lag: Duration { files.map(\.lag).max() ?? .zero }
}
