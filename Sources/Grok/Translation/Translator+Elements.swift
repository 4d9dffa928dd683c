extension Translator {
  /// Writes one element, or the steps that will.
  mutating func write(_ node: Node, _ placement: Placement) throws(GrokError) {
    if recordsPlaces { places.append((output.count, place(node.range))) }
    // A probe behind alternatives is behind all of them.
    let placement = probing ? .item : placement
    switch node.kind {
    case .empty: break
    case .literal(let value): write(literal: value)
    case .any:
      write(".")
      analysis.appendUnknown(minimumLength: 1)
    case .set(let set):
      let translation = ClassTranslation(
        encoding: encoding, isFixedLength: lookBehinds > 0, ignoresCase: ignoresCase)
      write(translation.text(set))
      analysis.append(set, ignoresCase: ignoresCase)
    case .assertion(let assertion): write(assertion)
    case .newlineSequence: write(unknown: "\\R")
    case .grapheme: write(unknown: "\\X")
    case .sequence(let nodes):
      for node in nodes.reversed() { steps.append(.node(node, .item)) }
    case .alternation(let branches): write(alternation: branches, placement)
    case .group(let kind, let inside): try write(group: kind, inside, node)
    case .repetition(let repeated, let repetition): write(repeated, repetition)
    case .reference(let reference): try write(reference, node, placement)
    case .backreference(let target): try write(backreference: target, node)
    case .call(let target): try write(call: target, node)
    case .conditional(let target, let yes, let no): try write(condition: target, yes, no, node)
    }
  }

  private mutating func write(unknown text: StaticString) {
    write(text)
    analysis.appendUnknown(minimumLength: 1)
  }

  // MARK: Characters

  private mutating func write(literal value: UInt32) {
    guard value < 0x80 else {
      write(nonASCII: value)
      analysis.appendUnknown(minimumLength: 1)
      return
    }
    let byte = UInt8(value)
    if byte < 0x20 || byte == 0x7F {
      write("\\x" + Hexadecimal.byte(byte))
    } else {
      if Self.needsEscape(byte) { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
    analysis.append(byte, ignoresCase: ignoresCase)
  }

  /// Punctuation that means something to PCRE2; a backslash before the rest would do no harm.
  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"):
      true
    default: false
    }
  }

  /// A character as itself, or for bytes as its UTF-8 sequence or its Latin-1 byte.
  private mutating func write(nonASCII value: UInt32) {
    guard encoding != .utf8 else {
      write("\\x{" + String(value, radix: 16) + "}")
      return
    }
    let sequence = UTF8Sequences.covering(value...value).map(\.text).joined(separator: "|")
    // Look-behinds take one length only.
    let latin1 =
      value <= 0xFF && lookBehinds == 0 ? "|\\x" + Hexadecimal.byte(UInt8(value)) : ""
    write("(?:" + sequence + latin1 + ")")
  }

  // MARK: Places

  private mutating func write(_ assertion: Assertion) {
    switch assertion {
    case .lineStart:
      write("^")
      analysis.appendAnchor(.line)
    case .lineEnd: write("$")
    case .textStart:
      write("\\A")
      analysis.appendAnchor(.subject)
    case .textEnd: write("\\z")
    case .textEndBeforeNewline: write("\\Z")
    case .searchStart:
      usesSearchStart = true
      write("\\G")
    case .keepOut: write("\\K")
    case .wordBoundary(let ascii): write(ascii || encoding != .utf8 ? "\\b" : Self.boundary)
    case .notWordBoundary(let ascii): write(ascii || encoding != .utf8 ? "\\B" : Self.noBoundary)
    }
  }

  // Oniguruma's \b is Unicode's while its \w is ASCII's; PCRE2 has both or neither. Oniguruma also
  // counts the superscript digits and fractions of Latin-1 as parts of words here, and only here.
  private static let word = #"[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\xB2\xB3\xB9\xBC-\xBE]"#
  private static let boundary = "(?:(?<=\(word))(?!\(word))|(?<!\(word))(?=\(word)))"
  private static let noBoundary = "(?:(?<=\(word))(?=\(word))|(?<!\(word))(?!\(word)))"

  // MARK: Compounds

  private mutating func write(alternation branches: [Node], _ placement: Placement) {
    let isWrapped = placement == .item
    if isWrapped {
      write("(?:")
      steps.append(.finish(.group))
    } else {
      steps.append(.finish(.alternation))
    }
    analysis.open()
    for (index, branch) in branches.enumerated().reversed() {
      if let probe = probe(.alternative(index + 1, of: branches.count), branch.range) {
        steps.append(probe)
      }
      steps.append(.node(branch, .alone))
      if index > 0 { steps.append(.branch) }
    }
  }

  private mutating func write(_ repeated: Node, _ repetition: Repetition) {
    if probing, repeated.isOption(repetition) {
      write(option: repeated, repetition)
    } else {
      write(plain: repeated, repetition)
    }
  }

  /// Writes an element and its quantifier.
  mutating func write(plain repeated: Node, _ repetition: Repetition) {
    var repetition = repetition
    if repetition.mode == .possessive, cut.isRelaxing { repetition.mode = .greedy }
    if repetition.mode == .possessive, repeated.isCapture {
      // For (X)*+ PCRE2 10.42's machine code keeps the capture when the match goes back before it.
      repetition.mode = .greedy
      write("(?>")
      steps.append(.text(")"))
    }
    analysis.open()
    steps.append(.finish(.repetition(repetition)))
    if repeated.isOneItem {
      steps.append(.node(repeated, .item))
    } else {
      write("(?:")
      steps.append(.text(")"))
      steps.append(.node(repeated, .alone))
    }
  }
}

extension Node {
  /// Whether the element may be written as a group that captures.
  fileprivate var isCapture: Bool {
    switch kind {
    case .group(.plain, _), .group(.named, _), .reference: true
    default: false
    }
  }

  /// Whether the element is written as one item that a quantifier can follow.
  fileprivate var isOneItem: Bool {
    switch kind {
    case .literal, .any, .set, .newlineSequence, .grapheme: true
    case .group(let kind, _):
      switch kind {
      case .plain, .named, .nonCapturing, .atomic, .flags: true
      case .lookahead, .negativeLookahead, .lookbehind, .negativeLookbehind, .absent: false
      }
    case .reference(let reference): reference.field != nil
    case .empty, .assertion, .sequence, .alternation, .repetition, .backreference, .call,
      .conditional:
      false
    }
  }
}

extension UInt8 {
  /// `A` to `Z`, `a` to `z`.
  var isASCIILetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
}
