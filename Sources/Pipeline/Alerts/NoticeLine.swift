import Alerting

/// One text of a rule, its subject or what it says, with values of the match in it.
///
/// A value is that of a field of the match, else the rule's own option of that name, else `alert_missing_value`
/// (elastalert/alerts.py). Without arguments the text stands as it is, braces and all.
struct NoticeLine: Sendable {
  private struct Argument {
    let field: EventField
    /// What stands for a value that the match lacks.
    let usual: String

    func text(in match: JSONObject) -> String {
      guard let value = field.value(in: match), !value.isNull else { return usual }
      return String(decoding: value.pythonText, as: UTF8.self)
    }
  }

  private let plain: String
  private let format: ArgumentFormat?
  private let arguments: [Argument]
  private let named: [String: Argument]

  /// Reads the text of the option `key`, with its `_args` and `_kw`; nil where the rule has no such option.
  init?(_ rule: AlertRule, _ key: String) throws(AlertRuleError) {
    guard let option = rule.options[key], !option.isNull else { return nil }
    plain = String(decoding: option.pythonText, as: UTF8.self)
    func argument(_ name: JSONTree) -> Argument {
      let name = String(decoding: name.pythonText, as: UTF8.self)
      let own = rule.options[name].flatMap { $0.isFalsy ? nil : $0 }
      let usual = own ?? rule.options["alert_missing_value"] ?? JSONTree("<MISSING VALUE>")
      return Argument(
        field: EventField(name), usual: String(decoding: usual.pythonText, as: UTF8.self))
    }
    let places = rule.options["\(key)_args"]
    let names = places == nil ? rule.options["\(key)_kw"] : nil
    arguments = try Self.list(places, rule, "\(key)_args").map(argument)
    var named: [String: Argument] = [:]
    for (field, name) in try Self.mapping(names, rule, "\(key)_kw") {
      named[name.text ?? name.json] = argument(field)
    }
    self.named = named
    format =
      places == nil && names == nil
      ? nil : try Self.format(plain, rule, key, arguments.count, named)
  }

  private static func format(
    _ text: String, _ rule: AlertRule, _ key: String, _ count: Int, _ named: [String: Argument]
  ) throws(AlertRuleError) -> ArgumentFormat {
    func refuse(_ problem: String) -> AlertRuleError {
      .conflict(
        at: rule.places[key] ?? rule.place, reason: "`\(key)` \(problem)",
        help: "{0} is the first value of `\(key)_args`; a brace itself is written {{ or }}")
    }
    do throws(ArgumentFormat.Problem) {
      let format = try ArgumentFormat(text)
      if format.placeCount > count {
        throw ArgumentFormat.Problem(
          text: "asks for \(format.placeCount) values, and `\(key)_args` has \(count)")
      }
      if let name = format.names.sorted().first(where: { named[$0] == nil }) {
        throw ArgumentFormat.Problem(text: "asks for {\(name)}, which `\(key)_kw` does not have")
      }
      return format
    } catch {
      throw refuse(error.text)
    }
  }

  private static func list(
    _ value: JSONTree?, _ rule: AlertRule, _ key: String
  ) throws(AlertRuleError) -> [JSONTree] {
    guard let value else { return [] }
    guard let list = value.array, list.count <= 1000 else {
      throw .wrongType(
        at: rule.places[key] ?? rule.place, key: key, expected: "a list of fields",
        found: value.json)
    }
    return list
  }

  private static func mapping(
    _ value: JSONTree?, _ rule: AlertRule, _ key: String
  ) throws(AlertRuleError) -> [(JSONTree, JSONTree)] {
    guard let value else { return [] }
    guard let object = value.object else {
      throw .wrongType(
        at: rule.places[key] ?? rule.place, key: key, expected: "fields, each with a name",
        found: value.json)
    }
    return object.members.map { (.string($0.key), $0.value) }
  }

  /// The text for a match.
  func text(of match: JSONObject) -> String {
    guard let format else { return plain }
    return format.text(
      arguments.map { $0.text(in: match) }, named.mapValues { $0.text(in: match) })
  }
}
