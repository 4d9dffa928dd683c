/// An address of the internet; one of IPv4 that is written in IPv6 is that of IPv4.
package struct IPAddress: Sendable, Hashable {
  /// The first eight bytes of IPv6; 0 for IPv4.
  let high: UInt64
  /// The last eight bytes of IPv6, or the four of IPv4.
  let low: UInt64
  /// Whether it is one of IPv4.
  let isFour: Bool

  /// An address of IPv4.
  init(four: UInt32) {
    high = 0
    low = UInt64(four)
    isFour = true
  }

  /// An address of IPv6, or that of IPv4 if it is a mapped one, `::ffff:192.0.2.1` (RFC 4291 s 2.5.5.2).
  init(high: UInt64, low: UInt64) {
    isFour = high == 0 && low >> 32 == 0xFFFF
    self.high = high
    self.low = isFour ? low & 0xFFFF_FFFF : low
  }
}

extension IPAddress {
  /// A kind of addresses that stand for no place in the world.
  enum Special: Sendable {
    case unspecified, loopback, privateUse, carrier, linkLocal, multicast, reserved
  }

  /// Why it has no place, whatever a database says; nil if it may have one.
  ///
  /// By IANA's registries of special addresses. Those of documentation are no such kind: no database knows
  /// them but those that are made up as well.
  var special: Special? { isFour ? specialFour : specialSix }

  private var specialFour: Special? {
    let address = UInt32(truncatingIfNeeded: low)
    switch address >> 24 {
    case 0: return .unspecified
    case 10: return .privateUse
    case 127: return .loopback
    case 100: return address >> 22 == 100 << 2 | 1 ? .carrier : nil
    case 169: return address >> 16 == 169 << 8 | 254 ? .linkLocal : nil
    case 172: return address >> 20 == 172 << 4 | 1 ? .privateUse : nil
    case 192:
      if address >> 16 == 192 << 8 | 168 { return .privateUse }
      // 192.0.0.0/24 is IETF's, 192.88.99.0/24 was for relays.
      return address >> 8 == 192 << 16 || address >> 8 == 192 << 16 | 88 << 8 | 99 ? .reserved : nil
    // 198.18.0.0/15, to measure devices.
    case 198: return address >> 17 == (198 << 8 | 18) >> 1 ? .reserved : nil
    case 224..<240: return .multicast
    case 240...: return .reserved
    default: return nil
    }
  }

  private var specialSix: Special? {
    if high == 0 {
      if low == 0 { return .unspecified }
      if low == 1 { return .loopback }
      // ::/96 once held addresses of IPv4, as databases still do.
      return low >> 32 == 0 ? .reserved : nil
    }
    switch high >> 48 {
    case 0xFE80...0xFEBF: return .linkLocal
    // fec0::/10 was used as fc00::/7 is.
    case 0xFC00...0xFDFF, 0xFEC0...0xFEFF: return .privateUse
    case 0xFF00...: return .multicast
    // 100::/64 is thrown away, 64:ff9b:1::/48 a network's own way to IPv4.
    case 0x0100: return high == 0x0100 << 48 ? .reserved : nil
    case 0x0064: return high >> 16 == 0x0064_FF9B_0001 ? .privateUse : nil
    default: return nil
    }
  }
}

extension IPAddress {
  /// Its network: the first `bits` bits, and zeros.
  func network(_ bits: Int) -> IPAddress {
    func kept(_ word: UInt64, _ count: Int) -> UInt64 {
      count <= 0 ? 0 : word & ~(count < 64 ? UInt64.max >> UInt64(count) : 0)
    }
    if isFour { return IPAddress(four: UInt32(truncatingIfNeeded: kept(low, bits + 32))) }
    return IPAddress(high: kept(high, bits), low: kept(low, bits - 64))
  }
}

extension IPAddress: CustomStringConvertible {
  /// As it is written (RFC 5952).
  package var description: String {
    if isFour {
      return [24, 16, 8, 0].map { "\(UInt8(truncatingIfNeeded: low >> $0))" }.joined(separator: ".")
    }
    let groups = (0..<8).map { index -> UInt16 in
      let half = index < 4 ? high : low
      return UInt16(truncatingIfNeeded: half >> UInt64(48 - index % 4 * 16))
    }
    // The longest run of zeros, of two at least, is left out.
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(longest.count, 1) { longest = start..<end }
      start = max(end, start + 1)
    }
    let words = groups.map { String($0, radix: 16) }
    if longest.isEmpty { return words.joined(separator: ":") }
    return words[..<longest.lowerBound].joined(separator: ":") + "::"
      + words[longest.upperBound...].joined(separator: ":")
  }
}
