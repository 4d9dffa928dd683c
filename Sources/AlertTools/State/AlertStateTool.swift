import Alerting
import Event
import Glibc
package import Pipeline

/// `genlog alert list`, `silence` and `resolve`: what rules know between two runs, looked at and changed by hand.
package struct AlertStateTool {
  private let engine: AlertEngine
  private let file: StateFile
  private let names: [String]

  /// Reads the state at `path` for `rules`; `tell` takes messages for people.
  package init(_ path: String, _ rules: RuleDirectory, tell: (String) -> Void) throws {
    engine = AlertEngine(rules.rules)
    file = StateFile(path: path)
    names = rules.rules.map(\.name)
    guard access(path, F_OK) == 0 else { throw AlertToolsError.noState(path: path) }
    for name in try file.restore(engine) {
      tell("the rule `\(name)` is new or was changed, and nothing is known of it")
    }
  }

  // MARK: - List

  /// Gives what holds and what is muted, a line each, to `write`.
  package func list(_ format: AlertFormat, write: (Span<UInt8>) throws -> Void) throws {
    var out = JSONBuffer()
    for standing in engine.standing {
      switch format {
      case .ndjson: append(standing, to: &out)
      case .table: appendColumns(standing, to: &out)
      }
    }
    for mute in engine.mutes where engine.now.map({ mute.until > $0 }) ?? true {
      switch format {
      case .ndjson: append(mute, to: &out)
      case .table: appendColumns(mute, to: &out)
      }
    }
    guard out.count > 0 else { return }
    try out.withBytes { bytes in try write(bytes) }
  }

  private func mutedUntil(_ alert: StandingAlert) -> Int64? {
    engine.mutes.filter { $0.rule == alert.rule && ($0.key == nil || $0.key == alert.key) }
      .map(\.until).max().flatMap { until in engine.now.map { until > $0 } ?? true ? until : nil }
  }

  private func append(_ alert: StandingAlert, to out: inout JSONBuffer) {
    appendName(alert.stage.rawValue, alert.rule, alert.key, to: &out)
    out.append(",\"since\":")
    out.append(quoted: Self.text(alert.since))
    out.append(",\"told\":")
    out.append(integer: Int64(alert.tellings))
    if let until = mutedUntil(alert) {
      out.append(",\"silent_until\":")
      out.append(quoted: Self.text(until))
    }
    out.append("}\n")
  }

  private func append(_ mute: AlertMute, to out: inout JSONBuffer) {
    appendName("silent", mute.rule, mute.key, to: &out)
    out.append(",\"silent_until\":")
    out.append(quoted: Self.text(mute.until))
    out.append("}\n")
  }

  private func appendName(
    _ status: String, _ rule: String, _ key: String?, to out: inout JSONBuffer
  ) {
    out.append("{\"status\":")
    out.append(quoted: status)
    out.append(",\"rule\":")
    out.append(quoted: rule)
    if let key {
      out.append(",\"key\":")
      out.append(quoted: key)
    }
  }

  private func appendColumns(_ alert: StandingAlert, to out: inout JSONBuffer) {
    let silence = mutedUntil(alert).map { "; silent until \(Self.text($0))" } ?? ""
    let note = "since \(Self.text(alert.since)), told \(alert.tellings) times\(silence)"
    appendRow(alert.stage.rawValue, alert.rule, alert.key, note, to: &out)
  }

  private func appendColumns(_ mute: AlertMute, to out: inout JSONBuffer) {
    appendRow("silent", mute.rule, mute.key, "until \(Self.text(mute.until))", to: &out)
  }

  private func appendRow(
    _ status: String, _ rule: String, _ key: String?, _ note: String, to out: inout JSONBuffer
  ) {
    let columns = [
      TableText.padded(status, 8), TableText.padded(rule, 24), TableText.padded(key ?? "-", 24),
      note,
    ]
    out.append(text: columns.joined(separator: "  ") + "\n")
  }

  private static func text(_ time: Int64) -> String {
    String(decoding: EventInstant(microseconds: time).text, as: UTF8.self)
  }

  // MARK: - Changes

  /// Silences a rule, or one key of it, for a time such as `4h`; `0s` ends the silence.
  ///
  /// - Returns: what was done, in words.
  package func silence(_ rule: String, key: String?, for length: String) throws -> String {
    try check(rule)
    guard let time = RuleDuration.short(length) else { throw AlertToolsError.badLength(length) }
    guard let mute = engine.mute(rule, key: key, for: time) else {
      throw AlertToolsError.noEvents(path: file.path)
    }
    try file.write(engine)
    let name = key.map { "\(rule), \($0)," } ?? rule
    return time == 0 ? "\(name) is heard again" : "\(name) is silent until \(Self.text(mute.until))"
  }

  /// Ends what holds for a rule, or for one key of it; its keys begin as if they were new.
  ///
  /// - Returns: what was done, in words.
  package func resolve(
    _ rule: String, key: String?, format: AlertFormat, write: (Span<UInt8>) throws -> Void
  ) throws -> String {
    try check(rule)
    var out = JSONBuffer()
    let count = engine.resolve(rule, key: key) { alert in
      let placed = PlacedAlert(alert: alert, line: 0, file: nil)
      switch format {
      case .ndjson: placed.append(to: &out)
      case .table: placed.appendColumns(to: &out)
      }
    }
    guard count > 0 else { throw AlertToolsError.nothingHolds(rule: rule, key: key) }
    try file.write(engine)
    if out.count > 0 { try out.withBytes { bytes in try write(bytes) } }
    return "conditions ended: \(count)"
  }

  private func check(_ rule: String) throws(AlertToolsError) {
    guard names.contains(rule) else { throw .noRule(name: rule, known: names) }
  }
}
