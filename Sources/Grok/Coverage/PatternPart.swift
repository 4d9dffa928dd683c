/// A part of a pattern that a match may go through or pass by.
///
/// The same text is the same part, wherever references lead to it.
package struct PatternPart: Sendable {
  /// What kind of part it is.
  package enum Kind: Sendable, Hashable {
    /// The whole of a definition.
    case definition
    /// One of the branches of `a|b`, or of a condition; the first is number 1.
    case alternative(Int, of: Int)
    /// What may be left out, `a?` or `(?:a)*`: that it was there, or that it was not.
    case option(isTaken: Bool)
  }

  /// What kind it is.
  package let kind: Kind

  /// The bytes of the definition's text that say so; empty for a whole definition.
  package let range: Range<Int>

  private let parsed: ParsedPattern

  init(_ kind: Kind, _ range: Range<Int>, of parsed: ParsedPattern) {
    self.kind = kind
    self.parsed = parsed
    self.range = range.clamped(to: 0..<parsed.text.count)
  }

  /// The name of the definition it is written in; nil for an expression.
  package var pattern: String? { parsed.name }

  /// Where that is.
  package var origin: PatternOrigin { parsed.origin }

  /// The part as it is written.
  package var text: String { String(decoding: parsed.text[range], as: UTF8.self) }

  /// Its first character in the definition's line, the name included, from 1; 0 in an expression.
  package var column: Int {
    guard let name = parsed.name else { return 0 }
    return name.utf8.count + parsed.text[..<range.lowerBound].count { $0 & 0xC0 != 0x80 } + 2
  }

  /// Whether this part is written inside another, so that it cannot be reached without that.
  package func isInside(_ other: PatternPart) -> Bool {
    guard pattern == other.pattern, origin == other.origin, self != other else { return false }
    switch other.kind {
    case .definition: return true
    case .alternative, .option(isTaken: true):
      return other.range.lowerBound <= range.lowerBound
        && range.upperBound <= other.range.upperBound
        && (range != other.range || isShared(with: other))
    case .option(isTaken: false): return false
    }
  }

  /// Of two parts with the same text, such as `(?:a?|b)`, the outer one is the alternative.
  private func isShared(with other: PatternPart) -> Bool {
    switch (kind, other.kind) {
    case (.option, .alternative): true
    default: false
    }
  }
}

extension PatternPart: Hashable {
  /// Whether two parts are the same text at the same place.
  package static func == (a: PatternPart, b: PatternPart) -> Bool {
    a.kind == b.kind && a.range == b.range && a.origin == b.origin && a.pattern == b.pattern
  }

  /// By place; what is written there need not be looked at.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(range)
    hasher.combine(origin)
    hasher.combine(pattern)
  }
}

extension PatternPart: Comparable {
  /// By place, the outer one first.
  package static func < (a: PatternPart, b: PatternPart) -> Bool { a.order < b.order }

  private var order: (String, Int, Int, Int, Int) {
    switch kind {
    case .definition: (origin.file, origin.line, -1, 0, 0)
    case .alternative(let number, _):
      (origin.file, origin.line, range.lowerBound, -range.upperBound, number)
    case .option(let isTaken):
      (origin.file, origin.line, range.lowerBound, -range.upperBound, isTaken ? 0 : 1)
    }
  }
}
