import Glibc
import Synchronization

/// Writes events to standard output.
///
/// The program must ignore SIGPIPE: only then is a closed pipe an error and not the process's end.
package final class StandardOutputSink: EventSink {
  private let file: Mutex<OutputFile>

  /// Makes a sink; standard output itself stays open when the sink is finished.
  package init() {
    // A duplicate can be closed, and closing is when some file systems report a full disk.
    file = Mutex(
      OutputFile(descriptor: fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), name: "standard output"))
  }

  /// Writes the batch; one call to the system as a rule.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in try file.write(bytes) }
  }

  /// Closes the sink's duplicate of standard output.
  package func finish() throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in try file.close() }
  }
}
