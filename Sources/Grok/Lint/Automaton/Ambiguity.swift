/// A text that a pattern can read in more ways the longer it is, and what in the pattern is to blame.
///
/// Only read off the graph: what the engine makes of it, trying tells (``CostTrial``).
struct Ambiguity {
  /// How the ways come about.
  enum Shape {
    /// A loop takes the text in two ways, and so twice as many with each round.
    case loop(PatternElement, throughBranches: Bool)
    /// Two loops share the text between them at any place.
    case chain(PatternElement, PatternElement)
  }

  let shape: Shape
  /// Whether two loops share the text: the ways grow with a power of its length then.
  var isChain: Bool { if case .chain = shape { true } else { false } }
  /// Whether it is two loops with nothing between them.
  var isSideBySide: Bool {
    guard case .chain(let first, let second) = shape else { return false }
    return first.parent === second.parent && first.index + 1 == second.index
  }
  /// What leads to the loop.
  let prefix: [UInt8]
  /// One round.
  let pump: [UInt8]
}

/// Looks for ambiguities.
///
/// Weber and Seidl, "On the degree of ambiguity of finite automata": a loop is ambiguous without end if
/// two different ways lead from a place back to it over one text; and the ways grow with a power of the
/// length if one text leads around a first place, from there to a second, and around that.
struct AmbiguitySearch {
  let automaton: PositionAutomaton
  /// The text whose own ambiguities are looked for, not those of the definitions it refers to.
  private let text: ParsedPattern
  /// How many steps are taken in all.
  private var budget = 400_000
  private let loops: [[Int]]
  /// The loop of each place; -1 for none.
  private let loopOf: [Int]
  /// The element of the text that each place of a loop stands in, by a number; -1 for none.
  private let ownElement: [Int]
  /// Counts above this are loops.
  private let copies: Int

  /// Prepares a search.
  init(_ automaton: PositionAutomaton, of text: ParsedPattern, copies: Int) {
    self.automaton = automaton
    self.text = text
    self.copies = copies
    loops = automaton.loops()
    var loopOf = [Int](repeating: -1, count: automaton.positions.count)
    for (number, loop) in loops.enumerated() { for place in loop { loopOf[place] = number } }
    self.loopOf = loopOf
    var numbers: [[Int]: Int] = [:]
    ownElement = automaton.positions.indices.map { place in
      guard loopOf[place] >= 0,
        let path = automaton.positions[place].element.inText(of: text)?.path
      else { return -1 }
      let number = numbers[path] ?? numbers.count
      numbers[path] = number
      return number
    }
  }

  /// A step to places and the character that all of them take.
  private struct Step {
    let before: Int
    let byte: UInt8
  }

  private func symbols(_ place: Int) -> SymbolSet { automaton.positions[place].symbols }

  private func element(_ place: Int) -> PatternElement { automaton.positions[place].element }

  /// The bytes that lead to a key, the last one first in `steps`.
  private static func word(to key: Int, _ steps: [Int: Step], from start: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var key = key
    repeat {
      guard let step = steps[key] else { break }
      bytes.append(step.byte)
      key = step.before
    } while key != start
    return bytes.reversed()
  }

  // MARK: One loop

  /// The loops that take a text in two ways, one finding each.
  mutating func ambiguousLoops() -> [Ambiguity] {
    loops.compactMap { loop in ambiguity(in: loop) }
  }

  private mutating func ambiguity(in loop: [Int]) -> Ambiguity? {
    let count = automaton.positions.count
    let first = loop[0]
    // Two places and whether the ways have parted.
    func key(_ a: Int, _ b: Int, _ parted: Bool) -> Int { (a * count + b) * 2 + (parted ? 1 : 0) }
    let start = key(first, first, false)
    var steps: [Int: Step] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count, budget > 0 {
      let current = queue[next]
      next += 1
      let (a, b, parted) = (current / 2 / count, current / 2 % count, current % 2 == 1)
      for one in automaton.edges[a] where loopOf[one.target] == loopOf[first] {
        for other in automaton.edges[b] where loopOf[other.target] == loopOf[first] {
          budget -= 1
          guard symbols(one.target).meets(symbols(other.target)) else { continue }
          let parts = parted || one != other && a == b
          let (c, d) = (min(one.target, other.target), max(one.target, other.target))
          let target = key(c, d, parts)
          let shared = symbols(one.target).intersection(symbols(other.target))
          guard target != start, steps[target] == nil, let byte = shared.sample else { continue }
          steps[target] = Step(before: current, byte: byte)
          if parts, c == d { return found(target, steps, start, loop) }
          queue.append(target)
        }
      }
    }
    return nil
  }

  /// Closes the round, and names the loop.
  private func found(
    _ end: Int, _ steps: [Int: Step], _ start: Int, _ loop: [Int]
  ) -> Ambiguity? {
    let count = automaton.positions.count
    var visited: [Int] = []
    var (partsWays, branches) = (false, false)
    var key = end
    repeat {
      let (a, b) = (key / 2 / count, key / 2 % count)
      visited += [a, b]
      partsWays = partsWays || a != b
      if a != b, case .alternation = element(a).common(with: element(b))?.node.kind {
        branches = true
      }
      guard let step = steps[key] else { break }
      key = step.before
    } while key != start
    visited.append(loop[0])
    let last = end / 2 / count
    guard let prefix = automaton.word(to: loop[0]),
      let back = last == loop[0] ? [] : way(from: last, to: loop[0])
    else { return nil }
    let shared = visited.dropFirst().reduce(element(visited[0]) as PatternElement?) {
      $0?.common(with: element($1))
    }
    // Two ways between the same places: the loop that is left, and the one around it begun anew.
    let around =
      partsWays
      ? shared?.repetitions(from: copies).first
      : element(last).repetitions(from: copies).dropFirst().first
    guard let repetition = around, repetition.isWritten(in: text) else { return nil }
    return Ambiguity(
      shape: .loop(repetition, throughBranches: branches), prefix: prefix,
      pump: Self.word(to: end, steps, from: start) + back)
  }

  private func way(from source: Int, to target: Int) -> [UInt8]? {
    var steps: [Int: Step] = [:]
    var queue = [source]
    var next = 0
    while next < queue.count {
      let place = queue[next]
      next += 1
      for edge in automaton.edges[place]
      where edge.target != source && steps[edge.target] == nil {
        guard loopOf[edge.target] == loopOf[source], let byte = symbols(edge.target).sample
        else { continue }
        steps[edge.target] = Step(before: place, byte: byte)
        if edge.target == target { return Self.word(to: target, steps, from: source) }
        queue.append(edge.target)
      }
    }
    return nil
  }

  // MARK: Two loops

  /// For each loop the nearest one after it that can take the same text, so many pairs at most.
  ///
  /// - Parameter excepted: whether an element's loop is left out.
  mutating func ambiguousChains(
    limit: Int, excepted: (PatternElement) -> Bool
  ) -> [Ambiguity] {
    var found: [Ambiguity] = []
    let isExcepted = loops.map { excepted(element($0[0])) }
    for loop in loops.reversed() where found.count < limit && budget > 0 {
      if isExcepted[loopOf[loop[0]]] { continue }
      for place in loop.prefix(12) {
        guard let chain = chain(from: place, isExcepted) else { continue }
        found.append(chain)
        break
      }
    }
    return found
  }

  /// The nearest place of another loop that `place` shares a text with.
  private mutating func chain(from place: Int, _ isExcepted: [Bool]) -> Ambiguity? {
    var seen: Set<Int> = []
    var queue = [place]
    var next = 0
    while next < queue.count, budget > 0 {
      let current = queue[next]
      next += 1
      for edge in automaton.edges[current] where seen.insert(edge.target).inserted {
        // A loop of one place takes nothing else on the way.
        if loops[loopOf[place]].count == 1, !symbols(place).meets(symbols(edge.target)) { continue }
        budget -= 1
        queue.append(edge.target)
        guard loopOf[edge.target] >= 0, loopOf[edge.target] != loopOf[place],
          !isExcepted[loopOf[edge.target]],
          isOwn(place, edge.target), !element(place).isSealed(before: element(edge.target)),
          let chain = chain(place, edge.target)
        else { continue }
        return chain
      }
    }
    return nil
  }

  /// Whether two places do not both stand in one definition that the text refers to.
  private func isOwn(_ p: Int, _ q: Int) -> Bool {
    ownElement[p] >= 0 && ownElement[q] >= 0 && ownElement[p] != ownElement[q]
  }

  /// A text that leads around `p`, from `p` to `q`, and around `q`.
  private mutating func chain(_ p: Int, _ q: Int) -> Ambiguity? {
    let count = automaton.positions.count
    func key(_ a: Int, _ x: Int, _ b: Int) -> Int { (a * count + x) * count + b }
    let (start, end) = (key(p, p, q), key(p, q, q))
    var steps: [Int: Step] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count, budget > 0 {
      let current = queue[next]
      next += 1
      let (a, x, b) = (current / count / count, current / count % count, current % count)
      for one in automaton.edges[a] where loopOf[one.target] == loopOf[p] {
        for other in automaton.edges[b] where loopOf[other.target] == loopOf[q] {
          let around = symbols(one.target).intersection(symbols(other.target))
          if !around.hasSample { continue }
          for middle in automaton.edges[x] {
            budget -= 1
            guard around.meets(symbols(middle.target)) else { continue }
            let target = key(one.target, middle.target, other.target)
            guard steps[target] == nil,
              let byte = around.intersection(symbols(middle.target)).sample
            else { continue }
            steps[target] = Step(before: current, byte: byte)
            if target == end { return found(p, q, Self.word(to: end, steps, from: start)) }
            queue.append(target)
          }
        }
      }
    }
    return nil
  }

  private func found(_ p: Int, _ q: Int, _ pump: [UInt8]) -> Ambiguity? {
    guard let prefix = automaton.word(to: p),
      let first = element(p).repetitions(from: copies).first,
      let second = element(q).repetitions(from: copies).first
    else { return nil }
    return Ambiguity(shape: .chain(first, second), prefix: prefix, pump: pump)
  }
}
