/// One element of a parsed pattern.
struct Node: Sendable {
  /// What it is.
  var kind: Kind

  /// The bytes of the pattern's text that say so.
  var range: Range<Int>
}

/// The kinds of element that a pattern is made of.
///
/// The parser has by then resolved everything that depends on the place in the text: extended
/// mode, escapes, comments. What a kind means is Oniguruma's meaning, not PCRE2's.
indirect enum Kind: Sendable {
  /// Nothing, which always matches.
  case empty
  /// One Unicode scalar.
  case literal(UInt32)
  /// `.`
  case any
  /// A character class, a shorthand such as `\h` or a property.
  case set(CharacterClass)
  /// A place between characters.
  case assertion(Assertion)
  /// `\R`
  case newlineSequence
  /// `\X`
  case grapheme
  /// Elements one after the other.
  case sequence([Node])
  /// `a|b`
  case alternation([Node])
  /// Anything in parentheses.
  case group(GroupKind, Node)
  /// An element and how often.
  case repetition(Node, Repetition)
  /// `%{...}`
  case reference(Reference)
  /// `\1`, `\k<name>`
  case backreference(GroupTarget)
  /// `\g<name>`
  case call(GroupTarget)
  /// `(?(name)yes|no)`
  case conditional(GroupTarget, yes: Node, no: Node)
}

/// A place between characters.
enum Assertion: Sendable, Equatable {
  case lineStart, lineEnd
  case textStart, textEnd, textEndBeforeNewline
  case wordBoundary(ascii: Bool), notWordBoundary(ascii: Bool)
  case searchStart
  case keepOut
}

/// What a pair of parentheses does.
enum GroupKind: Sendable {
  /// `( )`: counted from 1 in its own text.
  case plain(Int)
  case named(FieldName, GrokType?)
  case nonCapturing
  case atomic
  case lookahead, negativeLookahead, lookbehind, negativeLookbehind
  /// `(?i-m: )`, also where the flags were set without a group of their own.
  case flags(on: MatchFlags, off: MatchFlags)
  /// `(?~ )`
  case absent
}

/// Flags that change how the elements inside match.
struct MatchFlags: OptionSet, Sendable {
  let rawValue: UInt8
  /// Letter case counts for nothing: `i`.
  static let ignoreCase = MatchFlags(rawValue: 1)
  /// The dot matches line feeds: Oniguruma's `m`.
  static let dotAll = MatchFlags(rawValue: 2)
}

/// How often an element repeats.
struct Repetition: Sendable, Equatable {
  /// What the engine tries first, and whether it gives back.
  enum Mode: Sendable { case greedy, lazy, possessive }
  var minimum: Int
  /// nil: without bound.
  var maximum: Int?
  var mode: Mode
}

/// A `%{...}`.
struct Reference: Sendable {
  var name: String
  var field: FieldName?
  var type: GrokType?
  /// The pattern of `%{NAME=regex}`.
  var definition: ParsedPattern?
}

/// The group that a back-reference, a call or a condition means.
enum GroupTarget: Sendable, Equatable {
  /// The n-th plain group of the same text; 0 is the whole text.
  case number(Int)
  case name(String)
}

/// A pattern's text and its elements.
final class ParsedPattern: Sendable {
  /// The name of the definition that the text belongs to; nil for an expression.
  let name: String?
  /// The whole text, in UTF-8; an inline definition has that of the pattern it stands in.
  let text: [UInt8]
  /// Where the text was written.
  let origin: PatternOrigin
  /// The elements.
  let root: Node
  /// The named groups and captured references, for calls.
  let named: [(name: String, node: Node)]
  /// The plain groups, the first at index 0.
  let plain: [Node]
  /// The plain groups that something in the text refers to, by number.
  let referredPlain: Set<Int>

  init(
    name: String?, text: [UInt8], origin: PatternOrigin, root: Node,
    named: [(name: String, node: Node)], plain: [Node], referredPlain: Set<Int>
  ) {
    self.name = name
    self.text = text
    self.origin = origin
    self.root = root
    self.named = named
    self.plain = plain
    self.referredPlain = referredPlain
  }
}
