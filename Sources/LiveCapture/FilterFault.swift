/// Finds where a filter goes wrong, which libpcap does not tell.
///
/// The filter is tried word by word: what stands before the first word that cannot follow is right.
struct FilterFault {
  private let text: String
  private let words: [Range<Int>]

  private static let joints = ["and", "or", "not", "&&", "||", "!"]
  /// Longer filters are not searched, as each word costs a compilation.
  private static let maxWords = 200

  /// Takes a filter that is wrong.
  init(_ text: String) {
    self.text = text
    words = Self.words(Array(text.utf8))
  }

  /// The place of the word that is wrong, in characters; nil if none is more so than the others.
  ///
  /// - Parameter isRight: whether a filter means something.
  func place(_ isRight: (String) -> Bool) -> Range<Int>? {
    guard words.count <= Self.maxWords, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var good = 0
    for count in 1...max(1, words.count) where count <= words.count {
      if isRight(beginning(count)) { good = count }
    }
    if good == words.count {
      // Only parentheses are missing at the end.
      return text.utf8.count..<text.utf8.count + 1
    }
    // A word that joins what is right to something is right itself.
    if good > 0, good + 1 < words.count, Self.joints.contains(word(good)) { good += 1 }
    return words[good]
  }

  /// The first words, with parentheses closed.
  private func beginning(_ count: Int) -> String {
    let start = Array(text.utf8.prefix(words[count - 1].upperBound))
    let open = start.count { $0 == UInt8(ascii: "(") } - start.count { $0 == UInt8(ascii: ")") }
    return String(decoding: start, as: UTF8.self)
      + String(repeating: ")", count: max(0, open))
  }

  private func word(_ index: Int) -> String {
    String(decoding: Array(text.utf8)[words[index]], as: UTF8.self)
  }

  /// Parentheses, and what stands between them and spaces.
  private static func words(_ bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    func end(_ place: Int) {
      if let begin = start { words.append(begin..<place) }
      start = nil
    }
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): end(place)
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        end(place)
        words.append(place..<place + 1)
      default: start = start ?? place
      }
    }
    end(bytes.count)
    return words
  }
}
