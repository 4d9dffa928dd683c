/// The windows on their way over one connection, in their order, and what of them is acknowledged.
///
/// It touches no socket: bytes to send are asked for, what was sent and what was answered is told.
struct LumberjackPipeline {
  /// A window on its way.
  struct Window {
    let batch: EventBatch
    /// When it was handed over.
    let start: ContinuousClock.Instant
    /// Of its events, how many are acknowledged: always the first ones.
    fileprivate(set) var acknowledged = 0
    /// What is to be sent; given back once it was.
    fileprivate var bytes: [UInt8]
    /// How much of it was sent.
    fileprivate var sent = 0
    fileprivate var isSent = false

    /// What is not acknowledged, as a batch of its own.
    var rest: EventBatch {
      acknowledged == 0 ? batch : batch.subset(acknowledged..<batch.items.count)
    }
  }

  /// Events that an answer acknowledges.
  struct Acknowledged {
    let batch: EventBatch
    let items: Range<Int>
    /// When their window was handed over; nil while it is not acknowledged as a whole.
    let windowStart: ContinuousClock.Instant?
  }

  /// The windows that are not acknowledged as a whole.
  private(set) var windows: [Window] = []

  /// Whether nothing is on its way.
  var isEmpty: Bool { windows.isEmpty }

  /// Adds a window, which is sent as `bytes`.
  mutating func add(_ batch: EventBatch, bytes: [UInt8], _ now: ContinuousClock.Instant) {
    windows.append(Window(batch: batch, start: now, bytes: bytes))
  }

  /// Whether something waits to be sent.
  var hasUnsent: Bool { windows.contains { !$0.isSent } }

  /// Sends on: gives the next bytes to `send`, which returns how many it took, until that is none.
  mutating func sendOn<Failure: Error>(
    _ send: (Span<UInt8>) throws(Failure) -> Int
  ) throws(Failure) -> Bool {
    var hasMoved = false
    while let index = windows.firstIndex(where: { !$0.isSent }) {
      let window = windows[index]
      let count = try send(window.bytes.span.extracting(window.sent..<window.bytes.count))
      if count <= 0 { break }
      hasMoved = true
      windows[index].sent += count
      if windows[index].sent >= window.bytes.count {
        windows[index].isSent = true
        windows[index].bytes = []
      }
    }
    return hasMoved
  }

  /// Takes in an answer; nil for a sign of life, and for what was acknowledged before.
  ///
  /// - Throws: ``LumberjackFault/unknown`` for what was not sent.
  mutating func acknowledge(_ sequence: UInt32) throws(LumberjackFault) -> Acknowledged? {
    if sequence == 0 { return nil }
    guard let window = windows.first, window.sent > 0 else { throw .unknown }
    let count = Int(sequence)
    let whole = window.batch.items.count
    // The last event cannot have been read before all was sent.
    guard count <= (window.isSent ? whole : whole - 1), count >= window.acknowledged else {
      throw .unknown
    }
    if count == window.acknowledged { return nil }
    windows[0].acknowledged = count
    if count == whole { windows.removeFirst() }
    return Acknowledged(
      batch: window.batch, items: window.acknowledged..<count,
      windowStart: count == whole ? window.start : nil)
  }
}
