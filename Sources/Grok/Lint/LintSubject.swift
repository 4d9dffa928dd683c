/// What the checks look at: a parsed pattern, the elements of its text, and what it compiles to.
struct LintSubject {
  let parsed: ParsedPattern
  let use: PatternLint.Use
  let library: PatternLibrary
  /// The whole pattern.
  let root: PatternElement
  /// All elements of the pattern's own text, in its order.
  let own: [PatternElement]
  /// The pattern compiled as it is used; or what is wrong.
  let compiled: Result<GrokPattern, GrokError>
  /// Its graph; nil if that would be too large.
  let automaton: PositionAutomaton?

  /// Counts above this are loops.
  static let copies = PositionAutomaton.Limits().copies

  init(_ parsed: ParsedPattern, text: String, use: PatternLint.Use, library: PatternLibrary) {
    self.parsed = parsed
    self.use = use
    self.library = library
    root = PatternElement(parsed, library: library)
    own = Self.elements(of: root)
    // A part is tried as if what follows it had failed right behind it.
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = use != .expression
    let pattern = Result { () throws(GrokError) in
      let pattern = try GrokPattern(parsed, text: text, library: library, options: options)
      try pattern.prepare()
      return pattern
    }
    compiled = pattern
    automaton = (try? pattern.get()) == nil ? nil : PositionAutomaton(root)
  }

  /// An element and those in it, in the order of the text, without what references lead to.
  private static func elements(of root: PatternElement) -> [PatternElement] {
    var elements: [PatternElement] = []
    var rest = [root]
    while let element = rest.popLast() {
      elements.append(element)
      if case .reference(let reference) = element.node.kind, reference.definition == nil {
        continue
      }
      rest += element.children.reversed()
    }
    return elements
  }

  /// Findings of one check in one pattern at most: each has to be placed in the text, which may be long.
  static let mostFindings = 40

  /// The first findings of a check in the elements of the text.
  func findings(_ check: (PatternElement) -> GrokFinding?) -> [GrokFinding] {
    var findings: [GrokFinding] = []
    for element in own where findings.count < Self.mostFindings {
      if let finding = check(element) { findings.append(finding) }
    }
    return findings
  }

  /// The names that its references name.
  var references: Set<String> {
    var names: Set<String> = []
    for element in own {
      if case .reference(let reference) = element.node.kind { names.insert(reference.name) }
    }
    return names
  }

  /// What its text captures.
  var captures: [PatternCapture] {
    own.compactMap { element in
      element.capture.map { field, type in
        PatternCapture(path: field.path, type: type, place: element.place)
      }
    }
  }

  /// The definition that an element's loop is written in, if that is another one and has an exception for
  /// such loops: who refers to it cannot help it.
  func exception(for element: PatternElement) -> String? {
    guard let loop = element.repetitions(from: Self.copies).first,
      !loop.isWritten(in: parsed), let name = loop.pattern.name,
      library[name]?.allows(.adjacentQuantifiers) == true
    else { return nil }
    return name
  }

  /// The definitions whose exceptions the pattern leans on.
  var exceptions: Set<String> {
    Set((automaton?.positions ?? []).compactMap { exception(for: $0.element) })
  }

  /// A place from one element to another of the text.
  func place(from first: PatternElement, to last: PatternElement) -> SourcePlace {
    let (start, end) = (first.node.range, last.node.range)
    let range =
      min(start.lowerBound, end.lowerBound)..<max(start.upperBound, end.upperBound)
    return SourcePlace(range, of: first.pattern)
  }
}

extension PatternElement {
  /// The field and type that the element captures itself.
  var capture: (field: FieldName, type: GrokType?)? {
    switch node.kind {
    case .group(.named(let field, let type), _): (field, type)
    case .reference(let reference): reference.field.map { ($0, reference.type) }
    default: nil
    }
  }
}
