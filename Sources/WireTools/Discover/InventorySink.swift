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
      var start = 0
      for place in bytes.indices where bytes[place] == UInt8(ascii: "\n") {
        _ = inventory.add(bytes.extracting(start..<place))
        start = place + 1
      }
      if start < bytes.count { _ = inventory.add(bytes.extracting(start..<bytes.count)) }
    }
  }

  /// There is nothing to close.
  func finish() throws(DeliveryError) {}

  /// What was found so far.
  func report(of title: String) -> DiscoveryReport {
    inventory.withLock { $0.report(of: title) }
  }
}
