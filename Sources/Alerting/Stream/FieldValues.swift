import Event

/// Values of fields as a JSON array of what the event says.
enum FieldValues {
  /// The array; `null` for what the event does not have.
  static func json(
    _ names: [EventField], _ fields: EventFields, _ event: Span<UInt8>
  ) -> [UInt8] {
    var json = [UInt8(ascii: "[")]
    for (index, name) in names.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      guard let value = fields.value(of: name, in: event) else {
        json += "null".utf8
        continue
      }
      for place in value.range { json.append(event[place]) }
    }
    json.append(UInt8(ascii: "]"))
    return json
  }

  /// The hash of the elements of such an array.
  static func hash(_ json: [UInt8]) -> EventHash.Value {
    var hash = KeyHash()
    append(json, to: &hash)
    return hash.value()
  }

  /// Adds the elements of such an array to a hash.
  static func append(_ json: [UInt8], to hash: inout KeyHash) {
    let whole = JSONValueRange(kind: .array, range: 0..<json.count, hasEscapes: false)
    var elements = JSONElements(of: whole)
    while let element = elements.next(in: json.span) { hash.append(element, in: json.span) }
  }
}
