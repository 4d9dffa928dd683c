import Event

/// One rule in ElastAlert's mode: events pass its query, and go to the class of its type by deliveries.
final class ElastAlertRunner {
  /// The rule.
  let rule: AlertRule
  private let evaluator: QueryEvaluator?
  private var elastAlert: any ElastAlertRule
  private var delivery: [ElastAlertEvent] = []
  /// Takes what the rule made of each event, in words.
  var trace: ((String) -> Void)?

  /// Prepares a rule.
  init(_ rule: AlertRule) {
    self.rule = rule
    if case .all(let parts) = rule.query, parts.isEmpty {
      evaluator = nil
    } else {
      evaluator = QueryEvaluator(rule.query)
    }
    elastAlert = Self.elastAlert(rule)
  }

  private static func elastAlert(_ rule: AlertRule) -> any ElastAlertRule {
    let context = ElastAlertContext(timestamp: rule.timestamp, queryKey: rule.queryKey)
    return switch rule.condition {
    case .any, .pair: ElastAlertAny()
    case .listed(let options): ElastAlertListed(options: options)
    case .change(let options): ElastAlertChange(options: options, context: context)
    case .frequency(let options): ElastAlertFrequency(options: options, context: context)
    case .spike(let options): ElastAlertSpike(options: options, context: context)
    case .flatline(let options): ElastAlertFlatline(options: options, context: context)
    case .cardinality(let options): ElastAlertCardinality(options: options, context: context)
    case .newTerm(let options): ElastAlertNewTerm(options: options)
    case .metric(let options): ElastAlertMetric(options: options, context: context)
    case .percentage(let options): ElastAlertPercentage(options: options, context: context)
    }
  }

  /// Whether the event passes the rule's query.
  func accepts(_ event: Span<UInt8>, _ fields: EventFields) -> Bool {
    evaluator?.matches(event, fields) ?? true
  }

  /// Takes an event that has passed into the delivery.
  func take(_ event: JSONObject) {
    let event = ElastAlertEvent(event, rule.timestamp, rule.queryKey)
    if event.time == nil, elastAlert.needsTime {
      trace?("has no time in `\(rule.timestamp.field.name)`, and is passed over")
    } else {
      trace?("passes the filter")
      delivery.append(event)
    }
  }

  /// Ends the delivery; returns what matched.
  func deliver() -> [JSONObject] {
    guard !delivery.isEmpty else { return [] }
    var matches: [JSONObject] = []
    elastAlert.add(delivery, &matches)
    delivery.removeAll(keepingCapacity: true)
    return matches
  }

  /// A time has come with no data; returns what matched.
  func tick(_ time: EventInstant) -> [JSONObject] {
    var matches: [JSONObject] = []
    elastAlert.tick(time, &matches)
    return matches
  }

  // MARK: - Alerts

  /// The value of a match's key: that of the query key, or what a flatline says it is.
  private func key(of match: JSONObject) -> JSONTree? {
    if rule.type == .flatline, let key = match["key"] { return key }
    return rule.queryKey?.field.value(in: match)
  }

  /// What is silent together.
  func realertName(of match: JSONObject) -> EventHash.Value {
    var name = KeyHash()
    name.append(rule.policy.realertKey)
    name.append(String(decoding: (key(of: match) ?? .null).pythonText, as: UTF8.self))
    return name.value()
  }

  /// The alert of a match; its name costs writing the match down once.
  func alert(_ number: Int, _ match: JSONObject, silenced: Int, isNamed: Bool) -> Alert {
    let time = rule.timestamp.field.value(in: match).flatMap {
      TimestampField.Format.iso.instant($0)
    }
    var name = KeyHash()
    if isNamed {
      name.append(rule.name)
      name.append(JSONTree.object(match).json)
    }
    return Alert(
      rule: number, ruleName: rule.name, status: .matched, id: isNamed ? name.hexadecimal : "",
      telling: 1, time: time?.microseconds, key: key(of: match),
      reason: "a rule of the type \(rule.type.rawValue) matches", silenced: silenced, match: match)
  }

  /// What the rule knows of the stream so far.
  var state: JSONTree { elastAlert.state }

  /// Takes over what was known; false if it is no state of such a rule.
  func restore(_ state: JSONTree) -> Bool {
    var fresh = Self.elastAlert(rule)
    guard fresh.restore(state) else { return false }
    elastAlert = fresh
    return true
  }
}
