import Event

/// Times of events, in microseconds since 1970, UTC.
enum Instant {
  /// Reads what events have: `2026-01-12T09:00:07.438Z`, with any number of decimals or none.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
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

  /// `2026-01-12T09:00:07.438Z`.
  static func text(_ time: Int64) -> String {
    var writer = TimestampText()
    var out = JSONBuffer(capacity: 64)
    writer.append(time, digits: 3, to: &out)
    return out.text()
  }

  /// `2026-01-12 09:00:07`.
  static func short(_ time: Int64) -> String {
    let text = text(time)
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
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

/// From when to when something was seen, in microseconds since 1970.
struct SeenSpan: Equatable, Sendable {
  /// The first time.
  private(set) var first: Int64
  /// The last one.
  private(set) var last: Int64

  /// A span between two times, in either order.
  init(_ one: Int64, _ other: Int64) {
    first = min(one, other)
    last = max(one, other)
  }

  /// Widens it.
  mutating func add(_ other: SeenSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
  }
}
