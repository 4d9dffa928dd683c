extension PositionAutomaton {
  /// The places from which a way leads back, in sets that lead to each other: what loops make.
  ///
  /// Tarjan, "Depth-first search and linear graph algorithms"; with a stack of its own.
  func loops() -> [[Int]] {
    var search = LoopSearch(count: positions.count)
    for place in positions.indices where search.index[place] < 0 { search.visit(place, edges) }
    return search.loops
  }
}

/// The state of Tarjan's search.
private struct LoopSearch {
  var index: [Int]
  var loops: [[Int]] = []
  private var low: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var counter = 0

  init(count: Int) {
    index = [Int](repeating: -1, count: count)
    low = index
    isOpen = [Bool](repeating: false, count: count)
  }

  mutating func visit(_ root: Int, _ edges: [[PositionAutomaton.Edge]]) {
    var calls = [(place: root, next: 0)]
    enter(root)
    while let (place, next) = calls.last {
      if next < edges[place].count {
        calls[calls.count - 1].next += 1
        let target = edges[place][next].target
        if index[target] < 0 {
          enter(target)
          calls.append((target, 0))
        } else if isOpen[target] {
          low[place] = min(low[place], index[target])
        }
        continue
      }
      calls.removeLast()
      if let caller = calls.last?.place { low[caller] = min(low[caller], low[place]) }
      if low[place] == index[place] { close(place, edges) }
    }
  }

  private mutating func enter(_ place: Int) {
    index[place] = counter
    low[place] = counter
    counter += 1
    open.append(place)
    isOpen[place] = true
  }

  private mutating func close(_ root: Int, _ edges: [[PositionAutomaton.Edge]]) {
    var set: [Int] = []
    while let place = open.popLast() {
      isOpen[place] = false
      set.append(place)
      if place == root { break }
    }
    if set.count > 1 || edges[root].contains(where: { $0.target == root }) {
      loops.append(set.sorted())
    }
  }
}
