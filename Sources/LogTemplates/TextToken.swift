/// A token of a text: what it is, and where.
struct TextToken: Equatable, Sendable {
  /// What a token is.
  enum Kind: UInt8, Sendable {
    /// A word that may belong to the message.
    case word
    /// What probably differs from text to text; its type is in `type`.
    case value
    /// One or more times the same sign.
    case sign
    /// Blanks.
    case blank
    /// A sign that opens, what stands behind it, and the sign that closes; `inner` tokens follow.
    case group
  }

  /// What it is.
  var kind: Kind
  /// The type of a value.
  var type = ValueType.any
  /// Where it stands; a group with its signs.
  var range: Range<Int>
  /// How many of the tokens behind it are in it.
  var inner = 0
}
