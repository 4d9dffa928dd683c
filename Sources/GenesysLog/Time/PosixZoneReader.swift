/// Reads a POSIX `TZ` string into a ``PosixZone``.
///
///     std offset [ dst [ offset ] , start [ / time ] , end [ / time ] ]
struct PosixZoneReader {
  private let text: [UInt8]
  private var place = 0

  /// Reads the whole of `text`; nil if it is not such a string.
  static func read(_ text: [UInt8]) -> PosixZone? {
    var reader = PosixZoneReader(text: text)
    return reader.zone()
  }

  private init(text: [UInt8]) {
    self.text = text
  }

  private mutating func zone() -> PosixZone? {
    guard abbreviation(), let west = time(hours: 24) else { return nil }
    var zone = PosixZone(offset: -Int(west), summer: nil)
    if place == text.count { return zone }
    guard abbreviation() else { return nil }
    var summerOffset = zone.offset + 3600
    if place < text.count, text[place] != UInt8(ascii: ",") {
      guard let west = time(hours: 24) else { return nil }
      summerOffset = -Int(west)
    }
    // A zone with summer time but without its dates is the system's to define; TZif files have them.
    guard mark(","), let start = change(), mark(","), let end = change(), place == text.count
    else { return nil }
    zone.summer = PosixZone.Summer(offset: summerOffset, start: start, end: end)
    return zone
  }

  /// `GMT` or `<+1030>`.
  private mutating func abbreviation() -> Bool {
    let start = place
    if mark("<") {
      while place < text.count, text[place] != UInt8(ascii: ">") { place += 1 }
      return mark(">") && place - start > 2
    }
    while place < text.count, (text[place] | 0x20) &- 0x61 < 26 { place += 1 }
    return place - start >= 3
  }

  private mutating func change() -> PosixZone.Change? {
    guard let day = changeDay() else { return nil }
    guard mark("/") else { return PosixZone.Change(day: day) }
    return time(hours: 167).map { PosixZone.Change(day: day, time: $0) }
  }

  private mutating func changeDay() -> PosixZone.ChangeDay? {
    if mark("J") { return number(1...365).map { .julian($0) } }
    guard mark("M") else { return number(0...365).map { .zeroBased($0) } }
    guard let month = number(1...12), mark("."), let week = number(1...5), mark("."),
      let weekday = number(0...6)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }

  /// `[+|-]hh[:mm[:ss]]` in seconds.
  private mutating func time(hours limit: Int) -> Int64? {
    let isNegative = mark("-")
    if !isNegative { _ = mark("+") }
    guard let hours = number(0...limit) else { return nil }
    var seconds = hours * 3600
    if mark(":") {
      guard let minutes = number(0...59) else { return nil }
      seconds += minutes * 60
      if mark(":") {
        guard let rest = number(0...59) else { return nil }
        seconds += rest
      }
    }
    return Int64(isNegative ? -seconds : seconds)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let start = place
    var value = 0
    while place < text.count, text[place] &- 0x30 < 10, place - start < 4 {
      value = value * 10 + Int(text[place] & 0xF)
      place += 1
    }
    return place > start && range.contains(value) ? value : nil
  }

  private mutating func mark(_ mark: Unicode.Scalar) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }
}
