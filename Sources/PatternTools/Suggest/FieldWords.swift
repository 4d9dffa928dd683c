import GenesysLog

/// Words of texts as parts of names.
enum FieldWords {
  /// Words that name nothing, and are passed over.
  private static let fillers: Set<String> = [
    "a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "of",
    "in", "on", "at", "for", "with", "as", "and", "or", "not", "no", "this", "that", "will", "into",
    "it", "its", "new", "than", "via",
  ]

  /// Words that name a value where nothing better does.
  private static let directions: Set<String> = ["from", "to", "by"]

  /// The levels that logs print.
  private static let levels: Set<String> = [
    "trace", "debug", "info", "notice", "warn", "warning", "err", "error", "severe", "fatal",
    "crit", "critical", "alert", "emerg",
  ]

  /// Whether a text is a level, whatever its case.
  static func isLevel(_ text: [UInt8]) -> Bool { levels.contains(lower(text)) }

  /// The name that words before a value give it; nil for none.
  ///
  /// - Parameter isNamed: whether the value stands in quotes or brackets, or behind `=` or `:`.
  static func name(_ words: [String], _ lower: [String], isNamed: Bool) -> String? {
    // `mode is set to [primary]`: what is set names the value.
    let isSet = lower.suffix(2) == ["set", "to"] || lower.suffix(2) == ["changed", "to"]
    let (words, lower) = isSet ? (words.dropLast(2), lower.dropLast(2)) : (words[...], lower[...])
    guard var end = lower.lastIndex(where: { !fillers.contains($0) }) else {
      return isSet ? "value" : nil
    }
    // `sent to the [66]`: `to` is better than nothing, `port to [7007]` is a port.
    if directions.contains(lower[end]), end > 0, !isVerb(lower[end - 1]),
      !fillers.contains(lower[end - 1])
    {
      end -= 1
    }
    var start = end
    if isNamed, end == 1, lower.count == 2, !fillers.contains(lower[0]),
      !directions.contains(lower[0]), !isVerb(lower[0])
    {
      start = 0
    }
    let name = words[start...end].map(snake).filter { !$0.isEmpty }.joined(separator: "_")
    return name.isEmpty ? nil : String(name.prefix(40))
  }

  /// Words that name something.
  static func withoutFillers(_ words: [String]) -> [String] {
    words.filter { !fillers.contains($0) }
  }

  /// Whether a word looks like what somebody called a thing: `Claims_EN`, `k.ashe`.
  static func looksLikeName(_ word: [UInt8]) -> Bool {
    let hasCapital = word.dropFirst().contains { $0 &- 0x41 < 26 }
    let hasMark = word.contains { "_.".utf8.contains($0) }
    return word.contains { $0 &- 0x61 < 26 } && (hasMark || hasCapital)
  }

  /// Whether a word is probably what was done: `received`, `sent`.
  static func isVerb(_ word: String) -> Bool {
    word.hasSuffix("ed") || word.hasSuffix("ing") || fillers.contains(word)
      || ["sent", "send", "lost", "set", "built"].contains(word)
  }

  /// `New version` as a part of a name: `new_version`.
  static func snake(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var name: [UInt8] = []
    BracketExtractor.appendName(of: 0..<bytes.count, in: bytes.span, to: &name)
    return bytes.contains(where: { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 })
      ? String(decoding: name, as: UTF8.self) : ""
  }

  /// A dataset as a part of a rule's name: `confserv-proxy`.
  static func kebab(_ name: String) -> String {
    String(name.map { $0 == "_" ? "-" : $0 })
  }

  /// A pattern's name as a part of a rule's: `httpd-combinedlog`.
  static func lowerKebab(_ name: String) -> String { kebab(lower(Array(name.utf8))) }

  /// A rule's name as a pattern's: `CALL_LOST`.
  static func upper(_ name: String) -> String {
    String(
      decoding: name.utf8.map {
        $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 &- 0x61 < 26 ? $0 & 0xDF : $0
      },
      as: UTF8.self)
  }

  /// A text with A to Z in lower case.
  static func lower(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
