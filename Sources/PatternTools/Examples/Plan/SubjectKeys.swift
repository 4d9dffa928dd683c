import GenesysLog
import Grok
import YAMLReading

/// What of a test file says what a text is given to; a test's own hold before the file's.
struct SubjectKeys {
  /// The keys.
  static let names = ["pattern", "expression", "rule", "component", "date", "timezone"]

  /// The rule that has to take the text.
  private(set) var rule: String?
  private var pattern: String?
  private var expressions: [String] = []
  private var expressionPlace: TextPlace?
  private var component: Component?
  private var date: String?
  private var timezone: String?

  /// None.
  init() {}

  /// Those of a file or a test.
  init(
    _ members: [String: DocumentNode], defaults: SubjectKeys = SubjectKeys()
  ) throws(ExampleError) {
    self = defaults
    let given = ["pattern", "expression", "rule"].filter { members[$0] != nil }
    if given.count > 1, let node = members[given[1]] {
      throw .problem(
        at: node.place, "`\(given[1])` stands beside `\(given[0])`",
        help: "a text is given to one of `pattern`, `expression` and `rule`")
    }
    if !given.isEmpty { (rule, pattern, expressions) = (nil, nil, []) }
    rule = try members["rule"]?.text(named: "rule") ?? rule
    pattern = try members["pattern"]?.text(named: "pattern") ?? pattern
    if let node = members["expression"] {
      expressions = try node.texts(named: "expression")
      expressionPlace = node.place
    }
    if let node = members["component"] { component = try Self.component(node) }
    date = try members["date"]?.text(named: "date") ?? date
    timezone = try members["timezone"]?.text(named: "timezone") ?? timezone
  }

  private static func component(_ node: DocumentNode) throws(ExampleError) -> Component {
    let name = try node.text(named: "component")
    if let component = Component.named(name) { return component }
    throw .problem(
      at: node.place, "unknown component `\(name)`",
      help: "`genlog help parse` lists the components")
  }

  /// The name of a test that has none.
  func title(isRecord: Bool) -> String {
    if isRecord { return component?.id ?? "record" }
    return pattern ?? rule ?? expressions.first ?? ""
  }

  /// What the text of a test is given to.
  func subject(
    _ workbench: Workbench, _ node: DocumentNode
  ) throws(ExampleError) -> any ExampleSubject {
    if let pattern { return try self.subject(pattern: pattern, workbench, node) }
    if let rule {
      let rules = try workbench.rules()
      guard let known = rules.rules.first(where: { $0.name == rule }) else {
        let near = Spelling.nearest(to: rule, among: rules.rules.map(\.name))
        throw .problem(
          at: node.place, "there is no rule `\(rule)`",
          help: near.map { "did you mean `\($0)`?" } ?? "name the rule's file under `patterns`")
      }
      // As for the examples that stand in rule files.
      let usual = known.components.first ?? Component.named("GAX")
      return RuleSubject(rules: rules, component: component ?? usual)
    }
    guard !expressions.isEmpty, let place = expressionPlace else {
      throw .problem(
        at: node.place, "the test does not say what its text is given to",
        help: "give `pattern`, `expression` or `rule`, here or at the top of the file")
    }
    return ExpressionSubject(
      expressions, at: PatternOrigin(place), library: try workbench.library())
  }

  private func subject(
    pattern: String, _ workbench: Workbench, _ node: DocumentNode
  ) throws(ExampleError) -> any ExampleSubject {
    let library = try workbench.library()
    guard library[pattern] != nil else {
      let near = Spelling.nearest(to: pattern, among: library.names)
      throw .problem(
        at: node.place, "no library defines the pattern \(pattern)",
        help: near.map { "did you mean \($0)?" } ?? "name its file under `patterns`")
    }
    return ExpressionSubject(pattern: pattern, library: library)
  }

  /// The engine that a whole record is given to.
  func record(
    _ workbench: Workbench, _ node: DocumentNode
  ) throws(ExampleError) -> any ExampleSubject {
    var log = RecordSubject(rules: try workbench.rules(), component: component)
    if let date {
      guard let day = RecordSubject.day(date) else {
        throw .problem(
          at: node.place, "`\(date)` is no date", help: "write a date as '2016-05-13', in quotes")
      }
      log.day = day
    }
    if let timezone {
      guard let zone = RecordSubject.zone(timezone) else {
        throw .problem(
          at: node.place, "unknown time zone `\(timezone)`",
          help: "write a zone as Europe/Berlin, or UTC")
      }
      log.zone = zone
    }
    return log
  }
}
