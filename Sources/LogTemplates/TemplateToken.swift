/// A part of a template.
package struct TemplateToken: Sendable, Equatable {
  /// What a part is.
  package enum Kind: UInt8, Sendable {
    /// A word that all texts have.
    case word
    /// One or more times the same sign.
    case sign
    /// The same blanks in all texts.
    case blank
    /// What differs, or may: see ``TemplateToken/value``.
    case value
    /// Quotes or brackets, and what stands in them: see ``TemplateToken/inside``.
    case group
  }

  /// What it is.
  package let kind: Kind
  /// The bytes of a word, signs or blanks; the two signs of a group.
  package let bytes: [UInt8]
  /// What is known of a value.
  package internal(set) var value: TemplateValue?
  /// The parts of a group.
  package internal(set) var inside: [TemplateToken] = []

  /// The sign that opens a group, or the first byte.
  package var opening: UInt8 { bytes.first ?? 0 }
  /// The sign that closes a group, or the last byte.
  package var closing: UInt8 { bytes.last ?? 0 }

  init(_ kind: Kind, bytes: [UInt8], inside: [TemplateToken] = []) {
    self.kind = kind
    self.bytes = bytes
    self.inside = inside
  }

  init(_ value: TemplateValue) {
    kind = .value
    bytes = []
    self.value = value
  }

  /// Whether it is a word or a value: what a place between signs and blanks holds.
  var isAtom: Bool { kind == .word || kind == .value }

  /// The tokens of a scanned text as parts.
  static func parts(
    _ tokens: ArraySlice<TextToken>, of text: Span<UInt8>
  ) -> [TemplateToken] {
    var parts: [TemplateToken] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      let next = index + 1 + token.inner
      parts.append(Self.part(token, inner: tokens[index + 1..<next], of: text))
      index = next
    }
    return parts
  }

  private static func part(
    _ token: TextToken, inner: ArraySlice<TextToken>, of text: Span<UInt8>
  ) -> TemplateToken {
    let range = token.range
    switch token.kind {
    case .value: return Self(TemplateValue(token.type, text.extracting(range)))
    case .group:
      let signs = [text[range.lowerBound], text[range.upperBound - 1]]
      return Self(.group, bytes: signs, inside: parts(inner, of: text))
    case .word: return Self(.word, bytes: range.map { text[$0] })
    case .sign: return Self(.sign, bytes: range.map { text[$0] })
    case .blank: return Self(.blank, bytes: range.map { text[$0] })
    }
  }

  /// Whether two texts are the same.
  static func isSame(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for index in one.indices where one[index] != other[index] { return false }
    return true
  }
}
