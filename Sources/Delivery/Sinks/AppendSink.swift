import Glibc
import Synchronization

/// Writes events behind what a file holds, or to standard output, whole blocks or nothing.
package final class AppendSink: EventSink {
  private let file: Mutex<OutputFile>

  /// Opens the file at `path`, or makes it.
  ///
  /// A line without an end at the end of the file is the event of a run that was killed while it wrote: it is
  /// cut off, as that event was never counted as delivered.
  /// - Throws: ``DeliveryError/system(_:destination:errno:)``.
  package init(path: String) throws(DeliveryError) {
    let file = try OutputFile(appendingTo: path)
    if let length = file.length, let whole = AppendSink.wholeLines(path, length), whole < length {
      _ = file.truncate(to: whole)
    }
    self.file = Mutex(file)
  }

  /// Writes to standard output, which stays open when the sink is finished.
  package init() {
    file = Mutex(
      OutputFile(descriptor: fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), name: "standard output"))
  }

  /// Writes the batch; of one that does not fit nothing stays in the file.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in
      let length = file.length
      do throws(DeliveryError) {
        try file.write(bytes)
      } catch {
        if let length { _ = file.truncate(to: length) }
        throw error
      }
    }
  }

  /// Makes what was written safe from a crash of the machine.
  package func sync() throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in try file.sync() }
  }

  /// Closes the file.
  package func finish() throws(DeliveryError) {
    try file.withLock { (file) throws(DeliveryError) in
      try file.sync()
      try file.close()
    }
  }

  /// The length of a file without a last line that has no end and looks like an event; nil if it cannot be read.
  private static func wholeLines(_ path: String, _ length: Int64) -> Int64? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var end = length
    while end > 0 {
      let start = max(end - Int64(buffer.count), 0)
      let count = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, Int(end - start), Int(start))
      }
      guard count == Int(end - start) else { return nil }
      if let newline = buffer[..<count].lastIndex(of: UInt8(ascii: "\n")) {
        let whole = start + Int64(newline) + 1
        let next = newline + 1 < count ? buffer[newline + 1] : UInt8(ascii: "{")
        return next == UInt8(ascii: "{") ? whole : length
      }
      if start == 0 { return buffer[0] == UInt8(ascii: "{") ? 0 : length }
      end = start
    }
    return length
  }
}
