import YAMLReading

/// How fields are written into a file of tests.
enum FieldText {
  /// Whether an object's names were written with dots, and not nested.
  static func isDotted(_ value: FieldValue, unlessTold: Bool) -> Bool {
    guard case .object(let members) = value, !members.isEmpty else { return unlessTold }
    if members.contains(where: { if case .object = $0.value { true } else { false } }) {
      return false
    }
    return members.contains { $0.key.contains(".") } || unlessTold
  }

  /// Fields as an object, nested or not.
  static func object(_ fields: FieldList, isDotted: Bool) -> FieldValue {
    guard isDotted else { return fields.nested }
    return .object(fields.fields.map { FieldValue.Member(key: $0.name, value: $0.value) })
  }

  // MARK: JSON

  /// A value as JSON over several lines; `indent` is what stands before its first line.
  static func json(_ value: FieldValue, indent: String, step: String) -> String {
    guard case .object(let members) = value, !members.isEmpty else { return value.json }
    let inner = indent + step
    let lines = members.map { member in
      inner + FieldValue.string(member.key).json + ": "
        + json(member.value, indent: inner, step: step)
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
  }

  /// A document as JSON over several lines, the elements of lists on a line each.
  static func lines(_ value: FieldValue, indent: String, step: String) -> String {
    let inner = indent + step
    switch value {
    case .object(let members) where !members.isEmpty:
      return "{\n"
        + members.map {
          inner + FieldValue.string($0.key).json + ": " + lines($0.value, indent: inner, step: step)
        }.joined(separator: ",\n") + "\n\(indent)}"
    case .array(let values) where !values.isEmpty:
      return "[\n"
        + values.map { inner + flowJSON($0) }.joined(separator: ",\n") + "\n\(indent)]"
    default: return value.json
    }
  }

  /// A value as JSON on one line, with blanks for people.
  static func flowJSON(_ value: FieldValue) -> String {
    switch value {
    case .object(let members):
      "{"
        + members.map { FieldValue.string($0.key).json + ": " + flowJSON($0.value) }
        .joined(separator: ", ") + "}"
    case .array(let values): "[" + values.map(flowJSON).joined(separator: ", ") + "]"
    default: value.json
    }
  }

  // MARK: YAML

  /// A value as YAML's flow style has it, on one line.
  static func flow(_ value: FieldValue) -> String {
    switch value {
    case .object(let members):
      "{" + members.map { "\(YAMLText.scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ")
        + "}"
    case .array(let values): "[" + values.map(flow).joined(separator: ", ") + "]"
    case .string(let text): YAMLText.text(text)
    default: value.json
    }
  }

  /// A value in the place of one that was written in quotes, as which a text stays.
  static func quoted(_ value: FieldValue) -> String {
    guard case .string(let text) = value, YAMLText.scalar(text) == text else { return flow(value) }
    return "'\(text)'"
  }

  /// The members of an object as YAML's block style has them: the first line goes without the indent.
  static func block(_ value: FieldValue, indent: String) -> String {
    guard case .object(let members) = value, !members.isEmpty else { return flow(value) }
    return members.map { member in
      let key = YAMLText.scalar(member.key)
      guard case .object(let inner) = member.value, !inner.isEmpty else {
        return "\(key): \(flow(member.value))"
      }
      return "\(key):\n\(indent)  " + block(member.value, indent: indent + "  ")
    }.joined(separator: "\n\(indent)")
  }
}
