/// Draws a ``PositionAutomaton``, element by element.
struct AutomatonBuilder {
  /// What is known of an element once its places are drawn.
  struct Fragment {
    var isNullable = true
    var first: [Int] = []
    var last: [Int] = []
  }

  /// Elements in elements past this are not looked at: recursion stays far from the stack's end.
  private static let maximumDepth = 300

  private let limits: PositionAutomaton.Limits
  private(set) var positions: [PositionAutomaton.Position] = []
  private(set) var edges: [[PositionAutomaton.Edge]] = []
  private(set) var isExact = true
  private(set) var isSuperset = true
  private(set) var isTooLarge = false
  private var edgeCount = 0
  private var joins = 0
  private var depth = 0

  /// Starts with nothing.
  init(_ limits: PositionAutomaton.Limits) { self.limits = limits }

  /// Draws an element.
  mutating func fragment(of element: PatternElement, flags: MatchFlags) -> Fragment {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { isTooLarge = true }
    guard !isTooLarge else { return Fragment() }
    switch element.node.kind {
    case .empty: return Fragment()
    case .literal(let character): return place(SymbolSet(character), element, flags)
    case .any: return place(SymbolSet(anyWithNewline: flags.contains(.dotAll)), element, flags)
    case .set(let set): return place(SymbolSet(set), element, flags)
    case .sequence: return chain(element.children, flags)
    case .alternation: return either(element.children, flags)
    case .group(let kind, _): return group(kind, element, flags)
    case .repetition(_, let repetition): return repeated(element, repetition, flags)
    case .reference:
      let inside = element.children
      if inside.isEmpty { loseText() }
      return chain(inside, flags)
    case .assertion:
      isExact = false
      return Fragment()
    case .newlineSequence, .grapheme:
      isExact = false
      return place(SymbolSet(anyWithNewline: true), element, flags)
    case .backreference, .call:
      loseText()
      return Fragment()
    case .conditional:
      isExact = false
      return either(element.children, flags)
    }
  }

  private mutating func place(
    _ symbols: SymbolSet, _ element: PatternElement, _ flags: MatchFlags
  ) -> Fragment {
    guard positions.count < limits.positions else {
      isTooLarge = true
      return Fragment()
    }
    let symbols = flags.contains(.ignoreCase) ? symbols.ignoringCase : symbols
    if !symbols.isExact { loseText() }
    positions.append(PositionAutomaton.Position(symbols: symbols, element: element))
    edges.append([])
    let place = [positions.count - 1]
    return Fragment(isNullable: false, first: place, last: place)
  }

  private mutating func group(
    _ kind: GroupKind, _ element: PatternElement, _ flags: MatchFlags
  ) -> Fragment {
    switch kind {
    case .plain, .named, .nonCapturing: return chain(element.children, flags)
    case .flags(let on, let off):
      return chain(element.children, flags.union(on).subtracting(off))
    case .atomic:
      isExact = false
      return chain(element.children, flags)
    case .lookahead, .negativeLookahead, .lookbehind, .negativeLookbehind:
      isExact = false
      return Fragment()
    case .absent:
      loseText()
      return Fragment()
    }
  }

  /// Notes that the graph misses text that the element takes.
  private mutating func loseText() { (isExact, isSuperset) = (false, false) }

  private mutating func either(_ branches: [PatternElement], _ flags: MatchFlags) -> Fragment {
    var result = Fragment(isNullable: false)
    for branch in branches {
      let part = fragment(of: branch, flags: flags)
      result.isNullable = result.isNullable || part.isNullable
      result.first += part.first
      result.last += part.last
    }
    return result
  }

  private mutating func chain(_ parts: [PatternElement], _ flags: MatchFlags) -> Fragment {
    var result = Fragment()
    for part in parts { append(fragment(of: part, flags: flags), to: &result) }
    return result
  }

  private mutating func append(_ part: Fragment, to chain: inout Fragment) {
    join(chain.last, part.first)
    if chain.isNullable { chain.first += part.first }
    chain.last = part.isNullable ? chain.last + part.last : part.last
    chain.isNullable = chain.isNullable && part.isNullable
  }

  private mutating func join(_ sources: [Int], _ targets: [Int]) {
    joins += 1
    edgeCount += sources.count * targets.count
    guard edgeCount <= limits.edges else {
      isTooLarge = true
      return
    }
    for source in sources {
      edges[source] += targets.map { PositionAutomaton.Edge(target: $0, join: joins) }
    }
  }

  /// Copies for a small count; for one without an end, or a large one, a last copy that loops.
  private mutating func repeated(
    _ element: PatternElement, _ repetition: Repetition, _ flags: MatchFlags
  ) -> Fragment {
    guard let inside = element.children.first, repetition.maximum != 0 else { return Fragment() }
    if repetition.mode == .possessive { isExact = false }
    let loops = repetition.loops(from: limits.copies)
    if loops, repetition.maximum != nil || repetition.minimum > limits.copies { isExact = false }
    let needed = repetition.minimum <= limits.copies ? repetition.minimum : 1
    let copies = max(1, loops ? needed : repetition.maximum ?? 1)
    var result = Fragment()
    // Where copies may end: an optional one follows only the one before it.
    var ends: [Int] = []
    for copy in 1...copies {
      let part = fragment(of: inside, flags: flags)
      if isTooLarge { return Fragment() }
      if loops, copy == copies { join(part.last, part.first) }
      append(part, to: &result)
      if copy >= repetition.minimum { ends += part.last }
    }
    if !loops { result.last = ends }
    if repetition.minimum == 0 { result.isNullable = true }
    return result
  }
}

extension Repetition {
  /// Whether it has no end, or one so far off that it counts as none.
  func loops(from copies: Int) -> Bool { maximum.map { $0 > copies } ?? true }
}
