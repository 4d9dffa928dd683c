/// An element of an expression, as one finds it by walking in: through groups, and through references
/// into the definitions that they name.
///
/// The tree is that of the text, references expanded where they stand, and made as it is walked. What
/// explains or criticises an expression walks it; matching does not need it.
///
///     %{TIME:t} (?:in|out)
///     sequence
///       reference TIME -> sequence: the text of TIME, with its own origin
///       literal " "
///       group -> alternation -> "in", "out"
final class PatternElement: Sendable {
  /// What it is, and where in ``pattern``'s text.
  let node: Node
  /// The text it is written in.
  let pattern: ParsedPattern
  /// The element it is written in; the reference, for the first element of a definition.
  let parent: PatternElement?
  /// Its place among ``parent``'s ``children``.
  let index: Int

  private let library: PatternLibrary
  /// The patterns that the expression defines itself, by `%{NAME=regex}`.
  private let inline: [String: ParsedPattern]

  /// The whole of an expression.
  init(_ expression: ParsedPattern, library: PatternLibrary) {
    node = expression.root
    pattern = expression
    parent = nil
    index = 0
    self.library = library
    var inline: [String: ParsedPattern] = [:]
    var rest = [expression.root]
    while let node = rest.popLast() {
      if case .reference(let reference) = node.kind {
        inline[reference.name] = reference.definition
      }
      rest += node.parts
    }
    self.inline = inline
  }

  private init(_ node: Node, of pattern: ParsedPattern, in parent: PatternElement, index: Int) {
    self.node = node
    self.pattern = pattern
    self.parent = parent
    self.index = index
    library = parent.library
    inline = parent.inline
  }

  /// The elements directly inside, in the order of the text.
  ///
  /// A reference has one: the whole of the definition it names. A reference to what it stands in
  /// itself has none, nor has one to nothing; compiling the expression tells of both.
  var children: [PatternElement] {
    guard case .reference = node.kind else {
      return node.parts.enumerated().map { index, node in
        PatternElement(node, of: pattern, in: self, index: index)
      }
    }
    guard let definition, !isInside(definition) else { return [] }
    return [PatternElement(definition.root, of: definition, in: self, index: 0)]
  }

  /// What a reference refers to; nil for other elements, and for names that nothing defines.
  var definition: ParsedPattern? {
    guard case .reference(let reference) = node.kind else { return nil }
    return inline[reference.name] ?? (try? library.parsed(reference.name)) ?? nil
  }

  private func isInside(_ definition: ParsedPattern) -> Bool {
    var element: PatternElement? = self
    while let next = element {
      if next.pattern === definition { return true }
      element = next.parent
    }
    return false
  }

  /// The element as it is written.
  var text: String {
    String(decoding: pattern.text[node.range.clamped(to: 0..<pattern.text.count)], as: UTF8.self)
  }

  /// Where it is written.
  var place: SourcePlace { SourcePlace(node.range, of: pattern) }

  /// The references that lead here, the outermost first.
  var references: [PatternElement] {
    var chain: [PatternElement] = []
    var element = parent
    while let next = element {
      if case .reference = next.node.kind { chain.append(next) }
      element = next.parent
    }
    return chain.reversed()
  }

  /// The elements that lead here, from the whole expression to this one.
  var line: [PatternElement] {
    var line = [self]
    while let parent = line[line.count - 1].parent { line.append(parent) }
    return line.reversed()
  }

  /// The indexes that lead here from the whole expression.
  var path: [Int] {
    var path: [Int] = []
    var element = self
    while let parent = element.parent {
      path.append(element.index)
      element = parent
    }
    return path.reversed()
  }
}

extension Node {
  /// The elements directly inside, within the same text.
  fileprivate var parts: [Node] {
    switch kind {
    case .sequence(let nodes), .alternation(let nodes): nodes
    case .group(_, let inside), .repetition(let inside, _): [inside]
    case .conditional(_, let yes, let no): [yes, no]
    case .empty, .literal, .any, .set, .assertion, .newlineSequence, .grapheme, .reference,
      .backreference, .call:
      []
    }
  }
}
