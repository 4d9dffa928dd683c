import PacketCapture

/// A fast hash of few bytes, under a key that another one has in each run.
///
/// What comes from outside is looked up by it without comparing the bytes again: with 64 bits two of 65,536
/// values are taken for one another once in ten thousand million runs, and as nobody knows the key, nobody
/// can bring that about. It multiplies to 128 bits and folds, as wyhash does.
struct KeyedHash {
  private static let key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max) | 1)

  private var state: UInt64
  private let factor: UInt64

  /// Begins a hash; others than `seed` give other hashes of the same bytes.
  @inline(__always)
  init(_ seed: UInt64 = 0) {
    let key = Self.key
    state = key.0 ^ seed
    factor = key.1
  }

  /// Adds eight bytes.
  @inline(__always)
  mutating func append(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: factor)
    state = product.high ^ product.low &+ 0x9E37_79B9_7F4A_7C15
  }

  /// Adds a range of bytes, and how many there are.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let part = bytes.extracting(range)
    var place = 0
    while place + 8 <= part.count {
      // Checked against the span's end; "unsafe" only because not every type may be loaded so.
      append(part.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var tail = UInt64(truncatingIfNeeded: part.count) << 56
    var shift: UInt64 = 0
    while place < part.count {
      tail |= UInt64(part[place]) << shift
      shift += 8
      place += 1
    }
    append(tail)
  }

  /// Adds one end of a conversation.
  @inline(__always)
  mutating func append(_ end: Endpoint) {
    append(end.address.high)
    append(end.address.low)
    append(UInt64(end.port))
  }

  /// The hash of what was added; never 0, which so can stand for none.
  @inline(__always)
  var value: UInt64 {
    let mixed = (state ^ state >> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 29 | 1 << 63
  }

  /// The hash of a range of bytes.
  @inline(__always)
  static func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = KeyedHash()
    hash.append(bytes, range)
    return hash.value
  }
}
