import Synchronization

/// Writes events to a file compressed as gzip (RFC 1952), at zlib's level 6.
package final class GzipFileSink: EventSink {
  private struct State: ~Copyable {
    var file: OutputFile
    var encoder: GzipEncoder?
  }

  private let state: Mutex<State>
  private let path: String

  /// Creates the file at `path`, or empties it.
  ///
  /// - Throws: ``DeliveryError/system(_:destination:errno:)``: a folder, no permission, no such
  ///   folder; ``DeliveryError/compression(destination:code:)`` when memory is short.
  package init(path: String) throws(DeliveryError) {
    self.path = path
    let file = try OutputFile(path: path)
    state = Mutex(State(file: file, encoder: try GzipEncoder(destination: path)))
  }

  /// Compresses the batch; bytes reach the file as zlib gives them out.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    try state.withLock { (state) throws(DeliveryError) in
      try state.encoder?.compress(bytes, isLast: false, into: state.file)
    }
  }

  /// Ends the gzip member and closes the file.
  package func finish() throws(DeliveryError) {
    try state.withLock { (state) throws(DeliveryError) in
      if let encoder = state.encoder.take() {
        try encoder.compress(Span(), isLast: true, into: state.file)
      }
      try state.file.close()
    }
  }
}
