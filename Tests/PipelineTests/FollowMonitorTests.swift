import Delivery
import FollowState
import Monitoring
import Testing

@testable import Pipeline

@Suite("what is told of following")
struct FollowMonitorTests {
  /// A lane's output that does nothing.
  private final class NoOutput: LaneOutput {
    let name: String
    let figures: DeliveryFigures

    init(_ name: String, _ figures: DeliveryFigures = DeliveryFigures()) {
      self.name = name
      self.figures = figures
    }

    func deliver(_ result: borrowing BlockResult, number: Int) throws(DeliveryError) {}
    var isSafeAtOnce: Bool { true }
    func sync() throws(DeliveryError) {}
    func finish() throws(DeliveryError) {}
    func stop(by deadline: ContinuousClock.Instant) {}
  }

  private func lane(
    _ name: String = "es", _ figures: DeliveryFigures = DeliveryFigures()
  ) -> FollowMonitor.Lane {
    FollowMonitor.Lane(meter: LaneMeter(destination: name), output: NoOutput(name, figures))
  }

  private func file(
    _ number: UInt64, offset: Int64, size: Int64, since: ContinuousClock.Instant? = nil
  ) -> LaneMeter.FileLag {
    LaneMeter.FileLag(
      number: number, path: FilePath("\(number).log"), file: nil, offset: offset, seenSize: size,
      behindSince: since)
  }

  @Test("a lane is stuck when it works for two minutes on one thing, never when it waits")
  func stuck() {
    let since = ContinuousClock.now
    for kind in [LaneActivity.Kind.starting, .waiting, .delivering, .ended] {
      #expect(!LaneActivity(kind: kind, since: since).isStuck(since + .seconds(86_400)))
    }
    let working = LaneActivity(kind: .working, since: since)
    #expect(!working.isStuck(since + .seconds(119)))
    #expect(working.isStuck(since + .seconds(121)))
  }

  @Test("what a lane is at is kept with its time")
  func mark() {
    let mark = LaneActivityMark()
    #expect(mark.current.kind == .starting)
    mark.set(.delivering)
    #expect(mark.current.kind == .delivering)
    #expect(ContinuousClock.now - mark.current.since < .seconds(5))
  }

  @Test("a lane that has ended is unhealthy, unless it was told to")
  func ended() {
    let monitor = FollowMonitor()
    let lane = lane()
    monitor.attach([lane])
    monitor.noteScan()
    #expect(FollowHealth(monitor.glance()).health.status == 200)
    lane.meter.enter(.ended)
    let health = FollowHealth(monitor.glance()).health
    #expect(health.status == 503)
    #expect(String(decoding: health.body, as: UTF8.self).contains(#""problem":"ended""#))
    monitor.noteStop()
    #expect(FollowHealth(monitor.glance()).health.status == 200)
  }

  @Test("not ready before the first search, while a delivery fails, and before the first is taken")
  func ready() {
    let monitor = FollowMonitor()
    let fine = lane()
    monitor.attach([fine])
    #expect(FollowHealth(monitor.glance()).readiness.status == 503)
    monitor.noteScan()
    #expect(FollowHealth(monitor.glance()).readiness.status == 200)
    var counts = RunCounts()
    counts.events = 2
    fine.meter.add(counts)
    #expect(FollowHealth(monitor.glance()).readiness.status == 503)
    var receipt = DeliveryReceipt(source: 0)
    receipt.created = 1
    fine.meter.add(receipt)
    #expect(FollowHealth(monitor.glance()).readiness.status == 200)
    var failing = DeliveryFigures()
    failing.failingSince = .now - .seconds(90)
    monitor.attach([fine, lane("other", failing)])
    monitor.noteScan()
    let answer = String(
      decoding: FollowHealth(monitor.glance()).readiness.body, as: UTF8.self)
    #expect(answer.hasPrefix(#"{"status":"not ready","destinations":[{"name":"other","#))
    #expect(answer.contains(#""problem":"failing","since":""#))
    #expect(answer.hasSuffix("\"seconds\":90}]}\n"))
  }

  @Test("counters go on over a new configuration, also where a destination was left out between")
  func reload() {
    let monitor = FollowMonitor()
    for round in 1...3 {
      var sent = DeliveryFigures()
      sent.requests = 5
      let lane = lane("es", sent)
      var counts = RunCounts()
      counts.records = 10
      lane.meter.add(counts)
      monitor.attach([lane])
      let glance = monitor.glance()
      #expect(glance.lanes[0].figures.counts.records == 10 * round)
      #expect(glance.lanes[0].delivery.requests == 5 * round)
      monitor.attach([])
    }
  }

  @Test("a lag counts from when the oldest bytes were seen, as long as they are not delivered")
  func lag() {
    var log = ArrivalLog()
    let start = ContinuousClock.now
    let waiting = LaneActivity(kind: .waiting, since: start)
    func look(_ offset: Int64, _ size: Int64, after seconds: Int) -> FileStanding? {
      log.stand([file(1, offset: offset, size: size)], waiting, start + .seconds(seconds)).first
    }
    #expect(look(0, 100, after: 0)?.lag == .zero)
    #expect(look(0, 200, after: 10)?.lag == .seconds(10))
    #expect(look(100, 300, after: 20)?.lag == .seconds(10))
    #expect(look(200, 300, after: 30)?.lag == .seconds(10))
    #expect(look(300, 300, after: 40)?.lag == .zero)
    #expect(look(300, 400, after: 50)?.lag == .zero)
    for second in 51...400 { _ = look(300, 400 + Int64(second), after: second) }
    #expect(look(300, 1000, after: 401)?.lag == .seconds(351))
  }

  @Test("while a lane waits for its destination, bytes may have come since it began to wait")
  func blocked() {
    var log = ArrivalLog()
    let start = ContinuousClock.now
    let blocked = LaneActivity(kind: .delivering, since: start)
    let files = [
      file(1, offset: 0, size: 5), file(2, offset: 5, size: 5),
      file(3, offset: 0, size: 9, since: start - .seconds(3)),
    ]
    let standings = log.stand(files, blocked, start + .seconds(60))
    #expect(standings.map(\.number) == [3, 1, 2])
    #expect(standings.map(\.lag) == [.seconds(63), .seconds(60), .zero])
  }

  @Test("at most a hundred files have series of their own, and none twice")
  func bounded() {
    let monitor = FollowMonitor()
    let lane = lane()
    monitor.attach([lane])
    var files = (0..<500).map { file(UInt64($0), offset: 0, size: Int64($0)) }
    files.append(
      LaneMeter.FileLag(
        number: 1000, path: FilePath("499.log"), file: nil, offset: 0, seenSize: 10_000,
        behindSince: nil))
    lane.meter.update(files: files)
    let glance = monitor.glance()
    let page = FollowMetrics.page(glance, .now, startTime: 0)
    let series = page.split(separator: "\n").filter { $0.hasPrefix("genlog_file_lag_bytes{") }
    #expect(series.count == 99)
    #expect(Set(series.map { $0.prefix { $0 != "}" } }).count == 99)
    #expect(page.contains(#"genlog_file_lag_bytes{destination="es",path="499.log"} 10000"# + "\n"))
    #expect(page.contains(#"genlog_files{destination="es"} 501"# + "\n"))
    #expect(page.contains(#"genlog_lag_bytes{destination="es"} 134750"# + "\n"))
  }

  @Test("the status is one line that says how far each destination is")
  func status() {
    let monitor = FollowMonitor()
    var failing = DeliveryFigures()
    failing.failingSince = .now - .seconds(90)
    let behind = lane("es", failing)
    behind.meter.update(files: [file(1, offset: 0, size: 25_000)])
    monitor.attach([lane("x"), behind])
    #expect(FollowStatus(monitor.glance()).text == "searches for files")
    monitor.noteScan()
    #expect(
      FollowStatus(monitor.glance()).text
        == "follows 1 file; x: up to date; es: failing for 90 s, 25 kB behind, for 0 s")
  }
}
