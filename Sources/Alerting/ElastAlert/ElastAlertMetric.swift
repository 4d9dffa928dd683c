/// `metric_aggregation`: a figure of each delivery, as of the answer to one query.
struct ElastAlertMetric: ElastAlertRule {
  /// The rule's options.
  let options: MetricOptions
  /// The rule's key.
  let context: ElastAlertContext

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    guard let end = events.latest else { return }
    for (name, part) in context.parts(of: events) {
      let values = part.compactMap { options.field.value(in: $0.members) }
      guard let figure = options.kind.figure(values),
        options.most.map({ figure > $0 }) ?? false || options.least.map({ figure < $0 }) ?? false
      else { continue }
      let number = options.kind.number(figure)
      let figures = [(options.name, number), ("metric_agg_value", number)]
      matches.append(context.match(at: end, figures, key: name))
    }
  }
}
