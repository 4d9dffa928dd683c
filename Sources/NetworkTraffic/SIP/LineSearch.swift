import Glibc

/// Finds the ends of lines.
enum LineSearch {
  /// The place of the first newline from `start` on and before `end`; nil if there is none.
  @inline(__always)
  static func newline(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start >= 0, start < end, end <= bytes.count else { return nil }
    return bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress, let found = memchr(base + start, 0x0A, end - start) else {
        return nil
      }
      return UnsafeRawPointer(found) - base
    }
  }
}
