import GenesysLog
import LogTemplates

/// Finds what a text calls its values: `DBID: [268]`, `port 7007`, `user=bob`, `"key": "value"`.
struct KeyFinder {
  private let tokens: [TemplateToken]
  private let isInClient: Bool
  private let isInGroup: Bool
  /// Whether the texts are whole lines, which may print a level in the open.
  private let isLine: Bool

  /// A finder for parts that stand side by side.
  init(
    _ tokens: [TemplateToken], isLine: Bool, isInGroup: Bool = false, isInClient: Bool = false
  ) {
    self.tokens = tokens
    self.isLine = isLine
    self.isInGroup = isInGroup
    self.isInClient = isInClient
  }

  /// The key of the value or group at a place; nil where the text does not name it.
  func key(before index: Int) -> FieldKey? {
    var place = skipBlanks(before: index)
    var isNamed = tokens[index].kind == .group
    if isSeparator(place) {
      isNamed = true
      place = skipBlanks(before: place)
      if isTypeGroup(place) { place = skipBlanks(before: place) }
      if let text = place >= 0 ? quoted(tokens[place]) : nil {
        return made([String(decoding: text, as: UTF8.self)], isNamed: true, before: place)
      }
    }
    var words: [String] = []
    var first = place
    while first >= 0, tokens[first].kind == .word,
      words.isEmpty || !isSeparator(first - 1) && !isValue(first - 1)
    {
      words.insert(String(decoding: tokens[first].bytes, as: UTF8.self), at: 0)
      first -= 1
      guard first >= 0, tokens[first].kind == .blank else { break }
      first -= 1
    }
    return made(words, isNamed: isNamed, before: place)
  }

  /// The text of a value that is the same in all of many samples, and nothing a field is made of.
  func constant(_ index: Int, count: Int, isInGroup: Bool) -> [UInt8]? {
    guard let value = tokens[index].value, let only = value.only else { return nil }
    // `ERROR: ` begins a text, `[ERROR]` says how grave it is.
    if value.type == .level, !isInGroup, !isLevel(index) { return only }
    guard !value.type.isSpecific,
      value.type != .any, value.type != .empty, !(isInGroup && tokens.count == 1), count >= 3,
      !isSeparator(skipBlanks(before: index)), String(validating: only, as: UTF8.self) != nil
    else { return nil }
    return only
  }

  /// The text of a group in quotes that names the value behind it.
  func quotedKey(_ index: Int) -> [UInt8]? {
    let before = skipBlanks(before: index)
    guard let text = quoted(tokens[index]), before < 0 || tokens[before].kind == .sign,
      !isSeparator(before)
    else { return nil }
    var next = skipBlanks(after: index)
    if isTypeGroup(next) { next = skipBlanks(after: next) }
    guard isSeparator(next), next + 1 < tokens.count else { return nil }
    return text
  }

  /// The word behind a number: `494 bytes`.
  func unit(after index: Int) -> String? {
    let next = skipBlanks(after: index)
    guard next < tokens.count, tokens[next].kind == .word else { return nil }
    return String(decoding: tokens[next].bytes, as: UTF8.self)
  }

  /// Whether the word `client` stands before a place.
  func isAfterClient(_ index: Int) -> Bool {
    isInClient
      || tokens[..<max(index, 0)].contains { token in
        token.kind == .word && FieldWords.lower(token.bytes) == "client"
      }
  }

  /// Whether a word is the name of what the word before it says: `queue Claims_Chat`.
  func isName(_ index: Int, isGenesys: Bool) -> Bool {
    guard tokens[index].kind == .word, index > 0 else { return false }
    if tokens[index - 1].bytes == [UInt8(ascii: "=")] { return true }
    guard index > 1, tokens[index - 1].kind == .blank, tokens[index - 2].kind == .word else {
      return false
    }
    let word = FieldWords.lower(tokens[index - 2].bytes)
    return KnownFields.names(word, isGenesys: isGenesys)
      && (FieldWords.looksLikeName(tokens[index].bytes) || isDoer(index))
  }

  /// Whether a word is who does something: `bob logged`.
  private func isDoer(_ index: Int) -> Bool {
    guard index + 2 < tokens.count, tokens[index + 1].kind == .blank,
      tokens[index + 2].kind == .word
    else { return false }
    return FieldWords.isVerb(FieldWords.lower(tokens[index + 2].bytes))
      && !FieldWords.isVerb(FieldWords.lower(tokens[index].bytes))
  }

  /// Whether a level of logging stands at a place: `[info]`; in lines also `DEBUG` near the start.
  func isLevel(_ index: Int) -> Bool {
    let isAlone = isInGroup && tokens.count == 1
    guard let value = tokens[index].value, isAlone || isLine && !isInGroup && index < 8 else {
      return false
    }
    return value.type == .level
      || isAlone && !value.hasMore && value.seen.allSatisfy(FieldWords.isLevel)
  }

  private func made(_ words: [String], isNamed: Bool, before place: Int) -> FieldKey? {
    let lower = words.map { FieldWords.lower(Array($0.utf8)) }
    guard let name = FieldWords.name(words, lower, isNamed: isNamed) else { return nil }
    return FieldKey(name: name, clause: lower, isAfterClient: isAfterClient(place + 1))
  }

  private func isValue(_ index: Int) -> Bool { index >= 0 && tokens[index].kind == .value }

  private func isSeparator(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), tokens[index].kind == .sign else { return false }
    return tokens[index].bytes == [UInt8(ascii: "=")] || tokens[index].bytes == [UInt8(ascii: ":")]
  }

  /// Whether `[str]`, a value's type, stands at a place.
  private func isTypeGroup(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), tokens[index].kind == .group,
      tokens[index].opening == UInt8(ascii: "["),
      let only = tokens[index].inside.first?.value?.only
    else { return false }
    return ["str", "int", "list", "bin"].contains(String(decoding: only, as: UTF8.self))
  }

  /// The only text of a group in quotes.
  private func quoted(_ token: TemplateToken) -> [UInt8]? {
    guard token.kind == .group, token.opening == token.closing, token.inside.count == 1,
      let only = token.inside[0].value?.only, !only.isEmpty, only.count < 64,
      only.contains(where: { ($0 | 0x20) &- 0x61 < 26 }),
      String(validating: only, as: UTF8.self) != nil
    else { return nil }
    return only
  }

  private func skipBlanks(before index: Int) -> Int {
    var place = index - 1
    while place >= 0, tokens[place].kind == .blank { place -= 1 }
    return place
  }

  private func skipBlanks(after index: Int) -> Int {
    var place = index + 1
    while place < tokens.count, tokens[place].kind == .blank { place += 1 }
    return place
  }
}
