import Alerting
import Event
import LogInput

/// `genlog alert run`: evaluates rules on files of events.
package struct AlertRun {
  private let engine: AlertEngine
  private let format: AlertFormat
  private let files: [InputFile]
  private let problems: [LogInputError]
  private let tell: (String) -> Void

  /// How many bad lines are told one by one.
  private static let mostTold = 10
  /// How many bytes of alerts are held before they are written.
  private static let heldBytes = 64 << 10

  /// Prepares a run of `rules` over `inputs`; `tell` takes messages for people.
  package init(
    _ rules: RuleDirectory, inputs: [String], format: AlertFormat,
    tell: @escaping (String) -> Void
  ) {
    engine = AlertEngine(rules.rules)
    self.format = format
    self.tell = tell
    (files, problems) = InputDiscovery.resolve(inputs.isEmpty ? ["-"] : inputs)
  }

  /// Runs, and gives alerts to `write` as they come.
  ///
  /// - Returns: the exit code: 3 where an input could not be read, or a line is no event.
  package func run(write: (Span<UInt8>) throws -> Void) throws -> Int32 {
    for problem in problems { tell("\(problem)") }
    var out = JSONBuffer(capacity: Self.heldBytes * 2)
    var isWhole = problems.isEmpty
    for file in files {
      var badLines = 0
      let fault = try EventLines.read(file) { (line) throws in
        if !take(line, of: file, &out) {
          badLines += 1
          if badLines <= Self.mostTold {
            tell("\(file.path):\(line.number): no event: \(Self.advice)")
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
      if fault != nil || badLines > 0 { isWhole = false }
    }
    try Self.flush(&out, write)
    return isWhole ? 0 : 3
  }

  private static let advice = "a line is a JSON object, or a list of them"

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
      engine.tick(time) { append($0, line, file, &out) }
      return true
    case .events(let ranges):
      return engine.deliver(ranges, of: line.bytes) { append($0, line, file, &out) }
    }
  }

  private func append(
    _ alert: Alert, _ line: EventLines.Line, _ file: InputFile, _ out: inout JSONBuffer
  ) {
    let placed = PlacedAlert(
      alert: alert, line: line.number, file: files.count > 1 ? file.path : nil)
    switch format {
    case .ndjson: placed.append(to: &out)
    case .table: placed.appendColumns(to: &out)
    }
  }
}
