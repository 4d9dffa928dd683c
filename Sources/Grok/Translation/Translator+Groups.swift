extension Translator {
  /// Writes anything in parentheses.
  mutating func write(group kind: GroupKind, _ inside: Node, _ node: Node) throws(GrokError) {
    switch kind {
    case .plain(let number):
      guard current.referredPlain.contains(number) else {
        // Beside named groups Oniguruma does not capture these, and nothing here would read them.
        return open("(?:", .group, inside)
      }
      try capture(plain: number, node)
      steps.append(.node(inside, .alone))
    case .named(let field, let type):
      try capture(field, type, node)
      steps.append(.node(inside, .alone))
    case .nonCapturing: open("(?:", .group, inside)
    case .atomic: open(cut.isRelaxing ? "(?:" : "(?>", .group, inside)
    case .lookahead: write(lookahead: inside)
    case .negativeLookahead:
      if probes != nil {
        steps.append(.leaveAssertion)
        probes?.assertions += 1
      }
      open("(?!", .assertion(isLookBehind: false), inside)
    case .lookbehind:
      open("(?<=", .assertion(isLookBehind: true), inside)
      lookBehinds += 1
    case .negativeLookbehind:
      open("(?<!", .assertion(isLookBehind: true), inside)
      lookBehinds += 1
    case .flags(let on, let off): write(flags: on, off, .node(inside, .alone))
    case .absent: try write(absent: inside, node)
    }
  }

  private mutating func open(_ text: StaticString, _ finish: Finish, _ inside: Node) {
    write(text)
    analysis.open()
    steps.append(.finish(finish))
    steps.append(.node(inside, .alone))
  }

  private mutating func write(lookahead inside: Node) {
    let isLeading = analysis.isAtStart
    write("(?=")
    analysis.open()
    steps.append(.finish(.assertion(isLookBehind: false)))
    // PCRE2 10.42 takes the character that a leading look-ahead begins with for one before the last
    // that a match needs, and finds no (?=a).*a in "a". A branch that never matches hides it.
    if isLeading { steps.append(.text("|(?!)")) }
    steps.append(.node(inside, .alone))
  }

  /// Begins a capture group that goes by a number.
  mutating func capture(plain number: Int, _ node: Node) throws(GrokError) {
    try countGroup(node)
    steps.append(.finish(.capture))
    openCapture(key: key(node), plain: number)
  }

  /// Begins a capture group for a field.
  mutating func capture(
    _ field: FieldName, _ type: GrokType?, _ node: Node
  ) throws(GrokError) {
    try countGroup(node)
    steps.append(.finish(.capture))
    let number = openCapture(key: key(node))
    fields.add(field, group: GrokGroup(number: number, type: type), at: place(node.range))
  }

  private func countGroup(_ node: Node) throws(GrokError) {
    guard groupCount < Self.maximumGroups else {
      throw .tooLarge(what: "groups", limit: Self.maximumGroups, at: place(node.range).location)
    }
  }

  private func key(_ node: Node) -> GroupKey {
    GroupKey(pattern: ObjectIdentifier(current), start: node.range.lowerBound)
  }

  /// Begins a group of flags; `inside` is the step that writes what is in it.
  mutating func write(flags on: MatchFlags, _ off: MatchFlags, _ inside: Step) {
    let finish = Finish.flags(ignoresCase: ignoresCase)
    if on.contains(.ignoreCase) { ignoresCase = true }
    if off.contains(.ignoreCase) { ignoresCase = false }
    write("(?" + on.letters + (off.isEmpty ? "" : "-" + off.letters) + ":")
    analysis.open()
    steps.append(.finish(finish))
    steps.append(inside)
  }

  // MARK: Absent operator

  /// `(?~X)`: the longest text without X, for an X of one length.
  ///
  /// A run of characters at none of which X begins, then all but the last character of an X.
  private mutating func write(absent inside: Node, _ node: Node) throws(GrokError) {
    guard let length = inside.fixedLength, length > 0 else {
      throw .syntax(
        .unsupported(
          "(?~ ) around text of varying length", instead: "write (?:(?!X).)* for it"),
        at: place(node.range).location)
    }
    // Written twice, so that it must not capture.
    var inner = Translator(library: library, options: GrokOptions(), encoding: encoding)
    try inner.translate(
      ParsedPattern(
        name: current.name, text: current.text, origin: current.origin, root: inside, named: [],
        plain: [], referredPlain: []))
    let text = String(decoding: inner.output, as: UTF8.self)
    write("(?:(?:(?!\(text))(?s:.))*")
    if length > 1 { write("(?:(?=\(text))(?s:.){0,\(length - 1)})?") }
    write(")")
    analysis.appendUnknown(minimumLength: 0)
  }

  // MARK: References

  /// Writes the pattern that a `%{...}` names.
  mutating func write(
    _ reference: Reference, _ node: Node, _ placement: Placement
  ) throws(GrokError) {
    let pattern = try begin(reference, node)
    let isInGroup =
      reference.field != nil || options.capturesUnnamed || pattern.referredPlain.contains(0)
    if let probe = probe(.definition, 0..<0) { steps.append(probe) }
    steps.append(.node(pattern.root, isInGroup ? .alone : placement))
  }

  /// Begins the elements of the pattern that a `%{...}` names, in a group if that captures.
  mutating func begin(_ reference: Reference, _ node: Node) throws(GrokError) -> ParsedPattern {
    try count(node)
    if let definition = reference.definition { inline[reference.name] = definition }
    let pattern = try resolve(reference, node)
    if let field = reference.field {
      try capture(field, reference.type, node)
    } else if options.capturesUnnamed {
      try capture(FieldName(pattern: reference.name), nil, node)
    }
    try enter(pattern, name: reference.name, at: node.range)
    return pattern
  }

  private mutating func count(_ node: Node) throws(GrokError) {
    references += 1
    guard references <= Self.maximumReferences else {
      throw .tooLarge(
        what: "references", limit: Self.maximumReferences, at: place(node.range).location)
    }
  }

  private func resolve(
    _ reference: Reference, _ node: Node
  ) throws(GrokError) -> ParsedPattern {
    if let definition = inline[reference.name] { return definition }
    if let definition = try library.parsed(reference.name) { return definition }
    let nearest = Spelling.nearest(
      to: reference.name, among: Array(inline.keys) + library.names)
    throw .unknownPattern(
      name: reference.name, nearest: nearest, at: place(node.range).location)
  }

  // MARK: Back-references, calls, conditions

  /// Writes `\1` or `\k<name>`; a name that several groups have means any of them, last first.
  mutating func write(backreference target: GroupTarget, _ node: Node) throws(GrokError) {
    let numbers = try numbers(target, node)
    let text = numbers.reversed().map { "\\g{\($0)}" }.joined(separator: "|")
    write(numbers.count == 1 ? text : "(?>\(text))")
    analysis.appendUnknown(minimumLength: 0)
  }

  /// Writes `(?(name)yes|no)`.
  mutating func write(
    condition target: GroupTarget, _ yes: Node, _ no: Node, _ node: Node
  ) throws(GrokError) {
    let numbers = try numbers(target, node)
    guard numbers.count == 1, numbers[0] > 0 else {
      throw .syntax(
        .unsupported(
          "a condition on a name that several groups have",
          instead: "give the group a name of its own"),
        at: place(node.range).location)
    }
    write("(?(\(numbers[0]))")
    analysis.open()
    steps.append(.finish(.conditional))
    let isOneSided = if case .empty = no.kind { true } else { false }
    let leftOut = probe(.alternative(2, of: 2), no.range)
    if let leftOut { steps.append(leftOut) }
    if !isOneSided || leftOut != nil {
      steps.append(.node(no, .item))
      steps.append(.text("|"))
    }
    if let taken = probe(.alternative(1, of: 2), yes.range) { steps.append(taken) }
    steps.append(.node(yes, .item))
  }

  /// The numbers of the groups meant, which stand before this place.
  private func numbers(_ target: GroupTarget, _ node: Node) throws(GrokError) -> [Int] {
    switch target {
    case .number(let number):
      if let known = scopes[scopes.count - 1].numbers[number] { return [known] }
      throw .syntax(
        .noSuchGroup(String(number), before: true), at: place(node.range).location)
    case .name(let name):
      let known = fields.numbers(named: name)
      guard known.isEmpty else { return known }
      throw .syntax(.noSuchGroup(name, before: true), at: place(node.range).location)
    }
  }

  /// Writes `\g<name>`: inside the group itself a recursion, elsewhere the group once more.
  ///
  /// PCRE2 forgets what a called group captured, Oniguruma does not; written once more the group
  /// captures like any other that has its name.
  mutating func write(call target: GroupTarget, _ node: Node) throws(GrokError) {
    try count(node)
    let (called, owner) = try group(target, node)
    let key = GroupKey(
      pattern: ObjectIdentifier(owner), start: called?.range.lowerBound ?? -1)
    if let open = openGroups.last(where: { $0.key == key }) {
      write("(?\(open.number))")
      analysis.appendUnknown(minimumLength: 0)
      return
    }
    guard let called else {
      throw .syntax(.noSuchGroup("0", before: true), at: place(node.range).location)
    }
    if owner !== current {
      // The group's text is the expression's, in which the elements below have their places.
      scopes.append(Scope(pattern: owner, name: owner.name ?? "the expression"))
      steps.append(.leaveCalled)
    }
    steps.append(.node(called, .item))
  }

  /// The group called and the pattern it stands in; no group for the whole text.
  private func group(
    _ target: GroupTarget, _ node: Node
  ) throws(GrokError) -> (node: Node?, owner: ParsedPattern) {
    switch target {
    case .number(0): return (nil, current)
    case .number(let number):
      if number <= current.plain.count { return (current.plain[number - 1], current) }
      throw .syntax(
        .noSuchGroup(String(number), before: false), at: place(node.range).location)
    case .name(let name):
      for pattern in [current, scopes[0].pattern] {
        if let found = pattern.named.last(where: { $0.name == name }) {
          return (found.node, pattern)
        }
      }
      throw .syntax(.noSuchGroup(name, before: false), at: place(node.range).location)
    }
  }
}

extension MatchFlags {
  /// The flags in PCRE2's letters.
  fileprivate var letters: String {
    (contains(.ignoreCase) ? "i" : "") + (contains(.dotAll) ? "s" : "")
  }
}

extension Node {
  /// How many characters the element always takes; nil if it varies or is not plain to see.
  fileprivate var fixedLength: Int? {
    switch kind {
    case .empty, .assertion: 0
    case .literal, .any, .set: 1
    case .sequence(let nodes):
      nodes.reduce(0 as Int?) { total, node in
        node.fixedLength.flatMap { length in total.map { $0 + length } }
      }
    case .alternation(let branches):
      Set(branches.map(\.fixedLength)).count == 1 ? branches[0].fixedLength : nil
    case .group(let kind, let inside):
      switch kind {
      case .plain, .nonCapturing, .atomic, .flags: inside.fixedLength
      default: nil
      }
    case .repetition(let node, let repetition):
      repetition.minimum == repetition.maximum
        ? node.fixedLength.map { $0 * repetition.minimum } : nil
    default: nil
    }
  }
}
