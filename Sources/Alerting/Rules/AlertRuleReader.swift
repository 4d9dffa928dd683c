import YAMLReading
import Yams

/// Gives the texts of files that rules name: imported rules and lists.
///
/// Only whoever gives them touches a disk.
package struct RuleFiles: Sendable {
  /// The text of the file `path`, as it stands in the file `from`; throws why it cannot be had.
  package let text: @Sendable (_ path: String, _ from: String) -> Result<String, RuleFileProblem>

  /// Takes a way to files.
  package init(
    text: @escaping @Sendable (_ path: String, _ from: String) -> Result<String, RuleFileProblem>
  ) {
    self.text = text
  }

  /// No file can be had.
  package static let none = RuleFiles { _, _ in
    .failure(RuleFileProblem(reason: "no files can be read here"))
  }
}

/// Why a file that a rule names cannot be had.
package struct RuleFileProblem: Error, Equatable {
  /// In words.
  package let reason: String

  /// Takes the reason.
  package init(reason: String) { self.reason = reason }
}

/// Reads one file, which holds one rule under ElastAlert's names.
package struct AlertRuleReader {
  /// How large a file may be.
  package static let mostBytes = 1 << 20
  /// How many files a rule may import.
  private static let mostImports = 50

  private let file: String
  private let files: RuleFiles
  /// The mode of all rules, whatever they say; nil where they decide.
  private let mode: RuleMode?

  /// What was passed over.
  package private(set) var warnings: [AlertRuleWarning] = []

  /// Prepares to read the file called `file`.
  package init(file: String, files: RuleFiles, mode: RuleMode? = nil) {
    self.file = file
    self.files = files
    self.mode = mode
  }

  /// Reads its text.
  ///
  /// - Throws: ``AlertRuleError`` at the first mistake.
  package mutating func read(_ text: String) throws(AlertRuleError) -> AlertRule {
    var (options, queries) = try load(text, file)
    try imports(&options, &queries)
    for key in options.keys {
      if OptionNames.code.contains(key) { throw .code(at: options.place(of: key), key: key) }
      if let warning = OptionNames.warning(for: key) {
        warnings.append(AlertRuleWarning(place: options.place(of: key), text: warning))
      }
    }
    return try rule(options, query: queries.count == 1 ? queries[0] : .all(queries))
  }

  private func load(
    _ text: String, _ file: String
  ) throws(AlertRuleError) -> (RuleOptions, [EventQuery]) {
    guard text.utf8.count <= Self.mostBytes else {
      throw .tooLarge(file: file, limit: Self.mostBytes)
    }
    let tree = YAMLTree<AlertRuleError>(file: file)
    let options = try RuleOptions(try tree.compose(text), tree)
    guard let filter = options.entries["filter"] else { return (options, []) }
    return (options, [try QueryReader(tree).read(filter.node, named: "filter")])
  }

  /// Reads imported files, the last one first, each with what it imports itself; filters are joined by AND.
  private func imports(
    _ options: inout RuleOptions, _ queries: inout [EventQuery]
  ) throws(AlertRuleError) {
    var stack: [(path: String, from: String, place: TextPlace)] = []
    var count = 0
    func push(_ paths: [String]?, _ entry: RuleOptions.Entry?) {
      guard let paths, let entry else { return }
      stack += paths.map { ($0, entry.place.file, entry.place) }
    }
    let own = try options.texts("import")
    push(own, options.remove("import"))
    while let next = stack.popLast() {
      count += 1
      guard count <= Self.mostImports else {
        throw .file(
          at: next.place, path: next.path,
          reason: "a rule imports at most \(Self.mostImports) files")
      }
      switch files.text(next.path, next.from) {
      case .failure(let problem):
        throw .file(at: next.place, path: next.path, reason: problem.reason)
      case .success(let text):
        var (imported, more) = try load(text, next.path)
        let paths = try imported.texts("import")
        push(paths, imported.remove("import"))
        options.add(imported: imported)
        queries = more + queries
      }
    }
  }

  // MARK: - The rule

  private mutating func rule(
    _ options: RuleOptions, query: EventQuery
  ) throws(AlertRuleError) -> AlertRule {
    guard let typeName = try options.text("type") else {
      throw .noType(at: options.place)
    }
    guard let type = RuleType(rawValue: typeName) else {
      throw .unknownType(at: options.place(of: "type"), text: typeName)
    }
    let name = try options.text("name") ?? Self.name(of: file)
    let mode = try self.mode(options, type)
    let condition = try ConditionReader(options, type, files).condition()
    if options.has("for"), type.isMoment {
      throw .conflict(
        at: options.place(of: "for"),
        reason:
          "what a rule of the type `\(type.rawValue)` finds does not last, so `for` has no meaning",
        help: "leave `for` out; `keep_firing_for` says how long it counts as going on")
    }
    return AlertRule(
      name: name, place: options.place, type: type, mode: mode, condition: condition,
      queryKey: try Self.queryKey(options), timestamp: try timestamp(options),
      policy: try policy(options, name), isEnabled: try options.flag("is_enabled", default: true),
      query: query, options: Self.plain(options),
      places: options.entries.mapValues(\.place))
  }

  private func mode(_ options: RuleOptions, _ type: RuleType) throws(AlertRuleError) -> RuleMode {
    enum Word: String, CaseIterable { case elastalert, none }
    let word = try options.word("compat", Word.self)
    let mode = self.mode ?? (word == .elastalert ? .elastalert : .stream)
    if mode == .elastalert, type == .pair {
      throw .conflict(
        at: options.place(of: "type"), reason: "ElastAlert has no rules of the type `pair`",
        help: "leave compat out")
    }
    return mode
  }

  static func queryKey(_ options: RuleOptions) throws(AlertRuleError) -> QueryKey? {
    guard let names = try options.texts("query_key") else { return nil }
    guard names.count <= 20 else {
      throw .badValue(
        at: options.place(of: "query_key"), key: "query_key", text: "\(names.count) fields",
        expected: "at most 20 fields")
    }
    let name = names.joined(separator: ",")
    return QueryKey(
      name: name, parts: names.count > 1 ? names.map { EventField($0) } : [],
      field: EventField(name))
  }

  private func timestamp(_ options: RuleOptions) throws(AlertRuleError) -> TimestampField {
    TimestampField(
      field: EventField(try options.text("timestamp_field") ?? "@timestamp"),
      format: try options.word("timestamp_type", TimestampField.Format.self) ?? .iso)
  }

  private func policy(
    _ options: RuleOptions, _ name: String
  ) throws(AlertRuleError) -> AlertPolicy {
    var policy = AlertPolicy(realertKey: try options.text("realert_key") ?? name)
    if let realert = try options.duration("realert") {
      policy.realert = realert
      policy.repeats = true
    } else if options.has("aggregation") {
      policy.realert = 0
    }
    policy.exponentialRealert = try options.timeframe("exponential_realert")
    policy.delay = try options.duration("query_delay") ?? 0
    policy.pending = try options.duration("for") ?? 0
    policy.keepFiring = try options.duration("keep_firing_for") ?? 0
    policy.resolves = try options.flag("resolve", default: true)
    policy.mostKeys = try options.integer("max_keys", in: 1...1_000_000) ?? policy.mostKeys
    return policy
  }

  private static func plain(_ options: RuleOptions) -> JSONObject {
    JSONObject(
      options.keys.compactMap { key in
        options.entries[key].map { (key, YAMLValue.value(of: $0.node)) }
      })
  }

  /// A file's name without its folder and extension.
  private static func name(of file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.split(separator: ".").first.map(String.init) ?? last
  }
}
