package import Delivery
package import Event

/// Delivers documents that a command has made, all at once.
package enum DocumentDelivery {
  /// Sends documents, one a line, with their names, and waits until all are settled.
  ///
  /// - Returns: what became of them at each server.
  /// - Throws: what a server refused.
  package static func deliver(
    _ documents: borrowing JSONBuffer, ids: [EventID], to servers: [ServerOptions],
    _ messages: MessageLog
  ) throws(DeliveryError) -> [DeliveryAccount] {
    let output = try ServerOutput(servers, inputs: 1, messages)
    var refusal: DeliveryError?
    if !ids.isEmpty {
      do throws(DeliveryError) {
        try output.deliver(documents, ids: ids)
      } catch {
        refusal = error
      }
    }
    let fault = output.finish()
    if let error = refusal ?? fault { throw error }
    return output.accounts
  }
}
