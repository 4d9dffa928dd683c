/// The bytes of one input, decompressed if its content is gzip, whatever its name.
///
/// A file is read until the system says that it ends, so that one that grows or shrinks meanwhile gives what is there.
package final class ByteSource {
  private let file: RawFile
  private let decoder: GzipDecoder?

  /// True if the name ends in `.gz`; with ``isCompressed`` false, that is worth a warning.
  package let nameSaysGzip: Bool

  /// Opens `input`; a pipe waits for its first bytes.
  /// - Throws: `unreadable` or `readFailed`.
  package init(_ input: InputFile) throws(LogInputError) {
    file = try RawFile(input)
    decoder = file.startsWithGzipMagic ? try GzipDecoder(file) : nil
    nameSaysGzip = input.path.lowercased().hasSuffix(".gz")
  }

  /// True if the content is gzip.
  package var isCompressed: Bool { decoder != nil }

  /// The bytes read from the file so far, as they lie there; against ``size``, the progress.
  package var bytesRead: Int64 { file.position }

  /// The size of the file in bytes when it was opened; nil for pipes and other streams.
  package var size: Int64? { file.size }

  /// Seconds since 1970 of the file's last change; nil for pipes and other streams.
  package var modificationTime: Double? { file.modificationTime }

  /// True if the next read would wait for another process to write.
  package var wouldWait: Bool {
    if let decoder, decoder.hasInput { return false }
    return file.wouldWait
  }

  /// Reads at most `target.count` bytes, which is more than 0.
  ///
  /// What could be had before a fault comes first; the fault is thrown by the call after it.
  /// - Returns: how many; 0 at the end.
  /// - Throws: `readFailed`, `damagedGzip`.
  package func read(into target: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    if let decoder { return try decoder.read(into: target) }
    return try file.read(into: target)
  }
}
