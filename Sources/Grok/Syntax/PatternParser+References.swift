extension PatternParser {
  /// `%{NAME}`, `%{NAME:field}`, `%{NAME:field:type}`, each also with `=regex` before the `}`.
  mutating func reference() throws(Fault) -> Node {
    let start = position
    let headStart = start + 2
    guard
      let headEnd = text[headStart..<end].firstIndex(where: {
        $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "{")
      }), text[headEnd] != UInt8(ascii: "{")
    else { throw fault(.unclosedReference, start..<unclosedEnd(headStart)) }
    var reference = try head(headStart..<headEnd)
    position = headEnd
    if text[headEnd] == UInt8(ascii: "=") {
      reference.definition = try inlineDefinition(reference.name, from: start)
    }
    position += 1
    let node = node(.reference(reference), from: start)
    if let field = reference.field { named.append((field.text, node)) }
    return node
  }

  /// The name, field and type of a reference.
  private func head(_ range: Range<Int>) throws(Fault) -> Reference {
    let parts = split(range)
    let whole = (range.lowerBound - 2)..<min(end, range.upperBound + 1)
    guard let first = parts.first, !first.isEmpty else { throw fault(.missingPatternName, whole) }
    guard text[first].allSatisfy(FieldName.isPatternNameByte) else {
      throw fault(.badPatternName(string(first)), first)
    }
    guard parts.count <= 3 else { throw fault(.extraReferencePart(string(parts[3])), parts[3]) }
    return Reference(
      name: string(first),
      field: parts.count > 1 ? try fieldName(parts[1], within: whole) : nil,
      type: parts.count > 2 ? try grokType(parts[2]) : nil, definition: nil)
  }

  /// The regular expression after `=`, up to the brace that closes the reference.
  private mutating func inlineDefinition(
    _ name: String, from start: Int
  ) throws(Fault) -> ParsedPattern {
    guard depth < Self.maximumDepth else {
      throw fault(.tooDeep(limit: Self.maximumDepth), start..<(start + 2))
    }
    let bodyStart = position + 1
    guard let close = closingBrace(from: bodyStart) else {
      throw fault(.unclosedReference, start..<(start + 2))
    }
    guard bodyStart < close else { throw fault(.emptyDefinition(name), start..<(close + 1)) }
    var inner = PatternParser(
      text, in: bodyStart..<close, name: self.name, origin: origin, depth: depth + 1)
    position = close
    return try inner.parse()
  }

  /// The `}` that balances the reference's own `{`, past escapes and classes.
  private func closingBrace(from start: Int) -> Int? {
    var index = start
    var braces = 0
    var brackets = 0
    while index < end {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["):
        brackets += 1
        // A `]` that comes first in a class is a literal one.
        if index + 1 < end, text[index + 1] == UInt8(ascii: "^") { index += 1 }
        if index + 1 < end, text[index + 1] == UInt8(ascii: "]") { index += 1 }
      case UInt8(ascii: "]") where brackets > 0: brackets -= 1
      case UInt8(ascii: "{") where brackets == 0: braces += 1
      case UInt8(ascii: "}") where brackets == 0:
        if braces == 0 { return index }
        braces -= 1
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Where the caret under an unclosed reference ends.
  private func unclosedEnd(_ start: Int) -> Int {
    text[start..<end].firstIndex { !FieldName.isFieldByte($0) && $0 != UInt8(ascii: ":") } ?? end
  }

  /// The parts between colons.
  func split(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where text[index] == UInt8(ascii: ":") {
      parts.append(start..<index)
      start = index + 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  func fieldName(_ range: Range<Int>, within whole: Range<Int>) throws(Fault) -> FieldName {
    guard !range.isEmpty else { throw fault(.missingFieldName, whole) }
    guard let field = FieldName(text[range]) else {
      throw fault(.badFieldName(string(range)), range)
    }
    return field
  }

  func grokType(_ range: Range<Int>) throws(Fault) -> GrokType {
    let name = string(range)
    if let type = GrokType(name: name) { return type }
    let nearest = Spelling.nearest(to: name, among: GrokType.allCases.map(\.rawValue))
    throw fault(
      .unknownType(name, nearest: nearest),
      range.isEmpty ? range.lowerBound..<(range.lowerBound + 1) : range)
  }
}
