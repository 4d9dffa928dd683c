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
  private let slots: [Int]
  private let usesTime: Bool
  private var programs: [Presence: EventProgram] = [:]
  private var lastPresence: Presence?
  private var lastProgram: EventProgram?

  /// Lays out `fields`.
  /// - Throws: ``EventLayoutError`` when a field is a value and an object, or captures are too many.
  package init(_ fields: [EventField]) throws(EventLayoutError) {
    var root = EventNode(key: "", content: .object([]))
    var slots: [Int] = []
    for field in fields {
      try root.insert(field.path[...], field)
      if case .slots(let values) = field.source { slots += values.map(\.slot) }
    }
    if let largest = slots.max(), largest >= EventValues.slotCount {
      throw .tooManySlots(count: largest + 1)
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
    let presence = Presence(of: slots, in: values, hasTime: usesTime && values.hasTime)
    if presence != lastPresence {
      lastProgram = program(for: presence)
      lastPresence = presence
    }
    lastProgram?.run(values, of: record, with: &time, into: &out)
  }

  private func program(for presence: Presence) -> EventProgram {
    if let known = programs[presence] { return known }
    // A hostile input could show every combination: forget rather than grow.
    if programs.count >= 256 { programs.removeAll() }
    let made = EventProgram(root, presence, slots)
    programs[presence] = made
    return made
  }
}

/// Which slots of a layout hold a value, in the order of the layout's slots.
struct Presence: Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  let hasTime: Bool

  init(of slots: [Int], in values: borrowing EventValues, hasTime: Bool) {
    self.hasTime = hasTime
    var word: UInt64 = 0
    for index in 0..<slots.count {
      if values.isPresent(slots[index]) { word |= 1 << UInt64(index & 63) }
      if index & 63 == 63 {
        store(word, at: index >> 6)
        word = 0
      }
    }
    store(word, at: slots.count >> 6)
  }

  func contains(_ index: Int) -> Bool {
    let word =
      switch index >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(index & 63) & 1 != 0
  }

  private mutating func store(_ word: UInt64, at place: Int) {
    switch place {
    case 0: words.0 = word
    case 1: words.1 = word
    case 2: words.2 = word
    case 3: words.3 = word
    default: break
    }
  }

  static func == (left: Presence, right: Presence) -> Bool {
    left.words == right.words && left.hasTime == right.hasTime
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
    hasher.combine(hasTime)
  }
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
