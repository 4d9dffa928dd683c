/// New values for single fields of an object, where all its names stay: nothing else has to be touched.
struct LeafEdit {
  /// The edits.
  private(set) var edits: [TextEdit] = []
  /// What the object says afterwards.
  private(set) var value = FieldValue.null

  private let fields: FieldList
  private let yaml: YAMLRange?
  private var seen = 0

  /// Compares an object with the fields it should have; nil if others come or go.
  /// - Parameter yaml: where values of a YAML text end; nil for JSON.
  init?(_ node: DocumentNode, _ fields: FieldList, _ yaml: YAMLRange?) {
    self.fields = fields
    self.yaml = yaml
    guard let value = changed(node, "", isFlow: false) else { return nil }
    guard seen == fields.fields.count else { return nil }
    self.value = value
  }

  private mutating func changed(
    _ node: DocumentNode, _ name: String, isFlow: Bool
  ) -> FieldValue? {
    if case .object(let members) = node.value, !members.isEmpty {
      let isFlow = isFlow || yaml?.isFlow(at: node.place) ?? false
      var all: [FieldValue.Member] = []
      for member in members {
        // Logstash writes a name within objects in brackets.
        let key = FieldList.dotted(member.key)
        let path = name.isEmpty ? key : "\(name).\(key)"
        guard let value = changed(member.node, path, isFlow: isFlow) else { return nil }
        all.append(FieldValue.Member(key: member.key, value: value))
      }
      return .object(all)
    }
    guard let value = fields[name] else { return nil }
    seen += 1
    if value == node.fieldValue { return value }
    if let range = node.range {
      edits.append(TextEdit(range: range, text: FieldText.flowJSON(value)))
    } else if let yaml, let range = yaml.value(at: node.place, isFlow: isFlow) {
      let text = yaml.isQuoted(at: node.place) ? FieldText.quoted(value) : FieldText.flow(value)
      edits.append(TextEdit(range: range, text: text))
    } else {
      return nil
    }
    return value
  }
}
