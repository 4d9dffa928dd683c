import Event

/// The times of events, in microseconds since 1970.
enum EventTime {
  /// Reads what genlog writes: `2026-01-12T09:00:07.438Z`, with 3 to 9 decimals or none.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard range.count >= 20, range.upperBound <= bytes.count,
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
    while place < range.upperBound, bytes[place] >= 0x30, bytes[place] <= 0x39 {
      fraction += Int64(bytes[place] - 0x30) * weight
      weight /= 10
      place += 1
    }
    return seconds * 1_000_000 + fraction
  }

  /// `2026-01-12`.
  static func date(_ time: Int64) -> String {
    CivilDate(dayNumber: Int32(clamping: floorDivide(time, 86_400_000_000))).description
  }

  /// `09:00:07.438`.
  static func clock(_ time: Int64) -> String {
    let milliseconds = Int(floorDivide(time, 1000) - floorDivide(time, 86_400_000_000) * 86_400_000)
    let seconds = milliseconds / 1000
    return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2) + "." + padded(milliseconds % 1000, 3)
  }

  /// How long something took: `12.4 s`, `3 min 05 s`, `2 h 10 min`.
  static func duration(_ microseconds: Int64) -> String {
    let tenths = Int(max(microseconds, 0) / 100_000)
    if microseconds < 1_000_000 { return "\(max(microseconds, 0) / 1000) ms" }
    if tenths < 600 { return "\(tenths / 10).\(tenths % 10) s" }
    let seconds = tenths / 10
    if seconds < 3600 { return "\(seconds / 60) min \(padded(seconds % 60, 2)) s" }
    if seconds < 172_800 { return "\(seconds / 3600) h \(padded(seconds / 60 % 60, 2)) min" }
    return "\(seconds / 86_400) days"
  }

  private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var number = 0
    for index in start..<start + count {
      guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((by - 1 - value) / by)
  }
}
