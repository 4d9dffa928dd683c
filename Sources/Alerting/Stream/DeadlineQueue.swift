/// Times at which something has to be looked at, earliest first.
struct DeadlineQueue {
  /// A time, and what is to be looked at then.
  struct Entry: Equatable {
    /// Microseconds since 1970.
    let time: Int64
    /// The number of a key, or of a rule.
    let slot: Int
    /// Which key it was that stood there.
    let generation: UInt32
    /// What comes first of one time; not the number, which another run may give to another key.
    let order: UInt64
  }

  /// A binary heap.
  private var heap: [Entry] = []

  /// The earliest time.
  var first: Entry? { heap.first }

  /// Adds a time.
  mutating func push(_ entry: Entry) {
    heap.append(entry)
    var place = heap.count - 1
    while place > 0, Self.isBefore(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the earliest time out, if it is not after `limit`.
  mutating func pop(notAfter limit: Int64) -> Entry? {
    guard let first = heap.first, first.time <= limit else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && Self.isBefore(heap[child], heap[least]) {
        least = child
      }
      if least == place { return first }
      heap.swapAt(place, least)
      place = least
    }
  }

  private static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
    (left.time, left.order, left.slot) < (right.time, right.order, right.slot)
  }
}
