package import Delivery
import Event
import Synchronization

/// The servers of a run: `--to http://...`, and what they have acknowledged.
package struct ServerOutput: Sendable {
  private let servers: [(sink: any AcknowledgingSink, ledger: DeliveryLedger)]

  /// Delivers to no server.
  init() { servers = [] }

  /// Starts the deliveries.
  init(
    _ options: [ServerOptions], inputs: Int, _ messages: MessageLog
  ) throws(DeliveryError) {
    var servers: [(sink: any AcknowledgingSink, ledger: DeliveryLedger)] = []
    for server in options {
      let ledger = DeliveryLedger(destination: server.name, inputs: inputs)
      let sink = try server.open(
        receipt: { ledger.enter($0) }, warning: { messages.warning($0) })
      servers.append((sink, ledger))
    }
    self.servers = servers
  }

  /// Hands a block's events to all servers.
  func deliver(_ result: borrowing BlockResult, input: Int) throws(DeliveryError) {
    try deliver(result.events, ids: result.ids, input: input)
  }

  /// Hands events, one a line, with their names to all servers.
  func deliver(
    _ events: borrowing JSONBuffer, ids: [EventID], input: Int = 0
  ) throws(DeliveryError) {
    for server in servers {
      try events.withBytes { bytes throws(DeliveryError) in
        try server.sink.deliver(bytes, ids: ids.span, source: input)
      }
    }
  }

  /// Waits until all servers have settled all events; returns the first fault.
  func finish() -> DeliveryError? {
    var fault: DeliveryError?
    for server in servers {
      do throws(DeliveryError) {
        try server.sink.finish()
      } catch {
        fault = fault ?? error
      }
    }
    return fault
  }

  /// Gives up what is not settled yet, from any thread.
  package func abandon() {
    for server in servers { _ = server.sink.stop(within: .zero) }
  }

  /// What each server was sent so far, and how it is doing; from any thread.
  package var figures: [(account: DeliveryAccount, figures: DeliveryFigures)] {
    servers.map { ($0.ledger.account, $0.sink.figures) }
  }

  /// What became of the events at each server.
  package var accounts: [DeliveryAccount] { servers.map(\.ledger.account) }
}

/// What became of the events at one server.
package struct DeliveryAccount: Sendable {
  /// The server's name, without secrets.
  package let destination: String
  /// By input.
  var inputs: [DeliveryReceipt]

  /// All inputs together.
  package var total: DeliveryReceipt {
    inputs.reduce(into: DeliveryReceipt(source: 0)) { $0.add($1) }
  }
}

/// Adds up receipts, which come from the threads of sinks.
final class DeliveryLedger: Sendable {
  private let state: Mutex<DeliveryAccount>

  init(destination: String, inputs: Int) {
    state = Mutex(
      DeliveryAccount(
        destination: destination, inputs: (0..<inputs).map { DeliveryReceipt(source: $0) }))
  }

  /// What was entered so far.
  var account: DeliveryAccount { state.withLock { $0 } }

  /// Enters what became of a block.
  func enter(_ receipt: DeliveryReceipt) {
    state.withLock { $0.inputs[receipt.source].add(receipt) }
  }
}
