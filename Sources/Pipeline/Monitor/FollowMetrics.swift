import Delivery
import FollowState
import Monitoring

/// What `/metrics` answers.
struct FollowMetrics {
  private let glance: FollowGlance
  private let process: ProcessFigures
  private let startTime: Int64
  private var page = Exposition()

  /// Files of a destination that have series of their own: those furthest behind.
  ///
  /// A server keeps every series
  /// it has ever seen for as long as it keeps samples, and logs of Genesys have a new name each day.
  static let maxFiles = 100

  private init(_ glance: FollowGlance, _ process: ProcessFigures, startTime: Int64) {
    self.glance = glance
    self.process = process
    self.startTime = startTime
  }

  /// The page.
  static func page(
    _ glance: FollowGlance, _ process: ProcessFigures, startTime: Int64
  ) -> String {
    var metrics = FollowMetrics(glance, process, startTime: startTime)
    metrics.addFiles()
    metrics.addLags()
    metrics.addRecords()
    metrics.addEvents()
    metrics.addDestinations()
    metrics.addRequestSeconds()
    metrics.addState()
    metrics.addAlerts()
    metrics.addProcess()
    return metrics.page.text
  }

  private mutating func addFiles() {
    let lanes = glance.lanes.map { ($0.destination, FollowMetrics.named($0.files)) }
    func add(_ metric: Metric, _ value: (FileStanding) -> Double) {
      page.begin(metric)
      for (destination, files) in lanes {
        for (path, file) in files { page.add(metric, [destination, path], value(file)) }
      }
    }
    add(MetricTable.fileLagBytes) { Double($0.lagBytes) }
    add(MetricTable.fileLagSeconds) { $0.lag / .seconds(1) }
    add(MetricTable.fileOffset) { Double($0.offset) }
    add(MetricTable.fileSize) { Double($0.size) }
  }

  /// The files that are told of, by their paths: two that have the same (an old content is read to its end while
  /// a new file has its name) are one series, which has to be there once.
  private static func named(_ files: [FileStanding]) -> [(String, FileStanding)] {
    var seen: Set<String> = []
    return files.prefix(maxFiles).compactMap { file in
      let path = file.path.text
      return seen.insert(path).inserted ? (path, file) : nil
    }
  }

  private mutating func add(_ metric: Metric, _ value: (LaneGlance) -> Double) {
    page.begin(metric)
    for lane in glance.lanes { page.add(metric, [lane.destination], value(lane)) }
  }

  private mutating func addLags() {
    add(MetricTable.files) { Double($0.files.count) }
    add(MetricTable.filesBehind) { lane in Double(lane.files.count { $0.lagBytes > 0 }) }
    add(MetricTable.lagBytes) { Double($0.lagBytes) }
    add(MetricTable.lagSeconds) { $0.lag / .seconds(1) }
  }

  private mutating func addRecords() {
    add(MetricTable.readBytes) { Double($0.figures.counts.bytes) }
    add(MetricTable.lostBytes) { Double($0.figures.lostBytes) }
    add(MetricTable.paddingBytes) { Double($0.figures.paddingBytes) }
    add(MetricTable.records) { Double($0.figures.counts.records) }
    add(MetricTable.unmatched) { Double($0.figures.counts.unmatched) }
    add(MetricTable.truncated) { Double($0.figures.counts.truncated) }
    add(MetricTable.timeouts) { Double($0.figures.counts.timeouts) }
  }

  private mutating func addEvents() {
    page.begin(MetricTable.events)
    for lane in glance.lanes {
      let settled = lane.figures.delivered
      for (outcome, count) in [
        ("delivered", settled.created), ("duplicate", settled.duplicates),
        ("redirected", settled.redirected), ("rejected", settled.rejected),
        ("filtered", lane.figures.counts.filtered),
      ] {
        page.add(MetricTable.events, [lane.destination, outcome], Double(count))
      }
    }
    add(MetricTable.openEvents) { Double($0.openEvents) }
  }

  private mutating func addDestinations() {
    let now = ContinuousClock.now
    add(MetricTable.requests) { Double($0.delivery.requests) }
    add(MetricTable.retries) { Double($0.delivery.retries) }
    add(MetricTable.failures) { Double($0.delivery.failures) }
    add(MetricTable.sentEvents) { Double($0.delivery.sentEvents) }
    add(MetricTable.sentBytes) { Double($0.delivery.sentBytes) }
    add(MetricTable.heldBytes) { Double($0.delivery.heldBytes) }
    add(MetricTable.up) { $0.delivery.failingSince == nil ? 1 : 0 }
    add(MetricTable.failingSeconds) { lane in
      lane.delivery.failingSince.map { max(.zero, now - $0) / .seconds(1) } ?? 0
    }
    let isStopping = glance.isStopping
    add(MetricTable.laneUp) { $0.problem(isStopping: isStopping) == nil ? 1 : 0 }
  }

  private mutating func addRequestSeconds() {
    let metric = MetricTable.requestSeconds
    page.begin(metric)
    for lane in glance.lanes {
      let time = lane.delivery.requestTime / .seconds(1)
      page.add(metric, [lane.destination], suffix: "_sum", time)
      page.add(metric, [lane.destination], suffix: "_count", Double(lane.delivery.ended))
    }
  }

  private mutating func addState() {
    add(MetricTable.stateWrites) { Double($0.figures.state.writes) }
    add(MetricTable.stateSyncs) { Double($0.figures.state.syncs) }
    add(MetricTable.stateFailures) { Double($0.figures.state.failures) }
  }

  private mutating func addAlerts() {
    page.begin(MetricTable.alerts)
    for (rule, counts) in glance.alerts.rules.sorted(by: { $0.key < $1.key }) {
      page.add(MetricTable.alerts, [rule, "firing"], Double(counts.firing))
      page.add(MetricTable.alerts, [rule, "resolved"], Double(counts.resolved))
    }
    page.begin(MetricTable.alertOutputs)
    for (output, counts) in glance.alerts.outputs.sorted(by: { $0.key < $1.key }) {
      page.add(MetricTable.alertOutputs, [output, "taken"], Double(counts.taken))
      page.add(MetricTable.alertOutputs, [output, "retried"], Double(counts.retries))
      page.add(MetricTable.alertOutputs, [output, "dead"], Double(counts.dead))
    }
  }

  private mutating func addProcess() {
    page.begin(MetricTable.build)
    page.add(MetricTable.build, [Program.version], 1)
    for (metric, value) in [
      (MetricTable.reloads, Double(glance.reloads)),
      (MetricTable.refusedReloads, Double(glance.refusedReloads)),
      (MetricTable.residentMemory, Double(process.residentBytes)),
      (MetricTable.processorSeconds, process.processorSeconds),
      (MetricTable.openDescriptors, Double(process.openDescriptors)),
      (MetricTable.maxDescriptors, Double(process.maxDescriptors)),
      (MetricTable.startTime, Double(startTime) / 1e6),
    ] {
      page.begin(metric)
      page.add(metric, [], value)
    }
  }
}
