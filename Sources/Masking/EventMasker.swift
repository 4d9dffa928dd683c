package import Event

/// Hides values in events; one for each thread.
///
/// An event is walked once to find what to hide, and, if there is anything, once more to write it
/// anew. What a rule hid in one field is hidden in all the others, too.
package struct EventMasker: ~Copyable {
  /// A value that is no object and no array.
  private struct Leaf {
    let value: JSONValueRange
    /// The innermost key around it.
    let key: JSONValueRange?
    let state: Int
    /// What stands for it as a whole, if a rule hides all of it.
    var replacement: Range<Int>?
    /// The marks in it.
    var marks = 0..<0
  }

  private let rules: MaskRules
  private var selector: FieldSelector
  private var search: TextSearch
  private var walker = JSONWalker()
  private var leaves: [Leaf] = []
  /// The states of the objects and arrays around the next value, and their keys.
  private var around: [(state: Int, key: JSONValueRange?)] = []
  private var masked = MaskedText()
  private var text: [UInt8] = []
  private var writer = MemberWriter()

  /// Makes the masker of one thread.
  init(_ rules: MaskRules) {
    self.rules = rules
    selector = FieldSelector(rules.rules)
    search = TextSearch(rules)
  }

  /// Hides what the rules say in the one event that stands from `start` to the end.
  ///
  /// Bytes that are not a JSON value, in which nothing could be found, become `{}`.
  package mutating func apply(to events: inout JSONBuffer, from start: Int) {
    let isClean = events.withBytes { bytes in
      mask(bytes.extracting(min(start, bytes.count)..<bytes.count))
    }
    if isClean { return }
    events.truncate(to: start)
    writer.withBytes { events.append($0) }
  }

  /// Appends a text that belongs to no event, a record as it came, with all hidden that can be found
  /// in a `message`.
  package mutating func append(masking record: Span<UInt8>, to out: inout JSONBuffer) {
    selector.prepare()
    search.removeAll()
    let state = selector.step(from: FieldSelector.root, Array("message".utf8).span)
    let answer = selector[state]
    if let rule = answer.whole, rules.rules[rule].action != .copy {
      return out.append(MaskAction.mask)
    }
    let limit = answer.whole ?? rules.rules.count
    search.look(into: record, contents: answer.contents, limit: limit, isNumber: false)
    search.lookForSecrets(in: record, limit: limit)
    if search.findings.isOverfull { return out.append(MaskAction.mask) }
    masked.take(search.marks[...])
    masked.write(record, replacements: search.findings.bytes, isEscaped: false, to: &out)
  }

  /// Finds what to hide in an event, and writes it anew; true if there is nothing to hide.
  private mutating func mask(_ event: Span<UInt8>) -> Bool {
    selector.prepare()
    search.removeAll()
    guard readLeaves(of: event) else {
      writer.writeEmpty()
      return false
    }
    var isClean = findWhole(event)
    for index in leaves.indices { lookInto(index, of: event) }
    isClean = isClean && search.marks.isEmpty && !search.findings.isOverfull
    if !isClean { write(event) }
    return isClean
  }

  // MARK: - Finding

  /// Lists the values of an event; false if it is not JSON.
  private mutating func readLeaves(of event: Span<UInt8>) -> Bool {
    leaves.removeAll(keepingCapacity: true)
    around.removeAll(keepingCapacity: true)
    walker.restart()
    while let step = walker.next(in: event) {
      switch step {
      case .close:
        around.removeLast()
      case .open:
        around.append((state(of: event), walker.key ?? around.last?.key))
      case .scalar(let value):
        leaves.append(
          Leaf(value: value, key: walker.key ?? around.last?.key, state: state(of: event)))
      }
    }
    return walker.isComplete(in: event)
  }

  /// The state of the value that the walker met.
  private mutating func state(of event: Span<UInt8>) -> Int {
    let outer = around.last?.state ?? FieldSelector.root
    guard let key = walker.key else { return outer }
    return withText(of: key, in: event) { masker, key in masker.selector.step(from: outer, key) }
  }

  /// Hides the values that rules hide as a whole; true if there is none.
  private mutating func findWhole(_ event: Span<UInt8>) -> Bool {
    var isClean = true
    for index in leaves.indices {
      let leaf = leaves[index]
      guard let rule = selector[leaf.state].whole else { continue }
      if rules.rules[rule].action == .copy {
        withText(of: leaf.value, in: event) { masker, text in
          masker.search.copy(text, rule: rule)
        }
        continue
      }
      isClean = false
      let isSecret = leaf.value.kind == .string || leaf.value.kind == .number
      let key = leaf.key.map(\.content) ?? 0..<0
      leaves[index].replacement = withText(of: leaf.value, in: event) { masker, text in
        masker.search.hide(text, key: event.extracting(key), rule: rule, isSecret: isSecret)
      }
    }
    return isClean
  }

  /// Finds what the rules look for in one value.
  private mutating func lookInto(_ index: Int, of event: Span<UInt8>) {
    let leaf = leaves[index]
    let answer = selector[leaf.state]
    guard leaf.replacement == nil, !answer.isSystem || answer.whole != nil else { return }
    let kind = leaf.value.kind
    guard kind == .string || kind == .number else { return }
    let start = search.marks.count
    let limit = answer.whole ?? rules.rules.count
    withText(of: leaf.value, in: event) { masker, text in
      masker.search.look(
        into: text, contents: answer.contents, limit: limit, isNumber: kind == .number)
    }
    leaves[index].marks = start..<search.marks.count
  }

  // MARK: - Writing

  private mutating func write(_ event: Span<UInt8>) {
    writer.begin()
    walker.restart()
    var number = 0
    while let step = walker.next(in: event) {
      switch step {
      case .open(let isObject): writer.open(key: walker.key, isObject: isObject)
      case .close: writer.close(in: event)
      case .scalar:
        write(leaves[number], of: event)
        number += 1
      }
    }
    writer.finish(event)
  }

  private mutating func write(_ leaf: Leaf, of event: Span<UInt8>) {
    let answer = selector[leaf.state]
    if let replacement = leaf.replacement {
      if let rule = answer.whole, rules.rules[rule].action == .skip { return writer.skip() }
      writer.append(search.findings.bytes, replacement, key: walker.key, in: event)
      return
    }
    let limit = answer.isSystem ? answer.whole ?? 0 : answer.whole ?? rules.rules.count
    switch leaf.value.kind {
    case .string:
      if search.findings.isOverfull, limit == rules.rules.count {
        return writer.append(
          MaskAction.mask, MaskAction.mask.indices, key: walker.key, in: event)
      }
      writeText(leaf, limit: limit, of: event)
    case .number:
      writeNumber(leaf, limit: limit, of: event)
    default:
      writer.append(leaf.value, key: walker.key, in: event)
    }
  }

  private mutating func writeText(_ leaf: Leaf, limit: Int, of event: Span<UInt8>) {
    let key = walker.key
    withText(of: leaf.value, in: event) { masker, text in
      let found = masker.search.marks[leaf.marks]
      let start = masker.search.marks.count
      masker.search.lookForSecrets(in: text, limit: limit)
      masker.masked.take(found + masker.search.marks[start...])
      masker.search.dropMarks(from: start)
      if masker.masked.isEmpty {
        masker.writer.append(leaf.value, key: key, in: event)
      } else {
        masker.writer.append(
          masker.masked, of: text, replacements: masker.search.findings.bytes, key: key, in: event)
      }
    }
  }

  /// A number is hidden whole: a part of it would be another number.
  private mutating func writeNumber(_ leaf: Leaf, limit: Int, of event: Span<UInt8>) {
    let findings = search.findings
    let secret = findings.secrets.first {
      $0.rule < limit && $0.scope != .afterKey
        && findings.equals($0.text, event, leaf.value.content)
    }
    let mark = search.marks[leaf.marks].first { $0.kind != .kept }
    if let replacement = secret?.replacement ?? mark.map({ _ in findings.hidden }) {
      writer.append(findings.bytes, replacement, key: walker.key, in: event)
    } else {
      writer.append(leaf.value, key: walker.key, in: event)
    }
  }

  /// Calls `body` with the text of a string, escapes resolved, or the spelling of another value.
  private mutating func withText<Result>(
    of value: JSONValueRange, in event: Span<UInt8>,
    _ body: (inout Self, Span<UInt8>) -> Result
  ) -> Result {
    guard value.hasEscapes else { return body(&self, event.extracting(value.content)) }
    text.removeAll(keepingCapacity: true)
    JSONLookup.appendText(of: value, in: event, to: &text)
    // The masker changes while the text is read: lend the memory out for that long.
    var lent: [UInt8] = []
    swap(&lent, &text)
    defer { swap(&lent, &text) }
    return body(&self, lent.span)
  }
}
