import Delivery
import Event

/// Notices as NDJSON, in a file or on standard output.
final class LineOutput: AlertOutput {
  private let path: String?
  private var sink: AppendSink?

  /// Writes to the file at `path`, behind what it holds; to standard output for nil.
  init(path: String?) {
    self.path = path
  }

  func send(_ notice: AlertNotice) -> AlertVerdict {
    var line = JSONBuffer()
    notice.append(to: &line)
    line.append(UInt8(ascii: "\n"))
    do throws(DeliveryError) {
      let sink = try open()
      try line.withBytes { bytes throws(DeliveryError) in try sink.write(bytes, events: 1) }
      return .taken
    } catch .closedPipe {
      return .refused("the reader of standard output has gone")
    } catch {
      return .later("\(error)")
    }
  }

  private func open() throws(DeliveryError) -> AppendSink {
    if let sink { return sink }
    let new =
      try path.map { path throws(DeliveryError) in try AppendSink(path: path) } ?? AppendSink()
    sink = new
    return new
  }
}
