import CCurl

/// The thread that sends requests and judges replies.
///
/// It owns all requests on their way and all that wait for another try; ``EventQueue`` has the rest.
final class RequestWorker {
  private let settings: DeliverySettings
  private let queue: EventQueue
  private let multi: CurlMulti
  private let access: ServerAccess
  private let headers: [HTTPHeader]
  private let compressor = BodyCompressor(.gzip)

  private var server: any RequestProtocol
  private var hosts: HostPool
  private var allowance: RequestAllowance
  private var watch: DeliveryWatch
  private var lastResort: LastResort
  private var idle: [CurlTransfer] = []
  private var running: [UnsafeMutableRawPointer: Running] = [:]
  private var retries: RetryList

  /// Whether requests could be let in when that was last asked.
  private var isLetIn = false
  /// Whether a server was asked what it is: before the first events.
  private var isIntroduced: Bool
  /// Requests of one event that were called malformed, before any reply was good.
  private var malformedAlone = 0
  private var fault: DeliveryError?

  /// A request on its way.
  private struct Running {
    let transfer: CurlTransfer
    /// Nil where the server is only asked what it is.
    let batch: EventBatch?
    let host: Int
    let start = ContinuousClock.now
  }

  /// A request that has ended.
  private struct Done {
    let transfer: CurlTransfer
    let batch: EventBatch
    let host: Int
  }

  /// As many are no accident.
  private static let mostMalformedAlone = 20
  /// Replies of the same request that could not be read, before its halves are tried.
  private static let unreadableReplies = 3

  /// Makes the worker; its work begins with ``run()``.
  init(
    _ server: any RequestProtocol, hosts urls: [String], _ settings: DeliverySettings,
    _ queue: EventQueue, _ multi: CurlMulti, _ watch: DeliveryWatch, _ access: ServerAccess
  ) {
    self.server = server
    self.settings = settings
    self.queue = queue
    self.multi = multi
    self.watch = watch
    self.access = access
    isIntroduced = server.greeting == nil
    hosts = HostPool(urls, backoff: settings.backoff)
    allowance = RequestAllowance(most: settings.limits.requests)
    lastResort = LastResort(queue, settings)
    retries = RetryList(settings)
    headers = [HTTPHeader(name: "Content-Type", value: server.mediaType)]
  }

  /// Works until no more events come and all are settled, or the destination turns out to be unusable.
  func run() {
    while fault == nil, lastResort.fault == nil {
      let now = ContinuousClock.now
      expire(now)
      let outlook = queue.outlook(now)
      if outlook.isAbandoned { break }
      send(now)
      if outlook.isClosed, running.isEmpty, retries.isEmpty, !queue.outlook(now).hasRequest {
        break
      }
      multi.wait(pause(outlook, now))
      for (handle, code) in multi.advance() { end(handle, code) }
    }
    queue.end(lastResort.end(fault))
    // Only now, as it may take a while: nobody waits any more.
    for request in running.values { multi.remove(request.transfer.handle) }
  }

  private func end(_ handle: UnsafeMutableRawPointer, _ code: CURLcode) {
    guard let done = running.removeValue(forKey: handle) else { return }
    multi.remove(done.transfer.handle)
    let failure = done.transfer.complete(code)
    if let batch = done.batch {
      watch.meter.end(after: .now - done.start)
      judge(Done(transfer: done.transfer, batch: batch, host: done.host), failure)
    } else {
      greet(done, failure)
    }
    idle.append(done.transfer)
  }

  /// How long there is nothing to do but to wait for replies.
  private func pause(
    _ outlook: EventQueue.Outlook, _ now: ContinuousClock.Instant
  ) -> Duration {
    var ends = [now + retries.longestWait]
    if let next = outlook.nextRequest { ends.append(next) }
    if maySend, let opening = hosts.nextOpening(now),
      let due = outlook.hasRequest ? now : retries.nextDue
    {
      ends.append(max(opening, due, isLetIn ? now : now + access.pause))
    }
    return ends.reduce(.seconds(10)) { min($0, max($1 - now, .milliseconds(1))) }
  }

  // MARK: - Sending

  /// Whether there is room for another request.
  private var maySend: Bool { isIntroduced ? running.count < allowance.count : running.isEmpty }

  private func send(_ now: ContinuousClock.Instant) {
    let state = access.state(now)
    isLetIn = state == .open
    switch state {
    case .open: break
    case .pending: return
    case .failed(let denial): return deny(denial, now)
    }
    if !isIntroduced { return introduce(now) }
    while maySend, let host = hosts.take(now) {
      guard let transfer = idle.popLast() ?? access.makeTransfer() else {
        return hosts.release(host)
      }
      guard let batch = retries.next(now) ?? queue.next() else {
        idle.append(transfer)
        return hosts.release(host)
      }
      start(batch, transfer, host)
    }
  }

  /// Asks the first server what it is, once there is something to send; no answer is as good as any.
  private func introduce(_ now: ContinuousClock.Instant) {
    guard let greeting = server.greeting, running.isEmpty,
      !retries.isEmpty || queue.outlook(now).hasRequest, let host = hosts.take(now)
    else { return }
    guard let transfer = access.makeTransfer() else { return hosts.release(host) }
    access.prepare(transfer, "GET", hosts.url(host) + greeting, [], body: nil)
    running[transfer.handle] = Running(transfer: transfer, batch: nil, host: host)
    multi.add(transfer.handle)
  }

  private func greet(_ done: Running, _ failure: CurlTransfer.Fault?) {
    hosts.release(done.host)
    if let lesson = access.learn(done.transfer, hosts.url(done.host)) { return watch.tell(lesson) }
    isIntroduced = true
    if let failure, CurlFault.isFinal(failure.code), settings.endsOnRefusal {
      fault = .unusable(destination: hosts.url(done.host), reason: failure.text)
    }
    let reply = done.transfer.reply
    if let news = server.greet(status: done.transfer.status, reply: reply.span) {
      watch.tell("\(hosts.url(done.host)): \(news)")
    }
  }

  private func start(_ batch: EventBatch, _ transfer: CurlTransfer, _ host: Int) {
    let url = hosts.url(host) + server.target
    let byteCount = batch.withBody { body in
      guard settings.compresses, let packed = compressor.compress(body) else {
        access.prepare(transfer, "POST", url, headers, body: body)
        return body.count
      }
      let coding = HTTPHeader(name: "Content-Encoding", value: "gzip")
      access.prepare(transfer, "POST", url, headers + [coding], body: packed.span)
      return packed.count
    }
    watch.meter.start(events: batch.items.count, bytes: byteCount, isRetry: batch.tries > 0)
    running[transfer.handle] = Running(transfer: transfer, batch: batch, host: host)
    multi.add(transfer.handle)
  }

  /// Without keys, or a certificate to trust, nothing can be sent.
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

  // MARK: - Judging

  private func judge(_ done: Done, _ failure: CurlTransfer.Fault?) {
    let transfer = done.transfer
    if let failure {
      let isFinal = CurlFault.isFinal(failure.code)
      if isFinal, endsOnRefusal {
        fault = .unusable(destination: hosts.url(done.host), reason: failure.text)
        return
      }
      return failHost(
        done, DeadLetterReason(reason: failure.text), isRefusal: isFinal,
        help: CurlFault.help(failure.code))
    }
    switch server.verdict(status: transfer.status) {
    case .read: readItems(done)
    case .retry:
      if transfer.status == 429 || transfer.status == 503 { allowance.shrink() }
      failHost(done, reason(of: transfer))
    case .split, .bisect: divide(done)
    case .refused: refuse(done)
    }
  }

  private func readItems(_ done: Done) {
    let batch = done.batch
    let bytes = done.transfer.reply
    guard let items = server.items(of: bytes.span, count: batch.items.count) else {
      if batch.items.count > 1, batch.tries >= RequestWorker.unreadableReplies {
        hosts.succeed(done.host)
        return retries.add(halvesOf: batch)
      }
      let reason = DeadLetterReason(
        status: done.transfer.status,
        reason: "the reply does not say of each event what became of it")
      return failHost(done, reason)
    }
    hosts.succeed(done.host)
    settle(items, batch, retryAfter: done.transfer.retryAfter)
  }

  private func settle(_ reply: [ItemReply], _ batch: EventBatch, retryAfter: Duration?) {
    var outcomes: [(item: Int, verdict: ItemVerdict)] = []
    var letters: [(item: Int, reason: DeadLetterReason)] = []
    var again: [Int] = []
    outcomes.reserveCapacity(batch.items.count)
    for (number, item) in reply.enumerated() {
      let verdict = ItemVerdict(item)
      switch verdict {
      case .retry: again.append(number)
      case .reject: letters.append((number, access.scrubbed(DeadLetterReason(item))))
      default: outcomes.append((number, verdict))
      }
    }
    if endsOnRefusal, letters.first?.reason.refusesNames == true {
      fault = .namesRefused(destination: queue.destination)
      return
    }
    let now = ContinuousClock.now
    if outcomes.isEmpty { watch.meter.fail(now) } else { noteSuccess(now) }
    queue.settle(outcomes, of: batch)
    if !lastResort.lay(letters, of: batch, &watch) {
      if lastResort.fault != nil { return }
      again = (again + letters.map(\.item)).sorted()
    }
    guard let first = again.first else { return allowance.grow() }
    if reply[first].status == 429 { allowance.shrink() }
    let rest = again.count == batch.items.count ? batch : batch.subset(again)
    retry(rest, access.scrubbed(DeadLetterReason(reply[first])), retryAfter: retryAfter)
  }

  /// The same request again, maybe to another host; this one is left alone for a while.
  private func failHost(
    _ done: Done, _ reason: DeadLetterReason, isRefusal: Bool = false, help: String? = nil
  ) {
    let now = ContinuousClock.now
    hosts.fail(done.host, now, retryAfter: done.transfer.retryAfter, isRefusal: isRefusal)
    watch.fail(at: hosts.url(done.host), reason, help: help, now)
    retries.add(done.batch, reason, now)
  }

  /// Events that the server cannot take now: again after a pause.
  private func retry(_ batch: EventBatch, _ reason: DeadLetterReason, retryAfter: Duration?) {
    let now = ContinuousClock.now
    watch.retry(reason, now)
    retries.add(batch, reason, now, pause: retryAfter ?? retries.pause(batch))
  }

  /// Tries the halves of a request that was refused as a whole; a single event has found no taker.
  private func divide(_ done: Done) {
    if done.batch.items.count == 1, watch.lastSuccess == nil, done.transfer.status == 400 {
      malformedAlone += 1
      if malformedAlone >= RequestWorker.mostMalformedAlone { return refuse(done) }
    }
    hosts.succeed(done.host)
    if done.batch.items.count > 1 { return retries.add(halvesOf: done.batch) }
    layAside(done.batch, reason(of: done.transfer))
  }

  /// A login or address that was wrong from the start ends the run; one that worked may work again.
  private func refuse(_ done: Done) {
    if let lesson = access.learn(done.transfer, hosts.url(done.host)) {
      hosts.succeed(done.host)
      retries.add(first: done.batch)
      return watch.tell(lesson)
    }
    let reason = reason(of: done.transfer)
    let status = done.transfer.status
    if endsOnRefusal {
      fault = .refused(
        destination: hosts.url(done.host), status: status, reason: reason.reason)
      return
    }
    failHost(done, reason, isRefusal: true, help: DeliveryError.refusalHelp(status))
  }

  private var endsOnRefusal: Bool { watch.lastSuccess == nil && settings.endsOnRefusal }

  private func noteSuccess(_ now: ContinuousClock.Instant) {
    watch.succeed(now)
    malformedAlone = 0
  }

  private func reason(of transfer: CurlTransfer) -> DeadLetterReason {
    let reply = transfer.reply
    return access.scrubbed(DeadLetterReason(status: transfer.status, reply: reply.span))
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
