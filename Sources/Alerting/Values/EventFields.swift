import Event

/// The members of one encoded event, found once, so that looking a field up is comparing keys.
struct EventFields {
  private var members: [(key: JSONValueRange, value: JSONValueRange)] = []

  /// The most members of which fields are found; a hostile event's others are as if they were not there.
  private static let mostMembers = 4096

  /// Whether a key of the event has a dot in it, so that fields may be found in more than one way.
  private(set) var hasDottedKey = false

  /// Finds the members of an event, in the place of those of the last one.
  ///
  /// - Returns: false if the bytes are no JSON object.
  @discardableResult
  mutating func read(_ event: Span<UInt8>) -> Bool {
    members.removeAll(keepingCapacity: true)
    hasDottedKey = false
    var scanner = JSONMembers(of: event)
    while members.count < Self.mostMembers {
      guard let member = scanner.next(in: event) else { break }
      members.append(member)
      if !hasDottedKey { hasDottedKey = Self.hasDot(member.key, event) }
    }
    guard members.count < Self.mostMembers else { return true }
    return scanner.end == event.count && event.count > 1
  }

  private static func hasDot(_ key: JSONValueRange, _ event: Span<UInt8>) -> Bool {
    if key.hasEscapes { return true }
    for place in key.content where event[place] == UInt8(ascii: ".") { return true }
    return false
  }

  /// The value of a field in the event that was read, by the rules of ``EventField``.
  func value(of field: EventField, in event: Span<UInt8>) -> JSONValueRange? {
    for step in field.steps {
      // Of two members with one key the last one counts, as in Python.
      for member in members.reversed()
      where Self.isKey(step.key, member.key, in: event) {
        return Self.value(of: member.value, step, in: event)
      }
    }
    return nil
  }

  private static func isKey(
    _ key: [UInt8], _ range: JSONValueRange, in event: Span<UInt8>
  ) -> Bool {
    guard !range.hasEscapes else {
      var text: [UInt8] = []
      JSONLookup.appendText(of: range, in: event, to: &text)
      return text == key
    }
    let content = range.content
    guard content.count == key.count else { return false }
    for index in 0..<key.count where event[content.lowerBound + index] != key[index] {
      return false
    }
    return true
  }

  /// What a step leads to in the value of its key.
  ///
  /// The depth of the calls is that of the field's name.
  private static func value(
    of value: JSONValueRange, _ step: EventField.Step, in event: Span<UInt8>
  ) -> JSONValueRange? {
    guard let index = step.index else {
      guard let rest = step.rest.first, value.kind == .object else { return value }
      return found(rest, in: value, event)
    }
    guard value.kind == .array else { return nil }
    var elements = JSONElements(of: value)
    for _ in 0..<index where elements.next(in: event) == nil { return nil }
    guard let element = elements.next(in: event) else { return nil }
    guard let rest = step.rest.first else { return element }
    return element.kind == .object ? found(rest, in: element, event) : value
  }

  private static func found(
    _ field: EventField, in object: JSONValueRange, _ event: Span<UInt8>
  ) -> JSONValueRange? {
    var best: (step: Int, value: JSONValueRange)?
    var members = JSONMembers(of: object, in: event)
    while let member = members.next(in: event) {
      for (number, step) in field.steps.enumerated() {
        if let best, best.step < number { break }
        if isKey(step.key, member.key, in: event) {
          best = (number, member.value)
          break
        }
      }
    }
    guard let best else { return nil }
    return value(of: best.value, field.steps[best.step], in: event)
  }
}
