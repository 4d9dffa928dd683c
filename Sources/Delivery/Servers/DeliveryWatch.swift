/// How deliveries are doing, for people and for figures; it belongs to the thread of a sink.
struct DeliveryWatch {
  /// What the sink counts.
  let meter: DeliveryMeter
  /// Called with texts for people.
  let warning: @Sendable (String) -> Void
  /// When events were last taken.
  private(set) var lastSuccess: ContinuousClock.Instant?

  private let destination: String
  private var pace = WarningPace()

  /// A failure as long as that was told, so its end is too.
  private static let longFailure = Duration.seconds(30)

  /// Watches deliveries to `destination`; `warning` is called with texts for people.
  init(
    _ destination: String, _ meter: DeliveryMeter, warning: @escaping @Sendable (String) -> Void
  ) {
    self.destination = destination
    self.meter = meter
    self.warning = warning
  }

  /// Notes that events were taken.
  mutating func succeed(_ now: ContinuousClock.Instant = .now) {
    lastSuccess = now
    guard let since = meter.succeed(), now - since >= DeliveryWatch.longFailure else { return }
    warning("\(destination): takes events again, after \((now - since).components.seconds) s")
  }

  /// Notes that a request came to nothing, and tells so unless that was just told.
  ///
  /// - Parameters:
  ///   - place: the host, where it was one host's fault.
  ///   - help: what people may do about it.
  mutating func fail(
    at place: String, _ reason: DeadLetterReason, help: String?, _ now: ContinuousClock.Instant
  ) {
    meter.fail(now)
    tell(place, reason, help: help, now)
  }

  /// Tells that events cannot be sent, or some are tried again, unless that was just told.
  mutating func retry(_ reason: DeadLetterReason, _ now: ContinuousClock.Instant) {
    tell(destination, reason, help: nil, now)
  }

  /// Tells of something else that keeps events from being settled, unless that was just told.
  mutating func tell(_ error: DeliveryError, _ now: ContinuousClock.Instant) {
    if pace.isDue("\(error)", now) { warning("\(error)") }
  }

  /// Tells at once.
  func tell(_ text: String) { warning(text) }

  private mutating func tell(
    _ place: String, _ reason: DeadLetterReason, help: String?, _ now: ContinuousClock.Instant
  ) {
    let kind = reason.status == 0 ? reason.reason : "\(reason.status) \(reason.type)"
    guard pace.isDue(kind, now) else { return }
    warning("\(place): \(reason.text); trying again" + (help.map { "\nhelp: " + $0 } ?? ""))
  }
}
