package import Yams

/// The tree of a YAML text that a user wrote, read with types checked and places kept.
///
/// `Failure` is the reader's own error, which says the faults of YAML in the words of its file.
package struct YAMLTree<Failure: YAMLFailure> {
  /// Name of the file in messages.
  package let file: String

  /// Reads what came from `file`.
  package init(file: String) { self.file = file }

  /// One scalar: its text as written, without the quotes, and its place.
  package struct Scalar {
    /// The text.
    package let text: String
    /// Where it starts.
    package let place: TextPlace
  }

  /// The root of a text; an empty text is an empty mapping.
  package func compose(_ text: String) throws(Failure) -> Node {
    try refuseAliases(in: text)
    do {
      // `.basic` leaves the types of scalars to the reader: Yams' own resolver runs
      // seven regular expressions on each (10 ms for 75 kB of rules, 3 ms without).
      return try Yams.compose(yaml: text, .basic) ?? .mapping(Node.Mapping([]))
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw .notYAML(at: TextPlace(file: file, line: 1, column: 1), problem: "\(error)")
    }
  }

  /// The place where a node starts.
  package func place(of node: Node) -> TextPlace {
    place(node.mark)
  }

  private func place(_ mark: Mark?) -> TextPlace {
    TextPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// The pairs of a mapping, in order.
  package func mapping(_ node: Node, named name: String) throws(Failure) -> [(Scalar, Node)] {
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
  package func sequence(_ node: Node, named name: String) throws(Failure) -> Node.Sequence {
    guard case .sequence(let sequence) = node else { throw wrongType(node, name, "a list") }
    return sequence
  }

  /// One scalar.
  package func scalar(_ node: Node, named name: String) throws(Failure) -> Scalar {
    guard case .scalar(let scalar) = node else { throw wrongType(node, name, "one text") }
    return Scalar(text: scalar.string, place: place(of: node))
  }

  /// One scalar, or a list of them that is not empty.
  package func scalars(_ node: Node, named name: String) throws(Failure) -> [Scalar] {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      if case .scalar = node { return [try scalar(node, named: name)] }
      throw wrongType(node, name, "one text, or a list of texts")
    }
    var scalars: [Scalar] = []
    for element in sequence { scalars.append(try scalar(element, named: name)) }
    return scalars
  }

  /// Refuses a text that uses a YAML alias: nested ones make a tree of exponential size.
  private func refuseAliases(in text: String) throws(Failure) {
    guard Self.mayHaveAnchor(text) else { return }
    var anchors: Set<Substring> = []
    for word in words(after: "&", in: text) { anchors.insert(word.name) }
    if anchors.isEmpty { return }
    for alias in words(after: "*", in: text) where anchors.contains(alias.name) {
      throw .hasAlias(at: alias.place, name: String(alias.name))
    }
  }

  /// Whether `&` stands where a token may start; a quick look that spares most texts the slow one.
  private static func mayHaveAnchor(_ text: String) -> Bool {
    var previous = UInt8(ascii: "\n")
    for byte in text.utf8 {
      if byte == UInt8(ascii: "&"), previous <= 0x20 || "[]{},".utf8.contains(previous) {
        return true
      }
      previous = byte
    }
    return false
  }

  /// The words right after a mark at the start of a token, where YAML has anchors and aliases.
  private func words(
    after mark: Unicode.Scalar, in text: String
  ) -> [(name: Substring, place: TextPlace)] {
    var words: [(name: Substring, place: TextPlace)] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Hardly a line has the mark; characters are looked at in those only.
    for (number, bytes) in lines.enumerated() where bytes.contains(UInt8(ascii: mark)) {
      let line = Substring(bytes)
      for piece in line.split(whereSeparator: { " \t[]{},".contains($0) })
      where piece.unicodeScalars.first == mark {
        let name = piece.dropFirst().prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
        let column = line.distance(from: line.startIndex, to: piece.startIndex) + 1
        if !name.isEmpty {
          words.append((name, TextPlace(file: file, line: number + 1, column: column)))
        }
      }
    }
    return words
  }

  /// The error for a value of another type than its key asks for.
  package func wrongType(_ node: Node, _ name: String, _ expected: String) -> Failure {
    let found =
      switch node {
      case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "a text"
      case .sequence(let sequence): sequence.isEmpty ? "an empty list" : "a list"
      case .mapping: "a mapping"
      case .alias: "an alias"
      }
    return .wrongType(at: place(of: node), key: name, expected: expected, found: found)
  }

  private func problem(_ error: YamlError) -> Failure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .notYAML(at: place(mark), problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      .notYAML(
        at: place(context.mark),
        problem: "the key `\(keys.first ?? "")` stands twice in one mapping")
    case .reader(let problem, _, _, _):
      .notYAML(at: TextPlace(file: file, line: 1, column: 1), problem: problem)
    default:
      .notYAML(at: TextPlace(file: file, line: 1, column: 1), problem: "unreadable text")
    }
  }
}
