import Event

/// Evaluates rules on a stream of encoded events; used by one thread at a time.
package final class AlertEngine {
  /// The rules, as they were given.
  package let rules: [AlertRule]
  /// What became of the events.
  package private(set) var counts = AlertCounts()

  private let compatible: [(number: Int, runner: ElastAlertRunner)]
  private var fields = EventFields()

  /// Prepares rules; those that are not enabled are passed over.
  package init(_ rules: [AlertRule]) {
    self.rules = rules
    compatible = rules.enumerated().filter {
      $0.element.isEnabled && $0.element.mode == .elastalert
    }
    .map { ($0.offset, ElastAlertRunner($0.element)) }
  }

  /// Evaluates one delivery: events that came together, each a part of `bytes` that is a JSON object.
  ///
  /// Nothing is evaluated where one of them is no event.
  /// - Returns: false if one of them is no event.
  package func deliver(
    _ events: [Range<Int>], of bytes: [UInt8], to tell: (Alert) -> Void
  ) -> Bool {
    var parsed: [JSONObject] = []
    for range in events {
      guard let object = JSONTreeReader.read(bytes, range)?.object else { return false }
      parsed.append(object)
    }
    for (range, object) in zip(events, parsed) {
      counts.events += 1
      let event = bytes.span.extracting(range)
      fields.read(event)
      for (_, runner) in compatible where runner.accepts(event, fields) { runner.take(object) }
    }
    for (number, runner) in compatible {
      for match in runner.deliver() { tell(alert(number, runner, match)) }
    }
    return true
  }

  /// That time has come with no data.
  package func tick(_ time: EventInstant, to tell: (Alert) -> Void) {
    for (number, runner) in compatible {
      for match in runner.tick(time) { tell(alert(number, runner, match)) }
    }
  }

  private func alert(_ number: Int, _ runner: ElastAlertRunner, _ match: JSONObject) -> Alert {
    counts.alerts += 1
    return Alert(
      rule: number, ruleName: runner.rule.name, status: .matched, id: "", time: nil, key: nil,
      reason: "", silenced: 0, match: match)
  }
}

/// What became of the events of a stream.
package struct AlertCounts: Sendable, Equatable {
  /// Events that were looked at.
  package var events = 0
  /// Alerts that were told.
  package var alerts = 0
}
