/// A place in a filter's text that an error points at.
package struct FilterPlace: Sendable, Equatable {
  /// The whole text.
  package let text: String
  /// The bytes of its UTF-8 that are meant; empty at the end of the text.
  package let range: Range<Int>

  /// The number of the first character meant, from 1.
  package var column: Int {
    String(decoding: text.utf8.prefix(range.lowerBound), as: UTF8.self).count + 1
  }

  /// What stands there, short enough to be named in a sentence.
  var words: String {
    let words = FilterPlace.shown(text.utf8.prefix(range.upperBound).dropFirst(range.lowerBound))
    return words.count <= 40 ? String(words) : String(words[..<40]) + "…"
  }

  /// The text and, below it, a mark at the place; of a long text only what is near.
  var excerpt: String {
    let before = FilterPlace.shown(text.utf8.prefix(range.lowerBound))
    let after = FilterPlace.shown(text.utf8.dropFirst(range.lowerBound))
    let start = before.count > 60 ? "…" + String(before.suffix(59)) : String(before)
    let end = after.count > 60 ? String(after.prefix(59)) + "…" : String(after)
    let length = FilterPlace.shown(text.utf8.prefix(range.upperBound)).count - before.count
    let carets = String(repeating: "^", count: min(max(length, 1), 60))
    return "  \(start)\(end)\n  \(String(repeating: " ", count: start.count))\(carets)"
  }

  /// Characters with blanks for controls, so that the mark stands below the place.
  private static func shown(_ bytes: Substring.UTF8View) -> [Character] {
    String(decoding: bytes, as: UTF8.self).map {
      $0.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) } ? " " : $0
    }
  }
}
