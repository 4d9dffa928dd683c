import AlertDelivery
import Alerting
import Event
import LogInput
package import Pipeline

/// What `genlog alert run` and `test` are asked for.
package struct AlertRunOptions {
  /// Files of events; none for standard input.
  package var inputs: [String] = []
  /// How alerts are written.
  package var format = AlertFormat.table
  /// The file that keeps what rules know between two runs.
  package var state: String?
  /// A time that has come after the last event.
  package var until: String?
  /// Where alerts are sent; ``AlertRun/printed`` among them means that they are written too.
  package var notify = AlertNotifierOptions()

  /// The defaults.
  package init() {}

  /// The time that `until` says.
  func end() throws(AlertToolsError) -> EventInstant? {
    guard let until else { return nil }
    guard let instant = EventInstant(Array(until.utf8)) else { throw .badTime(until) }
    return instant
  }
}

/// `genlog alert run`: evaluates rules on files of events.
package struct AlertRun {
  private let engine: AlertEngine
  private let options: AlertRunOptions
  private let end: EventInstant?
  private let files: [InputFile]
  private let problems: [LogInputError]
  private let tell: (String) -> Void
  private let notifier: AlertNotifier?
  /// Whether alerts are written.
  private let prints: Bool

  /// The destination that means standard output, in the run's own format.
  package static let printed = "-"

  /// How many bad lines are told one by one.
  private static let mostTold = 10
  /// How many bytes of alerts are held before they are written.
  private static let heldBytes = 64 << 10

  /// Prepares a run of `rules`; `tell` takes messages for people.
  package init(
    _ rules: RuleDirectory, _ options: AlertRunOptions, tell: @escaping @Sendable (String) -> Void
  ) throws {
    engine = AlertEngine(rules.rules)
    self.options = options
    self.tell = tell
    end = try options.end()
    var notify = options.notify
    prints = notify.destinations.isEmpty || notify.destinations.contains(Self.printed)
    notify.destinations.removeAll { $0 == Self.printed }
    notifier =
      notify.destinations.isEmpty ? nil : try AlertNotifier(notify, rules, warning: tell)
    (files, problems) = InputDiscovery.resolve(options.inputs.isEmpty ? ["-"] : options.inputs)
  }

  /// Runs, and gives alerts to `write` as they come.
  ///
  /// - Returns: the exit code: 3 where an input could not be read, or a line is no event; 4 where an alert found no
  ///   taker.
  package func run(write: (Span<UInt8>) throws -> Void) throws -> Int32 {
    let state = options.state.map { StateFile(path: $0) }
    for name in try state?.restore(engine) ?? [] {
      tell("the rule `\(name)` is new or was changed, and begins afresh")
    }
    for problem in problems { tell("\(problem)") }
    var out = JSONBuffer(capacity: Self.heldBytes * 2)
    var isWhole = problems.isEmpty
    for file in files where try !read(file, &out, write) { isWhole = false }
    if let end, let file = files.last {
      engine.tick(end) { append($0, line: 0, file, &out) }
    }
    try Self.flush(&out, write)
    let isTaken = settle()
    try state?.write(engine)
    tellCounts()
    return isTaken ? isWhole ? 0 : 3 : 4
  }

  /// Waits for the outputs; false where one did not take all.
  private func settle() -> Bool {
    guard let notifier else { return true }
    let rate = options.notify.perMinute
    if notifier.waiting > rate {
      tell("\(notifier.waiting) alerts wait to be sent, \(rate) a minute\nhelp: see --rate")
    }
    var isTaken = true
    for account in notifier.finish() where account.dead > 0 {
      isTaken = false
      tell(
        "\(account.output): alerts that found no taker: \(account.dead); they are in "
          + options.notify.deadLetterPath)
    }
    return isTaken
  }

  /// Evaluates one file; false where not all of it could be.
  private func read(
    _ file: InputFile, _ out: inout JSONBuffer, _ write: (Span<UInt8>) throws -> Void
  ) throws -> Bool {
    var badLines = 0
    let fault = try EventLines.read(file) { (line) throws in
      if !take(line, of: file, &out) {
        badLines += 1
        if badLines <= Self.mostTold {
          tell(
            "\(file.path):\(line.number): no event\nhelp: a line is a JSON object, or a list of them"
          )
        }
      }
      if out.count >= Self.heldBytes { try Self.flush(&out, write) }
    } endOfBlock: { () throws in
      try Self.flush(&out, write)
    }
    if badLines > Self.mostTold {
      tell("\(file.path): \(badLines) lines hold no event; the first \(Self.mostTold) are named")
    }
    if let fault { tell("\(fault)") }
    return fault == nil && badLines == 0
  }

  private static func flush(_ out: inout JSONBuffer, _ write: (Span<UInt8>) throws -> Void) throws {
    guard out.count > 0 else { return }
    try out.withBytes { bytes in try write(bytes) }
    out.removeAll()
  }

  /// Evaluates one line; false if it is bad.
  private func take(_ line: EventLines.Line, of file: InputFile, _ out: inout JSONBuffer) -> Bool {
    switch line.content {
    case .blank: return true
    case .bad: return false
    case .tick(let time):
      engine.tick(time) { append($0, line: line.number, file, &out) }
      return true
    case .events(let ranges):
      return engine.deliver(ranges, of: line.bytes) { append($0, line: line.number, file, &out) }
    }
  }

  private func append(_ alert: Alert, line: Int, _ file: InputFile, _ out: inout JSONBuffer) {
    notifier?.send(alert)
    guard prints else { return }
    let placed = PlacedAlert(
      alert: alert, line: line, file: files.count > 1 ? file.path : nil)
    switch options.format {
    case .ndjson: placed.append(to: &out)
    case .table: placed.appendColumns(to: &out)
    }
  }

  /// Tells what was lost to a bound, which alerts do not show.
  private func tellCounts() {
    for (rule, counts) in engine.ruleCounts {
      if counts.keysForgotten > 0 {
        tell(
          "the rule `\(rule.name)` had more than \(rule.policy.mostKeys) keys, and forgot "
            + "\(counts.keysForgotten)\nhelp: set max_keys, or choose another query_key")
      }
      if counts.withoutTime > 0 {
        tell(
          "\(counts.withoutTime) events for the rule `\(rule.name)` have no time in "
            + "`\(rule.timestamp.field.name)`\nhelp: set timestamp_field and timestamp_type")
      }
    }
  }
}
