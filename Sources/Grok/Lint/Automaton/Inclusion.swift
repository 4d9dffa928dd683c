/// Whether one element takes every text that another takes.
///
/// Read off their graphs, the first one's places gathered in sets; where that takes too long, or the
/// graphs do not say all, the answer is no.
struct Inclusion {
  /// Sets that are looked at.
  private static let mostSets = 2_000

  private let inner: PositionAutomaton
  private let outer: PositionAutomaton
  /// Whether it is enough that `outer` takes the beginning of a text.
  private let takesBeginnings: Bool

  /// A place of the inner graph, and the places where the outer one may be then.
  private struct State: Hashable {
    let place: Int
    let outer: [Int]
  }

  private init(_ inner: PositionAutomaton, _ outer: PositionAutomaton, beginnings: Bool) {
    (self.inner, self.outer, takesBeginnings) = (inner, outer, beginnings)
  }

  /// Whether `outer` takes all that `inner` takes, or with `beginnings` the beginning of each text.
  static func holds(
    of inner: PositionAutomaton, in outer: PositionAutomaton, beginnings: Bool
  ) -> Bool {
    guard inner.isSuperset, outer.isExact else { return false }
    if outer.isNullable, beginnings { return true }
    if inner.isNullable, !outer.isNullable { return false }
    return Inclusion(inner, outer, beginnings: beginnings).holds()
  }

  private func holds() -> Bool {
    var seen: Set<State> = []
    var queue: [State] = []
    guard
      follow(inner.initial, outer.initial.map(\.target), into: &queue, &seen)
    else { return false }
    while let state = queue.popLast() {
      guard seen.count < Self.mostSets else { return false }
      let ways = state.outer.flatMap { outer.edges[$0].map(\.target) }
      guard follow(inner.edges[state.place], ways, into: &queue, &seen) else { return false }
    }
    return true
  }

  /// Takes each step; false if the outer graph cannot follow.
  private func follow(
    _ steps: [PositionAutomaton.Edge], _ ways: [Int], into queue: inout [State],
    _ seen: inout Set<State>
  ) -> Bool {
    let ways = Set(ways).sorted()
    for target in Set(steps.map(\.target)).sorted() {
      var nexts: Set<[Int]> = []
      for symbol in 0..<SymbolSet.symbols where inner.positions[target].symbols.mayTake(symbol) {
        let next = ways.filter { outer.positions[$0].symbols.surelyTakes(symbol) }
        if next.isEmpty { return false }
        nexts.insert(next)
      }
      for next in nexts {
        let ends = next.contains { outer.isLast[$0] }
        if ends, takesBeginnings { continue }
        if inner.isLast[target], !ends { return false }
        let state = State(place: target, outer: next)
        if seen.insert(state).inserted { queue.append(state) }
      }
    }
    return true
  }
}
