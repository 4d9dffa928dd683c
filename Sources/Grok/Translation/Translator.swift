/// Writes an expression, its references expanded, as the text of a PCRE2 pattern.
///
/// The walk keeps its own stack of steps, so that a chain of references may be as long as memory
/// allows. Every group that captures is numbered here and goes by that number only; the table of
/// fields says what the numbers mean. Extensions in this folder write the single elements.
struct Translator {
  /// References expanded in one expression at most; Elasticsearch has the same limit.
  static let maximumReferences = 100_000

  /// Bytes of PCRE2 text at most: its compiled form has to fit 64 KiB.
  static let maximumLength = 1 << 20

  /// PCRE2's limit on groups.
  static let maximumGroups = 65_535

  /// Whether an element stands alone, among others, or below a quantifier.
  enum Placement {
    /// Alone in parentheses or as a branch: alternatives need none of their own.
    case alone
    /// Among others.
    case item
  }

  /// What is left to do, last first.
  enum Step {
    case node(Node, Placement)
    case text(StaticString)
    case branch
    case finish(Finish)
    case leave
    case leaveCalled
    case probe(PatternPart.Kind, Range<Int>, ParsedPattern)
    case plainRepetition(Node, Repetition)
    case leaveAssertion
    /// An element on the way to ``cut``, that many indexes of its path from the whole.
    case path(Node, depth: Int)
    case unit(Unit)
    case unitEnd
    case stop
  }

  /// What to do at the end of an element.
  enum Finish {
    case group
    case capture
    case assertion(isLookBehind: Bool)
    case conditional
    case repetition(Repetition)
    case alternation
    case flags(ignoresCase: Bool)
  }

  /// A pattern whose elements are being written.
  struct Scope {
    let pattern: ParsedPattern
    let name: String
    /// The numbers that the plain groups of this use got.
    var numbers: [Int: Int] = [:]
  }

  /// A capture group that has not been closed.
  struct OpenGroup {
    let key: GroupKey
    let number: Int
  }

  /// A group in a text, however often it is used.
  struct GroupKey: Hashable {
    let pattern: ObjectIdentifier
    let start: Int
  }

  let library: PatternLibrary
  let options: GrokOptions
  let encoding: SubjectEncoding

  /// Whether to note which text each part of the output comes from.
  let recordsPlaces: Bool

  var output: [UInt8] = []
  var steps: [Step] = []
  var scopes: [Scope] = []
  var openPatterns: [ObjectIdentifier: Int] = [:]
  var openGroups: [OpenGroup] = []
  var inline: [String: ParsedPattern] = [:]
  var ignoresCase = false
  var lookBehinds = 0
  var references = 0
  var groupCount = 0
  var usesSearchStart = false
  var fields = FieldTable()
  var analysis: LiteralAnalysis
  var places: [(offset: Int, place: SourcePlace)] = []
  /// Tells which parts a match went through; nil where nobody asks.
  ///
  /// With it, only the output is of use.
  var probes: ProbeTable?
  /// Where the text is cut off, for ``translate(_:upTo:)``.
  var cut = Cut(path: [])

  init(
    library: PatternLibrary, options: GrokOptions, encoding: SubjectEncoding,
    recordsPlaces: Bool = false, gathersRequired: Bool = false, probes: ProbeTable? = nil
  ) {
    self.probes = probes
    self.library = library
    self.options = options
    self.encoding = encoding
    self.recordsPlaces = recordsPlaces
    analysis = LiteralAnalysis(gathersRequired: gathersRequired)
  }

  /// Writes the whole expression.
  mutating func translate(_ expression: ParsedPattern) throws(GrokError) {
    if options.anchoredAtStart { write("\\A") }
    let isWrapped = options.anchoredAtStart || options.anchoredAtEnd
    if isWrapped { write("(?:") }
    try enter(expression, name: expression.name ?? "the expression", at: expression.root.range)
    steps.append(.node(expression.root, .alone))
    try performAll(of: expression)
    if isWrapped { write(")") }
    if options.anchoredAtEnd { write("\\z") }
  }

  /// Does what is left to do.
  mutating func performAll(of expression: ParsedPattern) throws(GrokError) {
    while let step = steps.popLast() {
      try perform(step)
      guard output.count <= Self.maximumLength else {
        throw .tooLarge(
          what: "bytes", limit: Self.maximumLength,
          at: SourcePlace(expression.root.range, of: expression).location)
      }
    }
  }

  /// What every match has for certain.
  ///
  /// Call it once, after ``translate(_:)``.
  mutating func literals() -> LiteralAnalysis.Element {
    var whole = analysis.close()
    whole.facts.finish()
    if options.anchoredAtStart { whole.facts.anchor = .subject }
    return whole
  }

  private mutating func perform(_ step: Step) throws(GrokError) {
    switch step {
    case .node(let node, let placement): try write(node, placement)
    case .text(let text): write(text)
    case .branch:
      write("|")
      analysis.alternative()
    case .finish(let finish): self.finish(finish)
    case .leave: leave()
    case .leaveCalled: scopes.removeLast()
    case .probe(let part, let range, let pattern): try write(probe: part, range, of: pattern)
    case .plainRepetition(let node, let repetition): write(plain: node, repetition)
    case .leaveAssertion: probes?.assertions -= 1
    case .path(let node, let depth): try write(path: node, depth)
    case .unit(let unit): open(unit)
    case .unitEnd: closeUnit()
    case .stop: stop()
    }
  }

  // MARK: Scopes

  /// Begins the elements of a pattern; ``leave()`` ends them.
  mutating func enter(
    _ pattern: ParsedPattern, name: String, at range: Range<Int>
  ) throws(GrokError) {
    let identity = ObjectIdentifier(pattern)
    if let index = openPatterns[identity] {
      let chain = scopes[index...].map(\.name) + [name]
      throw .circularReference(chain: chain, at: place(range).location)
    }
    openPatterns[identity] = scopes.count
    scopes.append(Scope(pattern: pattern, name: name))
    steps.append(.leave)
    if pattern.referredPlain.contains(0) {
      // A text that calls itself has a number for the whole.
      steps.append(.finish(.capture))
      openCapture(key: GroupKey(pattern: identity, start: -1), plain: 0)
    }
  }

  private mutating func leave() {
    let scope = scopes.removeLast()
    openPatterns[ObjectIdentifier(scope.pattern)] = nil
  }

  /// The pattern being written.
  var current: ParsedPattern { scopes[scopes.count - 1].pattern }

  /// A place in the pattern being written.
  func place(_ range: Range<Int>) -> SourcePlace { SourcePlace(range, of: current) }

  // MARK: Output

  mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { output.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

  /// Begins a group that captures and gives it the next number.
  @discardableResult
  mutating func openCapture(key: GroupKey, plain: Int? = nil) -> Int {
    groupCount += 1
    openGroups.append(OpenGroup(key: key, number: groupCount))
    if let plain { scopes[scopes.count - 1].numbers[plain] = groupCount }
    write("(")
    analysis.open()
    return groupCount
  }

  private mutating func finish(_ finish: Finish) {
    switch finish {
    case .group:
      write(")")
      analysis.append(analysis.close())
    case .capture:
      openGroups.removeLast()
      write(")")
      analysis.append(analysis.close())
    case .assertion(let isLookBehind):
      write(")")
      if isLookBehind { lookBehinds -= 1 }
      _ = analysis.close()
    case .conditional:
      write(")")
      _ = analysis.close()
      analysis.appendUnknown(minimumLength: 0)
    case .repetition(let repetition):
      write(repetition.text)
      analysis.append(analysis.close().repeated(repetition))
    case .alternation: analysis.append(analysis.close())
    case .flags(let outer):
      write(")")
      ignoresCase = outer
      analysis.append(analysis.close())
    }
  }
}

extension Repetition {
  /// The quantifier in PCRE2's words.
  var text: String {
    let count =
      switch (minimum, maximum) {
      case (0, nil): "*"
      case (1, nil): "+"
      case (0, 1): "?"
      case (let low, nil): "{\(low),}"
      case (let low, let high?): low == high ? "{\(low)}" : "{\(low),\(high)}"
      }
    return switch mode {
    case .greedy: count
    case .lazy: count + "?"
    case .possessive: count + "+"
    }
  }
}
