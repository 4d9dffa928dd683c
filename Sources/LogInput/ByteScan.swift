import Glibc

/// Questions about a whole block, answered at memory speed.
enum ByteScan {
  /// True if no byte is 0x80 or above.
  static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    let step = 8 * MemoryLayout<UInt64>.size
    var place = 0
    while place + step <= bytes.count {
      var seen: UInt64 = 0
      for word in 0..<8 {
        seen |= start.loadUnaligned(fromByteOffset: place + word * 8, as: UInt64.self)
      }
      if seen & 0x8080_8080_8080_8080 != 0 { return false }
      place += step
    }
    return bytes[place...].allSatisfy { $0 < 0x80 }
  }

  /// The place of the last `\n`, if there is one.
  ///
  /// Searches pages from the end by memchr(3), then the one page that has it: memrchr(3) is not
  /// visible to Swift.
  static func lastNewline(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    let page = 4096
    var end = bytes.count
    while end > 0 {
      let first = max(0, end - page)
      if memchr(start + first, 0x0A, end - first) != nil {
        return bytes[first..<end].lastIndex(of: 0x0A)
      }
      end = first
    }
    return nil
  }

  /// The place of the first `\n`, if there is one.
  static func firstNewline(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else {
      return nil
    }
    return UnsafeRawPointer(found) - start
  }
}
