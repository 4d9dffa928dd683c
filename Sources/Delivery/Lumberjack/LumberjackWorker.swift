import CCurl

/// The thread that sends windows of events to Logstash, and settles what is acknowledged.
///
/// A host has one connection, over which several windows are on their way at once; the hosts take turns.
final class LumberjackWorker {
  private let settings: DeliverySettings
  private let queue: EventQueue
  private let multi: CurlMulti
  private let access: ServerAccess
  private let compressor = BodyCompressor(.zlib)

  private var hosts: HostPool
  private var connections: [Int: LumberjackConnection] = [:]
  private var retries: RetryList
  private var watch: DeliveryWatch
  private var lastResort: LastResort
  private var fault: DeliveryError?
  /// Whether connections could be made when that was last asked.
  private var isLetIn = false

  /// A window that ended its connection as often is sent in halves, to find the event that does it.
  private static let suspicious = 3
  /// An event alone that ended its connection as often is laid aside.
  private static let hopeless = 8

  /// Makes the worker; its work begins with ``run()``.
  init(
    hosts urls: [String], _ settings: DeliverySettings, _ queue: EventQueue, _ multi: CurlMulti,
    _ watch: DeliveryWatch, _ access: ServerAccess
  ) {
    self.settings = settings
    self.queue = queue
    self.multi = multi
    self.watch = watch
    self.access = access
    hosts = HostPool(urls, backoff: settings.backoff)
    retries = RetryList(settings)
    lastResort = LastResort(queue, settings)
  }

  /// Works until no more events come and all are settled, or the destination turns out to be unusable.
  func run() {
    while fault == nil, lastResort.fault == nil {
      let now = ContinuousClock.now
      expire(now)
      let outlook = queue.outlook(now)
      if outlook.isAbandoned { break }
      send(now)
      if outlook.isClosed, running == 0, retries.isEmpty, !queue.outlook(now).hasRequest { break }
      multi.wait(pause(outlook, now), sockets: connections.values.compactMap(\.interest))
      goOn()
    }
    queue.end(lastResort.end(fault))
    // Only now, as it may take a while: nobody waits any more.
    for connection in connections.values { multi.remove(connection.socket.handle) }
  }

  /// Windows on their way.
  private var running: Int {
    connections.values.reduce(0) { $0 + $1.pipeline.windows.count }
  }

  /// How long there is nothing to do but to wait for answers.
  private func pause(
    _ outlook: EventQueue.Outlook, _ now: ContinuousClock.Instant
  ) -> Duration {
    var ends = [now + retries.longestWait] + connections.values.compactMap(\.deadline)
    if let next = outlook.nextRequest { ends.append(next) }
    if running < settings.limits.requests, let opening = hosts.nextOpening(now),
      let due = outlook.hasRequest ? now : retries.nextDue
    {
      ends.append(max(opening, due, isLetIn ? now : now + access.pause))
    }
    return ends.reduce(.seconds(10)) { min($0, max($1 - now, .milliseconds(1))) }
  }

  // MARK: - Sending

  private func send(_ now: ContinuousClock.Instant) {
    let state = access.state(now)
    isLetIn = state == .open
    switch state {
    case .open: sendWindows(now)
    case .pending: break
    case .failed(let denial): deny(denial, now)
    }
    for connection in connections.values { goOn(connection, now) }
  }

  private func sendWindows(_ now: ContinuousClock.Instant) {
    while running < settings.limits.requests, let host = hosts.take(now) {
      guard let batch = retries.next(now) ?? queue.next() else { return hosts.release(host) }
      guard let connection = connection(to: host) else {
        retries.add(batch, DeadLetterReason(reason: "no memory for a connection"), now)
        return hosts.fail(host, now, retryAfter: nil)
      }
      let bytes = batch.withBody { frames in
        LumberjackFrame.window(
          count: batch.items.count, frames: frames,
          packed: settings.compresses ? compressor.compress(frames) : nil)
      }
      watch.meter.start(events: batch.items.count, bytes: bytes.count, isRetry: batch.tries > 0)
      connection.add(batch, bytes: bytes, now)
    }
  }

  /// Without a certificate to trust nothing can be sent.
  private func deny(_ denial: AccessFault, _ now: ContinuousClock.Instant) {
    if denial.isFinal, endsOnRefusal {
      fault = .denied(destination: queue.destination, reason: denial.text)
      return
    }
    let reason = DeadLetterReason(reason: denial.text)
    watch.retry(reason, now)
    guard let batch = retries.next(now) ?? queue.next() else { return }
    retries.add(batch, reason, now)
  }

  private var endsOnRefusal: Bool { watch.lastSuccess == nil && settings.endsOnRefusal }

  private func connection(to host: Int) -> LumberjackConnection? {
    if let connection = connections[host] { return connection }
    let url = LogstashAddress.connectionURL(hosts.url(host))
    guard let socket = access.makeSocket(url) else { return nil }
    let connection = LumberjackConnection(socket, host: host, settings)
    connections[host] = connection
    multi.add(socket.handle)
    return connection
  }

  // MARK: - Answers

  /// Goes on with what libcurl does, and then with all connections.
  private func goOn() {
    let now = ContinuousClock.now
    for (handle, code) in multi.advance() {
      guard let connection = connections.values.first(where: { $0.socket.handle == handle })
      else { continue }
      do throws(LumberjackConnection.End) {
        try connection.connect(code)
      } catch {
        end(connection, error, now)
      }
    }
    for connection in connections.values { goOn(connection, now) }
  }

  private func goOn(_ connection: LumberjackConnection, _ now: ContinuousClock.Instant) {
    do throws(LumberjackConnection.End) {
      try connection.goOn(now) { settle($0, host: connection.host, now) }
    } catch {
      end(connection, error, now)
    }
  }

  private func settle(
    _ part: LumberjackPipeline.Acknowledged, host: Int, _ now: ContinuousClock.Instant
  ) {
    queue.settle(part.items.map { ($0, .created) }, of: part.batch)
    watch.succeed(now)
    guard let start = part.windowStart else { return }
    watch.meter.end(after: now - start)
    hosts.succeed(host)
  }

  // MARK: - Ends of connections

  /// Closes a connection; what is not acknowledged is sent again.
  private func end(
    _ connection: LumberjackConnection, _ cause: LumberjackConnection.End,
    _ now: ContinuousClock.Instant
  ) {
    multi.remove(connection.socket.handle)
    connections[connection.host] = nil
    let windows = connection.pipeline.windows
    // An idle connection may be closed: Logstash does so after a minute.
    guard let first = windows.first else { return }
    let reason = DeadLetterReason(reason: cause.reason)
    for window in windows { watch.meter.end(after: now - window.start) }
    for _ in windows.dropFirst() { hosts.release(connection.host) }
    if connection.isStale {
      hosts.release(connection.host)
      for window in windows { retries.add(blameless: window.rest, reason, now) }
      return
    }
    let url = hosts.url(connection.host)
    if cause.isRefusal, endsOnRefusal {
      fault =
        cause.isAnswer
        ? .wrongProtocol(destination: url, reason: cause.reason, help: cause.help ?? "")
        : .unusable(destination: url, reason: cause.reason)
      return
    }
    hosts.fail(connection.host, now, retryAfter: nil, isRefusal: cause.isRefusal)
    watch.fail(at: url, reason, help: cause.help, now)
    for window in windows.dropFirst() { retries.add(blameless: window.rest, reason, now) }
    // Behind the others, which have to show that they pass, or it could not be told from a host that is ill.
    again(first, reason, isSuspicious: cause.isAnswer && first.acknowledged == 0, now)
  }

  /// Sends a window again: in halves, if it alone seems to end connections.
  private func again(
    _ window: LumberjackPipeline.Window, _ reason: DeadLetterReason, isSuspicious: Bool,
    _ now: ContinuousClock.Instant
  ) {
    let batch = window.rest
    guard isSuspicious else { return retries.add(batch, reason, now) }
    let othersPass = watch.lastSuccess.map { $0 > batch.firstFailure ?? now } ?? false
    guard othersPass, batch.tries >= LumberjackWorker.suspicious else {
      return retries.add(batch, reason, now, pause: retries.pause(batch))
    }
    batch.tries += 1
    batch.lastFailure = reason
    if batch.items.count > 1 {
      retries.add(halvesOf: batch)
    } else if batch.tries >= LumberjackWorker.hopeless {
      layAside(batch, reason)
    } else {
      retries.add(batch, reason, now, pause: retries.pause(batch))
    }
  }

  // MARK: - Giving up

  private func expire(_ now: ContinuousClock.Instant) {
    for batch in retries.expire(now, lastSuccess: watch.lastSuccess) {
      layAside(batch, batch.lastFailure)
    }
    while retries.hasGivenUp, lastResort.fault == nil, let batch = queue.next() {
      layAside(batch, .notSent)
    }
  }

  private func layAside(_ batch: EventBatch, _ reason: DeadLetterReason) {
    if lastResort.lay(batch, reason, &watch) || lastResort.fault != nil { return }
    retries.add(batch, reason, .now, pause: retries.pause(batch))
  }
}
