/// How much it tells that a text fits an element, in bits.
///
/// Hardly any text fits `" user="` by chance, half of all texts fit `\w`, any fits `.*`. What of
/// an expression fitted is worth its bits: so a reading of a text that explains `" user="` beats
/// one that explains a blank, however far `.*` carried that one.
struct Evidence {
  /// Bits of what is always there.
  var fixedBits = 0.0
  /// Characters of that.
  var fixedLength = 0.0
  /// Bits of each further character.
  var rate = 0.0
  /// Whether there may be further characters without end.
  var isOpen = false

  /// The bits of a text of a length that fitted.
  func bits(length: Int) -> Double {
    let length = Double(length)
    guard length >= fixedLength else { return fixedBits * length / fixedLength }
    return min(fixedBits + (length - fixedLength) * rate, Self.most)
  }

  /// Bits of a character, whether there is an end or not.
  private var usualRate: Double {
    isOpen || fixedLength == 0 ? rate : fixedBits / fixedLength
  }

  /// However long a text, it tells no more.
  private static let most = 4096.0

  /// The bits of one of ASCII's 128 characters, all taken for equally likely.
  static let character = 7.0

  /// One character of a set of so many.
  static func character(of count: Int) -> Evidence {
    let bits = count > 0 ? max(0, character - Double(count).log2) : character
    return Evidence(fixedBits: bits, fixedLength: 1, rate: 0)
  }

  /// One after the other.
  static func sequence(_ parts: [Evidence]) -> Evidence {
    let rates = parts.filter { $0.rate > 0 || $0.isOpen }.map(\.rate)
    return Evidence(
      fixedBits: parts.reduce(0) { $0 + $1.fixedBits },
      fixedLength: parts.reduce(0) { $0 + $1.fixedLength },
      rate: rates.isEmpty ? 0 : rates.reduce(0, +) / Double(rates.count),
      isOpen: parts.contains(where: \.isOpen))
  }

  /// The least that one of several tells.
  static func least(of branches: [Evidence]) -> Evidence {
    guard var least = branches.min(by: { $0.fixedBits < $1.fixedBits }) else { return Evidence() }
    least.rate = branches.reduce(character) { min($0, $1.usualRate) }
    least.isOpen = branches.contains(where: \.isOpen)
    return least
  }

  /// Some rounds of the same.
  func repeated(_ repetition: Repetition) -> Evidence {
    let perCharacter = fixedLength > 0 ? fixedBits / fixedLength : 0
    let count = Double(repetition.minimum)
    return Evidence(
      fixedBits: count * fixedBits, fixedLength: count * fixedLength,
      rate: fixedLength > 0 && rate > 0 ? (perCharacter + rate) / 2 : max(perCharacter, rate),
      isOpen: isOpen || repetition.maximum == nil)
  }
}

extension Double {
  /// The logarithm to base 2, near enough to weigh with: linear between powers of two.
  fileprivate var log2: Double {
    self > 0 ? Double(exponent) + (significand - 1) : 0
  }
}

/// What elements tell, looked up in each definition once.
struct EvidenceTable {
  private var known: [ObjectIdentifier: Evidence] = [:]

  /// How far references are followed; below that nothing is taken for known.
  static let depth = 16

  /// What it tells that a text fits an element.
  mutating func evidence(of element: PatternElement, depth: Int = Self.depth) -> Evidence {
    switch element.node.kind {
    case .literal: return .character(of: 1)
    case .set(let set): return .character(of: set.asciiMembers.count)
    case .newlineSequence: return .character(of: 4)
    case .backreference: return Evidence(rate: Evidence.character)
    case .sequence: return .sequence(inside(element, depth))
    case .alternation: return .least(of: inside(element, depth))
    case .repetition(_, let repetition):
      return Evidence.sequence(inside(element, depth)).repeated(repetition)
    case .group(let kind, _) where kind.takesText: return .sequence(inside(element, depth))
    case .reference: return evidence(ofReference: element, depth)
    case .group, .empty, .any, .assertion, .grapheme, .call, .conditional: return Evidence()
    }
  }

  private mutating func inside(_ element: PatternElement, _ depth: Int) -> [Evidence] {
    element.children.map { evidence(of: $0, depth: depth) }
  }

  private mutating func evidence(
    ofReference element: PatternElement, _ depth: Int
  ) -> Evidence {
    guard depth > 0, let root = element.children.first else { return Evidence() }
    let key = ObjectIdentifier(root.pattern)
    if let known = known[key] { return known }
    let evidence = evidence(of: root, depth: depth - 1)
    known[key] = evidence
    return evidence
  }
}

extension GroupKind {
  /// Whether the text that fits the inside is the group's: not for look-arounds, nor for `(?~ )`.
  var takesText: Bool {
    switch self {
    case .plain, .named, .nonCapturing, .atomic, .flags: true
    case .lookahead, .negativeLookahead, .lookbehind, .negativeLookbehind, .absent: false
    }
  }
}

extension PatternElement {
  /// Whether the element runs over anything at all: `.*` and what is made of it alone.
  var runsOverAnything: Bool {
    var element = self
    for _ in 0..<EvidenceTable.depth {
      switch element.node.kind {
      case .repetition(let body, let repetition):
        return repetition.maximum == nil && body.isAnything
      case .group(let kind, _) where !kind.takesText: return false
      case .group, .reference:
        guard let inside = element.children.first else { return false }
        element = inside
      default: return false
      }
    }
    return false
  }
}

extension Node {
  /// Whether the element is one character, whichever it is.
  fileprivate var isAnything: Bool {
    switch kind {
    case .any: true
    case .set(let set): set.asciiMembers.count == 128
    default: false
    }
  }
}

extension CharacterClass {
  /// The members in ASCII; those of a property by its name alone, which is not looked up.
  var asciiMembers: Set<UInt8> {
    var members = Set(UInt8(0)...0x7F)
    for operand in operands {
      members.formIntersection(operand.reduce(into: Set<UInt8>()) { $0.formUnion($1.asciiMembers) })
    }
    return isNegated ? Set(UInt8(0)...0x7F).subtracting(members) : members
  }
}

extension CharacterClass.Item {
  fileprivate var asciiMembers: Set<UInt8> {
    switch self {
    case .range(let low, let high):
      return low > 0x7F ? [] : Set(UInt8(low)...UInt8(min(high, 0x7F)))
    case .nested(let set): return set.asciiMembers
    case .named(let name, let isNegated):
      let all = UInt8(0)...0x7F
      let members: Set<UInt8> =
        switch name {
        case .ascii(let set), .unicode(let set): Set(all.filter { set.containsASCII($0) })
        // Most properties that logs are matched by are those of letters.
        case .property: Set(all.filter(\.isASCIILetter))
        }
      return isNegated ? Set(all).subtracting(members) : members
    }
  }
}
