import Delivery
import Event
import Synchronization

/// The file of notices that found no taker: NDJSON, the output, the reason and the notice.
final class DeadAlerts: Sendable {
  private let path: String
  private let sink = Mutex<AppendSink?>(nil)

  /// Writes to the file at `path`, which is made with the first notice.
  init(path: String) {
    self.path = path
  }

  /// Writes a notice down; returns why that could not be done.
  func write(_ notice: AlertNotice, output: String, _ reason: String) -> String? {
    var line = JSONBuffer()
    line.append(#"{"dead_letter":{"destination":"#)
    line.append(quoted: output)
    line.append(#","reason":"#)
    line.append(quoted: reason)
    line.append(#"},"event":"#)
    notice.append(to: &line)
    line.append("}\n")
    let text = line.text()
    return sink.withLock { sink -> String? in
      do throws(DeliveryError) {
        if sink == nil { sink = try AppendSink(path: path) }
        let bytes = Array(text.utf8)
        try sink?.write(bytes.span, events: 1)
        return nil
      } catch {
        return "\(error)"
      }
    }
  }
}
