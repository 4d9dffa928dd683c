import Event

/// A date or time of ISO 8601, with the length of what it names: a day, a minute, a second or less.
package struct FilterTime: Sendable, Equatable {
  /// The first microsecond meant, since 1970-01-01T00:00:00Z.
  package let start: Int64
  /// Just past the last one.
  package let end: Int64

  /// Reads `YYYY-MM-DD[(T| )HH:MM[:SS[.f...]][Z|+HH:MM|+HHMM|+HH]]`; without a zone it is UTC.
  ///
  /// Digits of the second past the sixth are read over.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0..<bytes.count)
  }

  /// Reads the part `range` of `text`.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    var reader = DigitReader(place: range.lowerBound, end: range.upperBound)
    guard let day = FilterTime.day(text, &reader) else { return nil }
    var start = day * 86_400_000_000
    var length: Int64 = 86_400_000_000
    if !reader.isAtEnd {
      guard
        reader.skip(UInt8(ascii: "T"), text) || reader.skip(UInt8(ascii: "t"), text)
          || reader.skip(UInt8(ascii: " "), text),
        let hour = reader.number(digits: 2, in: 0...23, text),
        reader.skip(UInt8(ascii: ":"), text),
        let minute = reader.number(digits: 2, in: 0...59, text)
      else { return nil }
      start += (hour * 60 + minute) * 60_000_000
      length = 60_000_000
      if reader.skip(UInt8(ascii: ":"), text) {
        // 60: a leap second.
        guard let second = reader.number(digits: 2, in: 0...60, text),
          let fraction = FilterTime.fraction(text, &reader)
        else { return nil }
        start += second * 1_000_000 + fraction.microseconds
        length = fraction.length
      }
      guard let zone = FilterTime.zone(text, &reader) else { return nil }
      start -= zone * 60_000_000
    }
    guard reader.isAtEnd else { return nil }
    self.start = start
    end = start + length
  }

  /// How the beginning of this time stands to the whole of another.
  func order(to other: FilterTime) -> FilterOrder {
    start < other.start ? .less : start < other.end ? .equal : .greater
  }

  /// The number of the day since 1970-01-01.
  private static func day(_ text: Span<UInt8>, _ reader: inout DigitReader) -> Int64? {
    guard let year = reader.number(digits: 4, in: 0...9999, text),
      reader.skip(UInt8(ascii: "-"), text),
      let month = reader.number(digits: 2, in: 1...12, text),
      reader.skip(UInt8(ascii: "-"), text),
      let day = reader.number(digits: 2, in: 1...31, text),
      let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    else { return nil }
    return Int64(date.dayNumber)
  }

  /// The digits after the point, if there is one, and how long the last one lasts.
  private static func fraction(
    _ text: Span<UInt8>, _ reader: inout DigitReader
  ) -> (microseconds: Int64, length: Int64)? {
    guard reader.skip(UInt8(ascii: "."), text) else { return (0, 1_000_000) }
    var value: Int64 = 0
    var length: Int64 = 1_000_000
    var digits = 0
    while let digit = reader.number(digits: 1, in: 0...9, text) {
      digits += 1
      guard digits <= 6 else { continue }
      length /= 10
      value += digit * length
    }
    return digits > 0 ? (value, length) : nil
  }

  /// Minutes east of UTC.
  private static func zone(_ text: Span<UInt8>, _ reader: inout DigitReader) -> Int64? {
    if reader.isAtEnd || reader.skip(UInt8(ascii: "Z"), text)
      || reader.skip(UInt8(ascii: "z"), text)
    {
      return 0
    }
    let isWest = reader.skip(UInt8(ascii: "-"), text)
    guard isWest || reader.skip(UInt8(ascii: "+"), text),
      let hours = reader.number(digits: 2, in: 0...23, text)
    else { return nil }
    var minutes: Int64 = 0
    if !reader.isAtEnd {
      _ = reader.skip(UInt8(ascii: ":"), text)
      guard let given = reader.number(digits: 2, in: 0...59, text) else { return nil }
      minutes = given
    }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }
}

/// Reads numbers of a fixed length and single characters.
private struct DigitReader {
  var place: Int
  let end: Int

  var isAtEnd: Bool { place >= end }

  mutating func skip(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
    guard place < end, text[place] == byte else { return false }
    place += 1
    return true
  }

  mutating func number(
    digits: Int, in range: ClosedRange<Int64>, _ text: Span<UInt8>
  ) -> Int64? {
    guard place + digits <= end else { return nil }
    var value: Int64 = 0
    for index in place..<place + digits {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      value = value * 10 + Int64(text[index] - 0x30)
    }
    guard range.contains(value) else { return nil }
    place += digits
    return value
  }
}
