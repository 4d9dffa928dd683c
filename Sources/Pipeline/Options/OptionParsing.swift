import Delivery
import Event
import EventFilter
import GenesysLog
import Glibc
import Masking

/// The texts of options, read as what they stand for.
enum OptionParsing {
  static func destination(_ text: String) throws(PipelineError) -> Destination {
    do {
      return try Destination(parsing: text)
    } catch {
      throw .invalid("\(error)")
    }
  }

  static func format(_ text: String) throws(PipelineError) -> EventFormat {
    guard let format = EventFormat(rawValue: text) else {
      throw .option(
        name: "format", value: text, problem: "is no format",
        help: "choose " + EventFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return format
  }

  static func fields(_ text: String?, _ format: EventFormat) throws(PipelineError) -> FieldList? {
    guard let text else { return nil }
    guard format == .csv || format == .table else {
      throw .option(
        name: "fields", value: text, problem: "only csv and table have columns",
        help: "add --format csv or --format table")
    }
    do {
      return try FieldList(parsing: text)
    } catch {
      throw .invalid("\(error)")
    }
  }

  static func component(_ text: String?) throws(PipelineError) -> Component? {
    guard let text else { return nil }
    guard let component = Component.named(text) else {
      throw .option(
        name: "component", value: text, problem: "is no component that genlog knows",
        help: "known are " + Component.all.map(\.id).joined(separator: ", "))
    }
    return component
  }

  static func zone(_ text: String?) throws(PipelineError) -> ZoneRules? {
    guard let text else { return nil }
    do {
      return try ZoneRules.named(text)
    } catch {
      throw .invalid("--timezone \(text): \(error)")
    }
  }

  static func day(_ text: String?) throws(PipelineError) -> Int32? {
    guard let text else { return nil }
    guard let day = calendarDay(text) else {
      throw .option(
        name: "date", value: text, problem: "is no date", help: "write it as 2026-11-23")
    }
    return day
  }

  static func filter(_ text: String?) throws(PipelineError) -> EventFilter? {
    guard let text else { return nil }
    do {
      return try EventFilter(text)
    } catch {
      throw .invalid("--where: \(error)")
    }
  }

  /// The built-in rules, or those of a file.
  static func mask(_ text: String?) throws(PipelineError) -> MaskRules? {
    guard let text else { return nil }
    do {
      if text == MaskRules.builtInName { return try MaskRules.builtIn() }
      return try MaskRules(text: try TextFile.read(text), file: text) { name in
        getenv(name).map { String(cString: $0) }
      }
    } catch let error as PipelineError {
      throw error
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// A date, or a date and a time; local to `zone`, or UTC, unless it says its own offset.
  static func instant(
    _ text: String?, option: String, zone: ZoneRules?
  ) throws(PipelineError) -> Int64? {
    guard let text else { return nil }
    if let day = calendarDay(text) {
      return utc(day: day, timeOfDay: 0, zone: zone)
    }
    let bytes = Array((text.utf8.count == 16 ? text + ":00" : text).utf8)
    guard let stamp = StampParser.parse(bytes.span, at: 0), stamp.end == bytes.count,
      stamp.day != Stamp.noDay
    else {
      throw .option(
        name: option, value: text, problem: "is no time",
        help: "write it as 2026-11-23, 2026-11-23T10:15 or 2026-11-23T10:15:00Z")
    }
    if stamp.utcOffsetSeconds != Stamp.noOffset {
      return utc(day: stamp.day, timeOfDay: stamp.timeOfDay, zone: nil)
        - Int64(stamp.utcOffsetSeconds) * 1_000_000
    }
    return utc(day: stamp.day, timeOfDay: stamp.timeOfDay, zone: zone)
  }

  static func jobs(_ number: Int?) throws(PipelineError) -> Int {
    guard let number else { return WorkerThreads.processorCount }
    guard (1...256).contains(number) else {
      throw .option(
        name: "jobs", value: "\(number)", problem: "is out of range", help: "choose 1 to 256")
    }
    return number
  }

  static func recordLines(_ number: Int?) throws(PipelineError) -> Int {
    guard let number else { return RecordLimits.standard.lines }
    guard (1...1_000_000).contains(number) else {
      throw .option(
        name: "max-record-lines", value: "\(number)", problem: "is out of range",
        help: "choose 1 to 1000000")
    }
    return number
  }

  static func recordBytes(_ number: Int?) throws(PipelineError) -> Int {
    guard let number else { return RecordLimits.standard.bytes }
    guard (1024...256 << 20).contains(number) else {
      throw .option(
        name: "max-record-bytes", value: "\(number)", problem: "is out of range",
        help: "choose 1024 to 268435456 (256 MiB)")
    }
    return number
  }

  static func logFormat(_ text: String) throws(PipelineError) -> ParseOptions.LogFormat {
    guard let format = ParseOptions.LogFormat(rawValue: text) else {
      throw .option(
        name: "log-format", value: text, problem: "is no format", help: "choose text or json")
    }
    return format
  }

  /// `500ms`, `30s`, `5m`, `12h`, `2d`; a number alone is seconds.
  static func duration(_ text: String, option: String) throws(PipelineError) -> Duration {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let units: [Substring: Int64] = [
      "ms": 1, "": 1000, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]
    guard let number = Int32(digits), let unit = units[text[digits.endIndex...]] else {
      throw .option(
        name: option, value: text, problem: "is no length of time",
        help: "write it as 500ms, 30s, 5m or 12h" + (option == "retry-for" ? ", or forever" : ""))
    }
    return .milliseconds(Int64(number) * unit)
  }

  private static func utc(day: Int32, timeOfDay: Int64, zone: ZoneRules?) -> Int64 {
    let local = Int64(day) * 86_400_000_000 + timeOfDay
    guard let zone else { return local }
    let seconds = local >= 0 ? local / 1_000_000 : -((999_999 - local) / 1_000_000)
    let utc = zone.utc(fromLocal: seconds, preferring: .earlier).utc
    return local - (seconds - utc) * 1_000_000
  }

  private static func calendarDay(_ text: String) -> Int32? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)?.dayNumber
  }
}
