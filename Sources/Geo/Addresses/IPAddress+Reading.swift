extension IPAddress {
  /// Reads an address that is all of a text, maybe in brackets, with a port or a zone behind it; nil if it is none.
  ///
  /// Numbers with a 0 before them are refused: some read them as octal.
  package init?(_ text: Span<UInt8>) {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    guard end - start >= 2, end - start <= Self.longest else { return nil }
    if text[start] == UInt8(ascii: "[") {
      guard let close = Self.firstIndex(of: "]", in: text, start + 1..<end),
        Self.isPort(text, close + 1..<end)
      else { return nil }
      self.init(six: text, start + 1..<close)
    } else if let dot = Self.firstIndex(of: ".", in: text, start..<min(start + 4, end)) {
      guard dot > start else { return nil }
      let colon = Self.firstIndex(of: ":", in: text, start..<end) ?? end
      guard Self.isPort(text, colon..<end),
        let four = Self.four(text, start..<colon)
      else { return nil }
      self.init(four: four)
    } else {
      self.init(six: text, start..<end)
    }
  }

  /// An address of IPv6 with dots at its end, a zone, brackets and a port.
  private static let longest = 45 + 20 + 8

  /// Reads IPv6 (RFC 4291 s 2.2), a zone behind `%` left aside.
  private init?(six text: Span<UInt8>, _ whole: Range<Int>) {
    let range = whole.lowerBound..<(Self.firstIndex(of: "%", in: text, whole) ?? whole.upperBound)
    var groups = SixGroups()
    var place = range.lowerBound
    if Self.hasColons(text, place, range.upperBound) {
      groups.leaveGap()
      place += 2
    }
    while place < range.upperBound {
      let end = Self.firstIndex(of: ":", in: text, place..<range.upperBound) ?? range.upperBound
      if end == range.upperBound, Self.firstIndex(of: ".", in: text, place..<end) != nil {
        guard let four = Self.four(text, place..<end), groups.append(UInt16(four >> 16)),
          groups.append(UInt16(truncatingIfNeeded: four))
        else { return nil }
        break
      }
      guard let group = Self.group(text, place..<end), groups.append(group) else { return nil }
      place = end
      if place == range.upperBound { break }
      if Self.hasColons(text, place, range.upperBound) {
        guard !groups.hasGap else { return nil }
        groups.leaveGap()
        place += 2
      } else {
        place += 1
        // `1:2:` goes on with nothing.
        guard place < range.upperBound else { return nil }
      }
    }
    guard let (high, low) = groups.value else { return nil }
    self.init(high: high, low: low)
  }

  // MARK: - Parts

  @inline(__always)
  private static func firstIndex(
    of sign: Unicode.Scalar, in text: Span<UInt8>, _ range: Range<Int>
  ) -> Int? {
    for index in range where text[index] == UInt8(ascii: sign) { return index }
    return nil
  }

  private static func hasColons(_ text: Span<UInt8>, _ place: Int, _ end: Int) -> Bool {
    place + 1 < end && text[place] == UInt8(ascii: ":") && text[place + 1] == UInt8(ascii: ":")
  }

  /// Whether a range is empty, or a colon and a port.
  private static func isPort(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    guard text[range.lowerBound] == UInt8(ascii: ":"), (2...6).contains(range.count) else {
      return false
    }
    for index in range.dropFirst() where !text[index].isDigit { return false }
    return true
  }

  /// Four numbers to 255 with dots between them.
  private static func four(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var value: UInt32 = 0
    var parts = 0
    var place = range.lowerBound
    while true {
      var number: UInt32 = 0
      let start = place
      while place < range.upperBound, text[place].isDigit, place - start < 3 {
        number = number * 10 + UInt32(text[place] & 0xF)
        place += 1
      }
      let length = place - start
      guard length > 0, number < 256, length == 1 || text[start] != UInt8(ascii: "0") else {
        return nil
      }
      value = value << 8 | number
      parts += 1
      if parts == 4 { return place == range.upperBound ? value : nil }
      guard place < range.upperBound, text[place] == UInt8(ascii: ".") else { return nil }
      place += 1
    }
  }

  /// One to four hexadecimal digits.
  private static func group(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt16? {
    guard (1...4).contains(range.count) else { return nil }
    var value: UInt16 = 0
    for index in range {
      let byte = text[index].lowercased
      let digit: UInt8
      if byte.isDigit {
        digit = byte & 0xF
      } else if byte &- 0x61 < 6 {
        digit = byte - 0x61 + 10
      } else {
        return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}

/// The eight groups of an address of IPv6, as they are read.
private struct SixGroups {
  /// Those before the gap, or all.
  private var front: (high: UInt64, low: UInt64) = (0, 0)
  /// Those behind it.
  private var back: (high: UInt64, low: UInt64) = (0, 0)
  private var count = 0
  private var countBefore = 0
  /// Whether `::` was read.
  private(set) var hasGap = false

  /// Notes `::`.
  mutating func leaveGap() {
    hasGap = true
    countBefore = count
  }

  /// Adds a group; false if there are too many.
  mutating func append(_ group: UInt16) -> Bool {
    guard count < 8 else { return false }
    count += 1
    if hasGap { Self.push(group, to: &back) } else { Self.push(group, to: &front) }
    return true
  }

  private static func push(_ group: UInt16, to value: inout (high: UInt64, low: UInt64)) {
    value.high = value.high << 16 | value.low >> 48
    value.low = value.low << 16 | UInt64(group)
  }

  /// The address; nil if groups are missing.
  var value: (high: UInt64, low: UInt64)? {
    guard hasGap else { return count == 8 ? front : nil }
    // A gap stands for one group at least.
    guard count < 8 else { return nil }
    let shift = UInt64(8 - countBefore) * 16
    let moved: (high: UInt64, low: UInt64) =
      shift >= 128
      ? (0, 0)
      : shift >= 64
        ? (front.low << (shift - 64), 0)
        : (front.high << shift | front.low >> (64 - shift), front.low << shift)
    return (moved.high | back.high, moved.low | back.low)
  }
}
