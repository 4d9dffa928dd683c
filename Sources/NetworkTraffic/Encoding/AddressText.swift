package import Event
package import PacketCapture

extension JSONBuffer {
  /// Appends an address as text: `192.0.2.1`, or `2001:db8::1` as RFC 5952 has it.
  package mutating func append(_ address: IPAddress) {
    guard let v4 = address.v4 else { return append(v6: address) }
    for shift in stride(from: UInt32(24), through: 0, by: -8) {
      append(integer: Int64(v4 >> shift & 0xFF))
      if shift > 0 { append(UInt8(ascii: ".")) }
    }
  }

  private mutating func append(v6 address: IPAddress) {
    let groups = SIMD8<UInt16>(
      AddressGroups.group(address.high, 0), AddressGroups.group(address.high, 1),
      AddressGroups.group(address.high, 2), AddressGroups.group(address.high, 3),
      AddressGroups.group(address.low, 0), AddressGroups.group(address.low, 1),
      AddressGroups.group(address.low, 2), AddressGroups.group(address.low, 3))
    let zeros = AddressGroups.longestZeros(groups)
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound, !zeros.isEmpty {
        append("::")
        index = zeros.upperBound
        continue
      }
      if index > 0, index != zeros.upperBound || zeros.isEmpty { append(UInt8(ascii: ":")) }
      append(hexadecimal: groups[index])
      index += 1
    }
  }

  private mutating func append(hexadecimal value: UInt16) {
    var isBegun = false
    for shift in stride(from: UInt16(12), through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: value >> shift & 0xF)
      if digit == 0, !isBegun, shift > 0 { continue }
      isBegun = true
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}

/// The eight groups of an IPv6 address.
private enum AddressGroups {
  static func group(_ half: UInt64, _ index: UInt64) -> UInt16 {
    UInt16(truncatingIfNeeded: half >> (48 - index * 16))
  }

  /// The first of the longest runs of at least two zeros; empty if there is none (RFC 5952 s 4.2).
  static func longestZeros(_ groups: SIMD8<UInt16>) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(longest.count, 1) { longest = start..<end }
      start = max(end, start) + 1
    }
    return longest
  }
}
