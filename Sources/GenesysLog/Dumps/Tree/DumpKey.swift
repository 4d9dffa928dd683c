import Event

/// The keys of a dump, as the JSON keys that they become.
///
/// A byte that is not UTF-8 is written as Latin-1, so two keys of different bytes can be one JSON key:
/// they are the same key here.
enum DumpKey {
  /// A hash that is the same for keys that are the same.
  static func hash(_ bytes: Span<UInt8>, _ key: Range<Int>, seed: Int) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 ^ 0x2545_F491_4F6C_DD1D
    var place = key.lowerBound
    var seen: UInt64 = 0
    while place < key.upperBound {
      let word = self.word(bytes, at: place, end: key.upperBound)
      seen |= word
      hash = mix(hash, word)
      place += 8
    }
    if seen & 0x8080_8080_8080_8080 == 0 { return UInt32(truncatingIfNeeded: hash ^ hash >> 32) }
    return characterHash(bytes, key, seed: seed)
  }

  /// The hash of a key beyond ASCII, whose spelling in bytes may differ from that of its twin.
  @inline(never)
  private static func characterHash(
    _ bytes: Span<UInt8>, _ key: Range<Int>, seed: Int
  ) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: seed) &+ 0x2545_F491_4F6C_DD1D
    var place = key.lowerBound
    while place < key.upperBound {
      hash = mix(hash, UInt64(scalar(bytes, &place, key.upperBound)))
    }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  /// Whether two keys become the same JSON key.
  static func areEqual(_ bytes: Span<UInt8>, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
    var left = one.lowerBound
    var right = other.lowerBound
    while left < one.upperBound, right < other.upperBound {
      if scalar(bytes, &left, one.upperBound) != scalar(bytes, &right, other.upperBound) {
        return false
      }
    }
    return left == one.upperBound && right == other.upperBound
  }

  /// Up to eight bytes of a key as a word, zeros after its end.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, at place: Int, end: Int) -> UInt64 {
    let count = end &- place
    if place &+ 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      return count >= 8 ? word : word & (1 &<< UInt64(count &* 8) &- 1)
    }
    var word: UInt64 = 0
    for index in 0..<min(count, 8) { word |= UInt64(bytes[place + index]) &<< UInt64(index &* 8) }
    return word
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  /// The character at `place`, or the byte where there is none; steps over it.
  private static func scalar(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> UInt32 {
    let lead = bytes[place]
    if lead < 0x80 {
      place += 1
      return UInt32(lead)
    }
    let length = UTF8Sequence.length(in: bytes.extracting(..<end), at: place)
    guard length > 0 else {
      place += 1
      return UInt32(lead)
    }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for index in place + 1..<place + length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    place += length
    return value
  }
}
