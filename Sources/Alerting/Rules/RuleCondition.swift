/// What a rule looks for, with the options of its type; times are in microseconds.
package enum RuleCondition: Sendable {
  /// Every event.
  case any
  /// A value of a list, or none of it.
  case listed(ListedOptions)
  /// Another value than before.
  case change(ChangeOptions)
  /// Many events within a time.
  case frequency(FrequencyOptions)
  /// More events than before, or fewer.
  case spike(SpikeOptions)
  /// Too few events within a time.
  case flatline(FlatlineOptions)
  /// Too many different values, or too few.
  case cardinality(CardinalityOptions)
  /// A value that was not there before.
  case newTerm(NewTermOptions)
  /// A figure of many events above or below a threshold.
  case metric(MetricOptions)
  /// A share of events above or below a threshold.
  case percentage(PercentageOptions)
  /// An event without the one that should follow it.
  case pair(PairOptions)
}

/// The names of types, as rule files have them.
package enum RuleType: String, Sendable, CaseIterable {
  case any, blacklist, whitelist, change, frequency, spike, flatline, cardinality
  case newTerm = "new_term"
  case metricAggregation = "metric_aggregation"
  case percentageMatch = "percentage_match"
  case spikeAggregation = "spike_aggregation"
  case pair

  /// Whether what it finds happens, and does not last.
  package var isMoment: Bool {
    switch self {
    case .any, .blacklist, .whitelist, .change, .newTerm: true
    default: false
    }
  }

  /// All names.
  static var names: [String] { allCases.map(\.rawValue) }
}

/// Options of `blacklist` and `whitelist`.
package struct ListedOptions: Sendable {
  /// The field compared.
  let field: EventField
  /// The values of the list.
  let entries: Set<ValueKey>
  /// Whether it is a whitelist, and matches what is not in the list.
  let isWhitelist: Bool
  /// Whether a whitelist lets events without the field pass.
  let ignoresNull: Bool
}

/// Options of `change`.
package struct ChangeOptions: Sendable {
  /// The fields compared.
  let fields: [EventField]
  /// Whether events with an empty one of them are passed over.
  let ignoresNull: Bool
  /// How long ago the value before may be; nil for ever.
  let timeframe: Int64?
}

/// Options of `frequency`.
package struct FrequencyOptions: Sendable {
  /// How many events.
  let count: Int
  /// Within what time.
  let timeframe: Int64
  /// Whether a match holds the other events as `related_events`.
  let attachesRelated: Bool
}

/// Options of `spike` and `spike_aggregation`.
package struct SpikeOptions: Sendable {
  /// Which way counts go.
  package enum Direction: String, Sendable, CaseIterable {
    case up, down, both
  }

  /// The length of each of the two windows.
  let timeframe: Int64
  /// How many times more, or fewer.
  let height: Double
  /// Which way.
  let direction: Direction
  /// The least that the earlier window must hold, if the rule says it.
  let referenceThreshold: Double?
  /// The least that the later window must hold.
  let currentThreshold: Double
  /// Whether keys that are new are compared at once, when any key had its two windows full.
  let alertsOnNewData: Bool
  /// The field of which means are compared, in place of counts.
  let valueField: EventField?
  /// What of the field is compared, where it is not the mean.
  let metric: MetricKind?
}

/// Options of `flatline`.
package struct FlatlineOptions: Sendable {
  /// How many events there must be at least.
  let threshold: Int
  /// Within what time.
  let timeframe: Int64
  /// Whether a key is told once and then forgotten until it is seen again.
  let forgetsKeys: Bool
}

/// Options of `cardinality`.
package struct CardinalityOptions: Sendable {
  /// The field whose values are counted.
  let field: EventField
  /// Within what time.
  let timeframe: Int64
  /// More than so many values match.
  let most: Int?
  /// Fewer than so many values match.
  let least: Int?
}

/// Options of `new_term`.
package struct NewTermOptions: Sendable {
  /// One field, or several that count together.
  package struct Term: Sendable {
    /// The fields.
    let fields: [EventField]
    /// Whether they were given as a list.
    let isComposite: Bool

    /// The name as ElastAlert puts it into a match.
    var name: JSONTree {
      isComposite ? .array(fields.map { JSONTree($0.name) }) : JSONTree(fields[0].name)
    }
  }

  /// What is looked at.
  let terms: [Term]
  /// Whether events without the field match.
  let alertsOnMissing: Bool
  /// How long a value is known after it was last seen.
  let window: Int64
}

/// What of a field's values is taken.
package enum MetricKind: Sendable, Equatable {
  case least, most, mean, sum, cardinality, count
  /// In percent.
  case percentile(Double)
}

/// Options of `metric_aggregation`.
package struct MetricOptions: Sendable {
  /// The field.
  let field: EventField
  /// What of its values.
  let kind: MetricKind
  /// The figure's name in a match: `metric_FIELD_TYPE`.
  let name: String
  /// A larger figure matches.
  let most: Double?
  /// A smaller figure matches.
  let least: Double?
  /// Within what time.
  let window: Int64
  /// How many events there must be.
  let leastEvents: Int
}

/// Options of `percentage_match`.
package struct PercentageOptions: Sendable {
  /// The events whose share is taken.
  let query: EventQuery
  /// A larger share matches, in percent.
  let most: Double?
  /// A smaller share matches, in percent.
  let least: Double?
  /// How many events there must be.
  let leastEvents: Int
  /// Within what time.
  let window: Int64
}

/// Options of `pair`.
package struct PairOptions: Sendable {
  /// The events that begin.
  let detect: EventQuery
  /// The events that end.
  let clear: EventQuery
  /// How long an end may take.
  let timeframe: Int64
}
