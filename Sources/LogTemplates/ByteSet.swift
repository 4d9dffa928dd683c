/// A set of byte values.
package struct ByteSet: Sendable, Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// The empty set.
  package init() {}

  /// The bytes of a text.
  package init(_ text: some Sequence<UInt8>) {
    for byte in text { insert(byte) }
  }

  /// Whether a byte is in it.
  package func contains(_ byte: UInt8) -> Bool {
    word(byte >> 6) & (1 << UInt64(byte & 63)) != 0
  }

  /// Puts a byte in.
  package mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Puts all bytes of another set in.
  package mutating func formUnion(_ other: Self) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  /// Whether all its bytes are in another set.
  package func isSubset(of other: Self) -> Bool {
    words.0 & ~other.words.0 == 0 && words.1 & ~other.words.1 == 0
      && words.2 & ~other.words.2 == 0 && words.3 & ~other.words.3 == 0
  }

  private func word(_ index: UInt8) -> UInt64 {
    switch index {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension ByteSet {
  /// ASCII letters, digits and `_`.
  package static let word = ByteSet((0...255).filter { TextBytes.isWord($0) })
  /// What is no blank and no line's end.
  package static let visible = ByteSet((0...255).filter { !TextBytes.isBlank($0) })
}

/// What single bytes of a text are.
enum TextBytes {
  /// A blank, a tab, or a line's end.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// An ASCII digit.
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// An ASCII letter.
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// A hexadecimal digit.
  static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

  /// An ASCII letter, a digit or `_`.
  static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  /// What parts the words of a line, besides blanks.
  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// What stands in words: no blank, and nothing that parts them.
  static func isPlain(_ byte: UInt8) -> Bool { !isBlank(byte) && !isPunctuation(byte) }

  /// What ends a sentence where a blank follows.
  static func endsSentence(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }
}
