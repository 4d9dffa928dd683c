import Delivery
import LiveCapture
package import Pipeline

/// How a capture ended.
package struct CaptureOutcome: Sendable {
  /// What was decoded; nil if nothing was begun.
  var report: WireReport?
  /// What was lost.
  var drops = DropCounts()
  /// What ended the capture on interfaces; it was told when it happened.
  var problems: [LiveCaptureError] = []
  /// What was written by `--write`.
  var files: PacketFileLane.Figures?
  /// What became of the events at servers.
  var deliveries: [DeliveryAccount] = []
  /// What a destination refused.
  var deliveryError: DeliveryError?

  /// A capture that ended so.
  init(deliveryError: DeliveryError? = nil) { self.deliveryError = deliveryError }

  /// The exit code: 0 done, 3 an interface was lost, 4 a destination refused events, or a file packets.
  ///
  /// Packets that were dropped are told, and no error: a capture takes what it can.
  package var exitCode: Int32 {
    if let deliveryError {
      if case .closedPipe = deliveryError { return 0 }
      return 4
    }
    if files?.fault != nil { return 4 }
    return problems.isEmpty ? 0 : 3
  }

  /// Tells what was done, and what went wrong, on standard error.
  package func report(to messages: MessageLog) {
    if let deliveryError {
      if case .closedPipe = deliveryError { return }
      messages.error(Self.text(deliveryError))
    }
    if let report {
      messages.info(report.summary)
      if let rest = report.undecoded { messages.info(rest) }
      if !drops.isNone { messages.warning("\(report.path): dropped: \(drops.text)") }
    }
    if let files {
      messages.info(
        "--write: \(files.packets) packets, \(files.bytes) bytes in \(files.files) file"
          + (files.files == 1 ? "" : "s"))
    }
    for account in deliveries { messages.info(account.summary) }
  }

  /// The error in words; of a live capture nothing is sent again.
  private static func text(_ error: DeliveryError) -> String {
    guard case .stopped(let destination) = error else { return "\(error)" }
    return "\(destination): stopped before all events were delivered, and the rest is lost\n"
      + "help: after the first signal they are waited for; send a second one only to give them up"
  }
}
