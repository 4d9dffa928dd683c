extension TimestampText {
  /// Reads what events have as `@timestamp`: microseconds since 1970; nil where it is none.
  ///
  /// `2026-01-12T09:00:07.438Z`, with any number of decimals or none; what is less than a microsecond is left out.
  package static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard range.count >= 20, range.lowerBound >= 0, range.upperBound <= bytes.count,
      let year = number(bytes, range.lowerBound, 4),
      let month = number(bytes, range.lowerBound + 5, 2),
      let day = number(bytes, range.lowerBound + 8, 2),
      let hour = number(bytes, range.lowerBound + 11, 2),
      let minute = number(bytes, range.lowerBound + 14, 2),
      let second = number(bytes, range.lowerBound + 17, 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    var fraction: Int64 = 0
    var weight: Int64 = 100_000
    var place = range.lowerBound + 20
    while place < range.upperBound, (0x30...0x39).contains(bytes[place]) {
      fraction += Int64(bytes[place] - 0x30) * weight
      weight /= 10
      place += 1
    }
    return seconds * 1_000_000 + fraction
  }

  private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var number = 0
    for index in start..<start + count {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }
}
