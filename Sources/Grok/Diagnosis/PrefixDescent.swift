/// Walks into an expression to where a text stops fitting it.
///
/// In a sequence the longest beginning that fits is looked for, and then the element after it gone
/// into: a reference's definition, the branches of an alternation, the round of a repetition that
/// did not come to its end.
struct PrefixDescent {
  var probe: PrefixProbe

  /// Where the walk ended.
  struct Stop {
    /// The element that did not fit.
    var element: PatternElement
    /// The characters it stands among, as indexes of its parent's elements; nil for others.
    var run: Range<Int>?
    /// How the text before it fitted.
    var reading: PrefixReading
    /// Other elements, of other branches, that did not fit at the same place.
    var also: [PatternElement] = []
    /// The possessive quantifier or atomic group without which the element would have fitted.
    var keeper: Keeper?
    /// Of an element that fits, but ends inside a number or a word: what it took.
    var taken: Range<Int>?
    /// Of an alternation, what each of its branches expected.
    var branches: [String] = []
    /// Whether it is not known if the element fits: to try took too long.
    var isGivenUp = false
  }

  /// An element that gives nothing back.
  struct Keeper {
    var element: PatternElement
    /// What it took, or what it stands in did.
    var range: Range<Int>
  }

  /// Elements gone into at most: definitions may refer to each other in chains of any length.
  private static let maximumDepth = 300

  /// Elements named beside one at most.
  static let mostBeside = 8

  /// Characters of a literal that have to fit before it is taken for what was meant.
  static let fewCharacters = 3

  /// Finds what in an element does not fit.
  ///
  /// What stands before the element fits. Nil if the element does too, which the caller may not
  /// know where only a branch or a round of it is looked at.
  mutating func stop(in element: PatternElement, at path: [Int]) -> Stop? {
    guard path.count < Self.maximumDepth else { return stop(at: element, path) }
    switch element.node.kind {
    case .sequence: return stop(inSequence: element, path)
    case .alternation: return stop(inBranchesOf: element, path)
    case .repetition(let body, _):
      if body.isOneCharacter { return fits(path) ? nil : stop(at: element, path) }
      return stop(inFirstOf: element, path)
    case .group(let kind, _):
      guard kind.takesText || kind.isLookahead else { break }
      return stop(inFirstOf: element, path)
    case .reference: return stop(inFirstOf: element, path)
    default: break
    }
    return fits(path) ? nil : stop(at: element, path)
  }

  /// Whether the text fits up to the end of an element.
  private mutating func fits(_ path: [Int]) -> Bool {
    probe.first(upTo: path + [Translator.Cut.behind]) != nil
  }

  private mutating func stop(inSequence element: PatternElement, _ path: [Int]) -> Stop? {
    let children = element.children
    if probe.first(upTo: path + [children.count]) != nil { return nil }
    var fitting = 0
    var failing = children.count
    while failing - fitting > 1 {
      let middle = (fitting + failing) / 2
      if probe.first(upTo: path + [middle]) != nil { fitting = middle } else { failing = middle }
    }
    let next = children[fitting]
    let isGivenUp = probe.isGivenUp(upTo: path + [failing])
    guard next.node.isLiteral || isGivenUp else {
      return stop(in: next, at: path + [fitting]) ?? stop(at: next, path + [fitting])
    }
    guard var stop = stop(at: next, path + [fitting]) else { return nil }
    if next.node.isLiteral {
      stop.run = Node.runs(children.map(\.node)[...]).first { $0.contains(fitting) }
    }
    stop.isGivenUp = isGivenUp
    return stop
  }

  /// The inside of a group or a reference; or the round of a repetition after those that fit.
  private mutating func stop(inFirstOf element: PatternElement, _ path: [Int]) -> Stop? {
    guard let inside = element.children.first, probe.first(upTo: path + [0]) != nil else {
      return stop(at: element, path)
    }
    return stop(in: inside, at: path + [0])
  }

  /// The branch that got farthest; others that got as far are named beside it.
  ///
  /// Where none got anywhere it is the alternation as a whole that does not fit.
  private mutating func stop(inBranchesOf element: PatternElement, _ path: [Int]) -> Stop? {
    var best: Stop?
    var all: [Stop] = []
    for branch in element.children where !probe.isOver {
      guard let stop = stop(in: branch, at: path + [branch.index]) else { continue }
      all.append(stop)
      best = best.map { $0.better(of: stop) } ?? stop
    }
    guard let best, all.count > 1, all.count <= Self.mostBeside else { return best }
    let start = best.reading.start(ofDepth: path.count)
    guard best.place - start < Self.fewCharacters, var whole = stop(at: element, path) else {
      return best
    }
    whole.branches = all.map { $0.expected(at: start, byBranchOf: element) }
    return whole
  }

  private mutating func stop(at element: PatternElement, _ path: [Int]) -> Stop? {
    probe.best(upTo: path, through: element.line).map { Stop(element: element, reading: $0) }
  }
}

extension PrefixDescent.Stop {
  /// How far the text fitted, what runs over anything left out.
  var place: Int {
    wildRange(in: reading.units)?.lowerBound ?? reading.stop
  }

  /// The one that got farther, or else tells more; with the other beside it if both got as far.
  fileprivate func better(of other: Self) -> Self {
    guard place == other.place else { return other.place > place ? other : self }
    var (winner, loser) = other.reading.bits > reading.bits ? (other, self) : (self, other)
    let beside = winner.also + [loser.element] + loser.also
    winner.also = Array(beside.prefix(PrefixDescent.mostBeside))
    return winner
  }

  /// What a branch expected at its beginning; a definition that it leads to by its name.
  fileprivate func expected(
    at place: Int, byBranchOf alternation: PatternElement
  ) -> String {
    let isOwn = element.pattern === alternation.pattern
    if isOwn, (run == nil ? reading.stop : runStart) == place { return words(true) }
    let branch = element.line.first { $0.parent === alternation }
    return "`\(branch?.text ?? element.text)`"
  }

  /// The text of the last unit, if it runs over anything: then no place in it is better than another.
  func wildRange(in units: [PrefixReading.Unit]) -> Range<Int>? {
    guard let last = units.last else { return nil }
    let line = element.line
    guard last.depth < line.count else { return nil }
    let parent = line[last.depth]
    guard case .sequence = parent.node.kind, last.children.count == 1 else { return nil }
    return parent.children[last.children.lowerBound].runsOverAnything ? last.range : nil
  }
}

extension GroupKind {
  /// Whether the inside is looked for ahead.
  var isLookahead: Bool { if case .lookahead = self { true } else { false } }
}

extension Node {
  /// Whether the element is one character.
  var isOneCharacter: Bool {
    switch kind {
    case .literal, .any, .set, .newlineSequence, .grapheme: true
    default: false
    }
  }
}
