import YAMLReading
import Yams

/// The options of one rule, read by type with the place of every mistake.
struct RuleOptions {
  /// A key, its value, and the file that both come from.
  struct Entry {
    /// The place of the key.
    let place: TextPlace
    /// The value.
    let node: Node
    /// The tree of its file.
    let tree: YAMLTree<AlertRuleError>
  }

  /// Values by key.
  private(set) var entries: [String: Entry] = [:]
  /// Keys in the order of the file.
  private(set) var keys: [String] = []
  /// Where the rule begins.
  let place: TextPlace

  /// Options of the mapping at a file's root.
  init(_ root: Node, _ tree: YAMLTree<AlertRuleError>) throws(AlertRuleError) {
    place = tree.place(of: root)
    for (key, value) in try tree.mapping(root, named: "the file") {
      keys.append(key.text)
      entries[key.text] = Entry(place: key.place, node: value, tree: tree)
    }
  }

  /// Takes over the options of an imported file, except those that are here already.
  mutating func add(imported: RuleOptions) {
    for key in imported.keys where entries[key] == nil {
      keys.append(key)
      entries[key] = imported.entries[key]
    }
  }

  /// Takes an option out.
  mutating func remove(_ key: String) -> Entry? {
    keys.removeAll { $0 == key }
    return entries.removeValue(forKey: key)
  }

  /// The place of a key, or of the rule where it has none.
  func place(of key: String) -> TextPlace { entries[key]?.place ?? place }

  /// Whether the key stands there.
  func has(_ key: String) -> Bool { entries[key] != nil }

  // MARK: - Types

  /// A text that is not empty.
  func text(_ key: String) throws(AlertRuleError) -> String? {
    guard let entry = entries[key] else { return nil }
    let scalar = try entry.tree.scalar(entry.node, named: key)
    if scalar.text.isEmpty { throw entry.tree.wrongType(entry.node, key, "a text") }
    return scalar.text
  }

  /// A text, or a list of them.
  func texts(_ key: String) throws(AlertRuleError) -> [String]? {
    guard let entry = entries[key] else { return nil }
    let scalars = try entry.tree.scalars(entry.node, named: key)
    if scalars.contains(where: { $0.text.isEmpty }) {
      throw entry.tree.wrongType(entry.node, key, "one text, or a list of texts")
    }
    return scalars.map(\.text)
  }

  /// `true` or `false`; false where the key does not stand there.
  func flag(_ key: String, default usual: Bool = false) throws(AlertRuleError) -> Bool {
    guard let entry = entries[key] else { return usual }
    guard case .boolean(let value) = YAMLValue.value(of: entry.node) else {
      throw bad(key, entry, "true or false")
    }
    return value
  }

  /// A number, at least `least`.
  func number(_ key: String, least: Double = -.infinity) throws(AlertRuleError) -> Double? {
    guard let entry = entries[key] else { return nil }
    let value = YAMLValue.value(of: entry.node)
    guard let number = value.double, number.isFinite, number >= least else {
      throw bad(key, entry, least == -.infinity ? "a number" : "a number of at least \(least)")
    }
    return number
  }

  /// A whole number in `range`.
  func integer(_ key: String, in range: ClosedRange<Int>) throws(AlertRuleError) -> Int? {
    guard let entry = entries[key] else { return nil }
    guard let number = YAMLValue.value(of: entry.node).integer.flatMap({ Int(exactly: $0) }),
      range.contains(number)
    else {
      throw bad(key, entry, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// One word of several.
  func word<Word: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ type: Word.Type
  ) throws(AlertRuleError) -> Word? {
    guard let entry = entries[key], let text = try text(key) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw bad(key, entry, Word.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
    }
    return word
  }

  /// A time in microseconds: `{minutes: 5}`, or `5m`.
  func duration(_ key: String) throws(AlertRuleError) -> Int64? {
    guard let entry = entries[key] else { return nil }
    let expected = "a time like {minutes: 5} or 5m"
    if case .scalar(let scalar) = entry.node {
      guard let time = RuleDuration.short(scalar.string) else { throw bad(key, entry, expected) }
      return time
    }
    var total = 0.0
    for (unit, value) in try entry.tree.mapping(entry.node, named: key) {
      guard let factor = RuleDuration.units[unit.text] else {
        throw .badValue(
          at: unit.place, key: key, text: unit.text,
          expected: "weeks, days, hours, minutes, seconds or milliseconds")
      }
      guard let number = YAMLValue.value(of: value).double else { throw bad(key, entry, expected) }
      total += number * factor
    }
    guard let time = Int64(exactly: total.rounded(.toNearestOrEven)), time >= 0,
      time <= RuleDuration.most
    else { throw bad(key, entry, expected) }
    return time
  }

  /// A time longer than none.
  func timeframe(_ key: String) throws(AlertRuleError) -> Int64? {
    guard let time = try duration(key) else { return nil }
    guard time > 0 else {
      throw .badValue(
        at: place(of: key), key: key, text: "0", expected: "a time like {minutes: 5} or 5m")
    }
    return time
  }

  /// A value that the type of the rule cannot do without.
  func need<Value>(
    _ value: Value?, _ key: String, _ type: RuleType
  ) throws(AlertRuleError) -> Value {
    guard let value else { throw .missing(at: place, key: key, type: type.rawValue) }
    return value
  }

  /// The mistake of a value that its key cannot have.
  func bad(_ key: String, _ entry: Entry, _ expected: String) -> AlertRuleError {
    guard case .scalar(let scalar) = entry.node else {
      return entry.tree.wrongType(entry.node, key, expected)
    }
    return .badValue(
      at: entry.tree.place(of: entry.node), key: key, text: scalar.string, expected: expected)
  }
}

/// Times as rule files write them.
package enum RuleDuration {
  /// Microseconds of the units that ElastAlert has.
  static let units: [String: Double] = [
    "weeks": 604_800e6, "days": 86_400e6, "hours": 3600e6, "minutes": 60e6, "seconds": 1e6,
    "milliseconds": 1e3,
  ]

  /// Ten years: what is longer is a mistake.
  static let most: Int64 = 3650 * 86_400_000_000

  /// `90s`, `5m`, `1h30m`, `500ms`; nil for another text.
  package static func short(_ text: String) -> Int64? {
    let factors = [
      "ms": 1e3, "s": 1e6, "m": 60e6, "h": 3600e6, "d": 86_400e6, "w": 604_800e6,
    ]
    var rest = text[...]
    var total = 0.0
    guard !rest.isEmpty, rest.utf8.count <= 40 else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
      guard let number = Double(digits), let factor = factors[String(unit)] else { return nil }
      total += number * factor
      rest = rest.dropFirst(digits.count + unit.count)
    }
    guard let time = Int64(exactly: total.rounded()), time <= most else { return nil }
    return time
  }
}
