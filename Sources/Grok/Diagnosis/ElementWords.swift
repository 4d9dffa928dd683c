extension PatternElement {
  /// What the element takes, in words that complete "expected": `a digit`, `"type"`.
  func words(dotMatchesNewline: Bool, ignoresCase: Bool = false) -> String {
    switch node.kind {
    case .literal(let value): return Self.quoted(of: [value])
    case .any:
      return dotMatchesNewline ? "any character" : "any character but a line feed"
    case .set(let set): return set.words(text: text)
    case .assertion(let assertion): return assertion.words
    case .newlineSequence: return "the end of a line"
    case .grapheme: return "any character"
    case .backreference(let target):
      return "the same text as group \(target.words)"
    case .call(let target): return "what group \(target.words) takes"
    case .group(let kind, let inside): return words(of: kind, inside)
    case .repetition(let body, _):
      guard body.isOneCharacter, let inside = children.first else { return "`\(text)`" }
      return inside.words(dotMatchesNewline: dotMatchesNewline)
    case .empty, .sequence, .alternation, .reference, .conditional:
      return "`\(text)`"
    }
  }

  private func words(of kind: GroupKind, _ inside: Node) -> String {
    let text = String(
      decoding: pattern.text[inside.range.clamped(to: 0..<pattern.text.count)], as: UTF8.self)
    return switch kind {
    case .negativeLookahead: "something else than `\(text)`"
    case .lookbehind: "`\(text)` before this place"
    case .negativeLookbehind: "no `\(text)` before this place"
    case .absent: "text without `\(text)`"
    default: "`\(self.text)`"
    }
  }

  /// Characters in quotes, those that do not show escaped.
  static func quoted(of values: [UInt32]) -> String {
    // Quotes around a quotation mark would be hard to read.
    let mark = values.contains(0x22) && !values.contains(0x60) ? "`" : "\""
    var text = mark
    for value in values {
      switch value {
      case 0x09: text += "\\t"
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0..<0x20, 0x7F..<0xA0:
        text += "\\x" + Hexadecimal.byte(UInt8(truncatingIfNeeded: value))
      default: text.unicodeScalars.append(UnicodeScalar(value) ?? "\u{FFFD}")
      }
    }
    return text + mark
  }
}

extension GroupTarget {
  /// The group as its author calls it.
  fileprivate var words: String {
    switch self {
    case .number(let number): String(number)
    case .name(let name): name
    }
  }
}

extension Assertion {
  /// The place it asserts.
  var words: String {
    switch self {
    case .lineStart: "the start of a line"
    case .lineEnd: "the end of the line"
    case .textStart: "the start of the text"
    case .textEnd, .textEndBeforeNewline: "the end of the text"
    case .wordBoundary: "the start or the end of a word"
    case .notWordBoundary: "no start and no end of a word"
    case .searchStart: "the place where the search started"
    case .keepOut: "anything"
    }
  }
}

extension CharacterClass {
  /// The set in words; by its own text where no words are known.
  fileprivate func words(text: String) -> String {
    let members = asciiMembers
    for (set, words) in Self.known where set == members { return words }
    if members.count <= 1, let only = members.first {
      return PatternElement.quoted(of: [UInt32(only)])
    }
    return isNegated ? "a character that `\(text)` allows" : "one of `\(text)`"
  }

  private static let known: [(Set<UInt8>, String)] = [
    (members(of: .digit), "a digit"),
    (members(of: .xdigit), "a hexadecimal digit"),
    (members(of: .word), "a letter, a digit or _"),
    (members(of: .alpha), "a letter"),
    (members(of: .alnum), "a letter or a digit"),
    (members(of: .upper), "a capital letter"),
    (members(of: .lower), "a small letter"),
    (members(of: .space), "white space"),
    (members(of: .blank), "a blank or a tab"),
    (Set(0...0x7F).subtracting(members(of: .space)), "anything but white space"),
    (Set(0...0x7F).subtracting(members(of: .digit)), "anything but a digit"),
    (Set(0...0x7F).subtracting(members(of: .word)), "anything but a letter, a digit or _"),
    (Set(0...0x7F), "any character"),
  ]

  private static func members(of set: POSIXSet) -> Set<UInt8> {
    Set((0...0x7F).filter { set.containsASCII($0) })
  }
}
