import Event

/// The account of a run in words: a line an input, and one for all, on standard error.
struct RunSummary {
  private let report: RunReport

  /// Describes `report`.
  init(_ report: RunReport) {
    self.report = report
  }

  /// A line an input, and one for all where there are several.
  var inputLines: [String] {
    let lines = report.inputs.filter(\.isDone).map { input in
      "\(input.path): " + RunSummary.describe(input.counts, seconds: input.seconds)
    }
    guard report.inputs.count > 1 else { return lines }
    return lines + [
      "total, \(report.inputs.count) inputs: "
        + RunSummary.describe(report.total, seconds: report.seconds)
    ]
  }

  /// How many records each rule knew, most first.
  func ruleLines(_ names: [String]) -> [String] {
    let byRule = report.total.byRule.enumerated().filter { $0.element > 0 }
    let lines = byRule.sorted { $0.element > $1.element }.map { number, count in
      "\(RunSummary.padded(count)) \(number < names.count ? names[number] : String(number))"
    }
    let unmatched = report.total.unmatched
    return unmatched > 0 ? lines + ["\(RunSummary.padded(unmatched)) (no rule)"] : lines
  }

  private static func describe(_ counts: RunCounts, seconds: Double) -> String {
    var parts = [
      "\(counts.records) records, \(counts.events) events",
      "\(counts.matched) matched, \(counts.unmatched) unmatched",
    ]
    if counts.filtered > 0 { parts.append("\(counts.filtered) filtered out") }
    if counts.truncated > 0 { parts.append("\(counts.truncated) cut") }
    if counts.timeouts > 0 { parts.append("\(counts.timeouts) timed out") }
    if let times = counts.times {
      parts.append("\(instant(times.lowerBound)) to \(instant(times.upperBound))")
    }
    let megabytes = Double(counts.bytes) / 1e6
    parts.append(
      "\(rounded(megabytes)) MB in \(rounded(seconds)) s"
        + (seconds > 0.001 ? ", \(rounded(megabytes / seconds)) MB/s" : ""))
    return parts.joined(separator: "; ")
  }

  private static func instant(_ time: Int64) -> String {
    var out = JSONBuffer(capacity: 64)
    var text = TimestampText()
    text.append(time, digits: 3, to: &out)
    return out.text()
  }

  /// The number with two digits after the point where it is small, none where it is large.
  private static func rounded(_ value: Double) -> String {
    if value >= 100 { return String(Int(value.rounded())) }
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func padded(_ count: Int) -> String {
    let digits = String(count)
    return String(repeating: " ", count: max(0, 10 - digits.count)) + digits
  }
}
