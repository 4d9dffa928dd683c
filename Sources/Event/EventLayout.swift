/// A field of an event: where it stands, and what it says.
package struct EventField: Sendable, Equatable {
  /// What a field's value is made of.
  package enum Source: Sendable, Equatable {
    /// Always the same JSON text.
    case constant(String)
    /// The record's time, as RFC 3339 text; absent when the record has none.
    case time
    /// The offset of the record in its file.
    case offset
    /// The captured texts at these slots: one value, or an array of those that are present.
    case slots([SlotValue])
    /// The JSON value at this slot, which lies in ``EventValues/fragments``.
    case json(Int)
  }

  /// A captured text and the type it is written as.
  package struct SlotValue: Sendable, Equatable {
    /// The slot of ``EventValues``.
    package let slot: Int
    /// The JSON type.
    package let type: ScalarType

    /// Makes a value read from `slot`.
    package init(_ slot: Int, as type: ScalarType = .string) {
      self.slot = slot
      self.type = type
    }
  }

  /// The keys from the outside in: `["event", "code"]`.
  package let path: [String]
  /// Where the value comes from.
  package let source: Source

  /// Makes a field; `path` is dotted.
  package init(_ path: String, _ source: Source) {
    self.init(path.split(separator: ".").map(String.init), source)
  }

  /// Makes a field.
  package init(_ path: [String], _ source: Source) {
    self.path = path
    self.source = source
  }

  fileprivate var slots: [Int] {
    switch source {
    case .slots(let values): values.map(\.slot)
    case .json(let slot): [slot]
    case .constant, .time, .offset: []
    }
  }

  /// A field with the same text in every event.
  package static func text(_ path: String, _ value: String) -> EventField {
    var buffer = JSONBuffer(capacity: value.utf8.count + 16)
    buffer.append(quoted: value)
    return EventField(path, .constant(buffer.text()))
  }
}

/// What is wrong with a set of fields.
package enum EventLayoutError: Error, Equatable, CustomStringConvertible {
  /// One field would have to be a value and an object at once.
  case valueAndObject(path: String)
  /// More captures than ``EventValues/slotCount``.
  case tooManySlots(count: Int)

  /// The error in words.
  package var description: String {
    switch self {
    case .valueAndObject(let path):
      "field \(path): is both a value and an object of further fields\n"
        + "help: rename one of them, for example \(path).value"
    case .tooManySlots(let count):
      "\(count) captures in one expression, of at most \(EventValues.slotCount)\n"
        + "help: leave out the names of parts that are not needed"
    }
  }
}

/// The shape of one kind of event, and the fastest way to write it.
///
/// Keys keep the order of their first appearance. Which fields are present differs from record to
/// record; for each combination met the layout keeps an ``EventProgram``, a straight line of fixed
/// bytes and values, so that writing an event takes no decision about braces, commas or keys.
/// A layout belongs to one thread.
package final class EventLayout {
  private let root: EventNode
  private let slots: SlotSet
  private let usesTime: Bool
  private var programs: [Presence: EventProgram] = [:]
  // Both are read and written here only, in functions that call nothing back: unchecked accesses
  // cannot overlap. `programs` keeps the last program alive.
  @exclusivity(unchecked) private var lastPresence: Presence?
  @exclusivity(unchecked) private var lastProgram: Unmanaged<EventProgram>?

  /// Lays out `fields`.
  /// - Throws: ``EventLayoutError`` when a field is a value and an object, or captures are too many.
  package init(_ fields: [EventField]) throws(EventLayoutError) {
    var root = EventNode(key: "", content: .object([]))
    var slots = SlotSet()
    for field in fields {
      try root.insert(field.path[...], field)
      for slot in field.slots {
        guard slot < EventValues.slotCount else {
          throw .tooManySlots(count: (fields.flatMap(\.slots).max() ?? 0) + 1)
        }
        slots.set(slot, to: true)
      }
    }
    self.root = root
    self.slots = slots
    self.usesTime = fields.contains { $0.source == .time }
  }

  /// Appends one event and its newline.
  package func encode(
    _ values: borrowing EventValues, of record: Span<UInt8>, with time: inout TimestampText,
    into out: inout JSONBuffer
  ) {
    let presence = Presence(
      slots: values.present.intersection(slots), hasTime: usesTime && values.hasTime)
    if presence != lastPresence { choose(presence) }
    guard let program = lastProgram else { return }
    program._withUnsafeGuaranteedRef { $0.run(values, of: record, with: &time, into: &out) }
  }

  private func choose(_ presence: Presence) {
    lastPresence = presence
    lastProgram = Unmanaged.passUnretained(program(for: presence))
  }

  private func program(for presence: Presence) -> EventProgram {
    if let known = programs[presence] { return known }
    // A hostile input could show every combination: forget rather than grow.
    if programs.count >= 256 { programs.removeAll() }
    let made = EventProgram(root, presence)
    programs[presence] = made
    return made
  }
}

/// Which values of a layout are there.
struct Presence: Hashable {
  let slots: SlotSet
  let hasTime: Bool

  func contains(_ slot: Int) -> Bool { slots.contains(slot) }
}

/// A field or an object of fields, in the order of first appearance.
struct EventNode {
  enum Content {
    case value(EventField.Source)
    case object([EventNode])
  }

  let key: String
  var content: Content

  mutating func insert(
    _ path: ArraySlice<String>, _ field: EventField
  ) throws(EventLayoutError) {
    guard let key = path.first, case .object(var children) = content else {
      throw .valueAndObject(path: field.path.dropLast(path.count).joined(separator: "."))
    }
    let rest = path.dropFirst()
    if let place = children.firstIndex(where: { $0.key == key }) {
      if rest.isEmpty, case .value = children[place].content {
        // The later definition of a constant wins; a rule may say more than the general layout.
        children[place].content = .value(field.source)
      } else if rest.isEmpty {
        throw .valueAndObject(path: field.path.joined(separator: "."))
      } else {
        try children[place].insert(rest, field)
      }
    } else {
      var child = EventNode(key: key, content: rest.isEmpty ? .value(field.source) : .object([]))
      if !rest.isEmpty { try child.insert(rest, field) }
      children.append(child)
    }
    content = .object(children)
  }
}
