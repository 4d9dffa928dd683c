/// Steps through numbers and vectors, as TLS writes them (RFC 8446 s 3): the most significant byte first, a
/// vector behind its length in bytes.
struct VectorCursor {
  /// The place of the next byte.
  private(set) var place: Int
  /// Where it ends.
  let end: Int

  /// Begins at the beginning of a range.
  init(_ range: Range<Int>) {
    place = range.lowerBound
    end = range.upperBound
  }

  /// How many bytes are left.
  var count: Int { end - place }

  /// The next `count` bytes; nil if there are fewer.
  mutating func take(_ count: Int) -> Range<Int>? {
    guard count >= 0, count <= end - place else { return nil }
    defer { place += count }
    return place..<place + count
  }

  /// The next number of `size` bytes, at most four; nil if there are fewer.
  mutating func number(_ bytes: [UInt8], size: Int) -> Int? {
    guard let range = take(size), range.upperBound <= bytes.count else { return nil }
    return range.reduce(0) { $0 << 8 | Int(bytes[$1]) }
  }

  /// The content of the next vector, whose length has `size` bytes; nil if it does not end within.
  mutating func vector(_ bytes: [UInt8], size: Int) -> Range<Int>? {
    guard let length = number(bytes, size: size) else { return nil }
    return take(length)
  }
}

extension [UInt8] {
  /// The numbers of two bytes each in a range; a byte too many is left out.
  func numbers16(_ range: Range<Int>) -> [UInt16] {
    stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).map {
      UInt16(self[$0]) << 8 | UInt16(self[$0 + 1])
    }
  }
}
