import Synchronization

/// Says what fails next: rules, chance and the queue's state.
final class FaultPlan: Sendable {
  private struct State {
    var faults: Faults
    var random: SeededRandom
    var since = ContinuousClock.now
    /// Documents in the queue, at the time of `queueTime`.
    var backlog = 0.0
    var queueTime = ContinuousClock.now
  }

  private let state: Mutex<State>

  init(_ faults: Faults, seed: UInt64) {
    state = Mutex(State(faults: faults, random: SeededRandom(seed)))
  }

  /// The rules in force.
  var faults: Faults { state.withLock { $0.faults } }

  /// Changes the rules; those with a time begin now.
  func change(_ json: JSON) throws(Faults.Unknown) {
    try state.withLock { (state) throws(Faults.Unknown) in
      try state.faults.apply(json)
      state.since = .now
    }
  }

  /// Sets all rules; those with a time begin now.
  func set(_ faults: Faults) {
    state.withLock { state in
      state.faults = faults
      state.since = .now
    }
  }

  /// What befalls a request to `_bulk`.
  func request(_ body: Span<UInt8>) -> String? {
    state.withLock { state in Self.strike(\.requests, &state, body, body.indices) }
  }

  /// What befalls a document.
  func item(_ body: Span<UInt8>, _ source: Range<Int>) -> String? {
    state.withLock { state in
      state.faults.items.isEmpty ? nil : Self.strike(\.items, &state, body, source)
    }
  }

  /// How long the next reply takes, in milliseconds.
  func delay() -> UInt32 {
    state.withLock { state in
      guard let delay = state.faults.delay else { return 0 }
      return UInt32(clamping: Int.random(in: delay, using: &state.random))
    }
  }

  /// A number below `bound`, which must be above 0.
  func number(below bound: Int) -> Int {
    state.withLock { Int.random(in: 0..<bound, using: &$0.random) }
  }

  /// Puts documents into the queue: how many milliseconds they wait, or nil where there is no room.
  func enqueue(_ count: Int) -> UInt32? {
    state.withLock { state in
      guard let queue = state.faults.queue else { return 0 }
      let now = ContinuousClock.now
      let passed = (now - state.queueTime) / .seconds(1)
      state.backlog = max(0, state.backlog - passed * queue.rate)
      state.queueTime = now
      if state.backlog + Double(count) > Double(queue.capacity) { return nil }
      state.backlog += Double(count)
      return UInt32(clamping: Int(state.backlog / max(queue.rate, 0.001) * 1000))
    }
  }

  private static func strike(
    _ rules: WritableKeyPath<Faults, [Faults.Rule]>, _ state: inout State, _ body: Span<UInt8>,
    _ range: Range<Int>
  ) -> String? {
    for index in state.faults[keyPath: rules].indices {
      let rule = state.faults[keyPath: rules][index]
      if let times = rule.times, times <= 0 { continue }
      if let milliseconds = rule.milliseconds,
        ContinuousClock.now - state.since > .milliseconds(milliseconds)
      {
        continue
      }
      if rule.probability < 1, Double.random(in: 0..<1, using: &state.random) >= rule.probability {
        continue
      }
      if let text = rule.containing, !contains(body, range, text) { continue }
      if let times = rule.times { state.faults[keyPath: rules][index].times = times - 1 }
      return rule.fault
    }
    return nil
  }

  private static func contains(_ body: Span<UInt8>, _ range: Range<Int>, _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    guard range.count >= wanted.count else { return false }
    for start in range.lowerBound...range.upperBound - wanted.count where body[start] == first {
      if wanted.indices.allSatisfy({ body[start + $0] == wanted[$0] }) { return true }
    }
    return false
  }
}

/// Random numbers that are the same in each run (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers that follow from `seed`.
  package init(_ seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
