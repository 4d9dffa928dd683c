/// `percentage_match`: a share of each delivery, as of the answer to one query.
struct ElastAlertPercentage: ElastAlertRule {
  /// The rule's options.
  let options: PercentageOptions
  /// The rule's key.
  let context: ElastAlertContext
  private let evaluator: QueryEvaluator

  /// A rule with its query prepared.
  init(options: PercentageOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
    evaluator = QueryEvaluator(options.query)
  }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    guard let end = events.latest else { return }
    var fields = EventFields()
    for (name, part) in context.parts(of: events) {
      let count = part.count { event in
        let bytes = Array(JSONTree.object(event.members).json.utf8)
        fields.read(bytes.span)
        return evaluator.matches(bytes.span, fields)
      }
      guard part.count >= options.leastEvents, let share = options.violation(count, of: part.count)
      else { continue }
      let figures = [
        ("percentage", JSONTree.number(share)), ("denominator", .integer(Int64(part.count))),
      ]
      matches.append(context.match(at: end, figures, key: name))
    }
  }
}

extension PercentageOptions {
  /// The share in percent, if it is out of bounds; nil without any events.
  func violation(_ count: Int, of all: Int) -> Double? {
    guard all > 0 else { return nil }
    let share = Double(count) / Double(all) * 100
    let isOut = most.map { share > $0 } ?? false || least.map { share < $0 } ?? false
    return isOut ? share : nil
  }
}
