/// A part of a pattern that a match may go through or pass by.
///
/// The same text is the same part, wherever references lead to it.
package struct PatternPart: Sendable, Hashable {
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
  /// The name of the definition it is written in; nil for an expression.
  package let pattern: String?
  /// Where that is.
  package let origin: PatternOrigin
  /// The bytes of the definition's text that say so; empty for a whole definition.
  package let range: Range<Int>
  /// Those bytes.
  package let text: String
  /// The first character of those in the definition's line, its name included, from 1; 0 in an expression.
  package let column: Int

  init(_ kind: Kind, _ range: Range<Int>, of parsed: ParsedPattern) {
    self.kind = kind
    pattern = parsed.name
    origin = parsed.origin
    self.range = range.clamped(to: 0..<parsed.text.count)
    text = String(decoding: parsed.text[self.range], as: UTF8.self)
    let before = parsed.text[..<self.range.lowerBound].count { $0 & 0xC0 != 0x80 }
    column = parsed.name.map { $0.utf8.count + before + 2 } ?? 0
  }

  /// Whether this part is written inside another, so that it cannot be reached without that.
  package func isInside(_ other: PatternPart) -> Bool {
    guard pattern == other.pattern, origin == other.origin, self != other else { return false }
    switch other.kind {
    case .definition: return true
    case .alternative, .option(isTaken: true):
      return other.range.lowerBound <= range.lowerBound && range.upperBound <= other.range.upperBound
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

extension PatternPart: Comparable {
  /// By place, the outer one first.
  package static func < (a: PatternPart, b: PatternPart) -> Bool { a.order < b.order }

  private var order: (String, Int, Int, Int, Int) {
    let rank =
      switch kind {
      case .definition: -1
      case .alternative(let number, _): number
      case .option(let isTaken): isTaken ? 0 : 1
      }
    return (origin.file, origin.line, range.lowerBound, -range.upperBound, rank)
  }
}
