import Event

/// Finds the fields of an event in one walk, whatever else it has.
struct EventReader {
  /// An object on the way to the fields: what its members are.
  private struct Node {
    /// A member: its name, the object it is, or the field.
    struct Member {
      let name: [UInt8]
      var node: Int?
      var field: Int?
    }
    var members: [Member] = []
  }

  private var nodes = [Node()]
  /// The objects around the place of the walk, as nodes.
  private var outer: [Int] = []
  private var values = [JSONValueRange?](repeating: nil, count: EventField.allCases.count)
  private let numbers: [EventField: Int]

  /// Makes a reader of all fields.
  init() {
    var numbers: [EventField: Int] = [:]
    for (number, field) in EventField.allCases.enumerated() { numbers[field] = number }
    self.numbers = numbers
    for (number, field) in EventField.allCases.enumerated() { add(field.rawValue, number) }
  }

  private mutating func add(_ path: String, _ field: Int) {
    var node = 0
    let names = path.split(separator: ".").map { Array($0.utf8) }
    for (depth, name) in names.enumerated() {
      var place = nodes[node].members.firstIndex { $0.name == name }
      if place == nil {
        place = nodes[node].members.count
        nodes[node].members.append(Node.Member(name: name))
      }
      guard let place else { return }
      if depth == names.count - 1 {
        nodes[node].members[place].field = field
      } else if let next = nodes[node].members[place].node {
        node = next
      } else {
        nodes.append(Node())
        nodes[node].members[place].node = nodes.count - 1
        node = nodes.count - 1
      }
    }
  }

  /// Reads an event; false if the bytes do not begin an object.
  mutating func read(_ event: Span<UInt8>) -> Bool {
    for index in values.indices { values[index] = nil }
    outer.removeAll(keepingCapacity: true)
    var start = 0
    while start < event.count, event[start] == 0x20 || (0x09...0x0D).contains(event[start]) {
      start += 1
    }
    guard start < event.count, event[start] == UInt8(ascii: "{") else { return false }
    var members = JSONMembers(of: event)
    var node = 0
    while true {
      guard let key = members.nextKey(in: event) else {
        guard let next = outer.popLast() else { return true }
        node = next
        continue
      }
      step(key, &node, &members, in: event)
    }
  }

  /// Takes the value of a key, enters it, or steps over it.
  private mutating func step(
    _ key: JSONValueRange, _ node: inout Int, _ members: inout JSONMembers, in event: Span<UInt8>
  ) {
    guard let member = nodes[node].members.first(where: { Self.isKey(key, $0.name, in: event) })
    else {
      members.value(in: event)
      return
    }
    if let next = member.node {
      guard members.enter(in: event) else { return }
      outer.append(node)
      node = next
    } else if let field = member.field {
      let value = members.value(in: event)
      if values[field] == nil { values[field] = value }
    }
  }

  private static func isKey(
    _ key: JSONValueRange, _ name: [UInt8], in event: Span<UInt8>
  ) -> Bool {
    let content = key.content
    guard content.count == name.count else { return false }
    for index in name.indices where event[content.lowerBound + index] != name[index] {
      return false
    }
    return true
  }

  // MARK: - Values of the event read last

  /// The value of a field; nil where there is none.
  func value(_ field: EventField) -> JSONValueRange? {
    numbers[field].flatMap { values[$0] }
  }

  /// Whether the field is there and `true`.
  func isTrue(_ field: EventField) -> Bool {
    value(field)?.kind == .true
  }

  /// A number that is whole and not negative; nil for all else.
  func count(_ field: EventField, in event: Span<UInt8>) -> Int64? {
    guard let value = value(field), value.kind == .number, !value.range.isEmpty else { return nil }
    var number: Int64 = 0
    for place in value.range {
      guard (0x30...0x39).contains(event[place]) else { return nil }
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int64(event[place] - 0x30))
      guard !overflow, !carry else { return nil }
      number = sum
    }
    return number
  }

  /// A text of others, made harmless; nil where there is none.
  func text(_ field: EventField, in event: Span<UInt8>) -> String? {
    guard let value = value(field), value.kind == .string else { return nil }
    return ShownText.of(value, in: event)
  }

  /// All texts of a list, or the one text; at most `limit`.
  func texts(_ field: EventField, in event: Span<UInt8>, limit: Int = 16) -> [String] {
    guard let value = value(field) else { return [] }
    guard value.kind == .array else { return text(field, in: event).map { [$0] } ?? [] }
    var texts: [String] = []
    var elements = JSONElements(of: value)
    while texts.count < limit, let element = elements.next(in: event) {
      guard element.kind == .string, let text = ShownText.of(element, in: event) else { continue }
      texts.append(text)
    }
    return texts
  }

  /// Whether the field is this text.
  func isText(_ field: EventField, _ text: StaticString, in event: Span<UInt8>) -> Bool {
    guard let value = value(field), value.kind == .string,
      value.content.count == text.utf8CodeUnitCount
    else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where event[value.content.lowerBound + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// Microseconds since 1970.
  func time(_ field: EventField, in event: Span<UInt8>) -> Int64? {
    guard let value = value(field), value.kind == .string else { return nil }
    return TimestampText.read(event, value.content)
  }

  /// An address; nil where the text is none.
  func address(_ field: EventField, in event: Span<UInt8>) -> HostAddress? {
    guard let value = value(field), value.kind == .string else { return nil }
    return HostAddress(event, value.content)
  }
}
