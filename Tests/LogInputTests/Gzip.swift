import CZlib

/// One gzip member with `content`.
func gzip(_ content: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = z_stream()
  // 15 + 16: the largest window, with a gzip header (zlib.h, deflateInit2).
  let status = deflateInit2_(
    &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  precondition(status == Z_OK)
  defer { deflateEnd(&stream) }
  var content = content
  var member = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
  let room = UInt32(member.count)
  content.withUnsafeMutableBufferPointer { source in
    member.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = room
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
    }
  }
  return Array(member.prefix(Int(room - stream.avail_out)))
}

/// One gzip member with the UTF-8 of `text`.
func gzip(_ text: String) -> [UInt8] {
  gzip(Array(text.utf8))
}
