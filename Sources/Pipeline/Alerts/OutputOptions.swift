import Alerting
import YAMLReading

/// The options of one output that a rule names: those of the rule, and before them those that stand at the output itself.
struct OutputOptions {
  private let rule: AlertRule
  private let own: JSONObject
  /// What was asked for.
  private(set) var known: Set<String> = []

  /// Options of `rule`, of which `own` go first.
  init(_ rule: AlertRule, own: JSONObject) {
    self.rule = rule
    self.own = own
  }

  /// Where an option stands.
  func place(_ key: String) -> TextPlace {
    let isOwn = own[key] != nil
    return rule.places[isOwn ? "alert" : key] ?? rule.places["alert"] ?? rule.place
  }

  private mutating func value(_ key: String) -> JSONTree? {
    known.insert(key)
    guard let value = own[key] ?? rule.options[key], !value.isNull else { return nil }
    return value
  }

  /// A text.
  mutating func text(_ key: String) throws(AlertRuleError) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text, !text.isEmpty else { throw wrong(key, "a text", value) }
    return text
  }

  /// A text, or a list of them; empty where there is none.
  mutating func texts(_ key: String) throws(AlertRuleError) -> [String] {
    guard let value = value(key) else { return [] }
    let texts = (value.array ?? [value]).compactMap(\.text).filter { !$0.isEmpty }
    guard texts.count == value.array?.count ?? 1, texts.count <= 1000 else {
      throw wrong(key, "one text, or a list of texts", value)
    }
    return texts
  }

  /// The texts of an option that the output cannot do without.
  mutating func need(_ key: String, _ output: String) throws(AlertRuleError) -> [String] {
    let texts = try texts(key)
    guard !texts.isEmpty else {
      throw .conflict(
        at: place(key), reason: "the output `\(output)` needs `\(key)`", help: "add `\(key):`")
    }
    return texts
  }

  /// `true` or `false`; false where it does not stand there.
  mutating func flag(_ key: String) throws(AlertRuleError) -> Bool {
    guard let value = value(key) else { return false }
    guard case .boolean(let flag) = value else { throw wrong(key, "true or false", value) }
    return flag
  }

  /// A port.
  mutating func port(_ key: String) throws(AlertRuleError) -> Int? {
    guard let value = value(key) else { return nil }
    guard let port = value.integer, (1...65535).contains(port) else {
      throw wrong(key, "a port from 1 to 65535", value)
    }
    return Int(port)
  }

  /// Names and texts.
  mutating func mapping(_ key: String) throws(AlertRuleError) -> [(name: String, text: String)] {
    guard let value = value(key) else { return [] }
    guard let object = value.object else { throw wrong(key, "names with texts", value) }
    return object.members.map {
      (
        String(decoding: $0.key, as: UTF8.self),
        String(decoding: $0.value.pythonText, as: UTF8.self)
      )
    }
  }

  /// The mistake of a value that is not what its key asks for.
  func wrong(_ key: String, _ expected: String, _ value: JSONTree) -> AlertRuleError {
    .wrongType(
      at: place(key), key: key, expected: expected,
      found: value.text.map { "`\($0)`" } ?? "`\(value.json)`")
  }
}
