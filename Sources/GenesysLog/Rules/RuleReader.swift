import YAMLReading
import Yams

/// Reads one rule of a rule file's tree.
struct RuleReader {
  /// The tree the rule is in.
  let tree: RuleTree

  private static let keys = [
    "name", "code", "pattern", "members", "action", "set", "examples", "counterexamples",
  ]

  private var name: RuleTree.Scalar?
  private var action: String?
  private var codes: [Int] = []
  private var seesMembers = false
  private var patterns: [RuleTree.Scalar] = []
  private var constants: [RuleField] = []
  private var examples: [RuleExample]?
  private var counterexamples: [RuleCounterexample] = []

  /// A reader of one rule.
  init(tree: RuleTree) {
    self.tree = tree
  }

  /// The rule at a node.
  func read(_ node: Node) throws(RuleError) -> Rule {
    var reader = self
    for (key, value) in try tree.mapping(node, named: "a rule") {
      try reader.take(key, value)
    }
    return try reader.finish(at: tree.place(of: node))
  }

  private mutating func take(_ key: RuleTree.Scalar, _ value: Node) throws(RuleError) {
    switch key.text {
    case "name":
      name = try readName(value)
    case "code":
      var read: [Int] = []
      for scalar in try tree.scalars(value, named: "code") { read.append(try code(scalar)) }
      codes = read
    case "pattern": patterns = try tree.scalars(value, named: "pattern")
    case "members": seesMembers = try tree.flag(value, of: key)
    case "action": action = try tree.scalar(value, named: "action").text
    case "set": constants = try fields(value, named: "set", lists: false)
    case "examples":
      var read: [RuleExample] = []
      for element in try tree.sequence(value, named: "examples") {
        read.append(try example(element))
      }
      examples = read
    case "counterexamples":
      counterexamples = try tree.scalars(value, named: "counterexamples").map {
        RuleCounterexample(line: $0.text, place: $0.place)
      }
    default: throw tree.unknown(key, known: Self.keys)
    }
  }

  private func finish(at place: TextPlace) throws(RuleError) -> Rule {
    guard let name else { throw .missingKey(at: place, key: "name", owner: "a rule") }
    let owner = "the rule \(name.text)"
    guard !patterns.isEmpty else { throw .missingKey(at: place, key: "pattern", owner: owner) }
    guard let examples, !examples.isEmpty else {
      throw .missingKey(at: place, key: "examples", owner: owner)
    }
    return Rule(
      name: name.text, codes: codes, components: [],
      patterns: patterns.map { RulePattern($0.text, rule: name.text, place: $0.place) },
      seesMembers: seesMembers,
      action: action ?? name.text, constants: constants, examples: examples,
      counterexamples: counterexamples, place: name.place)
  }

  private func readName(_ node: Node) throws(RuleError) -> RuleTree.Scalar {
    let scalar = try tree.scalar(node, named: "name")
    let isPlain = scalar.text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }
    guard isPlain, !scalar.text.isEmpty else {
      throw .badName(at: scalar.place, name: scalar.text)
    }
    return scalar
  }

  private func code(_ scalar: RuleTree.Scalar) throws(RuleError) -> Int {
    let isDigits = scalar.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isDigits, scalar.text.utf8.count == 5, let code = Int(scalar.text) else {
      throw .badCode(at: scalar.place, code: scalar.text)
    }
    return code
  }

  private func example(_ node: Node) throws(RuleError) -> RuleExample {
    var line: String?
    var fields: [RuleField] = []
    for (key, value) in try tree.mapping(node, named: "an example") {
      switch key.text {
      case "line": line = try tree.scalar(value, named: "line").text
      case "fields": fields = try self.fields(value, named: "fields", lists: true)
      default: throw tree.unknown(key, known: ["line", "fields"])
      }
    }
    guard let line else {
      throw .missingKey(at: tree.place(of: node), key: "line", owner: "an example")
    }
    return RuleExample(line: line, fields: fields, place: tree.place(of: node))
  }

  private func fields(
    _ node: Node, named name: String, lists: Bool
  ) throws(RuleError) -> [RuleField] {
    var fields: [RuleField] = []
    for (key, value) in try tree.mapping(node, named: name) {
      fields.append(RuleField(name: key.text, value: try tree.value(value, of: key, lists: lists)))
    }
    return fields
  }
}
