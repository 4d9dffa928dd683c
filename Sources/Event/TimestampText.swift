/// Writes instants as RFC 3339 text in UTC, `2016-05-13T16:29:54.229Z`.
///
/// Log lines come many to a second, so the part up to the seconds is kept from one call to the next.
package struct TimestampText: ~Copyable {
  /// `YYYY-MM-DDTHH:MM:SS.` for ``second``, and room for the rest.
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var second = Int64.min

  /// Makes a writer.
  package init() {
    text = .allocate(capacity: 48)
    text.initialize(repeating: UInt8(ascii: "0"))
    for (place, mark) in zip([4, 7, 10, 13, 16, 19], "--T::.".utf8) { text[place] = mark }
  }

  deinit {
    text.deallocate()
  }

  /// Appends the instant `microseconds` after 1970-01-01T00:00:00Z.
  ///
  /// - Parameter digits: how many digits of the second the source printed; at least three are written.
  ///   Years outside 0000...9999 are clamped to that range.
  package mutating func append(
    _ microseconds: Int64, digits: Int, to out: inout JSONBuffer
  ) {
    // The last second is mostly this one too: no division then.
    var fraction = microseconds &- second &* 1_000_000
    if second == Int64.min || fraction < 0 || fraction >= 1_000_000 {
      second = TimestampText.floorDivide(microseconds, 1_000_000)
      fraction = microseconds - second * 1_000_000
      setSecond()
    }
    var rest = Int(fraction)
    setTwo(20, rest / 10_000)
    rest %= 10_000
    setTwo(22, rest / 100)
    setTwo(24, rest % 100)
    let end = 20 + min(max(digits, 3), 6)
    text[end] = UInt8(ascii: "Z")
    out.append(padded: UnsafeBufferPointer(rebasing: text[0...end]))
  }

  private mutating func setSecond() {
    let clamped = min(max(second, -62_167_219_200), 253_402_300_799)
    let day = TimestampText.floorDivide(clamped, 86_400)
    let clock = Int(clamped - day * 86_400)
    let date = CivilDate(dayNumber: Int32(day))
    setTwo(0, Int(date.year) / 100)
    setTwo(2, Int(date.year) % 100)
    setTwo(5, Int(date.month))
    setTwo(8, Int(date.day))
    setTwo(11, clock / 3600)
    setTwo(14, clock / 60 % 60)
    setTwo(17, clock % 60)
  }

  @inline(__always)
  private func setTwo(_ place: Int, _ value: Int) {
    text[place] = UInt8(truncatingIfNeeded: value / 10) | 0x30
    text[place + 1] = UInt8(truncatingIfNeeded: value % 10) | 0x30
  }

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((by - 1 - value) / by)
  }
}
