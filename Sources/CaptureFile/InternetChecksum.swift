/// The checksum of IP, UDP and TCP: the ones' complement of a ones' complement sum (RFC 1071).
struct InternetChecksum {
  /// The 16-bit words added so far; it cannot overflow, as a packet has fewer than 2^32 of them.
  private var sum: UInt64 = 0

  /// Adds the 16-bit words of a number.
  mutating func add(_ value: UInt64) {
    for shift in stride(from: UInt64(0), through: 48, by: 16) {
      sum += value >> shift & 0xFFFF
    }
  }

  /// Adds the bytes from `start` to the end, an odd last one padded with zero.
  mutating func add(_ bytes: [UInt8], from start: Int) {
    var place = start
    while place + 1 < bytes.count {
      sum += UInt64(bytes[place]) << 8 | UInt64(bytes[place + 1])
      place += 2
    }
    if place < bytes.count { sum += UInt64(bytes[place]) << 8 }
  }

  /// The checksum of what was added.
  var value: UInt16 {
    var folded = sum
    while folded > 0xFFFF { folded = folded & 0xFFFF + folded >> 16 }
    return ~UInt16(truncatingIfNeeded: folded)
  }
}
