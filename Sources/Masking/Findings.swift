/// What has to be hidden in one event; emptied for the next, and its memory used again.
struct Findings {
  /// A text that must not stand anywhere in the event.
  struct Secret {
    let text: Range<Int>
    /// Where its table begins among the tables of ``TextFinder``.
    let table: Int
    let replacement: Range<Int>
    let rule: Int
    /// The key of the value, in lower case; empty if there is none.
    let key: Range<Int>
    let scope: Scope
  }

  /// Where a secret is looked for beside the place it was found at.
  enum Scope {
    /// It is so short that it stands for itself only behind its key.
    case afterKey
    /// As a whole word: a piece of a longer one is something else.
    case word
    /// Everywhere.
    case anywhere
  }

  /// A part of the text of a value, and what stands there instead.
  struct Mark {
    let range: Range<Int>
    let replacement: Range<Int>
    let rule: Int
    let kind: Kind

    /// What the replacement shows.
    enum Kind {
      /// Nothing of the text.
      case hidden
      /// A part of it.
      case partial
      /// All of it: later rules have no say.
      case kept
    }
  }

  /// From this length on, the same text in the middle of a word is no coincidence.
  private static let anywhereBytes = 8
  /// More different secrets than this make an event whose texts are hidden as a whole.
  private static let maxSecrets = 256

  private(set) var secrets: [Secret] = []
  /// Whether there were more secrets than can be looked for.
  private(set) var isOverfull = false
  /// The texts of secrets, keys and replacements; the first is ``hidden``.
  private(set) var bytes = MaskAction.mask

  private var tables: [Int32] = []
  private var copyTable: [Int32] = []

  /// The place of `***` in ``bytes``.
  let hidden = MaskAction.mask.indices

  /// Forgets all.
  mutating func removeAll() {
    secrets.removeAll(keepingCapacity: true)
    bytes.removeSubrange(hidden.upperBound...)
    tables.removeAll(keepingCapacity: true)
    isOverfull = false
  }

  /// Keeps a text; gives its place in ``bytes``.
  mutating func keep(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = bytes.count
    for index in range { bytes.append(text[index]) }
    return start..<bytes.count
  }

  /// Keeps a text in lower case.
  mutating func keep(lowercase text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = bytes.count
    for index in range { bytes.append(text[index].folded) }
    return start..<bytes.count
  }

  /// Adds what an action makes of a text; gives its place in ``bytes``.
  mutating func replacement(
    _ action: MaskAction, _ text: Span<UInt8>, _ range: Range<Int>, key: MaskKey?
  ) -> Range<Int> {
    let start = bytes.count
    action.append(text, range, key: key, to: &bytes)
    return start..<bytes.count
  }

  /// Adds a secret, unless it is one already.
  mutating func add(
    _ text: Span<UInt8>, _ range: Range<Int>, replacement: Range<Int>, rule: Int,
    key: Range<Int>, minLength: Int
  ) {
    let scope: Scope =
      range.count < minLength ? .afterKey : range.count < Self.anywhereBytes ? .word : .anywhere
    if range.isEmpty || (scope == .afterKey && key.isEmpty) { return }
    for secret in secrets where equals(secret.text, text, range) {
      if scope != .afterKey || equals(secret.key, key) { return }
    }
    guard secrets.count < Self.maxSecrets else {
      isOverfull = true
      return
    }
    let kept = keep(text, range)
    let table = tables.count
    TextFinder.appendTable(of: bytes, kept, to: &tables)
    secrets.append(
      Secret(
        text: kept, table: table, replacement: replacement, rule: rule, key: key, scope: scope))
  }

  /// Whether the kept bytes at `kept` are the part `range` of `text`.
  func equals(_ kept: Range<Int>, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard kept.count == range.count else { return false }
    for index in 0..<range.count
    where bytes[kept.lowerBound + index] != text[range.lowerBound + index] {
      return false
    }
    return true
  }

  /// Whether a secret's key is `key`, or `Attribute` and `key`, as T-Library names its own.
  func isKey(_ kept: Range<Int>, _ text: Span<UInt8>, _ key: Range<Int>) -> Bool {
    var key = key
    if key.count > kept.count, text.has("attribute", at: key.lowerBound) {
      key = key.lowerBound + 9..<key.upperBound
    }
    guard key.count == kept.count else { return false }
    for index in 0..<kept.count
    where bytes[kept.lowerBound + index] != text[key.lowerBound + index].folded {
      return false
    }
    return true
  }

  /// The place of a secret in the part of `text` from `start`, where it may count.
  func place(of secret: Secret, in text: Span<UInt8>, from start: Int) -> Int? {
    var start = start
    while let place = TextFinder.place(
      of: bytes, secret.text, table: tables, from: secret.table, in: text, from: start)
    {
      if secret.scope == .anywhere || isWord(place..<place + secret.text.count, in: text) {
        return place
      }
      start = place + 1
    }
    return nil
  }

  private func equals(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    bytes[one].elementsEqual(bytes[other])
  }

  private func isWord(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    !(text[range.lowerBound].isWordPart && text.hasWordPart(before: range.lowerBound))
      && !(text[range.upperBound - 1].isWordPart && text.hasWordPart(at: range.upperBound))
  }

  /// Whether the kept bytes at `kept` hold the part `range` of `text`.
  mutating func contains(_ kept: Range<Int>, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= kept.count else { return range.isEmpty }
    var needle: [UInt8] = []
    for index in range { needle.append(text[index]) }
    copyTable.removeAll(keepingCapacity: true)
    TextFinder.appendTable(of: needle, needle.indices, to: &copyTable)
    return TextFinder.place(
      of: needle, needle.indices, table: copyTable, from: 0, in: bytes.span.extracting(kept),
      from: 0) != nil
  }
}
