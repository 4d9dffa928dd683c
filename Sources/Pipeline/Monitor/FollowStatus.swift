import Delivery

/// How everything stands, in one line: what `systemctl status` shows.
struct FollowStatus {
  private let glance: FollowGlance

  init(_ glance: FollowGlance) { self.glance = glance }

  /// The line.
  var text: String {
    if glance.isStopping { return "ends: waits for events that are on their way" }
    if !glance.isScanned { return "searches for files" }
    let files = glance.lanes.map(\.files.count).max() ?? 0
    var parts = ["follows \(files) \(files == 1 ? "file" : "files")"]
    for lane in glance.lanes { parts.append(describe(lane)) }
    return parts.joined(separator: "; ")
  }

  private func describe(_ lane: LaneGlance) -> String {
    let name = lane.destination
    if let problem = lane.problem(isStopping: false) { return "\(name): \(problem.rawValue)" }
    let lag =
      lane.lagBytes == 0
      ? "up to date"
      : "\(FollowStatus.size(lane.lagBytes)) behind, for \(lane.lag.components.seconds) s"
    guard let since = lane.delivery.failingSince else { return "\(name): \(lag)" }
    return "\(name): failing for \((ContinuousClock.now - since).components.seconds) s, \(lag)"
  }

  /// The number of bytes, short.
  private static func size(_ bytes: Int64) -> String {
    switch bytes {
    case ..<10_000: "\(bytes) bytes"
    case ..<10_000_000: "\(bytes / 1000) kB"
    case ..<10_000_000_000: "\(bytes / 1_000_000) MB"
    default: "\(bytes / 1_000_000_000) GB"
    }
  }
}
