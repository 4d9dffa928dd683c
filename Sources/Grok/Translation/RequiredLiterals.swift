/// The literals that every match of an element has to hold, as alternatives: what a prefilter looks for.
///
/// Letters stand in lower case, whatever the pattern says of their case. An element is either one of
/// a few strings exactly, or it begins and ends with one of some strings and holds one of each clause
/// in between.
struct RequiredLiterals: Sendable, Equatable {
  /// A set of strings of which a match has to hold at least one.
  typealias Clause = Set<[UInt8]>

  /// What every match begins with: one of these; all that a match is, if `isExact`.
  private(set) var first: Clause = [[]]
  /// What every match ends with, where it is not exact.
  private(set) var last: Clause = [[]]
  /// Whether a match is one of `first` and nothing else.
  private(set) var isExact = true
  /// What stands in every match besides.
  private(set) var clauses: [Clause] = []

  /// Strings in a clause at most, and bytes in one of its strings.
  private static let maximumStrings = 64
  private static let maximumBytes = 24
  /// Clauses kept at most.
  private static let maximumClauses = 24

  /// Adds one character, any of a few.
  mutating func append(anyOf characters: [UInt32]) {
    var element = RequiredLiterals()
    element.first = []
    for character in characters {
      if character < 0x80 {
        element.first.insert([UInt8(character).lowercased])
      } else if let scalar = Unicode.Scalar(character) {
        element.first.insert(Array(String(scalar).utf8))
        // In bytes that are no UTF-8 it may be itself.
        if character <= 0xFF { element.first.insert([UInt8(character)]) }
      }
    }
    append(element)
  }

  /// Adds something of which nothing is known.
  mutating func appendUnknown() {
    var element = RequiredLiterals()
    element.isExact = false
    append(element)
  }

  /// Adds an element.
  mutating func append(_ other: RequiredLiterals) {
    let run = isExact ? first : last
    let joined = Self.joined(run, other.first)
    for clause in other.clauses { keep(clause) }
    switch (isExact, other.isExact, joined) {
    case (true, true, let joined?):
      first = joined
    case (true, _, let joined?):
      first = joined
      keep(joined)
      isExact = false
      last = other.last
    case (true, _, nil):
      // The run has become too long for one: it ends here, and another begins.
      keep(first)
      isExact = false
      last = other.isExact ? other.first : other.last
      keep(other.first)
    case (false, true, let joined?):
      last = joined
    case (false, _, _):
      keep(joined ?? run)
      if joined == nil { keep(other.first) }
      last = other.isExact ? other.first : other.last
    }
  }

  /// The literals of this element repeated.
  func repeated(_ repetition: Repetition) -> RequiredLiterals {
    if repetition.maximum == 0 { return RequiredLiterals() }
    var result = RequiredLiterals()
    guard repetition.minimum > 0 else {
      if repetition.maximum == 1, isExact, first.count < Self.maximumStrings {
        result.first = first.union([[]])
      } else {
        result.appendUnknown()
      }
      return result
    }
    let copies = min(repetition.minimum, 8)
    for _ in 0..<copies { result.append(self) }
    if repetition.maximum != copies {
      let end = isExact ? first : last
      result.appendUnknown()
      result.last = end
    }
    return result
  }

  /// What holds whichever branch matches.
  static func any(of branches: [RequiredLiterals]) -> RequiredLiterals {
    guard branches.count > 1 else { return branches.first ?? RequiredLiterals() }
    var result = RequiredLiterals()
    let all = branches.reduce(into: Clause()) { $0.formUnion($1.first) }
    if branches.allSatisfy(\.isExact), all.count <= maximumStrings {
      result.first = all
      return result
    }
    result.isExact = false
    let ends = branches.reduce(into: Clause()) { $0.formUnion($1.isExact ? $1.first : $1.last) }
    result.first = all.count <= maximumStrings ? all : [[]]
    result.last = ends.count <= maximumStrings ? ends : [[]]
    var either = Clause()
    for branch in branches {
      guard let clause = branch.finished().max(by: { $0.weight < $1.weight }) else { return result }
      either.formUnion(clause)
    }
    // Of a branch's own literals one clause is left; the others are not sure to be there.
    if either.count <= 4 * maximumStrings { result.clauses = [either] }
    return result
  }

  /// All clauses, the runs at both ends among them; those that say nothing are left out.
  func finished() -> [Clause] {
    var all = self
    all.keep(first)
    if !isExact { all.keep(last) }
    return all.clauses
  }

  private mutating func keep(_ clause: Clause) {
    let clause = Self.minimal(clause)
    guard !clause.contains([]), !clauses.contains(clause) else { return }
    clauses.append(clause)
    if clauses.count > Self.maximumClauses,
      let least = clauses.indices.min(by: { clauses[$0].weight < clauses[$1].weight })
    {
      clauses.remove(at: least)
    }
  }

  /// A clause without the strings that hold another one of it.
  private static func minimal(_ clause: Clause) -> Clause {
    clause.filter { long in
      !clause.contains { $0.count < long.count && long.holds($0) }
    }
  }

  /// Every string of `a` followed by every one of `b`; nil if they are too many or too long.
  private static func joined(_ a: Clause, _ b: Clause) -> Clause? {
    guard a.count * b.count <= maximumStrings,
      (a.map(\.count).max() ?? 0) + (b.map(\.count).max() ?? 0) <= maximumBytes
    else { return nil }
    var result = Clause()
    for head in a { for tail in b { result.insert(head + tail) } }
    return result
  }
}

extension Set<[UInt8]> {
  /// How much a clause is likely to rule out: that of its most common string, less for having many.
  var weight: Int {
    let least = self.map { $0.reduce(0) { $0 + $1.rarity } }.min() ?? 0
    return 8 * least - Swift.min(count, 64) / 4
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard part.count <= count else { return false }
    return (0...(count - part.count)).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}

extension UInt8 {
  /// How seldom a byte is met in logs, roughly: 1 for blanks and digits, 4 for `|` and the like.
  fileprivate var rarity: Int {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
      UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "/"):
      1
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "_"):
      2
    case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"): 3
    default: 4
    }
  }
}

extension UInt8 {
  /// The small letter of a capital one; any other byte is itself.
  fileprivate var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
