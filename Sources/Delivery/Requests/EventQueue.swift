import Event
import Glibc

/// What the reader hands over and the worker takes: events made up into requests, and an account of them.
///
/// It bounds the memory: who hands over waits while too many bytes are not settled.
final class EventQueue: @unchecked Sendable {
  // All but `mutex`, `changed` and the constants is only touched between lock and unlock of `mutex`,
  // which also orders the accesses.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  /// What messages call the destination.
  let destination: String
  private let limits: BatchLimits
  private let receipt: @Sendable (DeliveryReceipt) -> Void

  private let layout: BatchLayout
  private var namer: IndexNamer?
  private var open: EventBatch
  private var openSince: ContinuousClock.Instant?
  private var ready: [EventBatch] = []
  private var heldBytes = 0
  /// Blocks of which not all events are settled, by number.
  private var blocks: [Int: OpenBlock] = [:]
  private var nextBlock = 0
  private var isClosed = false
  private var isDone = false
  private var isStopped = false
  private var isAbandoned = false
  private var fault: DeliveryError?

  private struct OpenBlock {
    var receipt: DeliveryReceipt
    let events: Int
  }

  /// Makes an empty queue; `receipt` is called for each block once it is settled.
  init(
    _ layout: BatchLayout, index: IndexTemplate? = nil, _ settings: DeliverySettings,
    destination: String, receipt: @escaping @Sendable (DeliveryReceipt) -> Void
  ) {
    self.destination = destination
    limits = settings.limits
    self.layout = layout
    namer = index.map { IndexNamer($0) }
    open = EventBatch(layout)
    self.receipt = receipt
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // Limits are lengths of time, whatever is done to the clock on the wall.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
    changed.deallocate()
  }

  // MARK: - The reader's side

  /// Adds a block; `wake` is called when there is something new for the worker.
  func add(
    _ events: Span<UInt8>, ids: Span<EventID>, source: Int, wake: () -> Void
  ) throws(DeliveryError) {
    lock()
    defer { unlock() }
    try waitForRoom(events.count, wake: wake)
    var lines = LineRanges(0)
    var count = 0
    while count < ids.count, let line = lines.next(in: events) {
      let event = events.extracting(line)
      append(event, ids[count], index: namer?.index(of: event) ?? [])
      count += 1
    }
    endBlock(count, source: source, wake: wake)
  }

  /// Adds one event that was to go to `index`, or wherever the template says.
  func add(
    _ event: Span<UInt8>, id: EventID, index: [UInt8]?, source: Int, wake: () -> Void
  ) throws(DeliveryError) {
    lock()
    defer { unlock() }
    try waitForRoom(event.count, wake: wake)
    append(event, id, index: index ?? namer?.index(of: event) ?? [])
    endBlock(1, source: source, wake: wake)
  }

  private func waitForRoom(_ byteCount: Int, wake: () -> Void) throws(DeliveryError) {
    while fault == nil, !isStopped, heldBytes > 0, heldBytes + byteCount > limits.heldBytes {
      // What is not full yet has to go, or nothing would ever be settled.
      seal()
      wake()
      pthread_cond_wait(changed, mutex)
    }
    if let fault { throw fault }
    if isStopped { throw .stopped(destination: destination) }
  }

  private func endBlock(_ count: Int, source: Int, wake: () -> Void) {
    guard count > 0 else { return }
    blocks[nextBlock] = OpenBlock(receipt: DeliveryReceipt(source: source), events: count)
    nextBlock += 1
    if !ready.isEmpty || openSince == nil { wake() }
    if !open.items.isEmpty, openSince == nil { openSince = .now }
  }

  /// Says that no more events come, and waits until the worker is done.
  func close(wake: () -> Void) throws(DeliveryError) {
    lock()
    defer { unlock() }
    endInput(wake: wake)
    while !isDone { pthread_cond_wait(changed, mutex) }
    if let fault { throw fault }
  }

  /// Says that no more events come, and waits until the worker is done, but no longer than `limit`.
  ///
  /// Then the worker is to drop everything. Returns whether all is settled.
  func stop(within limit: Duration, wake: () -> Void) -> Bool {
    lock()
    defer { unlock() }
    isStopped = true
    endInput(wake: wake)
    pthread_cond_broadcast(changed)
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &end)
    end.add(limit)
    while !isDone {
      if !isAbandoned, pthread_cond_timedwait(changed, mutex, &end) == ETIMEDOUT, !isDone {
        isAbandoned = true
        wake()
      } else if isAbandoned {
        pthread_cond_wait(changed, mutex)
      }
    }
    return blocks.isEmpty
  }

  private func endInput(wake: () -> Void) {
    isClosed = true
    seal()
    wake()
  }

  /// Bytes of events that are not settled.
  var held: Int {
    lock()
    defer { unlock() }
    return heldBytes
  }

  /// Adds an event of the block that comes next.
  private func append(_ event: Span<UInt8>, _ id: EventID, index: [UInt8]) {
    if open.byteCount + event.count > limits.requestBytes { seal() }
    let batch = open
    let before = batch.byteCount
    batch.append(event, id: id, index: index, block: nextBlock)
    heldBytes += batch.byteCount - before
    if batch.items.count >= limits.requestEvents { seal() }
  }

  private func seal() {
    guard !open.items.isEmpty else { return }
    ready.append(open)
    // Room for all at once: growing would double it just before its end.
    open = EventBatch(layout, capacity: limits.requestBytes + 4096)
    openSince = nil
  }

  // MARK: - The worker's side

  /// What the worker finds.
  struct Outlook {
    /// Whether a request is ready.
    let hasRequest: Bool
    /// When the events that wait for company will be one; nil if there are none.
    let nextRequest: ContinuousClock.Instant?
    /// Whether no more events come.
    let isClosed: Bool
    /// Whether all is to be dropped as it is.
    let isAbandoned: Bool
  }

  /// What is there to do, and will be.
  func outlook(_ now: ContinuousClock.Instant) -> Outlook {
    lock()
    defer { unlock() }
    if let openSince, openSince + limits.age <= now { seal() }
    return Outlook(
      hasRequest: !ready.isEmpty, nextRequest: openSince.map { $0 + limits.age },
      isClosed: isClosed, isAbandoned: isAbandoned)
  }

  /// The next request; nil if none is ready.
  func next() -> EventBatch? {
    lock()
    defer { unlock() }
    return ready.isEmpty ? nil : ready.removeFirst()
  }

  /// Enters what became of events; each is entered once.
  func settle(_ outcomes: [(item: Int, verdict: ItemVerdict)], of batch: EventBatch) {
    var receipts: [DeliveryReceipt] = []
    let items = batch.items
    lock()
    for (item, verdict) in outcomes {
      let item = items[item]
      heldBytes -= item.end - item.start
      guard var block = blocks[item.block] else { continue }
      block.receipt.count(verdict)
      if block.receipt.settled == block.events {
        receipts.append(block.receipt)
        blocks[item.block] = nil
      } else {
        blocks[item.block] = block
      }
    }
    pthread_cond_broadcast(changed)
    unlock()
    for receipt in receipts { self.receipt(receipt) }
  }

  /// Says that the worker will do nothing more: all is settled, or `fault` is why not.
  func end(_ fault: DeliveryError?) {
    lock()
    self.fault = fault
    if fault == nil, !blocks.isEmpty { self.fault = .stopped(destination: destination) }
    isDone = true
    if fault != nil { ready.removeAll() }
    pthread_cond_broadcast(changed)
    unlock()
  }

  private func lock() { pthread_mutex_lock(mutex) }
  private func unlock() { pthread_mutex_unlock(mutex) }
}

extension DeliveryReceipt {
  /// Counts an event that is settled.
  fileprivate mutating func count(_ verdict: ItemVerdict) {
    switch verdict {
    case .created: created += 1
    case .duplicate: duplicates += 1
    case .redirected: redirected += 1
    case .reject: rejected += 1
    case .retry: break
    }
  }
}

extension timespec {
  /// Moves the time on; no further than a hundred years.
  fileprivate mutating func add(_ length: Duration) {
    let length = min(max(length, .zero), .seconds(3_155_760_000))
    let (seconds, attoseconds) = length.components
    tv_sec += Int(seconds)
    tv_nsec += Int(attoseconds / 1_000_000_000)
    if tv_nsec >= 1_000_000_000 {
      tv_nsec -= 1_000_000_000
      tv_sec += 1
    }
  }
}
