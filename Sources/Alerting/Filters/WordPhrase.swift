/// Words that stand next to each other in a text: runs of letters, digits and `_`, capital and small letters alike.
///
/// That is close to what Elasticsearch's standard analyser makes of a text.
struct WordPhrase: Sendable {
  private let words: [[UInt8]]

  /// The words of a text, as one phrase.
  init(_ text: [UInt8]) {
    var words: [[UInt8]] = []
    var scanner = WordScanner(0..<text.count)
    while let word = scanner.next(text.span) { words.append(Self.lowered(text[word])) }
    self.words = words
  }

  private init(words: [[UInt8]]) { self.words = words }

  /// The words of the phrase, each as a phrase of its own.
  var each: [WordPhrase] { words.map { WordPhrase(words: [$0]) } }

  /// Whether there is no word.
  var isEmpty: Bool { words.isEmpty }

  /// Whether the phrase stands in a text.
  func stands(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = words.first else { return false }
    var scanner = WordScanner(range)
    while let word = scanner.next(text) {
      guard Self.equals(text, word, first) else { continue }
      var ahead = scanner
      if words.dropFirst().allSatisfy({ next in
        ahead.next(text).map { Self.equals(text, $0, next) } ?? false
      }) {
        return true
      }
    }
    return false
  }

  private static func lowered(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
    return Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
  }

  private static func equals(_ text: Span<UInt8>, _ range: Range<Int>, _ word: [UInt8]) -> Bool {
    var isASCII = range.count == word.count
    for index in range where isASCII || text[index] >= 0x80 {
      if text[index] >= 0x80 {
        return lowered(range.map { text[$0] }[...]) == word
      }
      let byte = text[index]
      if ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) != word[index - range.lowerBound] {
        isASCII = false
      }
    }
    return isASCII
  }
}

/// Finds words in a text.
struct WordScanner {
  private var place: Int
  private let end: Int

  /// Begins at the start of `range`.
  init(_ range: Range<Int>) {
    place = range.lowerBound
    end = range.upperBound
  }

  /// The next word.
  mutating func next(_ text: Span<UInt8>) -> Range<Int>? {
    while place < end, !Self.isWord(text[place]) { place += 1 }
    let start = place
    while place < end, Self.isWord(text[place]) { place += 1 }
    return start < place ? start..<place : nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }
}
