import Glibc

/// Finds bytes.
enum ByteScan {
  /// The place of the next line feed.
  static func newline(in bytes: Span<UInt8>, from place: Int) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, place < buffer.count else { return nil }
      guard let found = memchr(base + place, 0x0A, buffer.count - place) else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
