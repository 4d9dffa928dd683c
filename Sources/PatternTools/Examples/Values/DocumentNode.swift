import YAMLReading

/// A value of a document in JSON or YAML, and where it stands there.
struct DocumentNode: Sendable {
  /// What it is.
  let value: Value
  /// Where it starts.
  let place: TextPlace
  /// The bytes it takes in the text; nil for YAML, whose parser does not tell.
  let range: Range<Int>?

  /// What a document is made of.
  indirect enum Value: Sendable {
    /// A value without parts.
    case scalar(FieldValue)
    /// Values one after the other.
    case list([DocumentNode])
    /// Values by name.
    case object([Member])
  }

  /// A value of an object, its name, and where that stands.
  struct Member: Sendable {
    /// The name.
    let key: String
    /// Where the name starts.
    let place: TextPlace
    /// The value.
    let node: DocumentNode
  }

  /// The value without its places.
  var fieldValue: FieldValue {
    switch value {
    case .scalar(let value): value
    case .list(let nodes): .array(nodes.map(\.fieldValue))
    case .object(let members):
      .object(members.map { FieldValue.Member(key: $0.key, value: $0.node.fieldValue) })
    }
  }
}
