import YAMLReading
import Yams

/// Reads the options of a rule's type.
struct ConditionReader {
  private let options: RuleOptions
  private let type: RuleType
  private let files: RuleFiles

  /// How many values a list may have, files included.
  private static let mostEntries = 1_000_000

  /// Reads from `options`.
  init(_ options: RuleOptions, _ type: RuleType, _ files: RuleFiles) {
    self.options = options
    self.type = type
    self.files = files
  }

  /// What the rule looks for.
  func condition() throws(AlertRuleError) -> RuleCondition {
    switch type {
    case .any: .any
    case .blacklist, .whitelist: .listed(try listed())
    case .change: .change(try change())
    case .frequency: .frequency(try frequency())
    case .spike, .spikeAggregation: .spike(try spike())
    case .flatline: .flatline(try flatline())
    case .cardinality: .cardinality(try cardinality())
    case .newTerm: .newTerm(try newTerm())
    case .metricAggregation: .metric(try metric())
    case .percentageMatch: .percentage(try percentage())
    case .pair: .pair(try pair())
    }
  }

  private func timeframe() throws(AlertRuleError) -> Int64 {
    try options.need(try options.timeframe("timeframe"), "timeframe", type)
  }

  private func count(_ key: String) throws(AlertRuleError) -> Int? {
    try options.integer(key, in: 0...1_000_000_000)
  }

  private func text(_ key: String) throws(AlertRuleError) -> String {
    try options.need(try options.text(key), key, type)
  }

  // MARK: - Values of one event

  private func listed() throws(AlertRuleError) -> ListedOptions {
    let key = type.rawValue
    let names = try options.need(try options.texts("compare_key"), "compare_key", type)
    guard let entry = options.entries[key] else {
      throw .missing(at: options.place, key: key, type: key)
    }
    var entries: Set<ValueKey> = []
    for item in try entry.tree.sequence(entry.node, named: key) {
      let scalar = try entry.tree.scalar(item, named: key)
      if scalar.text.hasPrefix("!file") {
        try addFile(scalar.text, at: scalar.place, to: &entries)
      } else {
        entries.insert(ValueKey(YAMLValue.value(of: item)))
      }
    }
    return ListedOptions(
      // ElastAlert looks for a field called `a,b` where it is given a list.
      field: EventField(names.joined(separator: ",")), entries: entries,
      isWhitelist: type == .whitelist, ignoresNull: try options.flag("ignore_null"))
  }

  /// `!file PATH`: a value on each line.
  private func addFile(
    _ text: String, at place: TextPlace, to entries: inout Set<ValueKey>
  ) throws(AlertRuleError) {
    let words = text.split(separator: " ")
    guard words.count == 2, words[0] == "!file" else {
      throw .badValue(
        at: place, key: type.rawValue, text: text,
        expected: "the path of a file: \"!file list.txt\"")
    }
    switch files.text(String(words[1]), place.file) {
    case .failure(let problem):
      throw .file(at: place, path: String(words[1]), reason: problem.reason)
    case .success(let text):
      for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
        var line = line[...]
        while let last = line.last, last <= 0x20 { line.removeLast() }
        entries.insert(ValueKey(.string(Array(line))))
      }
      guard entries.count <= Self.mostEntries else {
        throw .file(
          at: place, path: String(words[1]), reason: "it has more than \(Self.mostEntries) lines")
      }
    }
  }

  private func change() throws(AlertRuleError) -> ChangeOptions {
    guard options.has("query_key") else {
      throw .missing(at: options.place, key: "query_key", type: type.rawValue)
    }
    let names = try options.need(try options.texts("compare_key"), "compare_key", type)
    return ChangeOptions(
      fields: names.map { EventField($0) }, ignoresNull: try options.flag("ignore_null"),
      timeframe: try options.duration("timeframe"))
  }

  private func newTerm() throws(AlertRuleError) -> NewTermOptions {
    var terms: [NewTermOptions.Term] = []
    if let entry = options.entries["fields"], case .sequence(let items) = entry.node {
      for item in items {
        let names = try entry.tree.scalars(item, named: "fields").map { EventField($0.text) }
        let isComposite = if case .sequence = item { true } else { false }
        terms.append(NewTermOptions.Term(fields: names, isComposite: isComposite))
      }
    } else if let name = try options.text("fields") {
      terms = [NewTermOptions.Term(fields: [EventField(name)], isComposite: false)]
    } else if let key = try AlertRuleReader.queryKey(options) {
      terms = [NewTermOptions.Term(fields: [key.field], isComposite: false)]
    }
    guard !terms.isEmpty, terms.count <= 100 else {
      throw .missing(at: options.place, key: "fields", type: type.rawValue)
    }
    return NewTermOptions(
      terms: terms, alertsOnMissing: try options.flag("alert_on_missing_field"),
      window: try options.timeframe("terms_window_size") ?? 30 * 86_400_000_000)
  }

  // MARK: - Counts

  private func frequency() throws(AlertRuleError) -> FrequencyOptions {
    FrequencyOptions(
      count: try options.need(
        try options.integer("num_events", in: 0...1_000_000), "num_events", type),
      timeframe: try timeframe(), attachesRelated: try options.flag("attach_related"))
  }

  private func spike() throws(AlertRuleError) -> SpikeOptions {
    let height = try options.need(
      try options.number("spike_height", least: 0), "spike_height", type)
    guard height > 0 else {
      throw .badValue(
        at: options.place(of: "spike_height"), key: "spike_height", text: "0",
        expected: "a number above 0")
    }
    let isMetric = type == .spikeAggregation
    let field = try options.text(isMetric ? "metric_agg_key" : "field_value")
    if isMetric, field == nil {
      throw .missing(at: options.place, key: "metric_agg_key", type: type.rawValue)
    }
    return SpikeOptions(
      timeframe: try timeframe(), height: height,
      direction: try options.need(
        try options.word("spike_type", SpikeOptions.Direction.self), "spike_type", type),
      referenceThreshold: try options.number("threshold_ref"),
      currentThreshold: try options.number("threshold_cur") ?? 0,
      alertsOnNewData: try options.flag("alert_on_new_data"),
      valueField: field.map { EventField($0) }, metric: isMetric ? try metricKind() : nil)
  }

  private func flatline() throws(AlertRuleError) -> FlatlineOptions {
    FlatlineOptions(
      threshold: try options.need(try count("threshold"), "threshold", type),
      timeframe: try timeframe(), forgetsKeys: try options.flag("forget_keys"))
  }

  private func cardinality() throws(AlertRuleError) -> CardinalityOptions {
    let most = try count("max_cardinality")
    let least = try count("min_cardinality")
    if most == nil, least == nil {
      throw .missing(
        at: options.place, key: "max_cardinality` or `min_cardinality", type: type.rawValue)
    }
    return CardinalityOptions(
      field: EventField(try text("cardinality_field")), timeframe: try timeframe(), most: most,
      least: least)
  }

  // MARK: - Figures

  private func metricKind() throws(AlertRuleError) -> MetricKind {
    enum Word: String, CaseIterable {
      case min, max, avg, sum, cardinality, percentiles
      case valueCount = "value_count"
    }
    switch try options.need(
      try options.word("metric_agg_type", Word.self), "metric_agg_type", type)
    {
    case .min: return .least
    case .max: return .most
    case .avg: return .mean
    case .sum: return .sum
    case .cardinality: return .cardinality
    case .valueCount: return .count
    case .percentiles:
      let percent = try options.need(
        try options.number("percentile_range", least: 0), "percentile_range", type)
      guard percent <= 100 else {
        throw .badValue(
          at: options.place(of: "percentile_range"), key: "percentile_range", text: "\(percent)",
          expected: "a number from 0 to 100")
      }
      return .percentile(percent)
    }
  }

  /// Within what time figures are taken: `timeframe`, or what ElastAlert searches at once.
  private func window() throws(AlertRuleError) -> Int64 {
    if let timeframe = try options.timeframe("timeframe") { return timeframe }
    return try options.timeframe("buffer_time") ?? 900_000_000
  }

  private func thresholds(
    _ most: String, _ least: String
  ) throws(AlertRuleError) -> (Double?, Double?) {
    let values = (try options.number(most), try options.number(least))
    if values.0 == nil, values.1 == nil {
      throw .missing(at: options.place, key: "\(most)` or `\(least)", type: type.rawValue)
    }
    return values
  }

  private func metric() throws(AlertRuleError) -> MetricOptions {
    let field = try text("metric_agg_key")
    let kind = try metricKind()
    let (most, least) = try thresholds("max_threshold", "min_threshold")
    return MetricOptions(
      field: EventField(field), kind: kind,
      name: "metric_\(field)_\(try text("metric_agg_type"))", most: most, least: least,
      window: try window(), leastEvents: try count("min_doc_count") ?? 1)
  }

  private func percentage() throws(AlertRuleError) -> PercentageOptions {
    guard let entry = options.entries["match_bucket_filter"] else {
      throw .missing(at: options.place, key: "match_bucket_filter", type: type.rawValue)
    }
    let (most, least) = try thresholds("max_percentage", "min_percentage")
    return PercentageOptions(
      query: try QueryReader(entry.tree).read(entry.node, named: "match_bucket_filter"),
      most: most, least: least, leastEvents: try count("min_denominator") ?? 0,
      window: try window())
  }

  private func pair() throws(AlertRuleError) -> PairOptions {
    func query(_ key: String) throws(AlertRuleError) -> EventQuery {
      guard let entry = options.entries[key] else {
        throw .missing(at: options.place, key: key, type: type.rawValue)
      }
      return try QueryReader(entry.tree).read(entry.node, named: key)
    }
    let key = options.has("within") ? "within" : "timeframe"
    return PairOptions(
      detect: try query("detect"), clear: try query("clear"),
      timeframe: try options.need(try options.timeframe(key), "within", type))
  }
}
