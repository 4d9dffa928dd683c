import Delivery
import Event
import Synchronization

/// A lane's way to a file or to standard output: what is written counts as delivered.
///
/// A full disk is waited for, as a server is that is down.
final class FileLane: LaneOutput {
  let name: String
  private let sink: AppendSink
  private let writer: Mutex<FormatWriter?>
  private let receipts: ReceiptBox
  private let stopped: StopFlag
  private let messages: MessageLog
  private let meter = DeliveryMeter()

  init(
    _ sink: AppendSink, name: String, writer: consuming FormatWriter?, receipts: ReceiptBox,
    stopped: StopFlag, _ messages: MessageLog
  ) {
    self.sink = sink
    self.name = name
    self.writer = Mutex(writer)
    self.receipts = receipts
    self.stopped = stopped
    self.messages = messages
  }

  func deliver(_ result: borrowing BlockResult, number: Int) throws(DeliveryError) {
    let count = result.counts.events
    var text = JSONBuffer(capacity: 0)
    let isFormatted = writer.withLock { writer in
      guard writer != nil else { return false }
      result.events.withBytes { writer?.append(events: $0, into: &text) }
      return true
    }
    if isFormatted {
      try text.withBytes { bytes throws(DeliveryError) in try write(bytes, events: count) }
    } else {
      try result.events.withBytes { bytes throws(DeliveryError) in try write(bytes, events: count) }
    }
    var receipt = DeliveryReceipt(source: number)
    receipt.created = count
    receipts.enter(receipt)
  }

  /// Writes all, however often the system refuses.
  private func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    var hasWarned = false
    while true {
      meter.start(events: events, bytes: bytes.count, isRetry: hasWarned)
      let start = ContinuousClock.now
      do throws(DeliveryError) {
        defer { meter.end(after: .now - start) }
        try sink.write(bytes, events: events)
        meter.succeed()
        return
      } catch {
        meter.fail(.now)
        guard case .system = error else { throw error }
        if stopped.isSet { throw .stopped(destination: name) }
        if !hasWarned { messages.warning("\(error)\nhelp: trying again each second") }
        hasWarned = true
        MonotonicClock.sleep(milliseconds: 1000)
      }
    }
  }

  var isSafeAtOnce: Bool { false }

  func sync() throws(DeliveryError) { try sink.sync() }

  func finish() throws(DeliveryError) { try sink.finish() }

  var figures: DeliveryFigures { meter.figures }

  func stop(by deadline: ContinuousClock.Instant) {}
}
