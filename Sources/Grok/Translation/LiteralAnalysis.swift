/// Gathers what every match has for certain while a pattern is written out, element by element.
struct LiteralAnalysis {
  /// One element: its exact bytes as far as they are known, and the literals of its alternatives.
  struct Element {
    var facts = LiteralFacts()
    /// Nil where they are not asked for: to gather them takes longer than all the rest.
    var required: RequiredLiterals?

    mutating func append(_ other: Element) {
      facts.append(other.facts)
      if let other = other.required { required?.append(other) }
    }

    func repeated(_ repetition: Repetition) -> Element {
      Element(facts: facts.repeated(repetition), required: required?.repeated(repetition))
    }
  }

  /// One open group.
  private struct Frame {
    var sequence: Element
    var branches: [Element] = []
  }

  private let empty: Element
  private var frames: [Frame]

  /// Starts a pattern; `gathersRequired` asks for the literals that a prefilter looks for.
  init(gathersRequired: Bool = false) {
    empty = Element(required: gathersRequired ? RequiredLiterals() : nil)
    frames = [Frame(sequence: empty)]
  }

  /// Whether nothing that takes a character has come yet, on any way through the pattern.
  var isAtStart: Bool { frames.allSatisfy { $0.sequence.facts.isAtStart } }

  mutating func open() { frames.append(Frame(sequence: empty)) }

  mutating func alternative() {
    let last = frames.count - 1
    frames[last].branches.append(frames[last].sequence)
    frames[last].sequence = empty
  }

  /// What is known of the group opened last.
  mutating func close() -> Element {
    let frame = frames.count > 1 ? frames.removeLast() : frames[0]
    let branches = frame.branches + [frame.sequence]
    return Element(
      facts: LiteralFacts.any(of: branches.map(\.facts)),
      required: empty.required == nil
        ? nil : RequiredLiterals.any(of: branches.compactMap(\.required)))
  }

  mutating func append(_ element: Element) { frames[frames.count - 1].sequence.append(element) }

  /// Adds an ASCII character; with `ignoresCase` its other case may stand for it.
  mutating func append(_ byte: UInt8, ignoresCase: Bool) {
    append(anyOf: [UInt32(byte)], ignoresCase: ignoresCase)
    let last = frames.count - 1
    if ignoresCase, byte.isASCIILetter {
      frames[last].sequence.facts.appendUnknown(minimumLength: 1)
    } else {
      frames[last].sequence.facts.append(byte)
    }
  }

  /// Adds one character of a class.
  mutating func append(_ set: CharacterClass, ignoresCase: Bool) {
    frames[frames.count - 1].sequence.facts.appendUnknown(minimumLength: 1)
    append(anyOf: set.fewMembers ?? [], ignoresCase: ignoresCase)
  }

  mutating func appendUnknown(minimumLength: Int) {
    frames[frames.count - 1].sequence.facts.appendUnknown(minimumLength: minimumLength)
    frames[frames.count - 1].sequence.required?.appendUnknown()
  }

  mutating func appendAnchor(_ anchor: LiteralFacts.Anchor) {
    frames[frames.count - 1].sequence.facts.appendAnchor(anchor)
  }

  /// Adds one of a few characters to the required literals; where none is given, nothing is known.
  private mutating func append(anyOf characters: [UInt32], ignoresCase: Bool) {
    let last = frames.count - 1
    // Without case, `k` is the Kelvin sign too, and `s` the long s.
    let isUnsure =
      ignoresCase
      && characters.contains { $0 >= 0x80 || $0 | 0x20 == 0x6B || $0 | 0x20 == 0x73 }
    if characters.isEmpty || isUnsure {
      frames[last].sequence.required?.appendUnknown()
    } else {
      frames[last].sequence.required?.append(anyOf: characters)
    }
  }
}

extension CharacterClass {
  /// The members of a class that has but a few.
  fileprivate var fewMembers: [UInt32]? {
    guard !isNegated, operands.count == 1 else { return nil }
    var members: [UInt32] = []
    for item in operands[0] {
      guard case .range(let low, let high) = item, low <= high, high - low < 4 else { return nil }
      members += low...high
    }
    return members.count <= 8 ? members : nil
  }
}
