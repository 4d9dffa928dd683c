import Synchronization

/// Writes events to a file as they are.
package final class FileSink: EventSink {
  private let file: Mutex<OutputFile>

  /// Creates the file at `path`, or empties it.
  ///
  /// - Throws: ``DeliveryError/system(_:destination:errno:)``: a folder, no permission, no such
  ///   folder.
  package init(path: String) throws(DeliveryError) {
    file = Mutex(try OutputFile(path: path))
  }

  /// Writes the batch; one call to the system as a rule.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in try file.write(bytes) }
  }

  /// Closes the file.
  package func finish() throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in try file.close() }
  }
}
