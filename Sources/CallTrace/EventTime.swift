import Event

/// The times of events, in microseconds since 1970, for people.
enum EventTime {
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

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((by - 1 - value) / by)
  }
}
