extension Translator {
  /// A place in an expression at which its text is cut off: the indexes that lead there through
  /// groups, references, alternatives and rounds, as ``PatternElement/path`` has them.
  ///
  /// The last index of a sequence may be the count of its elements: the place behind the last.
  /// The last index of any element may be ``behind``: the place behind all of it.
  struct Cut {
    static let behind = Int.max

    var path: [Int]
    /// The group that marks where a match starts, always the first.
    let startGroup = 1
    /// The group that marks the cut.
    var stopGroup = 0
    /// What lies whole before the cut, in order.
    var units: [Unit] = []
    /// The unit whose possessive quantifiers and atomic groups are written as if they gave back.
    var relaxed: Int?
    /// Whether that unit is being written.
    var isRelaxing = false
  }

  /// Elements in a row before a cut, and the group that captures their text.
  struct Unit {
    /// How many indexes of the path lead to the element they stand in.
    var depth: Int
    /// Which elements of that; none is all of it, or of a repetition the rounds before the last.
    var children: Range<Int>
    var group: Int
  }

  /// Writes what of an expression stands before a cut.
  ///
  /// Of an alternation only the branch of the cut is written; of a repetition as many rounds as
  /// match, and then the round of the cut; of a look-ahead the inside, as if it took the text. The
  /// end of the options is left out. A callout stands at the cut.
  mutating func translate(
    _ expression: ParsedPattern, upTo path: [Int], relaxing unit: Int? = nil
  ) throws(GrokError) {
    cut = Cut(path: path, relaxed: unit)
    if options.anchoredAtStart { write("\\A") }
    _ = mark()
    try enter(expression, name: expression.name ?? "the expression", at: expression.root.range)
    steps.append(.path(expression.root, depth: 0))
    try performAll(of: expression)
  }

  /// Writes an empty group that captures a place.
  private mutating func mark() -> Int {
    groupCount += 1
    write("()")
    return groupCount
  }

  /// Marks the cut.
  mutating func stop() {
    cut.stopGroup = mark()
    write("(?C1)")
  }

  /// Opens the group of a unit; a step closes it.
  mutating func open(_ unit: Unit) {
    groupCount += 1
    cut.isRelaxing = cut.relaxed == cut.units.count
    cut.units.append(Unit(depth: unit.depth, children: unit.children, group: groupCount))
    write("(")
  }

  /// Closes the group of a unit.
  mutating func closeUnit() {
    cut.isRelaxing = false
    write(")")
  }

  /// Writes an element on the way to the cut.
  mutating func write(path node: Node, _ depth: Int) throws(GrokError) {
    guard depth < cut.path.count else { return stop() }
    let index = cut.path[depth]
    if index == Cut.behind {
      steps += [.stop, .unitEnd, .node(node, .item)]
      return open(Unit(depth: depth, children: 0..<0, group: 0))
    }
    switch node.kind {
    case .sequence(let nodes):
      steps.append(index < nodes.count ? .path(nodes[index], depth: depth + 1) : .stop)
      for run in Node.runs(nodes[..<min(index, nodes.count)]).reversed() {
        steps.append(.unitEnd)
        for node in nodes[run].reversed() { steps.append(.node(node, .item)) }
        steps.append(.unit(Unit(depth: depth, children: run, group: 0)))
      }
    case .alternation(let branches) where index < branches.count:
      steps.append(.path(branches[index], depth: depth + 1))
    case .group(let kind, let inside): try write(path: kind, inside, node, depth)
    case .repetition(let body, let repetition):
      steps.append(.path(body, depth: depth + 1))
      let most = repetition.maximum.map { max(0, $0 - 1) }
      guard most != 0 else { return }
      let rounds = Repetition(minimum: 0, maximum: most, mode: .greedy)
      steps.append(.unitEnd)
      steps.append(.text(")"))
      steps.append(.node(Node(kind: .repetition(body, rounds), range: node.range), .item))
      steps.append(.text("(?>"))
      steps.append(.unit(Unit(depth: depth, children: 0..<0, group: 0)))
    case .reference(let reference):
      let pattern = try begin(reference, node)
      steps.append(.path(pattern.root, depth: depth + 1))
    default: stop()
    }
  }

  private mutating func write(
    path kind: GroupKind, _ inside: Node, _ node: Node, _ depth: Int
  ) throws(GrokError) {
    let next = Step.path(inside, depth: depth + 1)
    switch kind {
    case .plain(let number):
      if current.referredPlain.contains(number) { try capture(plain: number, node) }
      steps.append(next)
    case .named(let field, let type):
      try capture(field, type, node)
      steps.append(next)
    case .nonCapturing, .atomic, .lookahead: steps.append(next)
    case .flags(let on, let off): write(flags: on, off, next)
    case .negativeLookahead, .lookbehind, .negativeLookbehind, .absent: stop()
    }
  }
}

extension Node {
  /// Nodes by themselves, but characters in a row that stand for themselves together.
  static func runs(_ nodes: ArraySlice<Node>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in nodes.indices {
      if let last = runs.last, nodes[index].isLiteral, nodes[index - 1].isLiteral {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  /// Whether the element is a character that stands for itself.
  var isLiteral: Bool { if case .literal = kind { true } else { false } }
}
