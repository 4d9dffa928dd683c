/// Writes instants as RFC 3339 text in UTC, `2016-05-13T16:29:54.229Z`.
///
/// Log lines come many to a second, so the part up to the seconds is kept from one call to the next.
package struct TimestampText: ~Copyable {
  /// `YYYY-MM-DDTHH:MM:SS.` for ``second``, and room up to a whole vector.
  private let text: UnsafeMutablePointer<UInt8>
  private var second = Int64.min
  /// The first second of the minute that ``text`` shows.
  private var minute = Int64.min

  /// Makes a writer.
  package init() {
    text = .allocate(capacity: 32)
    text.initialize(repeating: UInt8(ascii: "0"), count: 32)
    for (place, mark) in zip([4, 7, 10, 13, 16, 19], "--T::.".utf8) { text[place] = mark }
  }

  deinit {
    text.deallocate()
  }

  /// The most bytes that an instant becomes, and a vector.
  static let room = 27 + JSONCursor.vector

  /// Appends the instant `microseconds` after 1970-01-01T00:00:00Z.
  ///
  /// - Parameter digits: how many digits of the second the source printed; at least three are written.
  ///   Years outside 0000...9999 are clamped to that range.
  package mutating func append(
    _ microseconds: Int64, digits: Int, to out: inout JSONBuffer
  ) {
    var cursor = out.cursor(reserving: TimestampText.room)
    append(microseconds, digits: digits, to: &cursor)
    out.advance(to: cursor)
  }

  /// The same, where there is ``room``.
  @inline(__always)
  mutating func append(_ microseconds: Int64, digits: Int, to cursor: inout JSONCursor) {
    // The last second is mostly this one too: no division then.
    var fraction = microseconds &- second &* 1_000_000
    if second == Int64.min || fraction < 0 || fraction >= 1_000_000 {
      fraction = setSecond(microseconds)
    }
    cursor.append(padded: text, 20)
    cursor.append(
      fraction: UInt32(truncatingIfNeeded: fraction), digits: min(max(digits, 3), 6))
  }

  /// Sets the text up to the second; returns the microseconds in it.
  @inline(never)
  private mutating func setSecond(_ microseconds: Int64) -> Int64 {
    second = TimestampText.floorDivide(microseconds, 1_000_000)
    let clamped = min(max(second, -62_167_219_200), 253_402_300_799)
    if minute == Int64.min || clamped < minute || clamped - minute >= 60 { setMinute(clamped) }
    setTwo(17, Int(clamped - minute))
    return microseconds - second * 1_000_000
  }

  private mutating func setMinute(_ time: Int64) {
    let day = TimestampText.floorDivide(time, 86_400)
    let clock = Int(time - day * 86_400)
    let date = CivilDate(dayNumber: Int32(day))
    minute = time - Int64(clock % 60)
    setTwo(0, Int(date.year) / 100)
    setTwo(2, Int(date.year) % 100)
    setTwo(5, Int(date.month))
    setTwo(8, Int(date.day))
    setTwo(11, clock / 3600)
    setTwo(14, clock / 60 % 60)
  }

  private func setTwo(_ place: Int, _ value: Int) {
    DecimalDigits.storePair(UInt32(value), at: text + place)
  }

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((by - 1 - value) / by)
  }
}
