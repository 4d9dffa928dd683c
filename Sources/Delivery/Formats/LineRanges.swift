import Glibc

/// The lines of a block, one after the other, without their newlines; empty lines are left out.
package struct LineRanges {
  private var place: Int

  /// Begins at the byte `start` of a block.
  package init(_ start: Int) { place = start }

  /// The next line of `block`; nil after the last one.
  package mutating func next(in block: Span<UInt8>) -> Range<Int>? {
    while place < block.count {
      let start = place
      let end = LineRanges.endOfLine(block, from: start)
      place = end + 1
      if end > start { return start..<end }
    }
    return nil
  }

  private static func endOfLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress, let found = memchr(base + start, 0x0A, all.count - start)
      else { return all.count }
      return UnsafeRawPointer(found) - base
    }
  }
}
