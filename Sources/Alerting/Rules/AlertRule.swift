package import YAMLReading

/// How a rule behaves.
package enum RuleMode: String, Sendable {
  /// As ElastAlert 2 does, wart for wart.
  case elastalert
  /// By the time of the events throughout, bounded, with resolve events.
  case stream
}

/// When a matching rule alerts, in microseconds of the events' time.
package struct AlertPolicy: Sendable, Equatable {
  /// How long nothing is told again of the same thing.
  package var realert: Int64 = 60_000_000
  /// Whether the rule says `realert` itself, so that a condition which goes on is told again after each such time.
  package var repeats = false
  /// How long events may come late before what they would have changed is judged.
  package var delay: Int64 = 0
  /// Up to what `realert` doubles with each alert; nil where it does not.
  package var exponentialRealert: Int64?
  /// What counts as the same thing: rules with one key are silent together.
  package var realertKey: String
  /// How long a condition must hold before it is told.
  package var pending: Int64 = 0
  /// How long a condition is held for true after it has ended.
  package var keepFiring: Int64 = 0
  /// Whether the end of a condition is told.
  package var resolves = true
  /// How many keys are remembered.
  package var mostKeys = 10_000
}

/// One rule, read from a file.
package struct AlertRule: Sendable {
  /// Its name.
  package let name: String
  /// Where it stands.
  package let place: TextPlace
  /// Its type.
  package let type: RuleType
  /// How it behaves.
  package let mode: RuleMode
  /// What it looks for.
  package let condition: RuleCondition
  /// The key by which events are told apart.
  package let queryKey: QueryKey?
  /// The field with an event's time.
  package let timestamp: TimestampField
  /// When it alerts.
  package let policy: AlertPolicy
  /// `false` for a rule that is kept but not run.
  package let isEnabled: Bool
  /// The query that events must pass.
  let query: EventQuery
  /// All options as they stand in the file, for outputs: `alert`, `alert_subject`, `slack_webhook_url`, `priority`...
  package let options: JSONObject
  /// Where the options stand.
  package let places: [String: TextPlace]
}

extension AlertRule {
  /// The rule, to be run whether it is enabled or not.
  package var enabled: AlertRule {
    AlertRule(
      name: name, place: place, type: type, mode: mode, condition: condition, queryKey: queryKey,
      timestamp: timestamp, policy: policy, isEnabled: true, query: query, options: options,
      places: places)
  }
}

/// The fields by whose values events are told apart.
package struct QueryKey: Sendable {
  /// The field, or the names of several with commas between.
  package let name: String
  /// The fields of a compound key; empty for a single one.
  let parts: [EventField]
  /// The field of that name.
  let field: EventField
}

/// Where an event says its time, and how.
package struct TimestampField: Sendable {
  /// How the time is written.
  package enum Format: String, Sendable, CaseIterable {
    case iso, unix
    case unixMilliseconds = "unix_ms"
  }

  /// The field.
  package let field: EventField
  /// How it is written.
  package let format: Format
}
