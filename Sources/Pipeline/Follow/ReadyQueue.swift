import FollowState

/// The contents that have bytes to be read, each once, in the order in which they came.
struct ReadyQueue {
  private var order: [Generation] = []
  private var numbers: Set<UInt64> = []

  /// Whether there is nothing to read.
  var isEmpty: Bool { order.isEmpty }

  /// Whether a content has bytes to be read.
  func contains(_ generation: Generation) -> Bool {
    numbers.contains(generation.state.number)
  }

  /// Adds a content at the end, unless it is there.
  mutating func insert(_ generation: Generation) {
    if numbers.insert(generation.state.number).inserted { order.append(generation) }
  }

  /// Takes all, to be read one after the other; those that have more are added again.
  mutating func takeTurn() -> [Generation] {
    let turn = order
    order.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    return turn
  }
}
