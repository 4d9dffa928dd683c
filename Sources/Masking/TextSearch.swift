import Grok

/// Looks into the text of values for what rules hide, and says what to hide there.
struct TextSearch: ~Copyable {
  /// The rules.
  private let rules: MaskRules
  /// The numbers of those that look for keys in text.
  private let keyRules: [Int]
  private var matcher = GrokMatcher()
  private var word: [UInt8] = []
  /// Texts that a rule wants to stay: their places in the findings, and the rule.
  private var copies: [(text: Range<Int>, rule: Int)] = []

  /// What was found in the event.
  private(set) var findings = Findings()
  /// What was found in the values looked into, one after the other.
  private(set) var marks: [Findings.Mark] = []

  /// More matches of one expression than this in one value make it hidden as a whole; so a text
  /// made to match everywhere costs no more than others.
  private static let maxMatches = 1000

  /// How far the value of a key in a text is searched.
  ///
  /// Values may hold keys with values, which are
  /// searched again.
  private static let maxSearchedValue = 4096

  /// Makes the search of one thread.
  init(_ rules: MaskRules) {
    self.rules = rules
    keyRules = rules.rules.indices.filter { index in
      if case .keys = rules.rules[index].selection { true } else { false }
    }
  }

  /// Forgets what was found.
  mutating func removeAll() {
    findings.removeAll()
    marks.removeAll(keepingCapacity: true)
    copies.removeAll(keepingCapacity: true)
  }

  /// Notes a value that a rule wants to stay.
  mutating func copy(_ text: Span<UInt8>, rule: Int) {
    copies.append((findings.keep(text, text.indices), rule))
  }

  /// Notes a value that a rule hides as a whole; gives the place of what stands for it.
  mutating func hide(
    _ text: Span<UInt8>, key: Span<UInt8>, rule: Int, isSecret: Bool
  ) -> Range<Int> {
    let replacement = findings.replacement(
      rules.rules[rule].action, text, text.indices, key: rules.key)
    if isSecret, !Self.isMasked(text, text.indices) {
      let key = findings.keep(lowercase: key, key.indices)
      findings.add(
        text, text.indices, replacement: replacement, rule: rule, key: key,
        minLength: rules.minLength)
    }
    return replacement
  }

  /// Looks into a text with the rules `contents` below `limit`; what is found is added to ``marks``.
  ///
  /// - Parameter isNumber: whether it is the spelling of a number, into which only rules look that
  ///   name its field, and those that know a card number when they see it.
  mutating func look(
    into text: Span<UInt8>, contents: [Int], limit: Int, isNumber: Bool
  ) {
    for rule in contents where rule < limit {
      if isNumber, case .everywhere = rules.rules[rule].selection,
        case .pattern = rules.rules[rule].content
      {
        continue
      }
      look(into: text, text.indices, rule: rule, key: 0..<0)
    }
    if !keyRules.isEmpty, !isNumber { lookForKeys(in: text, limit: limit) }
  }

  /// Adds to ``marks`` where secrets of rules below `limit` stand in a text.
  mutating func lookForSecrets(in text: Span<UInt8>, limit: Int) {
    var hasShort = false
    for secret in findings.secrets where secret.rule < limit {
      if secret.scope == .afterKey {
        hasShort = true
        continue
      }
      var start = 0
      while let place = findings.place(of: secret, in: text, from: start) {
        start = place + secret.text.count
        mark(place..<start, as: secret)
      }
    }
    if hasShort { lookForShortSecrets(in: text, limit: limit) }
  }

  /// Forgets the marks from `start` on.
  mutating func dropMarks(from start: Int) {
    marks.removeSubrange(start...)
  }

  // MARK: - Keys in text

  private mutating func lookForKeys(in text: Span<UInt8>, limit: Int) {
    var pairs = KeyValuePairs()
    while let pair = pairs.next(in: text) {
      word.removeAll(keepingCapacity: true)
      for index in pair.key { word.append(text[index].folded) }
      for rule in keyRules where rule < limit {
        guard case .keys(let names) = rules.rules[rule].selection, names.contains(word) else {
          continue
        }
        let key = findings.keep(lowercase: text, pair.key)
        guard case .whole = rules.rules[rule].content else {
          let value = KeyValuePairs.value(of: pair, in: text, maxBytes: Self.maxSearchedValue)
          look(into: text, value, rule: rule, key: key)
          continue
        }
        let value = KeyValuePairs.value(of: pair, in: text)
        look(into: text, value, rule: rule, key: key)
        pairs.skip(value)
        break
      }
    }
  }

  private mutating func lookForShortSecrets(in text: Span<UInt8>, limit: Int) {
    var pairs = KeyValuePairs()
    while let pair = pairs.next(in: text) {
      // One byte more than a short secret has, to see that it ends.
      let value = KeyValuePairs.value(of: pair, in: text, maxBytes: rules.minLength)
      for secret in findings.secrets where secret.scope == .afterKey && secret.rule < limit {
        if findings.equals(secret.text, text, value), findings.isKey(secret.key, text, pair.key) {
          mark(value, as: secret)
        }
      }
    }
  }

  // MARK: - One rule

  /// Looks with one rule into the part `range` of a text.
  private mutating func look(
    into text: Span<UInt8>, _ range: Range<Int>, rule: Int, key: Range<Int>
  ) {
    switch rules.rules[rule].content {
    case .whole:
      mark(range, of: text, rule: rule, key: key)
    case .text(let kind):
      let part = text.extracting(range)
      var place = 0
      while let found = kind.next(in: part, &place) {
        mark(Self.moved(found, by: range.lowerBound), of: text, rule: rule, key: key)
      }
    case .pattern(let pattern):
      look(for: pattern, in: text, range, rule: rule, key: key)
    }
  }

  private mutating func look(
    for pattern: GrokPattern, in text: Span<UInt8>, _ range: Range<Int>, rule: Int,
    key: Range<Int>
  ) {
    let part = text.extracting(range)
    let encoding = SubjectEncoding(of: part)
    var place = 0
    for _ in 0..<Self.maxMatches {
      switch matcher.match(pattern, part, encoding: encoding, from: place) {
      case .noMatch:
        return
      case .limit:
        // What it would have found is not known: all of it is hidden.
        return markAll(of: text, range, rule: rule)
      case .matched:
        markMatch(of: pattern, in: text, range, rule: rule, key: key)
        place = max(matcher.range(ofGroup: 0)?.upperBound ?? part.count, place + 1)
        while place < part.count, part[place] & 0xC0 == 0x80 { place += 1 }
      }
    }
    markAll(of: text, range, rule: rule)
  }

  private mutating func markMatch(
    of pattern: GrokPattern, in text: Span<UInt8>, _ range: Range<Int>, rule: Int,
    key: Range<Int>
  ) {
    if pattern.fields.isEmpty {
      guard let found = matcher.range(ofGroup: 0) else { return }
      return mark(Self.moved(found, by: range.lowerBound), of: text, rule: rule, key: key)
    }
    for field in pattern.fields {
      for group in field.groups {
        guard let found = matcher.range(ofGroup: group.number) else { continue }
        mark(Self.moved(found, by: range.lowerBound), of: text, rule: rule, key: key)
      }
    }
  }

  // MARK: - Marks

  private mutating func mark(
    _ range: Range<Int>, of text: Span<UInt8>, rule: Int, key: Range<Int>
  ) {
    if range.isEmpty || Self.isMasked(text, range) { return }
    let action = rules.rules[rule].action
    guard action != .copy else {
      return marks.append(
        Findings.Mark(range: range, replacement: 0..<0, rule: rule, kind: .kept))
    }
    if isCopied(text, range, before: rule) { return }
    let replacement = findings.replacement(action, text, range, key: rules.key)
    marks.append(
      Findings.Mark(range: range, replacement: replacement, rule: rule, kind: action.markKind))
    findings.add(
      text, range, replacement: replacement, rule: rule, key: key, minLength: rules.minLength)
  }

  private mutating func mark(_ range: Range<Int>, as secret: Findings.Secret) {
    marks.append(
      Findings.Mark(
        range: range, replacement: secret.replacement, rule: secret.rule,
        kind: rules.rules[secret.rule].action.markKind))
  }

  /// Hides all of a text of which is not known what to hide.
  private mutating func markAll(of text: Span<UInt8>, _ range: Range<Int>, rule: Int) {
    let replacement = findings.replacement(.hide, text, range, key: nil)
    marks.append(Findings.Mark(range: range, replacement: replacement, rule: rule, kind: .hidden))
  }

  /// Whether a rule before this one wants a value to stay that holds this text.
  private mutating func isCopied(_ text: Span<UInt8>, _ range: Range<Int>, before rule: Int) -> Bool
  {
    for copy in copies where copy.rule < rule {
      if findings.contains(copy.text, text, range) { return true }
    }
    return false
  }

  /// Whether nothing but stars is there: it was hidden before.
  private static func isMasked(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where text[index] != UInt8(ascii: "*") { return false }
    return true
  }

  private static func moved(_ range: Range<Int>, by offset: Int) -> Range<Int> {
    range.lowerBound + offset..<range.upperBound + offset
  }
}

extension MaskAction {
  /// What a mark of this action shows.
  fileprivate var markKind: Findings.Mark.Kind {
    switch self {
    case .hide, .hash, .skip: .hidden
    case .hideFirst, .hideLast, .unhideFirst, .unhideLast: .partial
    case .copy: .kept
    }
  }
}
