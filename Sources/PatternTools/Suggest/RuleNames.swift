/// Names rules after the words of their texts.
struct RuleNames {
  private let known: Set<String>
  private var taken: Set<String>
  private let prefix: String

  /// Names that differ from those of other rules, by a prefix where they would not.
  init(taken: some Sequence<String>, prefix: String) {
    known = Set(taken)
    self.taken = known
    self.prefix = prefix
  }

  private static let fillers: Set<String> = [
    "a", "an", "the", "is", "are", "was", "were", "be", "been", "has", "have", "of", "in", "on",
    "at", "for", "with", "as", "and", "or", "to", "by", "from", "this", "that", "will", "it",
  ]

  /// A name in lower case, words joined by `-`: `log-output-type-created`.
  mutating func name(for sketch: PatternSketch, otherwise: String) -> String {
    var words: [String] = []
    for part in sketch.parts {
      guard let literal = part.literal else { continue }
      words += Self.words(literal).filter { !Self.fillers.contains($0) }
    }
    let chosen = words.prefix(6).joined(separator: "-")
    return unique(chosen.utf8.count < 2 ? otherwise : String(chosen.prefix(60)))
  }

  private mutating func unique(_ wanted: String) -> String {
    var wanted = wanted
    while wanted.hasSuffix("-") { wanted.removeLast() }
    if known.contains(wanted) { wanted = "\(prefix)-\(wanted)" }
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wanted)-\(number)"
      number += 1
    }
    return name
  }

  /// The words of a text: letters and digits, a change of case between them as in `SendRequest`.
  private static func words(_ text: [UInt8]) -> [String] {
    var words: [[UInt8]] = [[]]
    var previous: UInt8 = 0
    for byte in text {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let isLower = byte >= 0x61 && byte <= 0x7A
      if !isUpper, !isLower, byte &- 0x30 >= 10 || words[words.count - 1].isEmpty {
        if !words[words.count - 1].isEmpty { words.append([]) }
      } else {
        if isUpper, previous >= 0x61, previous <= 0x7A { words.append([]) }
        words[words.count - 1].append(isUpper ? byte | 0x20 : byte)
      }
      previous = byte
    }
    return words.filter { $0.count > 1 }.map { String(decoding: $0, as: UTF8.self) }
  }
}
