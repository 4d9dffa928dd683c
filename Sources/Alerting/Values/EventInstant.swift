import Event

/// A point in time as the text of an event says it.
package struct EventInstant: Sendable, Equatable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package let microseconds: Int64
  /// The zone that the text names, in minutes east of UTC.
  let offsetMinutes: Int64

  /// An instant in UTC.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
    offsetMinutes = 0
  }

  /// Reads ISO 8601: a date, and a time after `T` or a blank, to the microsecond, UTC if it names no zone.
  ///
  /// `2026-03-01`, `2026-03-01T12:00:00.5Z`, `2026-03-01 12:00+02:00`, `20260301T120000Z`. More digits of the second are
  /// cut off.
  package init?(_ text: [UInt8]) {
    self.init(text.span, 0..<text.count)
  }

  /// The same, of a part of some bytes.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    var reader = InstantReader(range)
    guard let day = reader.date(text) else { return nil }
    var clock: Int64 = 0
    var offset: Int64 = 0
    if !reader.isAtEnd {
      guard reader.takeTimeMark(text), let time = reader.clock(text), let zone = reader.zone(text),
        reader.isAtEnd
      else { return nil }
      (clock, offset) = (time, zone)
    }
    microseconds = Int64(day) * 86_400_000_000 + clock - offset * 60_000_000
    offsetMinutes = offset
  }

  /// The instant for people.
  package var shown: String { String(decoding: text, as: UTF8.self) }

  /// The instant as ElastAlert writes it (`dt_to_ts`): `2026-03-01T12:00:00Z`, `….500Z`, `….000250Z`, `…+02:00`.
  package var text: [UInt8] {
    let local = microseconds + offsetMinutes * 60_000_000
    var writer = TimestampText()
    var out = JSONBuffer(capacity: 64)
    writer.append(local, digits: 6, to: &out)
    // `2026-03-01T12:00:00.000000Z`, of which the end is made anew.
    var text: [UInt8] = out.withBytes { bytes in (0..<min(bytes.count, 26)).map { bytes[$0] } }
    let fraction = ((local % 1_000_000) + 1_000_000) % 1_000_000
    if fraction == 0 {
      text.removeLast(min(7, text.count))
    } else if fraction % 1000 == 0, offsetMinutes == 0 {
      text.removeLast(min(3, text.count))
    }
    guard offsetMinutes != 0 else { return text + [UInt8(ascii: "Z")] }
    let distance = offsetMinutes.magnitude
    func two(_ value: UInt64) -> [UInt8] {
      [0x30 + UInt8(value / 10 % 10), 0x30 + UInt8(value % 10)]
    }
    return text + [UInt8(ascii: offsetMinutes < 0 ? "-" : "+")] + two(distance / 60)
      + [UInt8(ascii: ":")] + two(distance % 60)
  }
}

/// Reads the parts of an ISO 8601 text, one after the other.
private struct InstantReader {
  private var place: Int
  private let end: Int

  init(_ range: Range<Int>) {
    place = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { place >= end }

  private func peek(_ text: Span<UInt8>) -> UInt8? { place < end ? text[place] : nil }

  private mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
    guard peek(text) == byte else { return false }
    place += 1
    return true
  }

  /// Exactly `count` digits.
  private mutating func number(_ count: Int, _ text: Span<UInt8>) -> Int? {
    guard place + count <= end else { return nil }
    var value = 0
    for index in place..<place + count {
      let digit = text[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    place += count
    return value
  }

  mutating func date(_ text: Span<UInt8>) -> Int32? {
    guard let year = number(4, text), year > 0 else { return nil }
    let isDashed = take(UInt8(ascii: "-"), text)
    guard let month = number(2, text) else { return nil }
    if isDashed, !take(UInt8(ascii: "-"), text) { return nil }
    guard let day = number(2, text) else { return nil }
    return CivilDate(year: year, month: month, day: day)?.dayNumber
  }

  mutating func takeTimeMark(_ text: Span<UInt8>) -> Bool {
    take(UInt8(ascii: "T"), text) || take(UInt8(ascii: "t"), text) || take(0x20, text)
  }

  /// Microseconds since midnight.
  mutating func clock(_ text: Span<UInt8>) -> Int64? {
    guard let hour = number(2, text), hour < 24 else { return nil }
    let isColoned = take(UInt8(ascii: ":"), text)
    guard let minute = number(2, text), minute < 60 else { return nil }
    var second = 0
    var fraction: Int64 = 0
    if isColoned ? take(UInt8(ascii: ":"), text) : (peek(text) ?? 0) &- 0x30 < 10 {
      guard let value = number(2, text), value < 60 else { return nil }
      second = value
      if take(UInt8(ascii: "."), text) || take(UInt8(ascii: ","), text) {
        guard let value = self.fraction(text) else { return nil }
        fraction = value
      }
    }
    return Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
  }

  private mutating func fraction(_ text: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let byte = peek(text), byte &- 0x30 < 10 {
      if count < 6 { value = value * 10 + Int64(byte &- 0x30) }
      count += 1
      place += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 6)..<6 { value *= 10 }
    return value
  }

  /// Minutes east of UTC.
  mutating func zone(_ text: Span<UInt8>) -> Int64? {
    if isAtEnd || take(UInt8(ascii: "Z"), text) || take(UInt8(ascii: "z"), text) { return 0 }
    let isWest = take(UInt8(ascii: "-"), text)
    guard isWest || take(UInt8(ascii: "+"), text), let hours = number(2, text), hours < 24 else {
      return nil
    }
    var minutes = 0
    if !isAtEnd {
      _ = take(UInt8(ascii: ":"), text)
      guard let value = number(2, text), value < 60 else { return nil }
      minutes = value
    }
    let offset = Int64(hours * 60 + minutes)
    return isWest ? -offset : offset
  }
}
