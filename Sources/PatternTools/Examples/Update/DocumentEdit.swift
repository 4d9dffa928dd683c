import YAMLReading

/// New values for a document in JSON or YAML, written where the old ones stand; all else stays as it is.
struct DocumentEdit {
  private let path: String
  private let bytes: [UInt8]
  private let root: DocumentNode
  private let yaml: YAMLRange?
  private var changes: [Change] = []

  /// New fields of one example.
  private struct Change {
    /// The object that changes.
    let place: TextPlace
    /// How its text does.
    let edits: [TextEdit]
    /// What it says afterwards.
    var value: FieldValue?
    /// What it gets besides what it has.
    var member: FieldValue.Member?
  }

  /// Opens a file.
  init(_ path: String) throws(ExampleError) {
    self.path = path
    bytes = try DocumentReader.contents(of: path)
    if path.hasSuffix(".json") {
      root = try JSONReader.read(bytes, file: path)
      yaml = nil
    } else {
      root = try DocumentReader.readYAML(String(decoding: bytes, as: UTF8.self), file: path)
      yaml = YAMLRange(bytes)
    }
  }

  /// Writes an object of fields anew; false if its place is not to be found.
  mutating func set(_ place: TextPlace, to fields: FieldList, isDottedUnlessTold: Bool) -> Bool {
    guard let node = root.node(at: place), case .object = node.value else { return false }
    if let leaves = LeafEdit(node, fields, yaml) {
      changes.append(Change(place: place, edits: leaves.edits, value: leaves.value))
      return true
    }
    let isDotted = FieldText.isDotted(node.fieldValue, unlessTold: isDottedUnlessTold)
    let value = FieldText.object(fields, isDotted: isDotted)
    let edit: TextEdit
    if let range = node.range {
      edit = TextEdit(range: range, text: jsonText(value, range))
    } else if let yaml, let range = yaml.mapping(at: place) {
      let isFlow = yaml.isFlow(at: place)
      let text =
        isFlow ? FieldText.flow(value) : FieldText.block(value, indent: yaml.indent(of: place))
      edit = TextEdit(range: range, text: text)
    } else {
      return false
    }
    changes.append(Change(place: place, edits: [edit], value: value))
    return true
  }

  /// Sets a member of an object, which perhaps does not have it yet.
  mutating func set(
    _ key: String, ofObjectAt place: TextPlace, to fields: FieldList
  ) -> Bool {
    guard let node = root.node(at: place), case .object(let known) = node.value else {
      return false
    }
    if let member = known.first(where: { $0.key == key }) {
      return set(member.node.place, to: fields, isDottedUnlessTold: true)
    }
    guard let yaml, let range = yaml.mapping(at: place) else { return false }
    let value = FieldText.object(fields, isDotted: true)
    let text = "\(key): \(FieldText.flow(value))"
    let isFlow = yaml.isFlow(at: place)
    let end = isFlow ? range.upperBound - 1 : range.upperBound
    let edit = TextEdit(
      range: end..<end, text: isFlow ? ", \(text)" : "\n\(yaml.indent(of: place))\(text)")
    let member = FieldValue.Member(key: key, value: value)
    changes.append(Change(place: place, edits: [edit], member: member))
    return true
  }

  /// The text with all that was set, how many examples that are, and what could not be set.
  ///
  /// What is written is read again, and has to say what it should.
  func finished() -> (text: [UInt8], count: Int, problems: [String]) {
    if let text = text(with: changes) { return (text, changes.count, []) }
    // Some have a shape that is not understood; the others need not suffer.
    var good: [Change] = []
    var problems: [String] = []
    for change in changes {
      if text(with: [change]) != nil {
        good.append(change)
      } else {
        problems.append(Self.refusal(at: change.place))
      }
    }
    guard let text = text(with: good) else {
      return (bytes, 0, changes.map { Self.refusal(at: $0.place) })
    }
    return (text, good.count, problems)
  }

  private static func refusal(at place: TextPlace) -> String {
    let problem = ExampleError.problem(
      at: place, "the new expectation cannot be put in its place",
      help: "write the fields as {name: value, ...} on one line, and update again")
    return problem.description
  }

  /// The text with some changes; nil if it then says another thing than it should.
  private func text(with changes: [Change]) -> [UInt8]? {
    guard let text = TextEdit.apply(changes.flatMap(\.edits), to: bytes) else { return nil }
    let again =
      yaml == nil
      ? try? JSONReader.read(text, file: path)
      : try? DocumentReader.readYAML(String(decoding: text, as: UTF8.self), file: path)
    let byPlace = Dictionary(changes.map { ("\($0.place)", $0) }) { first, _ in first }
    return again?.fieldValue == Self.wanted(root, byPlace) ? text : nil
  }

  /// What the document should say.
  private static func wanted(_ node: DocumentNode, _ changes: [String: Change]) -> FieldValue {
    switch node.value {
    case .scalar(let value): return value
    case .list(let nodes): return .array(nodes.map { wanted($0, changes) })
    case .object(let known):
      let change = changes["\(node.place)"]
      if let value = change?.value { return value }
      var all = known.map { FieldValue.Member(key: $0.key, value: wanted($0.node, changes)) }
      if let member = change?.member { all.append(member) }
      return .object(all)
    }
  }

  /// On one line or over several, as the old value was.
  private func jsonText(_ value: FieldValue, _ range: Range<Int>) -> String {
    let second = bytes[range].dropFirst().first { ![0x20, 0x09, 0x0D].contains($0) }
    guard second == UInt8(ascii: "\n") else { return FieldText.flowJSON(value) }
    let lineStart = bytes[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let indent = bytes[lineStart...].prefix { $0 == 0x20 || $0 == 0x09 }
    let firstLine =
      bytes[range].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? range.upperBound
    let inner = bytes[firstLine...].prefix { $0 == 0x20 || $0 == 0x09 }
    let step = inner.count > indent.count ? inner.dropFirst(indent.count) : [0x20, 0x20]
    return FieldText.json(
      value, indent: String(decoding: indent, as: UTF8.self),
      step: String(decoding: step, as: UTF8.self))
  }
}

extension DocumentNode {
  /// The node that starts at a place; of several the innermost object.
  func node(at place: TextPlace) -> DocumentNode? {
    var found: DocumentNode?
    var rest = [self]
    while let node = rest.popLast() {
      if node.place == place, found == nil || node.isObject { found = node }
      switch node.value {
      case .scalar: break
      case .list(let nodes): rest += nodes.reversed()
      case .object(let members): rest += members.reversed().map(\.node)
      }
    }
    return found
  }

  private var isObject: Bool { if case .object = value { true } else { false } }
}
