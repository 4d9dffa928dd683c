/// What a server is to have for the events of genlog.
///
/// An index template for `logs-genesys.*-*` makes data streams of them. It is put together of mappings, settings, and
/// a component template that is the user's: `logs-genesys@custom` comes last and wins.
package struct SetupPlan: Sendable {
  /// The parts, each after those that it needs.
  package let parts: [SetupPart]

  /// What the names of indices are matched by.
  static let pattern = "logs-genesys.*-*"
  /// The user's own component template.
  static let hook = "logs-genesys@custom"

  /// Above the 100 of what Elasticsearch brings for `logs-*-*`, and beside the 200 of its integrations.
  private static let priority: JSONTree = 250
  private static let policy = "genlog"

  /// What a server of this kind is to have.
  package init(_ kind: ServerKind, keep: Retention) {
    var parts: [SetupPart] = []
    switch kind.product {
    case .elasticsearch:
      parts.append(
        SetupPart(.lifecyclePolicy, SetupPlan.policy, SetupPlan.phases(keep), keep: keep))
    case .openSearch:
      parts.append(
        SetupPart(.statePolicy, SetupPlan.policy, SetupPlan.states(keep, kind), keep: keep))
    case .serverless: break
    }
    parts.append(
      SetupPart(
        .componentTemplate, "genlog-mappings", ["template": ["mappings": Mappings(kind).tree]]))
    parts.append(
      SetupPart(
        .componentTemplate, "genlog-settings", ["template": ["settings": SetupPlan.settings(kind)]])
    )
    if !kind.isElastic(8, 7) { parts.append(SetupPart(hook: SetupPlan.hook)) }
    let isServerless = kind.product == .serverless
    parts.append(
      SetupPart(
        .indexTemplate, "logs-genesys", SetupPlan.template(kind, keep),
        keep: isServerless ? keep : nil))
    self.parts = parts
  }

  // MARK: - Templates

  private static func template(_ kind: ServerKind, _ keep: Retention) -> JSONTree {
    var template: JSONTree = [
      "index_patterns": [.text(pattern)], "data_stream": [:], "priority": priority,
      "composed_of": ["genlog-mappings", "genlog-settings", .text(hook)],
    ]
    if kind.isElastic(8, 7) {
      template = template.adding("ignore_missing_component_templates", [.text(hook)])
    }
    if kind.product == .serverless {
      let lifecycle: JSONTree = keep.days.map { ["data_retention": .text("\($0)d")] } ?? [:]
      template = template.adding("template", ["lifecycle": lifecycle])
    }
    return template
  }

  private static func settings(_ kind: ServerKind) -> JSONTree {
    let mapping: JSONTree = [
      // What the table has and twice as much again from rules of users; no log adds a field.
      "total_fields": kind.isElastic(8, 14)
        ? ["limit": 2000, "ignore_dynamic_beyond_limit": true] : ["limit": 2000],
      // A value that does not fit is kept and not found; the event is not refused.
      "ignore_malformed": true,
    ]
    var index: JSONTree = [
      "mapping": mapping,
      "query": [
        "default_field": [
          "message", "error.message", "event.code", "genesys.conn_id", "genesys.call_uuid",
          "sip.call_id", "genesys.dn", "user.name",
        ]
      ],
    ]
    if kind.product != .serverless { index = index.adding("codec", "best_compression") }
    if kind.product == .elasticsearch {
      index = index.adding("lifecycle", ["name": .text(policy)])
    }
    return ["index": index]
  }

  // MARK: - Lifecycles

  private static func phases(_ keep: Retention) -> JSONTree {
    let hot: JSONTree = [
      "min_age": "0ms",
      "actions": ["rollover": ["max_primary_shard_size": "50gb", "max_age": "30d"]],
    ]
    guard let days = keep.days else { return ["phases": ["hot": hot]] }
    // Counted from the rollover: the newest event of an index counts.
    return [
      "phases": [
        "hot": hot, "delete": ["min_age": .text("\(days)d"), "actions": ["delete": [:]]],
      ]
    ]
  }

  private static func states(_ keep: Retention, _ kind: ServerKind) -> JSONTree {
    // Version 1 knows neither the size of a shard nor the age since the rollover.
    let isNew = kind.isOpenSearch(2, 0)
    let size = isNew ? "min_primary_shard_size" : "min_size"
    let rollover: JSONTree = .object([
      JSONTree.Member(key: size, value: "50gb"),
      JSONTree.Member(key: "min_index_age", value: "30d"),
    ])
    var states: [JSONTree] = []
    var transitions: [JSONTree] = []
    if let days = keep.days {
      let age = isNew ? "min_rollover_age" : "min_index_age"
      let condition = JSONTree.Member(key: age, value: .text("\(days)d"))
      transitions = [["state_name": "delete", "conditions": .object([condition])]]
      states = [["name": "delete", "actions": [["delete": [:]]], "transitions": []]]
    }
    let hot: JSONTree = [
      "name": "hot", "actions": [["rollover": rollover]], "transitions": .array(transitions),
    ]
    return [
      "default_state": "hot", "states": .array([hot] + states),
      "ism_template": [["index_patterns": [.text(pattern)], "priority": priority]],
    ]
  }
}
