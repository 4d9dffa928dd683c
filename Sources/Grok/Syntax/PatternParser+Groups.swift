extension PatternParser {
  /// Anything that begins with `(`; nil for a comment.
  mutating func group() throws(Fault) -> Node? {
    let start = position
    guard depth < Self.maximumDepth else {
      throw fault(.tooDeep(limit: Self.maximumDepth), start..<(start + 1))
    }
    depth += 1
    defer { depth -= 1 }
    if follows("(?#") { return try comment(from: start) }
    if follows("(*") {
      let rest = text[position..<end].firstIndex(of: UInt8(ascii: ")")) ?? end - 1
      throw fault(
        .unsupported(
          string(start..<(rest + 1)), instead: "write \\(\\* for the characters themselves"),
        start..<(rest + 1))
    }
    guard follows("(?") else {
      position += 1
      plainCount += 1
      let node = try body(.plain(plainCount), from: start)
      plain.append(node)
      return node
    }
    return try special(from: start)
  }

  /// A group that begins with `(?`.
  private mutating func special(from start: Int) throws(Fault) -> Node {
    let openings: [(StaticString, GroupKind)] = [
      ("(?:", .nonCapturing), ("(?>", .atomic), ("(?=", .lookahead), ("(?!", .negativeLookahead),
      ("(?<=", .lookbehind), ("(?<!", .negativeLookbehind),
    ]
    for (opening, kind) in openings where follows(opening) {
      position += opening.utf8CodeUnitCount
      return try body(kind, from: start)
    }
    if follows("(?<") { return try namedGroup(nameAt: start + 3, close: ">", from: start) }
    if follows("(?P<") { return try namedGroup(nameAt: start + 4, close: ">", from: start) }
    if follows("(?'") { return try namedGroup(nameAt: start + 3, close: "'", from: start) }
    if follows("(?~") { return try absent(from: start) }
    if follows("(?(") { return try conditional(from: start) }
    if let target = try bracketedTarget(from: start) { return target }
    return try flags(from: start)
  }

  /// The inside of a group and its `)`.
  private mutating func body(_ kind: GroupKind, from start: Int) throws(Fault) -> Node {
    let outer = mode
    let inside = try alternation()
    mode = outer
    try close(from: start)
    return node(.group(kind, inside), from: start)
  }

  private mutating func close(from start: Int) throws(Fault) {
    guard peek() == UInt8(ascii: ")") else { throw fault(.unclosedGroup, start..<(start + 1)) }
    position += 1
  }

  private mutating func comment(from start: Int) throws(Fault) -> Node? {
    position += 3
    while let byte = peek() {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: ")") { return nil }
    }
    position = end
    throw fault(.unclosedComment, start..<(start + 3))
  }

  /// `(?<name>..)`, `(?<name:type>..)`, `(?<PATTERN:name:type>..)`.
  private mutating func namedGroup(
    nameAt nameStart: Int, close: Unicode.Scalar, from start: Int
  ) throws(Fault) -> Node {
    let terminator = UInt8(ascii: close)
    guard let nameEnd = text[nameStart..<end].firstIndex(of: terminator) else {
      throw fault(.unclosedGroupName, start..<min(end, nameStart))
    }
    let (field, type) = try capture(nameStart..<nameEnd)
    position = nameEnd + 1
    let node = try body(.named(field, type), from: start)
    named.append((field.text, node))
    return node
  }

  /// The field and type in a group's name.
  private func capture(_ range: Range<Int>) throws(Fault) -> (FieldName, GrokType?) {
    var parts = split(range)
    var type: GrokType?
    switch parts.count {
    case 1: break
    case 2:
      // `(?<n:int>` types the field n; `(?<NUMBER:n>` is what Logstash makes of `%{NUMBER:n}`.
      type = GrokType(name: string(parts[1]))
      parts = type == nil ? [parts[1]] : [parts[0]]
    case 3:
      type = try grokType(parts[2])
      parts = [parts[1]]
    default: throw fault(.extraReferencePart(string(parts[3])), parts[3])
    }
    return (try fieldName(parts[0], within: range), type)
  }

  /// Reads `(?~ )`.
  private mutating func absent(from start: Int) throws(Fault) -> Node {
    if follows("(?~|") {
      throw fault(
        .unsupported("(?~|", instead: "write (?~X) for any text without X"), start..<(start + 4))
    }
    position += 3
    return try body(.absent, from: start)
  }

  /// Reads `(?(name)yes|no)`.
  private mutating func conditional(from start: Int) throws(Fault) -> Node {
    guard let close = text[start..<end].firstIndex(of: UInt8(ascii: ")")) else {
      throw fault(.unclosedGroup, start..<(start + 1))
    }
    let inside = (start + 3)..<close
    var name = inside
    if let first = inside.first.map({ text[$0] }),
      first == UInt8(ascii: "<") || first == UInt8(ascii: "'"), inside.count > 2
    {
      name = (inside.lowerBound + 1)..<(inside.upperBound - 1)
    }
    guard !inside.isEmpty, text[inside.lowerBound] != UInt8(ascii: "?") else {
      throw fault(
        .unsupported(
          string(start..<(close + 1)), instead: "a condition is a group: (?(<name>)yes|no)"),
        start..<(close + 1))
    }
    let target = try groupTarget(name, from: start)
    position = close + 1
    let outer = mode
    let yes = try sequence()
    var no = Node(kind: .empty, range: position..<position)
    if peek() == UInt8(ascii: "|") {
      position += 1
      no = try sequence()
    }
    if peek() == UInt8(ascii: "|") {
      throw fault(
        .unsupported("a third branch", instead: "put the alternatives in (?: )"),
        position..<(position + 1))
    }
    mode = outer
    try self.close(from: start)
    return node(.conditional(target, yes: yes, no: no), from: start)
  }

  /// PCRE's and Python's calls and back-references in parentheses; nil if it is none.
  private mutating func bracketedTarget(from start: Int) throws(Fault) -> Node? {
    let forms: [(StaticString, isCall: Bool)] = [
      ("(?P=", false), ("(?P>", true), ("(?&", true), ("(?R", true), ("(?0", true),
    ]
    for (opening, isCall) in forms where follows(opening) {
      let nameStart = start + opening.utf8CodeUnitCount
      guard let close = text[nameStart..<end].firstIndex(of: UInt8(ascii: ")")) else {
        throw fault(.unclosedGroup, start..<(start + 1))
      }
      position = close + 1
      if nameStart == close, isCall {
        numbersUsed.append((0, start..<position))
        return node(.call(.number(0)), from: start)
      }
      let target = try groupTarget(nameStart..<close, from: start)
      return node(isCall ? .call(target) : .backreference(target), from: start)
    }
    return nil
  }

  /// `(?i-m)` for the rest of the enclosing group, or `(?i-m: )`.
  private mutating func flags(from start: Int) throws(Fault) -> Node {
    let outer = mode
    var on: MatchFlags = []
    var off: MatchFlags = []
    var isOn = true
    position += 2
    reading: while let byte = peek() {
      switch byte {
      case UInt8(ascii: "-") where isOn: isOn = false
      case UInt8(ascii: "i"): Self.set(.ignoreCase, isOn, &on, &off)
      // Ruby's m; s is what other dialects call it.
      case UInt8(ascii: "m"), UInt8(ascii: "s"): Self.set(.dotAll, isOn, &on, &off)
      case UInt8(ascii: "x"): mode.isExtended = isOn
      case UInt8(ascii: "a") where isOn: mode.charset = .ascii
      case UInt8(ascii: "d") where isOn: mode.charset = .ruby
      case UInt8(ascii: "u") where isOn: mode.charset = .unicode
      default: break reading
      }
      position += 1
    }
    let kind = GroupKind.flags(on: on, off: off)
    switch peek() {
    case UInt8(ascii: ":") where position > start + 2:
      position += 1
      let inside = try alternation()
      mode = outer
      try close(from: start)
      return node(.group(kind, inside), from: start)
    case UInt8(ascii: ")") where position > start + 2:
      position += 1
      // In Ruby the rest of the group, its alternatives included, is one group: ab(?i)c|d is
      // ab(?i:c|d).
      let rest = try alternation()
      mode = outer
      return node(.group(kind, rest), from: start)
    default:
      let shown = start..<min(end, position + 1)
      throw fault(.unknownGroup(string(shown)), shown)
    }
  }

  private static func set(
    _ flag: MatchFlags, _ isOn: Bool, _ on: inout MatchFlags, _ off: inout MatchFlags
  ) {
    if isOn {
      on.insert(flag)
      off.remove(flag)
    } else {
      off.insert(flag)
      on.remove(flag)
    }
  }

  /// A group's number or name.
  mutating func groupTarget(_ name: Range<Int>, from start: Int) throws(Fault) -> GroupTarget {
    guard let first = name.first.map({ text[$0] }) else {
      throw fault(.missingFieldName, start..<min(end, name.upperBound + 1))
    }
    var index = name.lowerBound
    let isRelative = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    if isRelative { index += 1 }
    if let digits = number(&index), index == name.upperBound {
      var value = digits
      if first == UInt8(ascii: "-") { value = plainCount + 1 - digits }
      if first == UInt8(ascii: "+") { value = plainCount + digits }
      guard value >= 0 else {
        throw fault(.noSuchGroup(string(name), before: true), start..<position)
      }
      numbersUsed.append((value, start..<min(end, name.upperBound + 1)))
      return .number(value)
    }
    if let level = text[name].lastIndex(where: { $0 == UInt8(ascii: "+") }) {
      throw fault(
        .unsupported(
          "the recursion level \(string(level..<name.upperBound))",
          instead: "refer to the group without a level"), name)
    }
    return .name(string(name))
  }
}
