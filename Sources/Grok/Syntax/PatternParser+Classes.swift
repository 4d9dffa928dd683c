extension PatternParser {
  /// Reads `[...]`.
  mutating func bracketClass() throws(Fault) -> Node {
    let start = position
    let set = try characterClass()
    return node(.set(set), from: start)
  }

  /// A class at its `[`, with the classes nested in it.
  private mutating func characterClass() throws(Fault) -> CharacterClass {
    let start = position
    guard depth < Self.maximumDepth else {
      throw fault(.tooDeep(limit: Self.maximumDepth), start..<(start + 1))
    }
    depth += 1
    defer { depth -= 1 }
    position += 1
    var result = CharacterClass(isNegated: false, operands: [[]])
    if peek() == UInt8(ascii: "^") {
      result.isNegated = true
      position += 1
    }
    // A `]` that comes first is a literal one, if another follows to close the class.
    if peek() == UInt8(ascii: "]") {
      guard hasClosingBracket(after: position + 1) else {
        throw fault(.emptyClass, start..<(position + 1))
      }
      try member(into: &result)
    }
    while let byte = peek() {
      if byte == UInt8(ascii: "]") {
        position += 1
        return result
      }
      if follows("&&") {
        position += 2
        result.operands.append([])
        continue
      }
      try member(into: &result)
    }
    throw fault(.unclosedClass, start..<(start + 1))
  }

  /// Whether an unescaped `]` stands anywhere later.
  private func hasClosingBracket(after start: Int) -> Bool {
    var index = start
    while index < end {
      if text[index] == UInt8(ascii: "]") { return true }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  /// One character, range, set or nested class.
  private mutating func member(into result: inout CharacterClass) throws(Fault) {
    let start = position
    let last = result.operands.count - 1
    if peek() == UInt8(ascii: "[") {
      if let bracket = posixBracket() {
        result.operands[last].append(bracket)
      } else {
        result.operands[last].append(.nested(try characterClass()))
      }
      return
    }
    switch try classCharacter() {
    case .set(let item): result.operands[last].append(item)
    case .scalar(let low):
      guard let high = try rangeEnd() else {
        result.operands[last].append(.range(low, low))
        return
      }
      guard low <= high else {
        throw fault(.reversedRange(string(start..<position)), start..<position)
      }
      result.operands[last].append(.range(low, high))
    }
  }

  /// One character or escape.
  private mutating func classCharacter() throws(Fault) -> Escaped {
    peek() == UInt8(ascii: "\\") ? try classEscape() : .scalar(scalar())
  }

  /// The upper end after a `-`; nil, with the `-` left to be a literal one, if none follows.
  private mutating func rangeEnd() throws(Fault) -> UInt32? {
    guard peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]"),
      next != UInt8(ascii: "["), !follows("&&", at: 1)
    else { return nil }
    let dash = position
    position += 1
    switch try classCharacter() {
    case .scalar(let high): return high
    case .set:
      position = dash
      return nil
    }
  }

  /// `[:name:]` or `[:^name:]`; nil if the bracket opens a nested class.
  private mutating func posixBracket() -> CharacterClass.Item? {
    guard follows("[:") else { return nil }
    let isNegated = peek(2) == UInt8(ascii: "^")
    let nameStart = position + (isNegated ? 3 : 2)
    guard let nameEnd = text[nameStart..<end].firstIndex(of: UInt8(ascii: ":")),
      nameEnd + 1 < end, text[nameEnd + 1] == UInt8(ascii: "]"),
      let set = POSIXSet(rawValue: string(nameStart..<nameEnd))
    else { return nil }
    position = nameEnd + 2
    return .named(mode.charset == .ascii ? .ascii(set) : .unicode(set), negated: isNegated)
  }
}
