import CCurl

/// The thread that sends requests and judges replies.
///
/// It owns all requests on their way and all that wait for another try; ``BulkQueue`` has the rest.
final class BulkWorker {
  private let address: ElasticsearchAddress
  private let settings: ElasticsearchSettings
  private let queue: BulkQueue
  private let multi: CurlMulti
  private let meter: DeliveryMeter
  private let warning: @Sendable (String) -> Void
  private let access: ServerAccess
  private let compressor = BodyCompressor()

  private var hosts: HostPool
  private var allowance: RequestAllowance
  private var deadLetters: DeadLetterFile
  private var idle: [CurlTransfer] = []
  private var running: [UnsafeMutableRawPointer: Running] = [:]
  /// Requests to be sent again.
  private var waiting: [BulkBatch] = []

  /// Whether a server was asked what it is: before the first events.
  private var isIntroduced = false
  private var product: ServerProduct?

  private var lastSuccess: ContinuousClock.Instant?
  private var pace = WarningPace()
  /// Whether nothing was taken for so long that nothing more is tried.
  private var hasGivenUp = false
  /// Requests of one event that were called malformed, before any reply was good.
  private var malformedAlone = 0
  private var fault: DeliveryError?

  /// A request on its way.
  private struct Running {
    let transfer: CurlTransfer
    /// Nil where the server is only asked what it is.
    let batch: BulkBatch?
    let host: Int
    let start = ContinuousClock.now
  }

  /// A request that has ended.
  private struct Done {
    let transfer: CurlTransfer
    let batch: BulkBatch
    let host: Int
  }

  private static let ndjson = HTTPHeader(name: "Content-Type", value: "application/x-ndjson")
  /// As many are no accident.
  private static let mostMalformedAlone = 20
  /// Replies of the same request that could not be read, before its halves are tried.
  private static let unreadableReplies = 3
  /// A failure as long as that was told, so its end is too.
  private static let longFailure = Duration.seconds(30)

  /// Makes the worker; its work begins with ``run()``.
  init(
    _ address: ElasticsearchAddress, _ settings: ElasticsearchSettings, _ queue: BulkQueue,
    _ multi: CurlMulti, _ meter: DeliveryMeter, warning: @escaping @Sendable (String) -> Void
  ) {
    self.address = address
    self.settings = settings
    self.queue = queue
    self.multi = multi
    self.meter = meter
    self.warning = warning
    hosts = HostPool(address.hosts, backoff: settings.backoff)
    allowance = RequestAllowance(most: settings.limits.requests)
    deadLetters = DeadLetterFile(path: settings.deadLetterPath, destination: address.name)
    access = ServerAccess(address, settings, wake: { multi.wake() }, warning: warning)
  }

  /// Works until no more events come and all are settled, or the destination turns out to be unusable.
  func run() {
    while fault == nil {
      let now = ContinuousClock.now
      expire(now)
      let outlook = queue.outlook(now)
      if outlook.isAbandoned { break }
      if hasGivenUp { buryReady() }
      send(now)
      if outlook.isClosed, running.isEmpty, waiting.isEmpty, !queue.outlook(now).hasRequest {
        break
      }
      multi.wait(pause(outlook, now))
      for (handle, code) in multi.advance() {
        guard let done = running.removeValue(forKey: handle) else { continue }
        let failure = done.transfer.complete(code)
        if let batch = done.batch {
          meter.end(after: .now - done.start)
          judge(Done(transfer: done.transfer, batch: batch, host: done.host), failure)
        } else {
          greet(done, failure)
        }
        idle.append(done.transfer)
      }
    }
    end()
  }

  private func end() {
    do throws(DeliveryError) {
      try deadLetters.close()
    } catch {
      fault = fault ?? error
    }
    if fault == nil, deadLetters.count > 0 {
      fault = .deadLetters(
        destination: address.name, count: deadLetters.count, path: settings.deadLetterPath,
        reason: deadLetters.firstReason.text)
    }
    queue.end(fault)
  }

  /// How long there is nothing to do but to wait for replies.
  private func pause(
    _ outlook: BulkQueue.Outlook, _ now: ContinuousClock.Instant
  ) -> Duration {
    // Pauses end at times that depend on hosts and requests both; looking a few times more is cheap.
    if !waiting.isEmpty || outlook.hasRequest {
      return min(.milliseconds(50), settings.backoff.first)
    }
    if let next = outlook.nextRequest { return max(next - now, .zero) }
    return .seconds(10)
  }

  // MARK: - Sending

  private func send(_ now: ContinuousClock.Instant) {
    switch access.state(now) {
    case .open: break
    case .pending: return
    case .failed(let denial): return deny(denial, now)
    }
    if !isIntroduced { return introduce(now) }
    while running.count < allowance.count, let host = hosts.take(now) {
      guard let batch = nextBatch(now), let transfer = idle.popLast() ?? access.makeTransfer()
      else {
        hosts.release(host)
        return
      }
      start(batch, transfer, host)
    }
  }

  /// Asks the first server what it is, once there is something to send; no answer is as good as any.
  private func introduce(_ now: ContinuousClock.Instant) {
    guard running.isEmpty, !waiting.isEmpty || queue.outlook(now).hasRequest,
      let host = hosts.take(now)
    else { return }
    guard let transfer = access.makeTransfer() else { return hosts.release(host) }
    access.prepare(transfer, "GET", hosts.url(host) + address.prefix + "/", [], body: nil)
    running[transfer.handle] = Running(transfer: transfer, batch: nil, host: host)
    multi.add(transfer)
  }

  private func greet(_ done: Running, _ failure: CurlTransfer.Fault?) {
    hosts.release(done.host)
    if let lesson = access.learn(done.transfer, hosts.url(done.host)) { return warning(lesson) }
    isIntroduced = true
    if let failure, CurlFault.isFinal(failure.code), settings.endsOnRefusal {
      fault = .unusable(destination: hosts.url(done.host), reason: failure.text)
    }
    let reply = done.transfer.reply
    product = done.transfer.status == 200 ? ServerProduct(reply.span) : nil
    if let name = product?.tooOld {
      warning("\(hosts.url(done.host)): \(name) is older than 7.17, which genlog is made for")
    }
  }

  private func nextBatch(_ now: ContinuousClock.Instant) -> BulkBatch? {
    if let due = waiting.firstIndex(where: { $0.pausedUntil.map { $0 <= now } ?? true }) {
      return waiting.remove(at: due)
    }
    return queue.next()
  }

  private func start(_ batch: BulkBatch, _ transfer: CurlTransfer, _ host: Int) {
    // Names the parts of the reply that are read: it is a tenth as long.
    let url =
      hosts.url(host) + address.prefix
      + "/_bulk?filter_path=errors%2Citems.%2A.status%2Citems.%2A.error%2Citems.%2A.failure_store"
      + (product?.canHideSource == true ? "&include_source_on_error=false" : "")
    let byteCount = batch.withBytes { body in
      guard let packed = compressor.compress(body) else {
        access.prepare(transfer, "POST", url, [BulkWorker.ndjson], body: body)
        return body.count
      }
      let headers = [BulkWorker.ndjson, HTTPHeader(name: "Content-Encoding", value: "gzip")]
      access.prepare(transfer, "POST", url, headers, body: packed.span)
      return packed.count
    }
    meter.start(events: batch.items.count, bytes: byteCount, isRetry: batch.tries > 0)
    running[transfer.handle] = Running(transfer: transfer, batch: batch, host: host)
    multi.add(transfer)
  }

  /// Without keys, or a certificate to trust, nothing can be sent.
  private func deny(_ denial: AccessFault, _ now: ContinuousClock.Instant) {
    if denial.isFinal, endsOnRefusal {
      fault = .denied(destination: address.name, reason: denial.text)
      return
    }
    let reason = DeadLetterReason(reason: denial.text)
    warn(address.name, reason, help: nil)
    guard let batch = nextBatch(now) else { return }
    note(reason, batch, now)
    waiting.append(batch)
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
    switch RequestVerdict(status: transfer.status) {
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
    guard let reply = BulkReply(bytes.span), reply.items.count == batch.items.count
    else {
      let reason = DeadLetterReason(
        status: done.transfer.status,
        reason: "the reply does not say of each event what became of it")
      if batch.items.count > 1, batch.tries >= BulkWorker.unreadableReplies {
        hosts.succeed(done.host)
        return tryHalves(of: batch)
      }
      return failHost(done, reason)
    }
    hosts.succeed(done.host)
    settle(reply, batch, retryAfter: done.transfer.retryAfter)
  }

  private func settle(_ reply: BulkReply, _ batch: BulkBatch, retryAfter: Duration?) {
    var outcomes: [(item: Int, verdict: ItemVerdict)] = []
    var letters: [(item: Int, reason: DeadLetterReason)] = []
    var again: [Int] = []
    outcomes.reserveCapacity(batch.items.count)
    for (number, item) in reply.items.enumerated() {
      let verdict = ItemVerdict(item)
      switch verdict {
      case .retry: again.append(number)
      case .reject: letters.append((number, access.scrubbed(DeadLetterReason(item))))
      default: break
      }
      if verdict != .retry { outcomes.append((number, verdict)) }
    }
    if endsOnRefusal, letters.first?.reason.refusesNames == true {
      fault = .namesRefused(destination: address.name)
      return
    }
    if !bury(letters, of: batch) {
      if fault != nil { return }
      again = (again + letters.map(\.item)).sorted()
      outcomes.removeAll { $0.verdict == .reject }
      letters = []
    }
    queue.settle(outcomes, of: batch)
    if outcomes.count > letters.count { noteSuccess() } else { meter.fail(.now) }
    guard let first = again.first else { return allowance.grow() }
    let rest = again.count == batch.items.count ? batch : batch.subset(again)
    if reply.items[first].status == 429 { allowance.shrink() }
    retry(rest, DeadLetterReason(reply.items[first]), retryAfter: retryAfter)
  }

  /// The same request again, maybe to another host; this one is left alone for a while.
  private func failHost(
    _ done: Done, _ reason: DeadLetterReason, isRefusal: Bool = false, help: String? = nil
  ) {
    let now = ContinuousClock.now
    meter.fail(now)
    hosts.fail(done.host, now, retryAfter: done.transfer.retryAfter, isRefusal: isRefusal)
    warn(hosts.url(done.host), reason, help: help)
    note(reason, done.batch, now)
    waiting.append(done.batch)
  }

  /// Events that the server cannot take now: again after a pause.
  private func retry(_ batch: BulkBatch, _ reason: DeadLetterReason, retryAfter: Duration?) {
    let now = ContinuousClock.now
    warn(address.name, reason, help: nil)
    batch.pausedUntil = now + (retryAfter ?? settings.backoff.pause(after: batch.tries))
    note(reason, batch, now)
    waiting.append(batch)
  }

  private func note(
    _ reason: DeadLetterReason, _ batch: BulkBatch, _ now: ContinuousClock.Instant
  ) {
    batch.tries += 1
    batch.firstFailure = batch.firstFailure ?? now
    batch.lastFailure = reason
  }

  /// Tries the halves of a request that was refused as a whole; a single event has found no taker.
  private func divide(_ done: Done) {
    if done.batch.items.count == 1, lastSuccess == nil, done.transfer.status == 400 {
      malformedAlone += 1
      if malformedAlone >= BulkWorker.mostMalformedAlone { return refuse(done) }
    }
    hosts.succeed(done.host)
    if done.batch.items.count > 1 { return tryHalves(of: done.batch) }
    buryAll(done.batch, reason(of: done.transfer))
  }

  private func tryHalves(of batch: BulkBatch) {
    let middle = batch.items.count / 2
    // In front, so that what is wrong is found before more of the like is sent.
    waiting.insert(batch.subset(middle..<batch.items.count), at: 0)
    waiting.insert(batch.subset(0..<middle), at: 0)
  }

  /// A login or address that was wrong from the start ends the run; one that worked may work again.
  private func refuse(_ done: Done) {
    if let lesson = access.learn(done.transfer, hosts.url(done.host)) {
      hosts.succeed(done.host)
      waiting.insert(done.batch, at: 0)
      return warning(lesson)
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

  private var endsOnRefusal: Bool { lastSuccess == nil && settings.endsOnRefusal }

  private func noteSuccess() {
    let now = ContinuousClock.now
    lastSuccess = now
    malformedAlone = 0
    if let since = meter.succeed(), now - since >= BulkWorker.longFailure {
      warning("\(address.name): takes events again, after \((now - since).components.seconds) s")
    }
  }

  // MARK: - Giving up

  /// Lays aside what was tried for too long; if nothing at all was taken meanwhile, then all the rest.
  private func expire(_ now: ContinuousClock.Instant) {
    guard let retryFor = settings.retryFor, !waiting.isEmpty else { return }
    let batches = waiting
    waiting = batches.filter { batch in
      if hasGivenUp { return false }
      guard let since = batch.firstFailure, now - since >= retryFor else { return true }
      hasGivenUp = lastSuccess.map { $0 < since } ?? true
      return false
    }
    for batch in batches where !waiting.contains(where: { $0 === batch }) {
      buryAll(batch, batch.lastFailure)
    }
  }

  private func buryReady() {
    while fault == nil, let batch = queue.next() {
      buryAll(batch, DeadLetterReason(reason: "not sent: the destination took nothing any more"))
    }
  }

  private func buryAll(_ batch: BulkBatch, _ reason: DeadLetterReason) {
    guard bury(batch.items.indices.map { ($0, reason) }, of: batch) else {
      if fault == nil { retry(batch, reason, retryAfter: nil) }
      return
    }
    queue.settle(batch.items.indices.map { ($0, .reject) }, of: batch)
  }

  /// Writes dead letters; false if they cannot be written, which ends the run, or is tried again.
  private func bury(_ letters: [(item: Int, reason: DeadLetterReason)], of batch: BulkBatch) -> Bool
  {
    do throws(DeliveryError) {
      try deadLetters.write(letters, of: batch)
      return true
    } catch {
      if settings.endsOnRefusal {
        fault = error
      } else if pace.isDue("\(error)", .now) {
        warning("\(error)")
      }
      return false
    }
  }

  // MARK: - Words

  private func reason(of transfer: CurlTransfer) -> DeadLetterReason {
    let reply = transfer.reply
    return access.scrubbed(DeadLetterReason(status: transfer.status, reply: reply.span))
  }

  private func warn(_ place: String, _ reason: DeadLetterReason, help: String?) {
    let kind = reason.status == 0 ? reason.reason : "\(reason.status) \(reason.type)"
    guard pace.isDue(kind, .now) else { return }
    warning("\(place): \(reason.text); trying again" + (help.map { "\nhelp: " + $0 } ?? ""))
  }
}
