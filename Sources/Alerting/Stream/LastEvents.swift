import Event

/// The last event of each key, for matches.
struct LastEvents {
  private var events = SlotTable<[UInt8]>([])

  /// Keeps an event.
  mutating func set(_ slot: Int, _ event: StreamEvent) {
    events[slot].removeAll(keepingCapacity: true)
    events[slot].append(contentsOf: event.block[event.range])
  }

  /// Keeps bytes that are an event.
  mutating func set(_ slot: Int, _ bytes: [UInt8]) { events[slot] = bytes }

  /// Forgets the event of a key.
  mutating func reset(_ slot: Int) { events.reset(slot) }

  /// The members of the event.
  subscript(slot: Int) -> JSONObject {
    JSONTree(json: events[slot])?.object ?? JSONObject()
  }

  /// The event as a text, `null` if there is none.
  func state(_ slot: Int) -> JSONTree { events[slot].isEmpty ? .null : .string(events[slot]) }

  /// Takes over an event; false if it is none.
  mutating func restore(_ slot: Int, _ state: JSONTree?) -> Bool {
    switch state {
    case .null: return true
    case .string(let bytes):
      events[slot] = bytes
      return true
    default: return false
    }
  }
}
