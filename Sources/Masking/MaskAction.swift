/// What becomes of a value that a rule hides.
///
/// The words are those of Genesys's own `log-filter` options, `hash` apart; so is their meaning,
/// except that a hidden part is always `***`: its length is nobody's business either.
enum MaskAction: Sendable, Equatable {
  /// All of it is hidden.
  case hide
  /// The first characters are hidden, the rest stays.
  case hideFirst(Int)
  /// The last characters are hidden, the rest stays.
  case hideLast(Int)
  /// All but the first characters is hidden.
  case unhideFirst(Int)
  /// All but the last characters is hidden.
  case unhideLast(Int)
  /// The same value becomes the same 16 hexadecimal digits, which only the key can tell.
  case hash
  /// The field is taken out.
  case skip
  /// The value stays, whatever later rules say.
  case copy

  /// What a hidden part looks like.
  static let mask = Array("***".utf8)

  /// The words, for messages.
  static let words = [
    "hide", "hide-first:N", "hide-last:N", "unhide-first:N", "unhide-last:N", "hash", "skip",
    "copy",
  ]

  /// Reads an action, `hide` or `hide-first:4`; Genesys's `hide-first,4` too.
  init?(_ text: String) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == ":" || $0 == "," })
    guard parts.count == 2 else {
      switch text {
      case "hide": self = .hide
      case "hash": self = .hash
      case "skip": self = .skip
      case "copy": self = .copy
      default: return nil
      }
      return
    }
    guard let count = Int(parts[1]), (1...1000).contains(count) else { return nil }
    switch parts[0] {
    case "hide-first": self = .hideFirst(count)
    case "hide-last": self = .hideLast(count)
    case "unhide-first": self = .unhideFirst(count)
    case "unhide-last": self = .unhideLast(count)
    default: return nil
    }
  }

  /// Appends what the part `range` of `text` becomes.
  func append(_ text: Span<UInt8>, _ range: Range<Int>, key: MaskKey?, to out: inout [UInt8]) {
    switch self {
    case .hide, .skip:
      out += Self.mask
    case .hideFirst(let count):
      out += Self.mask
      append(text, Self.place(after: count, text, range)..<range.upperBound, to: &out)
    case .hideLast(let count):
      append(text, range.lowerBound..<Self.place(before: count, text, range), to: &out)
      out += Self.mask
    case .unhideFirst(let count):
      let end = Self.place(after: count, text, range)
      if end < range.upperBound { append(text, range.lowerBound..<end, to: &out) }
      out += Self.mask
    case .unhideLast(let count):
      let start = Self.place(before: count, text, range)
      out += Self.mask
      if start > range.lowerBound { append(text, start..<range.upperBound, to: &out) }
    case .hash:
      // A rule file without a key is refused when it says `hash`.
      guard let key else { return out += Self.mask }
      key.append(text, range, to: &out)
    case .copy:
      append(text, range, to: &out)
    }
  }

  /// The place after the first `count` characters, as far as there are so many.
  private static func place(after count: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var left = count
    var place = range.lowerBound
    while place < range.upperBound {
      if text[place] & 0xC0 != 0x80 {
        if left == 0 { break }
        left -= 1
      }
      place += 1
    }
    return place
  }

  /// The place before the last `count` characters, as far as there are so many.
  private static func place(before count: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var left = count
    var place = range.upperBound
    while place > range.lowerBound, left > 0 {
      place -= 1
      if text[place] & 0xC0 != 0x80 { left -= 1 }
    }
    return place
  }

  private func append(_ text: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
    for index in range { out.append(text[index]) }
  }
}
