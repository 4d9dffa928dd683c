import Yams

/// The YAML tree of a file of masking rules, read with types checked and places kept.
struct MaskTree {
  /// Name of the file in messages.
  let file: String

  /// One scalar: its text and its place.
  struct Scalar {
    let text: String
    let place: MaskPlace
  }

  /// The root of a text; an empty text is an empty mapping.
  func compose(_ text: String) throws(MaskError) -> Node {
    try refuseAliases(in: text)
    do {
      return try Yams.compose(yaml: text, .basic) ?? .mapping(Node.Mapping([]))
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw .notYAML(at: place(nil), problem: "\(error)")
    }
  }

  /// The place where a node starts.
  func place(of node: Node) -> MaskPlace { place(node.mark) }

  /// The pairs of a mapping, in order.
  func mapping(_ node: Node, named name: String) throws(MaskError) -> [(Scalar, Node)] {
    guard case .mapping(let mapping) = node else {
      throw .wrongType(at: place(of: node), key: name, expected: "a mapping of keys to values")
    }
    var pairs: [(Scalar, Node)] = []
    for (key, value) in mapping {
      pairs.append((try scalar(key, named: "a key of \(name)"), value))
    }
    return pairs
  }

  /// The elements of a list.
  func sequence(_ node: Node, named name: String) throws(MaskError) -> Node.Sequence {
    guard case .sequence(let sequence) = node else {
      throw .wrongType(at: place(of: node), key: name, expected: "a list")
    }
    return sequence
  }

  /// One scalar that is not empty.
  func scalar(_ node: Node, named name: String) throws(MaskError) -> Scalar {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw .wrongType(at: place(of: node), key: name, expected: "a text")
    }
    return Scalar(text: scalar.string, place: place(of: node))
  }

  /// One scalar, or a list of them that is not empty.
  func scalars(_ node: Node, named name: String) throws(MaskError) -> [Scalar] {
    guard case .sequence(let sequence) = node else { return [try scalar(node, named: name)] }
    guard !sequence.isEmpty else {
      throw .wrongType(at: place(of: node), key: name, expected: "a text, or a list of texts")
    }
    var scalars: [Scalar] = []
    for element in sequence { scalars.append(try scalar(element, named: name)) }
    return scalars
  }

  /// Refuses a text with YAML aliases: nested ones make a tree of exponential size.
  ///
  /// An alias is told from a path that begins with a star by its anchor.
  private func refuseAliases(in text: String) throws(MaskError) {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return }
    let anchors = Set(words(after: "&", in: text).map(\.name))
    for alias in words(after: "*", in: text) where anchors.contains(alias.name) {
      throw .hasAlias(at: alias.place, name: String(alias.name))
    }
  }

  /// The words right after a mark at the start of a token.
  private func words(
    after mark: Character, in text: String
  ) -> [(name: Substring, place: MaskPlace)] {
    var words: [(name: Substring, place: MaskPlace)] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      for piece in line.split(whereSeparator: { " \t[]{},".contains($0) })
      where piece.first == mark {
        let name = piece.dropFirst().prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
        let column = line.distance(from: line.startIndex, to: piece.startIndex) + 1
        if !name.isEmpty {
          words.append((name, MaskPlace(file: file, line: number + 1, column: column)))
        }
      }
    }
    return words
  }

  private func place(_ mark: Mark?) -> MaskPlace {
    MaskPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private func problem(_ error: YamlError) -> MaskError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .notYAML(at: place(mark), problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      .notYAML(
        at: place(context.mark),
        problem: "the key `\(keys.first ?? "")` stands twice in one mapping")
    case .reader(let problem, _, _, _):
      .notYAML(at: place(nil), problem: problem)
    default:
      .notYAML(at: place(nil), problem: "unreadable text")
    }
  }
}
