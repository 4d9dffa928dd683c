import CZlib

/// Compresses request bodies, each in one go.
struct BodyCompressor: ~Copyable {
  /// zlib keeps the address of the stream, so it stands still on the heap.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  /// How compressed bytes are wrapped.
  enum Format: Int32 {
    // windowBits of zlib.h, deflateInit2; 16 more asks for a gzip header.
    case gzip = 31
    case zlib = 15
  }

  init(_ format: Format) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Level 1, as Filebeat and Logstash.
    isReady =
      deflateInit2_(
        stream, 1, Z_DEFLATED, format.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// The bytes compressed; nil if there is no memory for it, or they are too many for zlib.
  func compress(_ bytes: Span<UInt8>) -> [UInt8]? {
    guard isReady, bytes.count < 1 << 30, deflateReset(stream) == Z_OK else { return nil }
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    var isWhole = false
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        // zlib reads from next_in and never writes to it.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        isWhole = deflate(stream, Z_FINISH) == Z_STREAM_END
        count = bound - Int(stream.pointee.avail_out)
      }
    }
    return isWhole ? packed : nil
  }
}
