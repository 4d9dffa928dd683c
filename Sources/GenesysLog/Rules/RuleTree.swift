import Yams

/// The YAML tree of a rule file, read with types checked and places kept.
struct RuleTree {
  /// Name of the file in messages.
  let file: String

  /// One scalar: its text as written, without the quotes, and its place.
  struct Scalar {
    let text: String
    let place: RulePlace
  }

  /// The root of a text; an empty text is an empty mapping.
  func compose(_ text: String) throws(RuleError) -> Node {
    do {
      // `.basic` leaves the types of scalars to `value(_:of:lists:)`: Yams' own resolver runs
      // seven regular expressions on each (10 ms for 75 kB of rules, 3 ms without).
      return try Yams.compose(yaml: text, .basic) ?? .mapping(Node.Mapping([]))
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw .notYAML(at: RulePlace(file: file, line: 1, column: 1), problem: "\(error)")
    }
  }

  /// The place where a node starts.
  func place(of node: Node) -> RulePlace {
    place(node.mark)
  }

  private func place(_ mark: Mark?) -> RulePlace {
    RulePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// The error for a key that may not stand where it does.
  func unknown(_ key: Scalar, known: [String]) -> RuleError {
    .unknownKey(at: key.place, key: key.text, known: known)
  }

  /// The pairs of a mapping, in order.
  func mapping(_ node: Node, named name: String) throws(RuleError) -> [(Scalar, Node)] {
    guard case .mapping(let mapping) = node else {
      throw wrongType(node, name, "a mapping of keys to values")
    }
    var pairs: [(Scalar, Node)] = []
    for (key, value) in mapping {
      pairs.append((try scalar(key, named: "a key of \(name)"), value))
    }
    return pairs
  }

  /// The elements of a list.
  func sequence(_ node: Node, named name: String) throws(RuleError) -> Node.Sequence {
    guard case .sequence(let sequence) = node else { throw wrongType(node, name, "a list") }
    return sequence
  }

  /// One scalar.
  func scalar(_ node: Node, named name: String) throws(RuleError) -> Scalar {
    guard case .scalar(let scalar) = node else { throw wrongType(node, name, "one text") }
    return Scalar(text: scalar.string, place: place(of: node))
  }

  /// One scalar, or a list of them that is not empty.
  func scalars(_ node: Node, named name: String) throws(RuleError) -> [Scalar] {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      if case .scalar = node { return [try scalar(node, named: name)] }
      throw wrongType(node, name, "one text, or a list of texts")
    }
    var scalars: [Scalar] = []
    for element in sequence { scalars.append(try scalar(element, named: name)) }
    return scalars
  }

  /// The value of a field: quoted scalars are texts, plain ones what they look like.
  func value(_ node: Node, of key: Scalar, lists: Bool) throws(RuleError) -> RuleValue {
    switch node {
    case .scalar(let scalar):
      if scalar.style != .plain { return .string(scalar.string) }
      if scalar.string == "true" || scalar.string == "false" {
        return .boolean(scalar.string == "true")
      }
      if ["", "~", "null"].contains(scalar.string) {
        throw wrongType(node, key.text, "a value: absent fields are left out")
      }
      guard isNumber(scalar.string) else { return .string(scalar.string) }
      if let integer = Int(scalar.string) { return .integer(integer) }
      if let double = Double(scalar.string), double.isFinite { return .double(double) }
      return .string(scalar.string)
    case .sequence(let sequence) where lists:
      var values: [RuleValue] = []
      for element in sequence { values.append(try value(element, of: key, lists: false)) }
      return .list(values)
    default:
      throw wrongType(node, key.text, lists ? "a text, a number or a list" : "a text or a number")
    }
  }

  /// `true` or `false`.
  func flag(_ node: Node, of key: Scalar) throws(RuleError) -> Bool {
    guard case .boolean(let flag) = try value(node, of: key, lists: false) else {
      throw wrongType(node, key.text, "true or false")
    }
    return flag
  }

  /// Refuses a text that uses a YAML alias: nested ones make a tree of exponential size.
  func refuseAliases(in text: String) throws(RuleError) {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return }
    var anchors: Set<Substring> = []
    for word in words(after: "&", in: text) { anchors.insert(word.name) }
    for alias in words(after: "*", in: text) where anchors.contains(alias.name) {
      throw .hasAlias(at: alias.place, name: String(alias.name))
    }
  }

  /// The words right after a mark at the start of a token, where YAML has anchors and aliases.
  private func words(
    after mark: Character, in text: String
  ) -> [(name: Substring, place: RulePlace)] {
    var words: [(name: Substring, place: RulePlace)] = []
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      for piece in line.split(whereSeparator: { " \t[]{},".contains($0) })
      where piece.first == mark {
        let name = piece.dropFirst().prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
        let column = line.distance(from: line.startIndex, to: piece.startIndex) + 1
        if !name.isEmpty {
          words.append((name, RulePlace(file: file, line: number + 1, column: column)))
        }
      }
    }
    return words
  }

  /// Whether a plain scalar is a number as JSON writes it: `0e85` and `007` are texts.
  private func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, (0x30...0x39).contains(first) else { return false }
    if first == UInt8(ascii: "0"), let next = digits.dropFirst().first,
      next != UInt8(ascii: ".")
    {
      return false
    }
    return digits.allSatisfy { byte in
      (0x30...0x39).contains(byte) || ".eE+-".utf8.contains(byte)
    }
  }

  private func wrongType(_ node: Node, _ name: String, _ expected: String) -> RuleError {
    let found =
      switch node {
      case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "a text"
      case .sequence(let sequence): sequence.isEmpty ? "an empty list" : "a list"
      case .mapping: "a mapping"
      case .alias: "an alias"
      }
    return .wrongType(at: place(of: node), key: name, expected: expected, found: found)
  }

  private func problem(_ error: YamlError) -> RuleError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .notYAML(at: place(mark), problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      .notYAML(
        at: place(context.mark),
        problem: "the key `\(keys.first ?? "")` stands twice in one mapping")
    case .reader(let problem, _, _, _):
      .notYAML(at: RulePlace(file: file, line: 1, column: 1), problem: problem)
    default:
      .notYAML(at: RulePlace(file: file, line: 1, column: 1), problem: "unreadable text")
    }
  }
}
