/// Writes a character class as PCRE2 10.42 understands it.
///
/// PCRE2 has no nested sets and no intersections, so that unions are flattened, and what cannot be
/// flattened becomes an alternation or a look-ahead that still takes exactly one character. For a
/// subject of bytes a character outside ASCII is its UTF-8 sequence, or its Latin-1 byte.
struct ClassTranslation {
  let encoding: SubjectEncoding

  /// Inside a look-behind, where all ways through a group must have one length.
  let isFixedLength: Bool

  /// Whether letter case counts for nothing.
  let ignoresCase: Bool

  private static let anyCharacter = "(?s:.)"
  private static let nothing = "(?!)"

  /// The class as one PCRE2 item.
  func text(_ set: CharacterClass) -> String {
    if set.operands.count == 1 {
      return shorthand(set) ?? union(set.operands[0], isNegated: set.isNegated)
    }
    let parts = set.operands.map { union($0, isNegated: false) }
    let conditions = parts.dropLast().map { "(?=\($0))" }.joined()
    let all = conditions + (parts.last ?? Self.nothing)
    return set.isNegated ? "(?:(?!\(all))\(Self.anyCharacter))" : "(?:\(all))"
  }

  /// `\d`, `\p{Lu}` and the like outside brackets.
  private func shorthand(_ set: CharacterClass) -> String? {
    guard !set.isNegated, set.operands[0].count == 1,
      case .named(let name, let negated) = set.operands[0][0]
    else { return nil }
    switch name {
    case .ascii(let posix) where posix == .digit || posix == .word || posix == .space:
      return posix.asciiMembers(negated: negated)
    case .property(let name): return property(name, negated: negated)
    default: return nil
    }
  }

  /// Members that fit one bracket, byte sequences, and whole items for the rest.
  private struct Union {
    var members = ""
    var sequences: [UTF8Sequences.Item] = []
    var items: [String] = []
  }

  private func union(_ items: [CharacterClass.Item], isNegated: Bool) -> String {
    var union = Union()
    collect(items, into: &union)
    if isFixedLength, !isNegated { keepOneLength(&union) }
    union.items += union.sequences.map(\.text)
    if isNegated {
      let rest = union.members.isEmpty ? Self.anyCharacter : "[^\(union.members)]"
      if union.items.isEmpty { return rest }
      return "(?:(?!\(union.items.joined(separator: "|")))\(rest))"
    }
    if !union.members.isEmpty { union.items.append("[\(union.members)]") }
    switch union.items.count {
    case 0: return Self.nothing
    case 1: return union.items[0]
    default: return "(?:\(union.items.joined(separator: "|")))"
    }
  }

  /// Leaves out the readings of another length: only the Latin-1 byte, or the first sequence's.
  private func keepOneLength(_ union: inout Union) {
    let hasSingles = !union.members.isEmpty || !union.items.isEmpty
    let length = hasSingles ? 1 : union.sequences.first?.length
    union.sequences.removeAll { $0.length != length }
  }

  private func collect(_ items: [CharacterClass.Item], into union: inout Union) {
    for item in items {
      switch item {
      case .range(let low, let high): collect(low, high, into: &union)
      case .nested(let set) where !set.isNegated && set.operands.count == 1:
        collect(set.operands[0], into: &union)
      case .nested(let set): union.items.append(text(set))
      case .named(.ascii(let posix), let negated):
        // Beside wide characters or properties PCRE2 10.42 takes \W for the bytes outside \w only.
        union.members +=
          negated && encoding == .utf8
          ? posix.othersThanASCIIMembers : posix.asciiMembers(negated: negated)
      case .named(.property(let name), let negated):
        union.members += property(name, negated: negated)
      case .named(.unicode(let posix), let negated):
        let set = ignoresCase && (posix == .upper || posix == .lower) ? nil : posix
        let members =
          encoding == .utf8
          ? set?.unicodeMembers ?? POSIXSet.casedMembers
          : set?.latin1Members ?? POSIXSet.lower.latin1Members + POSIXSet.upper.latin1Members
        if negated { union.items.append("[^\(members)]") } else { union.members += members }
      }
    }
  }

  /// `\p{Lu}` or `\P{Lu}`; where case counts for nothing, cased letters are one set, as in Ruby.
  private func property(_ name: String, negated: Bool) -> String {
    let isCase = ignoresCase && ["lu", "ll", "lt"].contains(name.lowercased())
    return (negated ? #"\P{"# : #"\p{"#) + (isCase ? "L&" : name) + "}"
  }

  private func collect(_ low: UInt32, _ high: UInt32, into union: inout Union) {
    guard encoding != .utf8 else {
      union.members += Self.range(low, high)
      return
    }
    if low <= 0xFF { union.members += Self.range(low, min(high, 0xFF)) }
    if high >= 0x80 { union.sequences += UTF8Sequences.covering(max(low, 0x80)...high) }
  }

  private static func range(_ low: UInt32, _ high: UInt32) -> String {
    low == high ? escaped(low) : escaped(low) + "-" + escaped(high)
  }

  /// A character inside brackets.
  private static func escaped(_ value: UInt32) -> String {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(UInt8(value)))
    case 0x21...0x7E: "\\" + String(UnicodeScalar(UInt8(value)))
    case 0x20: " "
    case ...0xFF: #"\x"# + Hexadecimal.byte(UInt8(value))
    default: #"\x{"# + String(value, radix: 16) + "}"
    }
  }
}

/// Two hexadecimal digits a byte.
enum Hexadecimal {
  /// Upper case, as `\x` takes them.
  static func byte(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return value < 16 ? "0" + digits : digits
  }
}
