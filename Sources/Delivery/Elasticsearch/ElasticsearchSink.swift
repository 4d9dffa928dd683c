package import Event
import Glibc

/// Delivers events to Elasticsearch or OpenSearch over `_bulk`, from a thread of its own.
///
/// Events are sent as `create` under the names they are given, so that one that is sent twice is there
/// once. Every reply is read item by item: only what the server says it has counts as delivered.
package final class ElasticsearchSink: AcknowledgingSink {
  private let queue: BulkQueue
  private let multi: CurlMulti
  private let meter = DeliveryMeter()

  /// Starts the thread; the first connection is made with the first event.
  ///
  /// - Parameters:
  ///   - receipt: called for each block that is settled, from the sink's thread; it must not call the sink.
  ///   - warning: called with a text for people when deliveries begin to fail.
  /// - Throws: ``DeliveryError/noResources(destination:)``.
  package init(
    _ address: ElasticsearchAddress, _ settings: ElasticsearchSettings,
    receipt: @escaping @Sendable (DeliveryReceipt) -> Void,
    warning: @escaping @Sendable (String) -> Void
  ) throws(DeliveryError) {
    guard let multi = CurlMulti() else { throw .noResources(destination: address.name) }
    let queue = BulkQueue(settings, destination: address.name, receipt: receipt)
    let meter = meter
    self.multi = multi
    self.queue = queue
    let isStarted = DeliveryThread.start {
      BulkWorker(address, settings, queue, multi, meter, warning: warning).run()
    }
    if !isStarted { throw .noResources(destination: address.name) }
  }

  /// Adds a block to the requests that are made up.
  package func deliver(
    _ events: Span<UInt8>, ids: Span<EventID>, source: Int
  ) throws(DeliveryError) {
    try queue.add(events, ids: ids, source: source) { multi.wake() }
  }

  /// Adds the event of a dead letter, under its name, to the index that it was meant for or to another.
  package func redeliver(
    _ letter: DeadLetter, of line: Span<UInt8>, keepsIndex: Bool, source: Int
  ) throws(DeliveryError) {
    try queue.add(
      line.extracting(letter.event), id: letter.id, index: keepsIndex ? letter.index : nil,
      source: source
    ) { multi.wake() }
  }

  /// Sends what is left, and waits until every event is settled.
  ///
  /// - Throws: ``DeliveryError/refused(destination:status:reason:)``,
  ///   ``DeliveryError/unusable(destination:reason:)``,
  ///   ``DeliveryError/deadLetters(destination:count:path:reason:)``.
  package func finish() throws(DeliveryError) {
    try queue.close { multi.wake() }
  }

  /// Sends what is held for no longer than `limit`, and drops the rest.
  package func stop(within limit: Duration) -> Bool {
    queue.stop(within: limit) { multi.wake() }
  }

  /// What was sent so far, and what came of it.
  package var figures: DeliveryFigures {
    var figures = meter.figures
    figures.heldBytes = queue.held
    return figures
  }
}

/// A thread of the operating system: Swift's task pool is not made for work that waits.
enum DeliveryThread {
  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread that does `body`; false if there can be none.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if result != 0 {
      box.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
