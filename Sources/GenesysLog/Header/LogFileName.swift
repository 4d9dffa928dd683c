import Event

/// What a log file's name says: `SIP_P-001.20260202_135459_850.log`.
///
///     <base>[-<thread>].<YYYYMMDD>_<HHMMSS>_<mmm>[.snapshot|.memory].log[.gz]
package struct LogFileName: Sendable, Equatable {
  /// The name before date and thread: `SIP_P`.
  package var base: String
  /// The thread that wrote the file, `001`, where SIP Server writes one for each; nil elsewhere.
  package var thread: String?
  /// Local day on which the file was opened, days since 1970-01-01.
  package var day: Int32
  /// Local time of day at which the file was opened, in microseconds.
  package var timeOfDay: Int64
  /// True for `.snapshot.log`: a window that is overwritten, its date not that of its text.
  package var isSnapshot = false
  /// True for `.memory.log`: what was in memory when the application ended.
  package var isMemory = false

  /// Reads the name at the end of a path, of Unix or of Windows; nil if it has no date.
  package static func date(in path: String) -> LogFileName? {
    let separators = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
    guard let last = path.utf8.split(whereSeparator: separators.contains).last,
      let dot = stampStart(Array(last))
    else { return nil }
    let name = Array(last)
    var place = dot + 1
    guard let (day, time) = stamp(name.span, &place) else { return nil }
    var file = LogFileName(
      base: String(decoding: name[..<dot], as: UTF8.self), day: day, timeOfDay: time)
    guard file.readEnding(String(decoding: name[place...], as: UTF8.self)) else { return nil }
    file.splitThread()
    return file
  }

  /// The last dot that a date of the right shape follows.
  private static func stampStart(_ name: [UInt8]) -> Int? {
    guard name.count > 20 else { return nil }
    return (1...name.count - 20).reversed().first { dot in
      name[dot] == UInt8(ascii: ".") && name[dot + 9] == UInt8(ascii: "_")
        && name[dot + 16] == UInt8(ascii: "_")
    }
  }

  /// Reads `YYYYMMDD_HHMMSS_mmm`.
  private static func stamp(
    _ name: Span<UInt8>, _ place: inout Int
  ) -> (day: Int32, timeOfDay: Int64)? {
    guard let date = StampField.number(name, &place, 8, 8),
      StampField.mark(name, &place, UInt8(ascii: "_")),
      let clock = StampField.number(name, &place, 6, 6),
      StampField.mark(name, &place, UInt8(ascii: "_")),
      let milliseconds = StampField.number(name, &place, 3, 3),
      let civil = CivilDate(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    else { return nil }
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    return (civil.dayNumber, seconds * 1_000_000 + Int64(milliseconds) * 1000)
  }

  private mutating func readEnding(_ ending: String) -> Bool {
    var rest = ending[...]
    if rest.hasSuffix(".gz") { rest = rest.dropLast(3) }
    switch rest {
    case ".log", "": return true
    case ".snapshot.log": isSnapshot = true
    case ".memory.log": isMemory = true
    default: return false
    }
    return true
  }

  /// SIP Server's threads: `-001` to `-016` and `-512` call managers, `-768` transport, `-1024`
  /// interaction proxy, `-1280` T-controller, `-1536`.
  private mutating func splitThread() {
    guard let dash = base.lastIndex(of: "-"), dash > base.startIndex else { return }
    let digits = base[base.index(after: dash)...]
    guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
      digits.utf8.count == 3 || ["1024", "1280", "1536"].contains(digits)
    else { return }
    thread = String(digits)
    base = String(base[..<dash])
  }
}
