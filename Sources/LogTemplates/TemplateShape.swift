/// A number that texts of the same number and kinds of tokens share: FNV-1a, 64 bits.
struct TemplateShape {
  private(set) var value: UInt64

  /// A shape without tokens, or one that goes on from a value.
  init(value: UInt64 = 0xcbf2_9ce4_8422_2325) { self.value = value }

  /// Notes a token: words and values are one kind, signs and brackets count as they are.
  mutating func note(_ mark: UInt8) {
    value = (value ^ UInt64(mark)) &* 0x100_0000_01b3
  }

  /// What stands for a word or a value, and for blanks.
  static let atom: UInt8 = 0x01
  static let blank: UInt8 = 0x02
}

extension TextScanner {
  /// The shape of the text that was scanned.
  func shape(of text: Span<UInt8>) -> UInt64 {
    var shape = TemplateShape()
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .word, .value: shape.note(TemplateShape.atom)
      case .blank: shape.note(TemplateShape.blank)
      case .sign: for place in token.range { shape.note(text[place]) }
      case .group:
        shape.note(text[token.range.lowerBound])
        shape.note(text[token.range.upperBound - 1])
      }
      index += 1 + token.inner
    }
    return shape.value
  }

  /// A number that texts of the same shape and words share.
  func words(of text: Span<UInt8>, in shape: UInt64) -> UInt64 {
    var words = TemplateShape(value: shape)
    for token in tokens where token.kind == .word || token.kind == .value {
      words.note(TemplateShape.atom)
      guard token.kind == .word else { continue }
      for place in token.range { words.note(text[place]) }
    }
    return words.value
  }

  /// How much the text that was scanned is like a template's parts; nil where it is not at all.
  func likeness(of text: Span<UInt8>, to parts: [TemplateToken]) -> Likeness? {
    var likeness = Likeness()
    var index = 0
    for place in parts.indices {
      guard index < tokens.count,
        likeness.note(relation(tokens[index], parts, place, text))
      else { return nil }
      index += 1 + tokens[index].inner
    }
    return index == tokens.count ? likeness : nil
  }

  private func relation(
    _ token: TextToken, _ parts: [TemplateToken], _ place: Int, _ text: Span<UInt8>
  ) -> Likeness.Relation {
    let part = parts[place]
    let bytes = text.extracting(token.range)
    switch token.kind {
    case .word:
      if part.kind == .word {
        if TemplateToken.isSame(part.bytes.span, bytes) { return .same }
        return TemplateToken.isKey(parts, place) ? .foreign : .different
      }
      guard let value = part.value else { return .foreign }
      return value.type.isSpecific ? .different : .open
    case .value:
      guard part.isAtom else { return .foreign }
      return part.kind == .word && TemplateToken.isKey(parts, place)
        ? .foreign : .value(part, token.type)
    case .sign:
      return part.kind == .sign && TemplateToken.isSame(part.bytes.span, bytes)
        ? .neutral : .foreign
    case .blank:
      let isBlank = part.kind == .blank || part.value?.type == .blank
      return isBlank ? .neutral : .foreign
    case .group:
      return part.kind == .group && part.opening == bytes[0] ? .neutral : .foreign
    }
  }

  /// Takes the text that was scanned into a template's parts, which are as many.
  func absorb(_ text: Span<UInt8>, into parts: inout [TemplateToken]) {
    var index = 0
    for place in parts.indices where index < tokens.count {
      let token = tokens[index]
      let next = index + 1 + token.inner
      absorb(token, inner: tokens[index + 1..<next], of: text, into: &parts[place])
      index = next
    }
  }

  private func absorb(
    _ token: TextToken, inner: ArraySlice<TextToken>, of text: Span<UInt8>,
    into part: inout TemplateToken
  ) {
    let bytes = text.extracting(token.range)
    switch (part.kind, token.kind) {
    case (.word, .word) where TemplateToken.isSame(part.bytes.span, bytes): return
    case (.blank, .blank) where TemplateToken.isSame(part.bytes.span, bytes): return
    case (.sign, .sign): return
    case (.value, .value): part.value?.absorb(token.type, bytes)
    case (.group, .group) where inner.count == 1 && part.inside.count == 1:
      absorb(inner[inner.startIndex], inner: [], of: text, into: &part.inside[0])
    default:
      for other in TemplateToken.parts([token] + inner, of: text) { part.absorb(other) }
    }
  }
}

extension LogTemplate {
  /// The shape of the texts that belong to it.
  var shape: UInt64 {
    var shape = TemplateShape()
    for token in tokens {
      if token.isBlank {
        shape.note(TemplateShape.blank)
      } else if token.isAtom {
        shape.note(TemplateShape.atom)
      } else {
        for byte in token.bytes { shape.note(byte) }
      }
    }
    return shape.value
  }

  /// How much another template is like it; nil where it is not at all.
  func likeness(of other: LogTemplate) -> Likeness? {
    guard tokens.count == other.tokens.count else { return nil }
    var likeness = Likeness()
    for place in tokens.indices {
      guard likeness.note(relation(other.tokens[place], place)) else { return nil }
    }
    return likeness
  }

  private func relation(_ other: TemplateToken, _ place: Int) -> Likeness.Relation {
    let part = tokens[place]
    if part.isBlank || other.isBlank { return part.isBlank && other.isBlank ? .neutral : .foreign }
    guard part.isAtom, other.isAtom else {
      return part.kind == other.kind && part.bytes == other.bytes ? .neutral : .foreign
    }
    if let type = other.value?.type {
      return part.kind == .word && TemplateToken.isKey(tokens, place)
        ? .foreign : .value(part, type)
    }
    guard part.kind == .word else { return .value(part, .word) }
    if part.bytes == other.bytes { return .same }
    return TemplateToken.isKey(tokens, place) ? .foreign : .different
  }
}

extension TemplateToken {
  /// Whether it is blanks, the same or different ones.
  var isBlank: Bool { kind == .blank || value?.type == .blank }

  /// Whether a part names what follows it: `DN=`, `CTILINK:`.
  static func isKey(_ parts: [Self], _ place: Int) -> Bool {
    guard place + 1 < parts.count, parts[place + 1].kind == .sign else { return false }
    return parts[place + 1].opening == UInt8(ascii: "=")
      || parts[place + 1].opening == UInt8(ascii: ":")
  }
}
