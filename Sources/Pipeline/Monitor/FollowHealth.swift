import Delivery
import Event
import Monitoring

/// What `/healthz` and `/readyz` answer, and whether the watchdog is told that all is well.
///
/// Healthy is a process that a restart would do no good: it makes progress as far as it can. A destination that is
/// down makes it not ready, and that is all.
struct FollowHealth {
  private let glance: FollowGlance

  init(_ glance: FollowGlance) { self.glance = glance }

  /// Whether no lane is stuck or has ended.
  var isHealthy: Bool { unhealthyLanes.isEmpty }

  private var unhealthyLanes: [(LaneGlance, LaneProblem)] {
    glance.lanes.compactMap { lane in
      lane.problem(isStopping: glance.isStopping).map { (lane, $0) }
    }
  }

  /// The answer to `/healthz`: 200, or 503 with the lanes that are not as they should be.
  var health: HTTPAnswer {
    let now = ContinuousClock.now
    let problems = unhealthyLanes.map { lane, problem in
      (lane.destination, problem.rawValue, now - lane.activity.since)
    }
    return FollowHealth.answer(problems, fine: "healthy", else: "unhealthy")
  }

  /// The answer to `/readyz`: 200, or 503 with what is missing.
  var readiness: HTTPAnswer {
    let now = ContinuousClock.now
    var problems = glance.lanes.compactMap { lane -> (String, String, Duration?)? in
      if let problem = lane.problem(isStopping: glance.isStopping) {
        return (lane.destination, problem.rawValue, now - lane.activity.since)
      }
      if let since = lane.delivery.failingSince {
        return (lane.destination, "failing", now - since)
      }
      if !lane.hasSettled, lane.openEvents > 0 {
        return (lane.destination, "has taken nothing yet", nil)
      }
      return nil
    }
    if !glance.isScanned {
      problems = glance.lanes.map { ($0.destination, "waits for the first search for files", nil) }
    }
    return FollowHealth.answer(
      problems, fine: "ready", else: "not ready", isFine: problems.isEmpty && glance.isScanned)
  }

  /// The answer as JSON.
  ///
  ///     {"status":"not ready","destinations":[{"name":...,"problem":"failing","since":...,"seconds":12}]}
  private static func answer(
    _ problems: [(name: String, problem: String, time: Duration?)], fine: String,
    else other: String, isFine: Bool? = nil
  ) -> HTTPAnswer {
    let isFine = isFine ?? problems.isEmpty
    var out = JSONBuffer(capacity: 256)
    var text = TimestampText()
    out.append("{\"status\":")
    out.append(quoted: isFine ? fine : other)
    if !problems.isEmpty { out.append(",\"destinations\":[") }
    for (index, entry) in problems.enumerated() {
      out.append(index == 0 ? "{\"name\":" : ",{\"name\":")
      out.append(quoted: entry.name)
      out.append(",\"problem\":")
      out.append(quoted: entry.problem)
      if let time = entry.time {
        let microseconds = max(0, time.microseconds)
        out.append(",\"since\":\"")
        text.append(WallClock.microseconds - microseconds, digits: 3, to: &out)
        out.append("\",\"seconds\":")
        out.append(integer: microseconds / 1_000_000)
      }
      out.append("}")
    }
    out.append(problems.isEmpty ? "}\n" : "]}\n")
    return .json(isFine ? 200 : 503, out.withBytes { bytes in (0..<bytes.count).map { bytes[$0] } })
  }
}

/// What can be wrong with a lane, whatever its destination does.
enum LaneProblem: String {
  /// It has ended though nobody told it to.
  case ended
  /// It has been at the same block for longer than ``LaneActivity/patience``.
  case stuck
}

extension LaneGlance {
  /// What is wrong with the lane; nil if nothing is.
  func problem(isStopping: Bool) -> LaneProblem? {
    if activity.kind == .ended { return isStopping ? nil : .ended }
    return activity.isStuck(.now) ? .stuck : nil
  }
}
