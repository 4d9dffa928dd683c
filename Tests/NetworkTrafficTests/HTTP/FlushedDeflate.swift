import CZlib

/// Compresses messages as permessage-deflate does (RFC 7692 s 7.2.1), each with those before it in mind.
enum FlushedDeflate {
  /// The compressed messages, without the four bytes that each ends with.
  static func pieces(_ messages: [[UInt8]]) -> [[UInt8]] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    return messages.map { message in
      var message = message
      var output = [UInt8](repeating: 0, count: message.count + 100)
      let before = stream.total_out
      message.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { target in
          (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
          (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
          _ = deflate(&stream, Z_SYNC_FLUSH)
        }
      }
      return Array(output.prefix(Int(stream.total_out - before) - 4))
    }
  }
}
