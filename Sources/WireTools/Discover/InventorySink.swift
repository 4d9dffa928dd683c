import Delivery
import Discovery
import Event
import Synchronization

/// Where the events of a run go, to become an inventory.
final class InventorySink: EventSink {
  private let inventory = Mutex(Inventory())

  /// Adds the events, a line each.
  func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    inventory.withLock { inventory in
      var lines = LineRanges(0)
      while let line = lines.next(in: bytes) { _ = inventory.add(bytes.extracting(line)) }
    }
  }

  /// Adds one event; false if the line is none.
  func add(_ event: Span<UInt8>) -> Bool {
    inventory.withLock { $0.add(event) }
  }

  /// There is nothing to close.
  func finish() throws(DeliveryError) {}

  /// What was found so far.
  func report(of title: String) -> DiscoveryReport {
    inventory.withLock { $0.report(of: title) }
  }
}
