/// A set of characters: what stands between `[` and `]`, or a shorthand by itself.
struct CharacterClass: Sendable, Equatable {
  /// Whether the class began with `^`.
  var isNegated = false

  /// The operands of `&&`, each a union of items; one where there is no `&&`.
  var operands: [[Item]]

  /// One member of a union.
  indirect enum Item: Sendable, Equatable {
    case range(UInt32, UInt32)
    case named(NamedSet, negated: Bool)
    case nested(CharacterClass)
  }

  /// A class of one item.
  init(_ item: Item) { operands = [[item]] }

  /// A class of unions, all of which must hold the character.
  init(isNegated: Bool, operands: [[Item]]) {
    self.isNegated = isNegated
    self.operands = operands
  }
}

/// A set that goes by a name.
enum NamedSet: Sendable, Equatable {
  /// `\d \w \s \h` and POSIX brackets in ASCII mode: PCRE2's own ASCII sets.
  case ascii(POSIXSet)
  /// POSIX brackets and property names, Unicode.
  case unicode(POSIXSet)
  /// `\p{...}` by a name that PCRE2 knows.
  case property(String)
}

/// The sets of POSIX brackets.
enum POSIXSet: String, Sendable, CaseIterable {
  case alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space, upper, word
  case xdigit
}
