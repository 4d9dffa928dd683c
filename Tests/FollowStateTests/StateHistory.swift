import Testing

@testable import FollowState

/// What was put into a store, so that what comes out can be held against it.
struct StateHistory {
  /// Of each number, all that was put, oldest first; nil stands for its removal.
  private(set) var states: [UInt64: [FileState?]] = [:]
  /// Of each number, how many of those are surely on the disk.
  private var safe: [UInt64: Int] = [:]
  /// All numbers that were given out.
  private(set) var numbers: Set<UInt64> = []

  /// What was put last.
  var last: [UInt64: FileState] { states.compactMapValues { $0.last ?? nil } }

  /// Does something random to a store.
  mutating func change(_ store: StateStore, _ generator: inout SeededGenerator) {
    let alive = last.keys.sorted()
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<3:
      let number = store.newNumber()
      #expect(numbers.insert(number).inserted)
      put(.sample(number, at: 0), store)
    case 3 where !alive.isEmpty:
      guard let number = alive.randomElement(using: &generator) else { return }
      store.remove(number)
      states[number, default: []].append(nil)
    default:
      guard let number = alive.randomElement(using: &generator), var state = last[number] else {
        return
      }
      state = .sample(number, at: state.offset + Int64.random(in: 1...5000, using: &generator))
      put(state, store)
    }
  }

  private mutating func put(_ state: FileState, _ store: StateStore) {
    store.put(state)
    states[state.number, default: []].append(state)
  }

  /// All that was put so far is surely on the disk.
  mutating func settle() {
    safe = states.mapValues(\.count)
  }

  /// The store was opened again, and goes on with what it found.
  mutating func restart(with found: [FileState]) {
    let found = Dictionary(uniqueKeysWithValues: found.map { ($0.number, $0) })
    for number in states.keys { states[number] = [found[number]] }
    settle()
  }

  /// Everything found was put for its number; with `losesNothing` it is not older than what is surely there.
  func check(_ found: [FileState], losesNothing: Bool, _ comment: Comment) {
    let numbers = Dictionary(grouping: found, by: \.number)
    for (number, states) in numbers {
      #expect(states.count == 1, comment)
      let known = self.states[number] ?? []
      #expect(known.contains(states[0]), comment)
    }
    guard losesNothing else { return }
    for (number, known) in states {
      guard let count = safe[number], count > 0 else { continue }
      #expect(known[(count - 1)...].contains(numbers[number]?.first), comment)
    }
  }
}
