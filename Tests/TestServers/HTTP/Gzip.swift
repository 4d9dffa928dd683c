import CZlib

/// Compression of bodies (RFC 1952).
package enum Gzip {
  /// Why bytes are not decompressed.
  package enum Fault: Error { case broken, tooMuch }

  /// What was compressed.
  ///
  /// - Throws: `tooMuch` if it is more than `most` bytes, `broken` if it is not whole.
  package static func decompressed(
    _ packed: [UInt8], most: Int = 1 << 30
  ) throws(Fault) -> [UInt8] {
    // The last four bytes say how many there are; no byte becomes more than 1032.
    let room = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    if room > packed.count * 1032 { throw .broken }
    if room > most { throw .tooMuch }
    var packed = packed
    var stream = z_stream()
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var code = Z_OK
    let unpacked = packed.withUnsafeMutableBufferPointer { input in
      // One more, so that there is room at the end of what is whole.
      [UInt8](unsafeUninitializedCapacity: room + 1) { output, filled in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(clamping: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: output.count)
        code = inflate(&stream, Z_FINISH)
        filled = output.count - Int(stream.avail_out)
      }
    }
    guard code == Z_STREAM_END, stream.avail_in == 0 else { throw .broken }
    return unpacked
  }

  /// The bytes, compressed fast rather than well.
  package static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var stream = z_stream()
    deflateInit2_(
      &stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    bytes.withUnsafeMutableBufferPointer { input in
      packed.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(clamping: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: output.count)
        deflate(&stream, Z_FINISH)
      }
    }
    packed.removeLast(Int(stream.avail_out))
    return packed
  }
}
