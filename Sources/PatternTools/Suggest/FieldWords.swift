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
  static let levels: Set<String> = Set(
    ["trace", "debug", "info", "notice", "warn", "warning", "error", "severe", "fatal", "critical"]
      .flatMap { [$0.uppercased(), $0.prefix(1).uppercased() + $0.dropFirst()] }
      + ["ERR", "CRIT", "ALERT", "EMERG"])

  /// The name that words before a value give it; nil for none.
  ///
  /// - Parameter isNamed: whether the value stands in quotes or brackets, or behind `=` or `:`.
  static func name(_ words: [String], _ lower: [String], isNamed: Bool) -> String? {
    guard var end = lower.lastIndex(where: { !fillers.contains($0) }) else { return nil }
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
    return name.isEmpty || name == "value" && words.isEmpty ? nil : String(name.prefix(40))
  }

  /// Whether a word is probably what was done: `received`, `sent`.
  private static func isVerb(_ word: String) -> Bool {
    word.hasSuffix("ed") || word.hasSuffix("ing")
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

  /// A text with A to Z in lower case.
  static func lower(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
