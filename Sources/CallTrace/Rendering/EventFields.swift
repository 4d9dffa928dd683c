import Event

/// The fields of an event as a list: dotted names and texts.
struct EventFields {
  /// Deeper objects are shown as they are written.
  private static let maxDepth = 16
  /// A page with more rows for one event helps nobody.
  private static let maxCount = 500

  /// Names and texts, in the event's order.
  private(set) var list: [(name: String, text: String)] = []

  /// Lists the fields of an event.
  init(_ event: [UInt8]) {
    var members = JSONMembers(of: event.span)
    while let (key, value) = members.next(in: event.span) {
      add(value, named: JSONLookup.text(of: key, in: event.span), of: event.span, depth: 0)
    }
  }

  private mutating func add(
    _ value: JSONValueRange, named name: String, of event: Span<UInt8>, depth: Int
  ) {
    guard list.count < EventFields.maxCount else { return }
    if value.kind == .object, depth < EventFields.maxDepth {
      var members = JSONMembers(of: value, in: event)
      while let (key, value) = members.next(in: event) {
        add(
          value, named: name + "." + JSONLookup.text(of: key, in: event), of: event,
          depth: depth + 1)
      }
    } else if value.kind == .array, depth < EventFields.maxDepth {
      var elements = JSONElements(of: value)
      var index = 0
      while let element = elements.next(in: event) {
        add(element, named: "\(name)[\(index)]", of: event, depth: depth + 1)
        index += 1
      }
    } else {
      list.append((name, JSONLookup.text(of: value, in: event)))
    }
  }
}
