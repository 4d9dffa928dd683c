/// What an element can match, as a graph: a place for each character that its text takes, and from
/// each place the places that may come next.
///
/// That is Glushkov's automaton; it knows of no order and never goes back. Two ways from one place to
/// another are two edges, as they are to an engine that tries one after the other. Look-arounds,
/// back-references and calls are left out, which ``isExact`` tells.
struct PositionAutomaton {
  /// One place: the characters it takes, and the element that takes them.
  struct Position {
    let symbols: SymbolSet
    let element: PatternElement
  }

  /// A way to a place, and what made it: edges of one join have one number.
  struct Edge: Hashable {
    let target: Int
    let join: Int
  }

  /// How large it may become, and how counts are read.
  struct Limits {
    /// Counts up to this are copies; higher ones are loops without an end.
    var copies = 3
    var positions = 3_000
    var edges = 40_000
  }

  /// The places, in the order of the text.
  let positions: [Position]
  /// The ways on from each place.
  let edges: [[Edge]]
  /// The ways to begin.
  let initial: [Edge]
  /// Whether a match can end after a place.
  let isLast: [Bool]
  /// Whether it matches the empty text.
  let isNullable: Bool
  /// Whether it matches exactly what the element matches, were it alone and could it always go back.
  let isExact: Bool
  /// Whether it matches at least all that the element matches.
  let isSuperset: Bool

  /// Draws the graph of an element; nil if it passes the limits.
  init?(_ element: PatternElement, limits: Limits = Limits()) {
    var builder = AutomatonBuilder(limits)
    let whole = builder.fragment(of: element, flags: element.flags)
    guard !builder.isTooLarge else { return nil }
    positions = builder.positions
    edges = builder.edges
    initial = whole.first.map { Edge(target: $0, join: 0) }
    var isLast = [Bool](repeating: false, count: positions.count)
    for position in whole.last { isLast[position] = true }
    self.isLast = isLast
    isNullable = whole.isNullable
    isExact = builder.isExact
    isSuperset = builder.isSuperset
  }
}

extension PatternElement {
  /// The flags that hold for it, by the groups it stands in.
  var flags: MatchFlags {
    var groups: [(on: MatchFlags, off: MatchFlags)] = []
    var element = parent
    while let next = element {
      if case .group(.flags(let on, let off), _) = next.node.kind { groups.append((on, off)) }
      element = next.parent
    }
    // Logstash's dot matches line feeds.
    return groups.reversed().reduce(.dotAll) { $0.union($1.on).subtracting($1.off) }
  }
}
