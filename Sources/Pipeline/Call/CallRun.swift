import CallTrace
import Delivery
import Event
import Glibc
import LogInput

/// A run of `genlog call`: reads logs and captures twice, first for the ids, then for the events of one call.
package struct CallRun: Sendable {
  private let options: CallOptions
  private let reading: CallReading

  /// Loads rules and patterns.
  /// - Throws: ``PipelineError`` when one is wrong, or an input cannot be read twice.
  package init(_ options: CallOptions) throws(PipelineError) {
    try TwiceRead.refuseStreams(options.reading.inputs, of: "the logs of a call")
    self.options = options
    reading = try CallReading(options.reading)
  }

  /// Does the run, and tells what went wrong.
  ///
  /// - Returns: the exit code (docs: `genlog help call`).
  /// - Throws: ``PipelineError`` when it cannot start.
  package func run(_ messages: MessageLog) throws(PipelineError) -> Int32 {
    switch options.subject {
    case .id(let id): try tell(id, messages)
    case .number(let number): try list(number, messages)
    }
  }

  private func tell(_ id: String, _ messages: MessageLog) throws(PipelineError) -> Int32 {
    let ids = CallIDs()
    let first = try reading.run(messages, into: ids)
    let unreadable: Int32 = first.problems > 0 ? 3 : 0
    guard let closure = ids.closure(of: id) else {
      messages.error(notFound(id, ids, first.records))
      return unreadable != 0 ? unreadable : 1
    }
    let collector = CallCollector(closure)
    _ = try reading.run(.silent, into: collector)
    if ids.isFull {
      messages.warning("there are more ids than can be kept: the story may not be whole")
    }
    let story = CallStory(closure, collector.collected)
    if story.leftOut > 0 {
      messages.warning("the call has \(story.leftOut) more events than can be shown")
    }
    messages.info("\(id): \(story.summary)")
    for clock in story.clocks { messages.info("\(id): \(clock)") }
    var out = JSONBuffer(capacity: 64 * 1024)
    append(story, to: &out)
    return deliver(out, events: story.events.count, messages) ?? unreadable
  }

  private func list(_ number: String, _ messages: MessageLog) throws(PipelineError) -> Int32 {
    let ids = CallIDs(number: number)
    let run = try reading.run(messages, into: ids)
    let unreadable: Int32 = run.problems > 0 ? 3 : 0
    let calls = ids.calls
    guard !calls.isEmpty else {
      messages.error(
        "\(number): takes part in no call of \(run.records) records\n"
          + "help: give a number or DN as the logs print it")
      return unreadable != 0 ? unreadable : 1
    }
    var out = JSONBuffer()
    for call in calls {
      out.append(text: call.line)
      out.append(UInt8(ascii: "\n"))
    }
    return deliver(out, events: calls.count, messages) ?? unreadable
  }

  private func append(_ story: CallStory, to out: inout JSONBuffer) {
    switch options.format {
    case .ndjson: story.appendEvents(to: &out)
    case .html: out.append(text: StoryPage(story).text)
    case .ladder:
      let terminal = TerminalOutput.describe(options.reading.destinations)
      let width = options.width ?? terminal.width
      out.append(text: LadderText(story, width: width, usesColor: terminal.usesColor).text)
    }
  }

  /// Writes what there is to tell; returns the exit code if that did not work.
  private func deliver(
    _ out: borrowing JSONBuffer, events: Int, _ messages: MessageLog
  ) -> Int32? {
    do throws(DeliveryError) {
      for destination in options.reading.destinations {
        let sink = try destination.open()
        try out.withBytes { (bytes) throws(DeliveryError) in
          try sink.write(bytes, events: events)
        }
        try sink.finish()
      }
      return nil
    } catch {
      if case .closedPipe = error { return 0 }
      messages.error("\(error)")
      return 4
    }
  }

  private func notFound(
    _ id: String, _ ids: CallIDs, _ records: Int
  ) -> String {
    let similar = ids.suggestions(for: id)
    let help =
      similar.isEmpty
      ? "give a ConnID, CallUUID, Call-ID, interaction or session as a log prints it; "
        + "`genlog parse --where 'message =~ \"TEXT\"'` finds any text"
      : "did you mean " + similar.map { "\($0.kind.label) \($0.text)" }.joined(separator: ", ")
        + "?"
    return "\(id): none of \(records) records names such a call\nhelp: \(help)"
  }
}
