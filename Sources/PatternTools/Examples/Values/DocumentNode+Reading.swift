import YAMLReading

extension DocumentNode {
  /// The members of an object, of which all keys must be known.
  func members(
    of name: String, known: [String]
  ) throws(ExampleError) -> [String: DocumentNode] {
    var members: [String: DocumentNode] = [:]
    for member in try object(named: name) {
      guard known.contains(member.key) else {
        throw .unknownKey(at: member.place, key: member.key, known: known)
      }
      members[member.key] = member.node
    }
    return members
  }

  /// The members of an object, in order.
  func object(named name: String) throws(ExampleError) -> [Member] {
    guard case .object(let members) = value else {
      throw wrongType(name, "an object of keys and values")
    }
    return members
  }

  /// The elements of a list.
  func list(named name: String) throws(ExampleError) -> [DocumentNode] {
    guard case .list(let nodes) = value else { throw wrongType(name, "a list") }
    return nodes
  }

  /// A text; a number's is how JSON writes it.
  func text(named name: String) throws(ExampleError) -> String {
    switch value {
    case .scalar(.string(let text)): return text
    case .scalar(.integer), .scalar(.bigInteger), .scalar(.double): return fieldValue.json
    default: throw wrongType(name, "a text")
    }
  }

  /// A text, or a list of them.
  func texts(named name: String) throws(ExampleError) -> [String] {
    guard case .list(let nodes) = value else { return [try text(named: name)] }
    var texts: [String] = []
    for node in nodes { texts.append(try node.text(named: name)) }
    return texts
  }

  /// `true` or `false`.
  func boolean(named name: String) throws(ExampleError) -> Bool {
    guard case .scalar(.boolean(let isTrue)) = value else {
      throw wrongType(name, "true or false")
    }
    return isTrue
  }

  /// Fields by name, nested or dotted.
  func fields(named name: String) throws(ExampleError) -> FieldList {
    guard case .object(let members) = fieldValue else {
      throw wrongType(name, "an object of fields and values")
    }
    return FieldList(members)
  }

  /// The error for a value of another type than its key asks for.
  func wrongType(_ name: String, _ expected: String) -> ExampleError {
    .wrongType(at: place, key: name, expected: expected, found: "a \(fieldValue.kind)")
  }
}
