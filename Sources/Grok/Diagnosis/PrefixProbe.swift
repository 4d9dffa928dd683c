/// Finds how a text fits the beginnings of an expression.
///
/// Each beginning is translated and compiled like a pattern of its own, so that the engine itself
/// says what matches.
struct PrefixProbe {
  private var expression: ParsedPattern
  private let library: PatternLibrary
  private(set) var options: GrokOptions
  let subject: [UInt8]
  private let encoding: SubjectEncoding
  private let deadline: ContinuousClock.Instant
  /// The time for one search, so that one does not take it from all others.
  private let share: Duration

  /// Whether a search was given up, so that an answer may be wrong.
  private(set) var isCutShort = false

  private var evidence = EvidenceTable()
  private var known: [[Int]: PrefixReading?] = [:]
  private var givenUp: Set<[Int]> = []

  /// Ways to fit a beginning that are compared.
  private static let mostReadings = 256

  /// Looks at a text for a time.
  init(_ pattern: GrokPattern, _ subject: [UInt8], for budget: Duration) {
    deadline = ContinuousClock.now.advanced(by: budget)
    share = budget / 8
    expression = pattern.parsed
    library = pattern.library
    options = pattern.options
    self.subject = subject
    encoding = SubjectEncoding(of: subject.span)
  }

  /// The same with other options, and perhaps for another expression.
  func again(
    _ expression: ParsedPattern? = nil, _ change: (inout GrokOptions) -> Void
  ) -> PrefixProbe {
    var other = self
    if let expression { other.expression = expression }
    other.known = [:]
    other.givenUp = []
    change(&other.options)
    return other
  }

  /// When the search that begins now has to end.
  private var nextDeadline: ContinuousClock.Instant {
    min(deadline, ContinuousClock.now.advanced(by: share))
  }

  /// Whether time ran out.
  var isOver: Bool { ContinuousClock.now >= deadline }

  /// The first way in which the text fits what stands before a cut; nil if there is none.
  mutating func first(upTo path: [Int]) -> PrefixReading? {
    if let known = known[path] { return known }
    var reading: PrefixReading?
    if let (search, cut) = search(upTo: path) {
      let outcome = search.first(in: subject.span, until: nextDeadline)
      if outcome == .matched { reading = Self.reading(cut) { search.range(ofGroup: $0) } }
      if case .limit = outcome { giveUp(path) }
    } else {
      giveUp(path)
    }
    known[path] = .some(reading)
    return reading
  }

  private mutating func giveUp(_ path: [Int]) {
    isCutShort = true
    givenUp.insert(path)
  }

  /// Whether it is not known if the text fits what stands before a cut.
  func isGivenUp(upTo path: [Int]) -> Bool { givenUp.contains(path) }

  /// The way that tells most, and the first of several such.
  ///
  /// - Parameter line: the elements that the path leads through, the whole expression first.
  mutating func best(upTo path: [Int], through line: [PatternElement]) -> PrefixReading? {
    guard var best = first(upTo: path), let (search, cut) = search(upTo: path) else { return nil }
    let weights = cut.units.map { weight(of: $0, line) }
    best.weigh(weights)
    let readings = Readings()
    search.each(in: subject.span, from: best.start, until: nextDeadline) { range in
      if let reading = Self.reading(cut, range) { readings.all.append(reading) }
      return readings.all.count < Self.mostReadings
    }
    for var reading in readings.all {
      reading.weigh(weights)
      if reading.bits > best.bits { best = reading }
    }
    return best
  }

  private mutating func weight(of unit: Translator.Unit, _ line: [PatternElement]) -> Evidence {
    guard unit.depth < line.count else { return Evidence() }
    let parent = line[unit.depth]
    if unit.children.isEmpty { return evidence.evidence(of: parent) }
    let children = parent.children
    return .sequence(
      children[unit.children.clamped(to: children.indices)].map { evidence.evidence(of: $0) })
  }

  private static func reading(
    _ cut: Translator.Cut, _ range: (Int) -> Range<Int>?
  ) -> PrefixReading? {
    guard let start = range(cut.startGroup), let stop = range(cut.stopGroup) else { return nil }
    let units = cut.units.map { unit in
      PrefixReading.Unit(
        depth: unit.depth, children: unit.children, range: range(unit.group) ?? stop)
    }
    return PrefixReading(start: start.lowerBound, stop: stop.lowerBound, units: units)
  }

  /// What a callout gathers.
  private final class Readings { var all: [PrefixReading] = [] }

  /// Whether the text would fit if nothing in one of the units kept what it took.
  mutating func fits(upTo path: [Int], relaxing unit: Int) -> Bool {
    guard let (search, _) = search(upTo: path, relaxing: unit) else { return false }
    return search.first(in: subject.span, until: nextDeadline) == .matched
  }

  private mutating func search(
    upTo path: [Int], relaxing unit: Int? = nil
  ) -> (PCRE2Search, Translator.Cut)? {
    guard !isOver else {
      isCutShort = true
      return nil
    }
    var translator = Translator(
      library: library, options: options, encoding: encoding == .utf8 ? .utf8 : .bytes)
    guard (try? translator.translate(expression, upTo: path, relaxing: unit)) != nil,
      let search = try? PCRE2Search(translator, subjectLength: subject.count)
    else {
      // Past a limit of size, which the whole keeps and a beginning with marks does not.
      isCutShort = true
      return nil
    }
    return (search, translator.cut)
  }
}
