/// An IPv4 or IPv6 address.
package struct HostAddress: Hashable, Sendable {
  /// Whether it is one of IPv6.
  package let isV6: Bool
  private let high: UInt64
  private let low: UInt64

  private init(isV6: Bool, high: UInt64, low: UInt64) {
    self.isV6 = isV6
    self.high = high
    self.low = low
  }

  /// The network, as networks are mostly cut: the first 24 bits of IPv4, the first 64 of IPv6.
  var network: UInt64 { isV6 ? high : low >> 8 }

  /// Reads an address; nil if the text is none (RFC 4291 s 2.2 for IPv6, without zones).
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0..<bytes.count)
  }

  /// Reads the part `range` of `bytes`.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    // The longest text has 45 characters.
    guard range.count <= 45, range.count >= 2 else { return nil }
    var isV6 = false
    for place in range where bytes[place] == UInt8(ascii: ":") { isV6 = true }
    if isV6 {
      self.init(v6: bytes, range)
    } else {
      guard let number = Self.dotted(bytes, range) else { return nil }
      self.init(isV6: false, high: 0, low: UInt64(number))
    }
  }

  private init?(v6 bytes: Span<UInt8>, _ range: Range<Int>) {
    var groups: [UInt16] = []
    var gap: Int?
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] == UInt8(ascii: ":") {
        let isDouble =
          place + 1 < range.upperBound && bytes[place + 1] == UInt8(ascii: ":") && gap == nil
        if isDouble {
          gap = groups.count
          place += 2
          continue
        }
        guard place > range.lowerBound, bytes[place - 1] != UInt8(ascii: ":"),
          place + 1 < range.upperBound, bytes[place + 1] != UInt8(ascii: ":")
        else { return nil }
        place += 1
        continue
      }
      var end = place
      while end < range.upperBound, bytes[end] != UInt8(ascii: ":") { end += 1 }
      if let group = Self.hexadecimal(bytes, place..<end) {
        groups.append(group)
      } else if end == range.upperBound, let number = Self.dotted(bytes, place..<end) {
        groups += [UInt16(number >> 16), UInt16(number & 0xFFFF)]
      } else {
        return nil
      }
      place = end
    }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: [UInt16](repeating: 0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    let halves = groups.map(UInt64.init)
    self.init(
      isV6: true, high: halves[0] << 48 | halves[1] << 32 | halves[2] << 16 | halves[3],
      low: halves[4] << 48 | halves[5] << 32 | halves[6] << 16 | halves[7])
  }

  private static func hexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt16? {
    guard (1...4).contains(range.count) else { return nil }
    var number: UInt16 = 0
    for place in range {
      switch bytes[place] {
      case 0x30...0x39: number = number << 4 | UInt16(bytes[place] - 0x30)
      case 0x41...0x46: number = number << 4 | UInt16(bytes[place] - 0x37)
      case 0x61...0x66: number = number << 4 | UInt16(bytes[place] - 0x57)
      default: return nil
      }
    }
    return number
  }

  private static func dotted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var (number, part, digits, parts): (UInt32, UInt32, Int, Int) = (0, 0, 0, 1)
    for place in range {
      if (0x30...0x39).contains(bytes[place]) {
        part = part * 10 + UInt32(bytes[place] - 0x30)
        digits += 1
        guard digits <= 3, part <= 255 else { return nil }
      } else {
        guard bytes[place] == UInt8(ascii: "."), digits > 0, parts < 4 else { return nil }
        number = number << 8 | part
        (part, digits, parts) = (0, 0, parts + 1)
      }
    }
    return parts == 4 && digits > 0 ? number << 8 | part : nil
  }
}

extension HostAddress: Comparable {
  /// By number, those of IPv4 first.
  package static func < (one: HostAddress, other: HostAddress) -> Bool {
    if one.isV6 != other.isV6 { return other.isV6 }
    return (one.high, one.low) < (other.high, other.low)
  }
}

extension HostAddress: CustomStringConvertible {
  /// `192.0.2.10`, `2001:db8::10` (RFC 5952).
  package var description: String {
    guard isV6 else {
      return "\(low >> 24).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255)"
    }
    let groups = [high, low].flatMap { half in
      [48, 32, 16, 0].map { Int(half >> UInt64($0) & 0xFFFF) }
    }
    guard let zeros = HostAddress.longestZeros(groups) else {
      return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    func text(_ part: ArraySlice<Int>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
  }

  /// The longest run of zeros, of two at least; the first of several.
  private static func longestZeros(_ groups: [Int]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      var end = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start > max(best?.count ?? 0, 1) { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }
}

/// An address and a port.
package struct Endpoint: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The host.
  package let address: HostAddress
  /// The port; 0 for all that carry media.
  package let port: UInt16

  /// Makes an endpoint.
  package init(_ address: HostAddress, _ port: UInt16) {
    self.address = address
    self.port = port
  }

  package static func < (one: Endpoint, other: Endpoint) -> Bool {
    (one.address, one.port) < (other.address, other.port)
  }

  /// `192.0.2.10:5060`, `[2001:db8::10]:5060`.
  package var description: String {
    address.isV6 ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}
