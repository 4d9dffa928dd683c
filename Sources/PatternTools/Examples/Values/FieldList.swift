import Grok

/// Fields by their dotted names, such as `client.ip`.
///
/// Objects are taken apart, so that `{"a":{"b":1}}` is `a.b`.
struct FieldList: Sendable, Equatable {
  /// A field.
  struct Field: Sendable, Equatable {
    /// Its keys, joined by dots.
    let name: String
    /// Its value, which is no object with something in it.
    var value: FieldValue
  }

  /// The fields, in the order of their first appearance.
  private(set) var fields: [Field] = []
  private var indexes: [String: Int] = [:]

  /// No fields.
  init() {}

  /// What a match captured.
  init(_ fields: [GrokResult.Field]) {
    for field in fields { set(field.path.joined(separator: "."), FieldValue(field.value)) }
  }

  /// The fields of an object.
  init(_ members: [FieldValue.Member]) {
    for member in members { set(member.key, member.value) }
  }

  /// The value of a name.
  subscript(name: String) -> FieldValue? { indexes[name].map { fields[$0].value } }

  /// Sets a field, or those of an object.
  mutating func set(_ name: String, _ value: FieldValue) {
    // As a list of its own, since how deep an object nests is up to who wrote it.
    var rest = [(name, value)]
    while let (name, value) = rest.popLast() {
      if case .object(let members) = value, !members.isEmpty {
        rest += members.reversed().map { ("\(name).\($0.key)", $0.value) }
      } else if let index = indexes[name] {
        fields[index].value = value
      } else {
        indexes[name] = fields.count
        fields.append(Field(name: name, value: value))
      }
    }
  }

  /// Removes a field, or all fields of an object.
  mutating func remove(_ name: String) {
    let kept = fields.filter { $0.name != name && !$0.name.hasPrefix(name + ".") }
    guard kept.count < fields.count else { return }
    self = FieldList()
    for field in kept { set(field.name, field.value) }
  }

  /// Names of more parts are not taken apart.
  private static let maximumDepth = 64

  /// The fields as an object of objects.
  ///
  /// Where one name is a value and an object, the dotted name stays.
  var nested: FieldValue {
    Self.nest(
      fields.map { field in
        let path = field.name.split(separator: ".", omittingEmptySubsequences: false)
        return (path.count <= Self.maximumDepth ? path[...] : [field.name[...]], field.value)
      })
  }

  private typealias Entry = (path: ArraySlice<Substring>, value: FieldValue)

  private static func nest(_ entries: [Entry]) -> FieldValue {
    var keys: [Substring] = []
    var groups: [Substring: [Entry]] = [:]
    for entry in entries {
      guard let key = entry.path.first else { continue }
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append((entry.path.dropFirst(), entry.value))
    }
    return .object(
      keys.flatMap { key -> [FieldValue.Member] in
        let group = groups[key] ?? []
        if group.count == 1, group[0].path.isEmpty {
          return [FieldValue.Member(key: String(key), value: group[0].value)]
        }
        guard group.allSatisfy({ !$0.path.isEmpty }) else {
          return group.map { entry in
            let name = ([key] + entry.path).joined(separator: ".")
            return FieldValue.Member(key: name, value: entry.value)
          }
        }
        return [FieldValue.Member(key: String(key), value: nest(group))]
      })
  }
}
