package import Event

/// Delivers events to a server, from a thread of its own.
///
/// Events are sent under the names they are given, so that where a server knows names, one that is sent
/// twice is there once. Only what the server says it has counts as delivered.
package final class ServerSink: AcknowledgingSink {
  private let queue: EventQueue
  private let multi: CurlMulti
  private let meter = DeliveryMeter()

  /// Starts the thread; the first connection is made with the first event.
  ///
  /// - Parameters:
  ///   - receipt: called for each block that is settled, from the sink's thread; it must not call the sink.
  ///   - warning: called with a text for people when deliveries begin to fail.
  /// - Throws: ``DeliveryError/noResources(destination:)``.
  package init(
    _ server: DeliveryServer, _ settings: DeliverySettings,
    receipt: @escaping @Sendable (DeliveryReceipt) -> Void,
    warning: @escaping @Sendable (String) -> Void
  ) throws(DeliveryError) {
    guard let multi = CurlMulti() else { throw .noResources(destination: server.name) }
    let queue = server.makeQueue(settings, receipt: receipt)
    let meter = meter
    self.multi = multi
    self.queue = queue
    let isStarted = DeliveryThread.start {
      server.work(
        settings, queue, multi, DeliveryWatch(server.name, meter, warning: warning))
    }
    if !isStarted { throw .noResources(destination: server.name) }
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
  ///   ``DeliveryError/wrongProtocol(destination:reason:help:)``,
  ///   ``DeliveryError/deadLetters(destination:count:path:reason:)``,
  ///   ``DeliveryError/stopped(destination:)``.
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
