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
    var packed = packed
    var stream = z_stream()
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    // Logs shrink to a tenth or so: mostly one round is enough.
    var unpacked = [UInt8](repeating: 0, count: min(most, max(4096, packed.count * 12)) + 1)
    var filled = 0
    var code = Z_OK
    packed.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(clamping: input.count)
      while code == Z_OK, filled <= most {
        if filled == unpacked.count {
          unpacked += [UInt8](repeating: 0, count: unpacked.count)
        }
        unpacked.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress.map { $0 + filled }
          stream.avail_out = UInt32(clamping: output.count - filled)
          code = inflate(&stream, Z_NO_FLUSH)
          filled = output.count - Int(stream.avail_out)
        }
      }
    }
    if filled > most { throw .tooMuch }
    guard code == Z_STREAM_END, stream.avail_in == 0 else { throw .broken }
    unpacked.removeLast(unpacked.count - filled)
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
