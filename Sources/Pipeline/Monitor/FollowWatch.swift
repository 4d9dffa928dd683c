import Monitoring

/// Everything by which a process that follows is watched from outside: HTTP, and the service manager.
///
/// Its threads live as long as the process and keep it from nothing. To be made after ``SignalWait``, whose blocked
/// signals they inherit.
final class FollowWatch {
  private let monitor: FollowMonitor
  private let service: ServiceManager?
  private let messages: MessageLog
  private var responder: HTTPResponder?
  private var address: ListenAddress?

  /// How often the status is told, and lags are looked at.
  private static let pause: Duration = .seconds(10)

  /// Begins to answer, and to tell the manager if there is one.
  /// - Throws: ``PipelineError`` if the address cannot be listened at.
  init(
    _ monitor: FollowMonitor, _ address: ListenAddress?, _ messages: MessageLog
  ) throws(PipelineError) {
    self.monitor = monitor
    self.messages = messages
    service = ServiceManager()
    do throws(MonitoringError) {
      try listen(at: address)
    } catch {
      throw .invalid("\(error)")
    }
    let service = service
    if service != nil || address != nil {
      _ = WorkerThread { FollowWatch.tell(monitor, service) }
    }
  }

  /// Files were searched for: following has begun.
  func noteStart() {
    monitor.noteScan()
    service?.tellReady()
    service?.tell(status: FollowStatus(monitor.glance()).text)
  }

  /// The configuration is read again.
  func noteReload() { service?.tellReloading() }

  /// The configuration was read and is taken: lanes end, and others begin.
  func noteEnd() { monitor.noteStop() }

  /// The configuration was read and is not taken.
  func noteRefusal() {
    monitor.noteRefusedReload()
    service?.tellReady()
  }

  /// Following ends.
  func noteStop() {
    monitor.noteStop()
    service?.tellStopping()
    service?.tell(status: FollowStatus(monitor.glance()).text)
  }

  /// Answers at `address` from now on, which a new configuration names; where that cannot be, at the one before.
  func move(to address: ListenAddress?) {
    do throws(MonitoringError) {
      try listen(at: address)
    } catch {
      messages.error("the metrics stay where they were: \(error)")
    }
  }

  private func listen(at address: ListenAddress?) throws(MonitoringError) {
    guard address != self.address else { return }
    let next: HTTPResponder?
    if let address { next = try HTTPResponder(address) } else { next = nil }
    responder?.stop()
    responder = next
    self.address = address
    guard let next else { return }
    let monitor = monitor
    guard WorkerThread({ next.serve { FollowWatch.answer($0, monitor) } }) != nil else {
      return messages.error("there is no thread left for metrics")
    }
    messages.info(
      "metrics are at http://\(next.address.text)/metrics"
        + (next.address.isOpen ? ", for other machines too" : ""))
  }

  /// The answer to a request for `path`.
  static func answer(_ path: String, _ monitor: FollowMonitor) -> HTTPAnswer {
    switch path {
    case "/metrics":
      let page = FollowMetrics.page(monitor.glance(), .now, startTime: monitor.startTime)
      return HTTPAnswer(200, contentType: Exposition.contentType, body: Array(page.utf8))
    case "/healthz": return FollowHealth(monitor.glance()).health
    case "/readyz": return FollowHealth(monitor.glance()).readiness
    case "/": return .text(200, "genlog follow: /metrics /healthz /readyz\n")
    default: return .notFound
    }
  }

  /// Tells the manager how it goes, again and again.
  private static func tell(_ monitor: FollowMonitor, _ service: ServiceManager?) {
    let pause = min(
      service?.watchdogInterval.map { $0 / 2 } ?? FollowWatch.pause, FollowWatch.pause)
    var last = ""
    while true {
      MonotonicClock.sleep(milliseconds: max(1, Int(clamping: pause.microseconds / 1000)))
      let glance = monitor.glance()
      if FollowHealth(glance).isHealthy { service?.tellAlive() }
      let status = FollowStatus(glance).text
      if status != last { service?.tell(status: status) }
      last = status
    }
  }
}
