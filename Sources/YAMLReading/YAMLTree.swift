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
      throw problem(error, text)
    } catch {
      throw .notYAML(at: TextPlace(file: file, line: 1, column: 1), problem: "\(error)")
    }
  }

  /// The root of a text, as by ``compose(_:)``; of keys that stand twice in a mapping the first counts, and
  /// the others are told.
  package func composeCollecting(_ text: String) throws(Failure) -> (Node, duplicates: [Failure]) {
    var lines = DuplicateLines(text)
    var duplicates: [Failure] = []
    // Each key that stands twice costs another look at the text.
    var looks = max(2, min(20, 1_000_000 / max(text.utf8.count, 1)))
    while true {
      try refuseAliases(in: lines.text)
      do {
        let root = try Yams.compose(yaml: lines.text, .basic) ?? .mapping(Node.Mapping([]))
        return (root, duplicates)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let (key, first) = (keys.first ?? "", place(context.mark))
        let repeats = lines.removeRepeats(of: key, firstLine: first.line, column: first.column)
        looks -= 1
        guard looks > 0, !repeats.isEmpty else {
          throw .duplicateKey(at: first, key: key, first: first)
        }
        duplicates += repeats.map { line in
          let place = TextPlace(file: file, line: line, column: first.column)
          return .duplicateKey(at: place, key: key, first: first)
        }
      } catch let error as YamlError {
        throw problem(error, text)
      } catch {
        throw .notYAML(at: TextPlace(file: file, line: 1, column: 1), problem: "\(error)")
      }
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

  private func problem(_ error: YamlError, _ text: String) -> Failure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .notYAML(at: place(mark), problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      .duplicateKey(at: place(context.mark), key: keys.first ?? "", first: place(context.mark))
    case .reader(let problem, _, _, _):
      .notYAML(at: placeOfControl(in: text), problem: problem)
    default:
      .notYAML(at: TextPlace(file: file, line: 1, column: 1), problem: "unreadable text")
    }
  }

  /// The place of the first character that YAML does not have (YAML 1.2 s 5.1).
  private func placeOfControl(in text: String) -> TextPlace {
    var (line, column) = (1, 1)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: (line, column) = (line + 1, 0)
      case 0x09, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
        0x10000...:
        break
      default: return TextPlace(file: file, line: line, column: column)
      }
      column += 1
    }
    return TextPlace(file: file, line: 1, column: 1)
  }
}
