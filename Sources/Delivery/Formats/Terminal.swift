/// What the page offers that a table is shown on.
package struct Terminal: Sendable, Equatable {
  /// How many columns of characters fit; nil where nothing limits them, as in a file.
  package let width: Int?
  /// Whether colours may be used.
  package let usesColor: Bool

  /// Describes a page; by default one without a width and without colours.
  package init(width: Int? = nil, usesColor: Bool = false) {
    self.width = width
    self.usesColor = usesColor
  }
}

/// The colours of a table, as SGR sequences (ECMA-48 s 8.3.117).
enum TableColor {
  /// Back to plain text.
  static let reset: StaticString = "\u{1B}[0m"
  /// The row of names.
  static let header: StaticString = "\u{1B}[1m"
  /// What is there to be looked up, not read: times.
  static let dim: StaticString = "\u{1B}[2m"

  /// The colour of a level by its word; nil for the plain ones, Trc and Int.
  static func level(_ word: Span<UInt8>) -> StaticString? {
    guard word.count >= 3 else { return nil }
    switch (word[0] | 0x20, word[1] | 0x20, word[2] | 0x20) {
    case (UInt8(ascii: "a"), UInt8(ascii: "l"), _): return "\u{1B}[1;31m"  // Alr, Alarm
    case (UInt8(ascii: "s"), UInt8(ascii: "t"), _): return "\u{1B}[33m"  // Std, Standard
    case (UInt8(ascii: "d"), _, _): return dim  // Dbg, Debug
    default: return nil
    }
  }
}
