import Glibc

/// An IPv4 or IPv6 address.
///
/// An IPv4 address is kept as the IPv6 address it is mapped to, `::ffff:192.0.2.1` (RFC 4291
/// s 2.5.5.2). So the two spellings are one address, and a message between a host of one family and
/// a host of the other can be written down at all.
package struct NetworkAddress: Sendable, Hashable {
  /// The first eight bytes.
  let high: UInt64
  /// The last eight bytes.
  let low: UInt64

  /// The longest address text, scope aside: six groups of four digits and an IPv4 address.
  private static let maxTextBytes = 45

  /// An IPv4 address: 192.0.2.1 is `0xC0000201`.
  package init(v4 address: UInt32) {
    high = 0
    low = 0xFFFF << 32 | UInt64(address)
  }

  /// An IPv6 address, its first and its last eight bytes.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads an address as logs print it: `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]`, `fe80::1%2`.
  ///
  /// Nil if it is none; names are not looked up.
  package init?(_ text: Span<UInt8>) {
    var range = 0..<text.count
    if let first = range.first, text[first] == UInt8(ascii: "["),
      text[range.upperBound - 1] == UInt8(ascii: "]"), range.count >= 2
    {
      range = 1..<range.upperBound - 1
    }
    // A scope says which network card; a frame has no place for it.
    let end = range.first { text[$0] == UInt8(ascii: "%") } ?? range.upperBound
    range = range.lowerBound..<end
    guard !range.isEmpty, range.count <= Self.maxTextBytes else { return nil }
    var characters: [CChar] = []
    for index in range {
      // It would end the text early.
      if text[index] == 0 { return nil }
      characters.append(CChar(bitPattern: text[index]))
    }
    characters.append(0)
    var bytes = SIMD16<UInt8>()
    if inet_pton(AF_INET, characters, &bytes) == 1 {
      self.init(v4: UInt32(truncatingIfNeeded: Self.number(bytes, 0..<4)))
    } else if inet_pton(AF_INET6, characters, &bytes) == 1 {
      self.init(high: Self.number(bytes, 0..<8), low: Self.number(bytes, 8..<16))
    } else {
      return nil
    }
  }

  /// The address as an IPv4 address, if it is one.
  package var v4: UInt32? {
    high == 0 && low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: low) : nil
  }

  private static func number(_ bytes: SIMD16<UInt8>, _ range: Range<Int>) -> UInt64 {
    range.reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
  }
}
