import EventFilter
import YAMLReading
import Yams

/// Reads the queries of a rule file: Elasticsearch's forms, and expressions of `--where`.
struct QueryReader {
  private let tree: YAMLTree<AlertRuleError>

  /// How deep queries may nest.
  private static let largestDepth = 30
  /// The forms, as the help names them.
  private static let forms = [
    "term", "terms", "range", "exists", "wildcard", "prefix", "regexp", "match", "match_phrase",
    "query_string", "bool", "match_all", "query", "and", "or", "not",
  ]

  /// Reads nodes of a tree.
  init(_ tree: YAMLTree<AlertRuleError>) { self.tree = tree }

  /// Reads a filter: one query, or a list of which all must hold.
  func read(_ node: Node, named key: String) throws(AlertRuleError) -> EventQuery {
    if case .sequence(let items) = node {
      var parts: [EventQuery] = []
      for item in items { parts.append(try query(item, 0)) }
      return parts.count == 1 ? parts[0] : .all(parts)
    }
    if case .scalar(let scalar) = node, scalar.string.isEmpty { return .all([]) }
    return try query(node, 0)
  }

  private func query(_ node: Node, _ depth: Int) throws(AlertRuleError) -> EventQuery {
    let place = tree.place(of: node)
    guard depth < Self.largestDepth else {
      throw .badFilter(at: place, reason: "it is nested too deep", help: "write it flatter")
    }
    if case .scalar(let scalar) = node { return try expression(scalar.string, place) }
    let pairs = try tree.mapping(node, named: "a filter")
    guard pairs.count == 1, let (form, value) = pairs.first else {
      throw .badFilter(
        at: place, reason: "a filter has one form, and this has \(pairs.count)",
        help: "make a list item of each: - term: {event.code: '24200'}")
    }
    switch form.text {
    case "bool": return try bool(value, depth)
    case "query", "filter", "filtered": return try query(value, depth + 1)
    case "and": return .all(try queries(value, depth))
    case "or": return .some(try queries(value, depth), least: 1)
    case "not": return .not(try query(value, depth + 1))
    case "match_all": return .all([])
    case "exists":
      return .exists(EventField(try fieldOption(value, form.text)))
    case "missing":
      return .not(.exists(EventField(try fieldOption(value, form.text))))
    case "query_string", "simple_query_string", "query_string_query":
      return try queryString(value)
    case "term", "terms", "range", "wildcard", "prefix", "regexp", "match", "match_phrase":
      return try fieldQuery(form.text, value)
    default:
      throw .badFilter(
        at: form.place, reason: "there is no form `\(form.text)` of a query here",
        help: AlertRuleError.advice(for: form.text, among: Self.forms))
    }
  }

  private func queries(_ node: Node, _ depth: Int) throws(AlertRuleError) -> [EventQuery] {
    guard case .sequence(let items) = node else { return [try query(node, depth + 1)] }
    var parts: [EventQuery] = []
    for item in items { parts.append(try query(item, depth + 1)) }
    return parts
  }

  private func expression(_ text: String, _ place: TextPlace) throws(AlertRuleError) -> EventQuery {
    do {
      return .expression(try EventFilter(text))
    } catch {
      // The filter's own message has its place, text and help.
      let lines = error.description.split(separator: "\n").map(String.init)
      let help = lines.last { $0.hasPrefix("help: ") }?.dropFirst(6)
      let reason = lines.filter { !$0.hasPrefix("help: ") }.joined(separator: "\n")
      throw .badFilter(
        at: place, reason: reason, help: help.map(String.init) ?? "see docs/alerts.md")
    }
  }

  private func bool(_ node: Node, _ depth: Int) throws(AlertRuleError) -> EventQuery {
    var parts: [EventQuery] = []
    var should: [EventQuery] = []
    var least: Int?
    var hasMust = false
    for (key, value) in try tree.mapping(node, named: "bool") {
      switch key.text {
      case "must", "filter":
        hasMust = true
        parts += try queries(value, depth)
      case "must_not": parts += try queries(value, depth).map { .not($0) }
      case "should": should = try queries(value, depth)
      case "minimum_should_match":
        guard let number = YAMLValue.value(of: value).integer, (0...1000).contains(number) else {
          throw .badFilter(
            at: key.place, reason: "minimum_should_match is no whole number",
            help: "write how many must hold: 1")
        }
        least = Int(number)
      case "boost", "_name": continue
      default:
        throw .badFilter(
          at: key.place, reason: "bool has no `\(key.text)`",
          help: AlertRuleError.advice(
            for: key.text, among: ["must", "filter", "should", "must_not", "minimum_should_match"]))
      }
    }
    if !should.isEmpty { parts.append(.some(should, least: least ?? (hasMust ? 0 : 1))) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// `{field: name}`.
  private func fieldOption(_ node: Node, _ form: String) throws(AlertRuleError) -> String {
    for (key, value) in try tree.mapping(node, named: form) where key.text == "field" {
      return try tree.scalar(value, named: "field").text
    }
    throw .badFilter(
      at: tree.place(of: node), reason: "\(form) names no field",
      help: "write \(form): {field: host.name}")
  }

  private func queryString(_ node: Node) throws(AlertRuleError) -> EventQuery {
    var text: String?
    var field: String?
    var isAnd = false
    let place = tree.place(of: node)
    if case .scalar(let scalar) = node {
      text = scalar.string
    } else {
      for (key, value) in try tree.mapping(node, named: "query_string") {
        switch key.text {
        case "query": text = try tree.scalar(value, named: "query").text
        case "default_field":
          let name = try tree.scalar(value, named: "default_field").text
          field = name == "*" ? nil : name
        case "default_operator":
          isAnd = try tree.scalar(value, named: "default_operator").text.lowercased() == "and"
        case "analyze_wildcard", "allow_leading_wildcard", "lenient", "boost": continue
        default:
          throw .badFilter(
            at: key.place, reason: "query_string has no `\(key.text)` here",
            help: "known are `query`, `default_field`, `default_operator`")
        }
      }
    }
    guard let text else {
      throw .badFilter(at: place, reason: "query_string has no query", help: "add query: 'a: b'")
    }
    do {
      return try QueryString.read(text, defaultField: field, defaultIsAnd: isAnd)
    } catch {
      throw .badFilter(at: place, reason: error.reason, help: error.help)
    }
  }

  // MARK: - One field

  private func fieldQuery(_ form: String, _ node: Node) throws(AlertRuleError) -> EventQuery {
    let pairs = try tree.mapping(node, named: form).filter { $0.0.text != "boost" }
    guard pairs.count == 1, let (field, value) = pairs.first else {
      throw .badFilter(
        at: tree.place(of: node), reason: "\(form) asks for one field, and this has \(pairs.count)",
        help: "write \(form): {host.name: sip-1}")
    }
    return .test(EventField(field.text), try test(form, value))
  }

  private func test(_ form: String, _ node: Node) throws(AlertRuleError) -> ValueTest {
    switch form {
    case "terms":
      var terms: [QueryTerm] = []
      for item in try tree.sequence(node, named: form) {
        terms.append(QueryTerm(YAMLValue.value(of: item)))
      }
      return .terms(terms)
    case "range": return .range(try range(node))
    default: break
    }
    let (value, options) = try valueAndOptions(node, form)
    let text = QueryTerm(value).text
    let ignoresCase = options["case_insensitive"] == .boolean(true)
    switch form {
    case "term": return .terms([QueryTerm(value)])
    case "wildcard": return .wildcard(Wildcard(text, ignoresCase: ignoresCase))
    case "prefix":
      let escaped = text.flatMap { "*?\\".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
      return .wildcard(Wildcard(escaped + [UInt8(ascii: "*")], ignoresCase: ignoresCase))
    case "regexp":
      do {
        return .regex(try QueryRegex.compile(String(decoding: text, as: UTF8.self)))
      } catch {
        throw .badFilter(at: tree.place(of: node), reason: error.reason, help: error.help)
      }
    case "match_phrase": return .termOrPhrase(QueryTerm(value), WordPhrase(text))
    default:
      return .words(
        WordPhrase(text).each, all: options["operator"]?.text?.lowercased() == "and")
    }
  }

  /// `value`, or `{value: value, option: ...}`; `query` is the name of a value in `match`.
  private func valueAndOptions(
    _ node: Node, _ form: String
  ) throws(AlertRuleError) -> (JSONTree, JSONObject) {
    let value = YAMLValue.value(of: node)
    switch value {
    case .object(let object):
      guard let inner = object["value"] ?? object["query"] ?? object["wildcard"] else {
        throw .badFilter(
          at: tree.place(of: node), reason: "\(form) has no value",
          help: "write \(form): {host.name: sip-1}")
      }
      return (inner, object)
    case .array:
      throw .badFilter(
        at: tree.place(of: node), reason: "\(form) has one value, not a list",
        help: form == "term" ? "use terms" : "make a list item of each, in bool: {should: [...]}")
    default: return (value, JSONObject())
    }
  }

  private func range(_ node: Node) throws(AlertRuleError) -> QueryRange {
    var range = QueryRange()
    for (key, value) in try tree.mapping(node, named: "range") {
      let term = QueryTerm(YAMLValue.value(of: value))
      switch key.text {
      case "gte", "from", "gt":
        range.lower = try bound(term, isInclusive: key.text != "gt", key)
      case "lte", "to", "lt":
        range.upper = try bound(term, isInclusive: key.text != "lt", key)
      case "boost", "format", "time_zone", "relation", "include_lower", "include_upper": continue
      default:
        throw .badFilter(
          at: key.place, reason: "a range has no `\(key.text)`", help: "known are gt, gte, lt, lte")
      }
    }
    return range
  }

  private func bound(
    _ term: QueryTerm, isInclusive: Bool, _ key: YAMLTree<AlertRuleError>.Scalar
  ) throws(AlertRuleError) -> QueryRange.Bound {
    if term.text.starts(with: "now".utf8) {
      throw .badFilter(
        at: key.place, reason: "a time that counts from now would mean another each time",
        help: "leave it out: rules see events as they come")
    }
    return QueryRange.Bound(term, isInclusive: isInclusive)
  }
}
