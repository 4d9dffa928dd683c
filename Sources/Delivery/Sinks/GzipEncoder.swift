import CZlib

/// A running compression into one gzip member.
struct GzipEncoder: ~Copyable {
  /// zlib keeps the address of the stream, so it stands still on the heap.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableBufferPointer<UInt8>
  private let destination: String

  /// Starts a member; `destination` is named in errors.
  init(destination: String) throws(DeliveryError) {
    self.destination = destination
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(capacity: 64 << 10)
    // windowBits 15 + 16 asks for a gzip header (zlib.h, deflateInit2); memLevel 8 is the default.
    let code = deflateInit2_(
      stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(output.count)
    if code != Z_OK { throw .compression(destination: destination, code: code) }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Compresses `bytes`, and writes to `file` what comes out, in whole buffers until the last.
  func compress(
    _ bytes: Span<UInt8>, isLast: Bool, into file: borrowing OutputFile
  ) throws(DeliveryError) {
    // zlib counts in 32 bits.
    let largest = 1 << 30
    var start = 0
    repeat {
      let end = min(start + largest, bytes.count)
      let isEnd = isLast && end == bytes.count
      try compress(part: bytes.extracting(start..<end), flush: isEnd ? Z_FINISH : Z_NO_FLUSH, file)
      start = end
    } while start < bytes.count
  }

  private func compress(
    part: Span<UInt8>, flush: Int32, _ file: borrowing OutputFile
  ) throws(DeliveryError) {
    try part.withUnsafeBufferPointer { (input) throws(DeliveryError) in
      // zlib reads from next_in and never writes to it.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      var hasMore = false
      repeat {
        let code = deflate(stream, flush)
        // Z_BUF_ERROR: nothing to do, as for a batch of no bytes.
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
          throw .compression(destination: destination, code: code)
        }
        let isFull = stream.pointee.avail_out == 0
        if isFull || code == Z_STREAM_END { try writeOutput(to: file) }
        hasMore = isFull && code != Z_STREAM_END
      } while hasMore
    }
  }

  /// Writes what has come out so far, and makes room for more.
  private func writeOutput(to file: borrowing OutputFile) throws(DeliveryError) {
    let made = output.count - Int(stream.pointee.avail_out)
    try file.write(UnsafeBufferPointer(rebasing: output[..<made]).span)
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(output.count)
  }
}
