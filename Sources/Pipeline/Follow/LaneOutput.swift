import Delivery
import Event
import Synchronization

/// Where a lane's events go: a server, or a file that is written to its end.
protocol LaneOutput: AnyObject, Sendable {
  /// Its name in messages, without secrets.
  var name: String { get }

  /// Hands over what a block became; it is answered by a receipt for `number`, now or later.
  func deliver(_ result: borrowing BlockResult, number: Int) throws(DeliveryError)

  /// Whether what was answered is safe from a crash of this machine at once.
  var isSafeAtOnce: Bool { get }

  /// Makes safe what was answered: a crash of the machine after it loses none of it.
  func sync() throws(DeliveryError)

  /// Waits until all is settled, however long it takes.
  func finish() throws(DeliveryError)

  /// What it has done so far, and how it is doing; from any thread.
  var figures: DeliveryFigures { get }

  /// Takes nothing more, and waits until then at most for what is on its way; from any thread, and
  /// several times.
  func stop(by deadline: ContinuousClock.Instant)
}

/// Receipts on their way from the threads of a sink to the lane's.
final class ReceiptBox: Sendable {
  private let receipts = Mutex<[DeliveryReceipt]>([])

  /// Adds one.
  func enter(_ receipt: DeliveryReceipt) {
    receipts.withLock { $0.append(receipt) }
  }

  /// Takes all that have come.
  func take() -> [DeliveryReceipt] {
    receipts.withLock { list in
      let taken = list
      list.removeAll(keepingCapacity: true)
      return taken
    }
  }
}
