import Grok
import YAMLReading
import Yams

/// Reads one file of masking rules.
///
///     hash-key-from: GENLOG_MASK_KEY
///     min-length: 4
///     rules:
///       - {field: sip.call_id, action: copy}
///       - {keys: [PIN, '*password*'], action: hide}
///       - {pattern: 'card (?<number>\d{16})', action: unhide-last:4}
///       - include: default
struct MaskFile {
  /// Name of the file in messages.
  let file: String
  /// Gives environment variables.
  let environment: (String) -> String?

  private var key: MaskKey?
  private var minLength = MaskRules.defaultMinLength
  private var rules: [MaskRule] = []
  /// The first rule that needs a key.
  private var firstHash: TextPlace?

  private static let keys = ["hash-key", "hash-key-from", "min-length", "rules"]
  private static let ruleKeys = ["field", "keys", "pattern", "text", "action", "include"]
  /// A key of fewer bytes could be found by trying.
  private static let minKeyBytes = 16

  /// Prepares to read the file called `file`.
  init(file: String, environment: @escaping (String) -> String?) {
    self.file = file
    self.environment = environment
  }

  /// Reads its text.
  /// - Throws: ``MaskError`` at the first mistake.
  mutating func read(_ text: String) throws(MaskError) -> MaskRules {
    let tree = YAMLTree<MaskError>(file: file)
    var hasRules = false
    for (key, value) in try tree.mapping(try tree.compose(text), named: "the file") {
      switch key.text {
      case "hash-key":
        let scalar = try scalar(value, key.text, tree)
        try setKey(scalar.text, at: scalar.place)
      case "hash-key-from":
        let name = try scalar(value, key.text, tree)
        guard let text = environment(name.text), !text.isEmpty else {
          throw .emptyVariable(at: name.place, name: name.text)
        }
        try setKey(text, at: name.place)
      case "min-length": minLength = try number(value, key.text, tree)
      case "rules":
        hasRules = true
        for rule in try tree.sequence(value, named: key.text) { try read(rule: rule, tree) }
      default: throw .unknownKey(at: key.place, key: key.text, known: Self.keys)
      }
    }
    guard hasRules, !rules.isEmpty else { throw .noRules(file: file) }
    if let firstHash, key == nil { throw .missingKey(at: firstHash) }
    return MaskRules(rules, key: key, minLength: minLength)
  }

  private mutating func setKey(_ text: String, at place: TextPlace) throws(MaskError) {
    guard text.utf8.count >= Self.minKeyBytes else {
      throw .shortKey(at: place, minimum: Self.minKeyBytes)
    }
    key = MaskKey(text)
  }

  /// A text that is not empty.
  private func scalar(
    _ node: Node, _ key: String, _ tree: YAMLTree<MaskError>
  ) throws(MaskError) -> YAMLTree<MaskError>.Scalar {
    let scalar = try tree.scalar(node, named: key)
    if scalar.text.isEmpty { throw tree.wrongType(node, key, "a text") }
    return scalar
  }

  private func number(_ node: Node, _ key: String, _ tree: YAMLTree<MaskError>) throws(MaskError)
    -> Int
  {
    let scalar = try scalar(node, key, tree)
    guard let number = Int(scalar.text), (1...100).contains(number) else {
      throw .badNumber(at: scalar.place, key: key, text: scalar.text)
    }
    return number
  }

  // MARK: - Rules

  private mutating func read(rule node: Node, _ tree: YAMLTree<MaskError>) throws(MaskError) {
    let place = tree.place(of: node)
    var selection: (key: String, value: MaskRule.Selection)?
    var content: (key: String, value: MaskRule.Content)?
    var action: (value: MaskAction, place: TextPlace)?
    for (key, value) in try tree.mapping(node, named: "a rule") {
      switch key.text {
      case "include":
        guard try tree.mapping(node, named: "a rule").count == 1 else {
          throw .conflict(at: key.place, key: "include", other: "other keys")
        }
        return try include(value, tree)
      case "field", "keys":
        if let other = selection {
          throw .conflict(at: key.place, key: key.text, other: other.key)
        }
        selection = (key.text, try self.selection(key.text, value, tree))
      case "pattern", "text":
        if let other = content { throw .conflict(at: key.place, key: key.text, other: other.key) }
        content = (key.text, try self.content(key.text, value, tree))
      case "action": action = try self.action(value, tree)
      default: throw .unknownKey(at: key.place, key: key.text, known: Self.ruleKeys)
      }
    }
    guard let action else { throw .missingAction(at: place) }
    guard selection != nil || content != nil else { throw .selectsNothing(at: place) }
    if action.value == .skip, content != nil { throw .partialSkip(at: action.place) }
    if action.value == .hash { firstHash = firstHash ?? action.place }
    rules.append(
      MaskRule(
        selection: selection?.value ?? .everywhere, content: content?.value ?? .whole,
        action: action.value))
  }

  private mutating func include(_ node: Node, _ tree: YAMLTree<MaskError>) throws(MaskError) {
    let name = try scalar(node, "include", tree)
    guard name.text == "default", file != MaskRules.builtInName else {
      throw .unknownInclude(at: name.place, text: name.text)
    }
    rules += try MaskRules.builtIn().rules
  }

  private func selection(
    _ key: String, _ node: Node, _ tree: YAMLTree<MaskError>
  ) throws(MaskError) -> MaskRule.Selection {
    let scalars = try tree.scalars(node, named: key)
    if scalars.contains(where: \.text.isEmpty) { throw tree.wrongType(node, key, "a text") }
    if key == "keys" { return .keys(KeyNames(scalars.map(\.text))) }
    var paths: [KeyPath] = []
    for scalar in scalars {
      guard let path = KeyPath(scalar.text) else {
        throw .badPath(at: scalar.place, text: scalar.text)
      }
      paths.append(path)
    }
    return .fields(paths)
  }

  private func content(
    _ key: String, _ node: Node, _ tree: YAMLTree<MaskError>
  ) throws(MaskError) -> MaskRule.Content {
    let scalar = try scalar(node, key, tree)
    if key == "text" {
      guard let kind = TextKind(rawValue: scalar.text) else {
        throw .unknownKind(at: scalar.place, text: scalar.text)
      }
      return .text(kind)
    }
    do {
      let pattern = try GrokPattern(
        scalar.text, library: try PatternLibrary.standard(.ecs),
        origin: PatternOrigin(file: file, line: scalar.place.line))
      return .pattern(pattern)
    } catch {
      throw .badPattern(at: scalar.place, problem: error.description)
    }
  }

  private func action(
    _ node: Node, _ tree: YAMLTree<MaskError>
  ) throws(MaskError) -> (value: MaskAction, place: TextPlace) {
    let scalar = try scalar(node, "action", tree)
    guard let action = MaskAction(scalar.text) else {
      throw .unknownAction(at: scalar.place, text: scalar.text)
    }
    return (action, scalar.place)
  }
}
