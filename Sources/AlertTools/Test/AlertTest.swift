import Alerting
import LogInput
package import Pipeline

/// `genlog alert test`: shows what one rule makes of each event, and why.
package struct AlertTest {
  private let rule: AlertRule
  private let engine: AlertEngine
  private let options: AlertRunOptions
  private let end: EventInstant?

  /// Prepares a test of the rule at `path`.
  package init(
    _ path: String, _ options: AlertRunOptions, compat: AlertCompatibility?
  ) throws {
    let directory = try RuleDirectory(path, compat: compat)
    guard let rule = directory.rules.first, directory.rules.count == 1 else {
      throw AlertToolsError.manyRules(path: path, count: directory.rules.count)
    }
    self.rule = rule
    self.options = options
    end = try options.end()
    engine = AlertEngine([rule.enabled])
  }

  /// How a test ended.
  package struct Outcome {
    /// How often the rule fired.
    package let fired: Int
    /// What could not be read.
    package let problems: [String]
  }

  /// Runs, and gives lines for people to `write`.
  package func run(write: @escaping (String) throws -> Void) throws -> Outcome {
    let (files, faults) = InputDiscovery.resolve(options.inputs.isEmpty ? ["-"] : options.inputs)
    var problems = faults.map(\.description)
    var report = TestReport()
    let notes = Notes()
    engine.trace { _, text in notes.texts.append(text) }
    try write(
      "\(rule.name): \(rule.type.rawValue)\(rule.mode == .elastalert ? ", as ElastAlert" : "")")
    for file in files {
      let fault = try EventLines.read(file) { (line) throws in
        for text in take(line, notes, &report) { try write(text) }
      } endOfBlock: { () throws in
      }
      if let fault { problems.append("\(fault)") }
    }
    if let end {
      engine.tick(end) { report.add($0) }
      for text in report.flush(place: "end", time: end.shown, notes: ["the time given has come"]) {
        try write(text)
      }
    }
    try write(report.summary(engine.ruleCounts.first?.counts))
    if report.badLines > 0 { problems.append("\(report.badLines) lines are no events") }
    return Outcome(fired: report.fired, problems: problems)
  }

  /// The notes of one line.
  private final class Notes {
    var texts: [String] = []
  }

  /// What is shown of one line.
  private func take(
    _ line: EventLines.Line, _ notes: Notes, _ report: inout TestReport
  ) -> [String] {
    notes.texts = []
    var alerts: [Alert] = []
    let place = String(line.number)
    switch line.content {
    case .blank: return []
    case .bad: return report.bad(place)
    case .tick(let time):
      engine.tick(time) { alerts.append($0) }
      report.add(alerts)
      return report.flush(place: place, time: time.shown, notes: ["a tick"])
    case .events(let ranges):
      report.events += ranges.count
      guard engine.deliver(ranges, of: line.bytes, to: { alerts.append($0) }) else {
        return report.bad(place)
      }
      report.add(alerts)
      let time = ranges.first.flatMap { EventText.time(line.bytes, $0) } ?? "-"
      return report.flush(
        place: place, time: time, notes: notes.texts.isEmpty ? ["filtered out"] : notes.texts)
    }
  }
}

/// What a test has seen, and how it is shown.
struct TestReport {
  /// How many events there were.
  var events = 0
  /// How often the rule fired.
  private(set) var fired = 0
  /// How many lines were no events.
  private(set) var badLines = 0
  private var resolved = 0
  private var pending: [Alert] = []

  /// Takes an alert of the present line.
  mutating func add(_ alert: Alert) { pending.append(alert) }

  /// Takes alerts of the present line.
  mutating func add(_ alerts: [Alert]) { pending += alerts }

  /// A line that is no event.
  mutating func bad(_ place: String) -> [String] {
    badLines += 1
    return ["\(TableText.padded(place, 5))  -  no event"]
  }

  /// The lines that show what became of a line: what was due before its time, its notes, and what fired.
  mutating func flush(place: String, time: String, notes: [String]) -> [String] {
    var lines: [String] = []
    for note in notes {
      lines.append(
        "\(TableText.padded(place, 5))  \(TableText.padded(time, 24))  \(TableText.shown(note))")
    }
    for alert in pending {
      let word =
        switch alert.status {
        case .matched, .firing: "FIRES"
        case .resolved: "RESOLVED"
        }
      if alert.status == .resolved { resolved += 1 } else { fired += 1 }
      let at = alert.time.map { " at " + EventInstant(microseconds: $0).shown } ?? ""
      let key = alert.key.map { " for " + TableText.shown($0.shown) } ?? ""
      let reason = alert.status == .matched ? JSONTree.object(alert.match).json : alert.reason
      lines.append("       \(word)\(at)\(key): \(TableText.shown(reason))")
    }
    pending = []
    return lines
  }

  /// The last line.
  func summary(_ counts: RuleCounts?) -> String {
    var parts = ["\(events) events"]
    if let counts {
      parts.append("\(counts.events) passed the filter")
      if counts.late > 0 { parts.append("\(counts.late) too late") }
      if counts.silenced > 0 { parts.append("\(counts.silenced) kept silent by realert") }
    }
    parts.append("fired \(fired) times")
    if resolved > 0 { parts.append("resolved \(resolved) times") }
    return parts.joined(separator: ", ")
  }
}
