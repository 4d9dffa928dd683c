package import Event

/// The story of a call: who took part, and what happened in the order of time.
package struct CallStory: Sendable {
  /// The ids of the call, that asked for first.
  package let ids: [CallID]
  /// Ids that were not followed, because they stand together with too many others.
  package let hubs: [CallID]
  /// The columns, in the order in which they come in.
  package let participants: [Participant]
  /// What happened.
  package let steps: [StoryStep]
  /// The events that the steps are made of, in the order of time.
  package let events: [CallEvent]
  /// How many more events there were.
  package let leftOut: Int
  /// How many logs the events are from.
  package let logCount: Int
  /// How many captures the events are from.
  package let captureCount: Int
  /// How far the clocks of logs and captures are apart that show the same messages.
  package let clocks: [ClockOffset]

  /// Tells the story of what was collected for `closure`.
  package init(_ closure: CallClosure, _ collected: CollectedEvents) {
    var builder = StoryBuilder()
    for place in collected.events.indices { builder.add(collected.events, place) }
    let drawn = builder.finish()
    ids =
      closure.ids.prefix(1)
      + closure.ids.dropFirst().sorted { ($0.kind.rawValue, $0.text) < ($1.kind.rawValue, $1.text) }
    hubs = closure.hubs
    participants = drawn.participants
    steps = drawn.steps
    events = collected.events
    leftOut = collected.leftOut
    clocks = builder.clocks.offsets
    let captures = Set(
      collected.events.filter(\.isCaptured).compactMap { $0.text("log.file.path") })
    captureCount = captures.count
    logCount =
      Set(collected.events.compactMap { $0.text("log.file.path") })
      .subtracting(captures).count
  }

  /// When it begins and ends, in microseconds since 1970; nil for a story without events.
  package var span: ClosedRange<Int64>? {
    guard let first = steps.first, let last = steps.last else { return nil }
    return first.time...max(first.time, last.time)
  }

  /// `2026-01-12 09:00:07.100 to 09:00:44.900 UTC, 37.8 s, 14 events of 3 logs`.
  package var summary: String {
    guard let span else { return "no events" }
    let (start, end) = (span.lowerBound, span.upperBound)
    let isOneDay = EventTime.date(start) == EventTime.date(end)
    let until = (isOneDay ? "" : EventTime.date(end) + " ") + EventTime.clock(end)
    let more = leftOut > 0 ? " (and \(leftOut) more that are not shown)" : ""
    return "\(EventTime.date(start)) \(EventTime.clock(start)) to \(until) UTC, "
      + "\(EventTime.duration(end - start)), \(CallStory.count(events.count, "event"))\(more) of "
      + sources
  }

  /// Appends the events as they are, a line each.
  package func appendEvents(to out: inout JSONBuffer) {
    for event in events {
      out.append(event.bytes)
      out.append(UInt8(ascii: "\n"))
    }
  }

  /// `2 logs and 1 capture`.
  private var sources: String {
    let captures = captureCount > 0 ? CallStory.count(captureCount, "capture") : nil
    let logs = logCount > 0 || captures == nil ? CallStory.count(logCount, "log") : nil
    return [logs, captures].compactMap { $0 }.joined(separator: " and ")
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
