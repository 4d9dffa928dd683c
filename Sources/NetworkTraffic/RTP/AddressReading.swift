import PacketCapture

extension IPAddress {
  /// Reads an address as it stands in a session description; nil if it is none, as a name, or says nothing, as
  /// `0.0.0.0`.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    let part = text.extracting(range)
    for index in part.indices where part[index] == UInt8(ascii: ":") {
      guard let address = Self.v6(part), address.high | address.low != 0 else { return nil }
      self = address
      return
    }
    guard let address = Self.v4(part, 0..<part.count), address != 0 else { return nil }
    self.init(v4: address)
  }

  /// Four numbers up to 255 with points between them.
  private static func v4(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var address: UInt32 = 0
    var number: UInt32 = 0
    var (digits, points) = (0, 0)
    for index in range {
      let digit = text[index] &- 0x30
      if digit < 10 {
        number = number * 10 + UInt32(digit)
        digits += 1
        guard number <= 255, digits <= 3 else { return nil }
      } else {
        guard text[index] == UInt8(ascii: "."), digits > 0, points < 3 else { return nil }
        address = address << 8 | number
        (number, digits, points) = (0, 0, points + 1)
      }
    }
    return points == 3 && digits > 0 ? address << 8 | number : nil
  }

  /// Groups of up to four hexadecimal digits, `::` for a run of zeros, maybe IPv4 at the end (RFC 4291 s 2.2).
  private static func v6(_ text: Span<UInt8>) -> IPAddress? {
    var groups = InlineArray<8, UInt16>(repeating: 0)
    var count = 0
    var gap: Int?
    var place = 0
    while place < text.count {
      if text[place] == UInt8(ascii: ":") {
        guard place + 1 < text.count, text[place + 1] == UInt8(ascii: ":") else {
          // One colon parts two groups.
          guard count > 0, text[place - 1] != UInt8(ascii: ":"), place + 1 < text.count else {
            return nil
          }
          place += 1
          continue
        }
        guard gap == nil else { return nil }
        gap = count
        place += 2
        continue
      }
      let end = groupEnd(text, place)
      if end < text.count, text[end] == UInt8(ascii: ".") {
        guard count <= 6, let v4 = v4(text, place..<text.count) else { return nil }
        groups[count] = UInt16(truncatingIfNeeded: v4 >> 16)
        groups[count + 1] = UInt16(truncatingIfNeeded: v4)
        count += 2
        break
      }
      guard count < 8, (1...4).contains(end - place) else { return nil }
      groups[count] = hexadecimal(text, place..<end)
      count += 1
      place = end
      if place < text.count, text[place] != UInt8(ascii: ":") { return nil }
    }
    guard gap == nil ? count == 8 : count < 8 else { return nil }
    return address(groups, count, gap ?? count)
  }

  private static func groupEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < text.count, digit(text[end]) != nil { end += 1 }
    return end
  }

  private static func digit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46, 0x61...0x66: UInt16((byte | 0x20) - 0x57)
    default: nil
    }
  }

  private static func hexadecimal(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt16 {
    range.reduce(0) { $0 << 4 | (digit(text[$1]) ?? 0) }
  }

  /// The address of groups, of which those from `gap` on stand at the end.
  private static func address(
    _ groups: InlineArray<8, UInt16>, _ count: Int, _ gap: Int
  ) -> IPAddress {
    var halves: (UInt64, UInt64) = (0, 0)
    for index in 0..<count {
      let place = index < gap ? index : index + 8 - count
      let shift = UInt64(48 - place % 4 * 16)
      if place < 4 {
        halves.0 |= UInt64(groups[index]) << shift
      } else {
        halves.1 |= UInt64(groups[index]) << shift
      }
    }
    // An address of IPv4 that is written as one of IPv6 is the same one.
    return IPAddress(high: halves.0, low: halves.1)
  }
}
