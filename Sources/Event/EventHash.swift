/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012; the authors' `siphash.c`).
///
/// A hash that no log can steer by accident, at about the speed of copying. Swift's own `Hasher` gives
/// another value in each run.
package struct EventHash {
  /// What comes out, and the key of another hash.
  package struct Value: Sendable, Hashable {
    package let high: UInt64
    package let low: UInt64

    /// Makes a value of its halves.
    package init(high: UInt64, low: UInt64) {
      self.high = high
      self.low = low
    }
  }

  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64
  /// Of the last, partial word: the bytes so far.
  private var tail: UInt64 = 0
  private var count = 0

  /// Begins a hash under `key`.
  package init(key: Value) {
    v0 = 0x736f_6d65_7073_6575 ^ key.low
    v1 = 0x646f_7261_6e64_6f6d ^ key.high ^ 0xee
    v2 = 0x6c79_6765_6e65_7261 ^ key.low
    v3 = 0x7465_6462_7974_6573 ^ key.high
  }

  /// Adds eight bytes.
  package mutating func append(_ word: Int64) {
    var bits = UInt64(bitPattern: word)
    if count & 7 == 0 {
      compress(bits)
      count &+= 8
      return
    }
    for _ in 0..<8 {
      append(byte: UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
  }

  /// Adds bytes.
  package mutating func append(_ bytes: Span<UInt8>) {
    var place = 0
    while place < bytes.count, count & 7 != 0 {
      append(byte: bytes[place])
      place += 1
    }
    while place + 8 <= bytes.count {
      // Checked against the span's end; "unsafe" only because not every type may be loaded so.
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      compress(UInt64(littleEndian: word))
      count &+= 8
      place += 8
    }
    while place < bytes.count {
      append(byte: bytes[place])
      place += 1
    }
  }

  /// The hash of what was added.
  package func value() -> Value {
    var end = self
    end.compress(tail | UInt64(truncatingIfNeeded: count) << 56)
    end.v2 ^= 0xee
    for _ in 0..<4 { end.round() }
    let low = end.v0 ^ end.v1 ^ end.v2 ^ end.v3
    end.v1 ^= 0xdd
    for _ in 0..<4 { end.round() }
    return Value(high: end.v0 ^ end.v1 ^ end.v2 ^ end.v3, low: low)
  }

  private mutating func append(byte: UInt8) {
    tail |= UInt64(byte) << UInt64((count & 7) * 8)
    count &+= 1
    if count & 7 == 0 {
      compress(tail)
      tail = 0
    }
  }

  @inline(__always)
  private mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  @inline(__always)
  private mutating func round() {
    v0 = v0 &+ v1
    v1 = EventHash.rotate(v1, 13) ^ v0
    v0 = EventHash.rotate(v0, 32)
    v2 = v2 &+ v3
    v3 = EventHash.rotate(v3, 16) ^ v2
    v0 = v0 &+ v3
    v3 = EventHash.rotate(v3, 21) ^ v0
    v2 = v2 &+ v1
    v1 = EventHash.rotate(v1, 17) ^ v2
    v2 = EventHash.rotate(v2, 32)
  }

  @inline(__always)
  private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word << bits | word >> (64 - bits)
  }
}
