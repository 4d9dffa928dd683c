import Delivery
import Event

/// A lane's way to a server.
final class ServerLane: LaneOutput {
  let name: String
  private let sink: any AcknowledgingSink

  init(_ sink: any AcknowledgingSink, name: String) {
    self.sink = sink
    self.name = name
  }

  func deliver(_ result: borrowing BlockResult, number: Int) throws(DeliveryError) {
    try result.events.withBytes { bytes throws(DeliveryError) in
      try sink.deliver(bytes, ids: result.ids.span, source: number)
    }
  }

  var isSafeAtOnce: Bool { true }

  /// What a server has acknowledged is its own to keep safe.
  func sync() throws(DeliveryError) {}

  func finish() throws(DeliveryError) { try sink.finish() }

  var figures: DeliveryFigures { sink.figures }

  func stop(by deadline: ContinuousClock.Instant) {
    _ = sink.stop(within: max(ContinuousClock.now.duration(to: deadline), .zero))
  }
}
