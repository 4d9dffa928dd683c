/// Finds the templates of texts that come one after another.
///
/// Memory is bounded by its limits, however many texts come. One text costs a walk over its bytes
/// and a comparison with at most ``maxCompared`` templates.
package struct TemplateMiner: Sendable {
  /// Where a template may be that a text belongs to.
  private struct Leaf: Hashable {
    let key: UInt64
    let shape: UInt64
  }

  private let limits: MiningLimits
  private var scanner: TextScanner
  private var leaves: [Leaf: [Int]] = [:]
  /// The template of a text that had certain words: most texts have the words of one before.
  private var numbers: [UInt64: Int] = [:]
  private var found: [LogTemplate] = []
  private var others = LogTemplate(key: 0, tokens: [], isOthers: true)

  /// The number that ``add(_:key:)`` gives a text for which there is no room.
  package static let others = -1
  private static let maxRemembered = 10_000
  /// Templates of one shape.
  package static let maxCompared = 64

  /// A miner that has seen nothing.
  package init(limits: MiningLimits = MiningLimits()) {
    self.limits = limits
    scanner = TextScanner(maxTokens: limits.maxTokens)
  }

  /// How many texts there were.
  package var count: Int { found.reduce(others.count) { $0 + $1.count } }

  /// The templates, most frequent first; of those as frequent the one that came first.
  ///
  /// The last may be that of all others: see ``LogTemplate/isOthers``.
  package var templates: [LogTemplate] {
    let order = found.indices.sorted { left, right in
      found[left].count == found[right].count
        ? left < right : found[left].count > found[right].count
    }
    return order.map { found[$0] } + (others.count > 0 ? [others] : [])
  }

  /// The template of a number that ``add(_:key:)`` gave.
  package subscript(number: Int) -> LogTemplate {
    found.indices.contains(number) ? found[number] : others
  }

  /// Takes a text in.
  ///
  /// - Parameter key: what tells texts apart besides their shape, such as a message id: texts with
  ///   different keys never share a template.
  /// - Returns: the number of its template, the same for as long as the miner lives; or
  ///   ``TemplateMiner/others``.
  @discardableResult
  package mutating func add(_ text: Span<UInt8>, key: UInt64 = 0) -> Int {
    let text = text.extracting(first: limits.maxTextBytes)
    scanner.scan(text)
    let leaf = Leaf(key: key, shape: scanner.shape(of: text))
    let candidates = leaves[leaf] ?? []
    let words = scanner.words(of: text, in: leaf.shape ^ key)
    let known = known(words, text)
    if let number = known ?? mostLike(candidates, text), number != Self.others {
      remember(words, number)
      // Not `self.scanner`: all of the miner would be copied to keep it from changing meanwhile.
      let scanner = scanner
      scanner.absorb(text, into: &found[number].tokens)
      count(text, number)
      return number
    }
    guard hasRoom(candidates) else {
      remember(words, Self.others)
      others.count += 1
      Self.keepExample(text, limits, &others)
      return Self.others
    }
    let tokens = TemplateToken.parts(scanner.tokens[...], of: text)
    let number = begin(LogTemplate(key: key, tokens: tokens), leaf)
    remember(words, number)
    count(text, number)
    return number
  }

  /// The template of the last text that had the same words, if it is still one for this text.
  private func known(_ words: UInt64, _ text: Span<UInt8>) -> Int? {
    guard let number = numbers[words] else { return nil }
    // Where there was no room there will be none.
    if number == Self.others { return number }
    guard scanner.likeness(of: text, to: found[number].tokens)?.isEnough == true else {
      return nil
    }
    return number
  }

  private mutating func remember(_ words: UInt64, _ number: Int) {
    if numbers.count < Self.maxRemembered || numbers[words] != nil { numbers[words] = number }
  }

  /// Counts one more text of a template, whose values are like those of texts before.
  package mutating func addAnother(of number: Int) {
    if found.indices.contains(number) { found[number].count += 1 } else { others.count += 1 }
  }

  /// Takes in all that another miner found.
  ///
  /// - Returns: for each number of a template there, its number here.
  @discardableResult
  package mutating func merge(_ other: Self) -> [Int] {
    others.absorb(other.others, maxExamples: limits.maxExamples)
    return other.found.map { template in
      let leaf = Leaf(key: template.key, shape: template.shape)
      let candidates = leaves[leaf] ?? []
      if let number = mostLike(candidates, template) {
        found[number].absorb(template, maxExamples: limits.maxExamples)
        return number
      }
      if hasRoom(candidates) { return begin(template, leaf) }
      others.count += template.count
      return Self.others
    }
  }

  private func hasRoom(_ candidates: [Int]) -> Bool {
    found.count < limits.maxTemplates && candidates.count < Self.maxCompared
  }

  private mutating func begin(_ template: LogTemplate, _ leaf: Leaf) -> Int {
    leaves[leaf, default: []].append(found.count)
    found.append(template)
    return found.count - 1
  }

  private mutating func count(_ text: Span<UInt8>, _ number: Int) {
    found[number].count += 1
    Self.keepExample(text, limits, &found[number])
  }

  /// Static, as a method of the miner would be given a copy of it all.
  private static func keepExample(
    _ text: Span<UInt8>, _ limits: MiningLimits, _ template: inout LogTemplate
  ) {
    guard template.examples.count < limits.maxExamples else { return }
    let kept = text.extracting(first: limits.maxExampleBytes)
    if template.examples.contains(where: { TemplateToken.isSame($0.span, kept) }) { return }
    template.examples.append(kept.indices.map { kept[$0] })
  }

  private func mostLike(_ candidates: [Int], _ text: Span<UInt8>) -> Int? {
    var best: (number: Int, likeness: Likeness)?
    for number in candidates {
      guard let likeness = scanner.likeness(of: text, to: found[number].tokens),
        likeness.isEnough, best.map({ likeness.exceeds($0.likeness) }) ?? true
      else { continue }
      best = (number, likeness)
      if likeness.isExact { break }
    }
    return best?.number
  }

  private func mostLike(_ candidates: [Int], _ template: LogTemplate) -> Int? {
    var best: (number: Int, likeness: Likeness)?
    for number in candidates {
      guard let likeness = found[number].likeness(of: template), likeness.isEnough,
        best.map({ likeness.exceeds($0.likeness) }) ?? true
      else { continue }
      best = (number, likeness)
    }
    return best?.number
  }
}
