/// What every match of a pattern has for certain: what a prefilter asks before any regex runs.
public struct LiteralFacts: Sendable, Equatable {
  /// Where a match can begin.
  public enum Anchor: Int, Sendable, Comparable {
    /// Anywhere.
    case none
    /// At the start of a line.
    case line
    /// At the start of the subject.
    case subject

    /// From the freest to the strictest.
    public static func < (a: Anchor, b: Anchor) -> Bool { a.rawValue < b.rawValue }
  }

  /// Where a match can begin.
  public internal(set) var anchor = Anchor.none

  /// The bytes that every match begins with.
  public internal(set) var prefix: [UInt8] = []

  /// The longest run of bytes that every match holds.
  public internal(set) var literal: [UInt8] = []

  /// The fewest bytes a match has.
  public internal(set) var minimumLength = 0

  /// Whether a match is exactly ``prefix``.
  var isExact = true

  /// The run of bytes at the end, where the match is not exact.
  var suffix: [UInt8] = []

  /// Whether nothing that takes a character has come yet.
  var isAtStart: Bool { isExact && prefix.isEmpty }

  /// Adds one byte.
  mutating func append(_ byte: UInt8) {
    if isExact { prefix.append(byte) } else { suffix.append(byte) }
    minimumLength += 1
  }

  /// Adds something unknown, of at least so many bytes.
  mutating func appendUnknown(minimumLength: Int) {
    breakRun()
    add(minimumLength)
  }

  /// Marks a place where a match can only be at the start of something.
  mutating func appendAnchor(_ anchor: Anchor) {
    if isAtStart { self.anchor = max(self.anchor, anchor) }
  }

  /// Adds an element with facts of its own.
  mutating func append(_ other: LiteralFacts) {
    if isAtStart { anchor = max(anchor, other.anchor) }
    if other.isExact {
      if isExact { prefix += other.prefix } else { suffix += other.prefix }
    } else {
      if isExact {
        prefix += other.prefix
        keep(prefix)
        isExact = false
      } else {
        keep(suffix + other.prefix)
      }
      keep(other.literal)
      suffix = other.suffix
    }
    add(other.minimumLength)
  }

  /// The facts of this element repeated.
  func repeated(_ repetition: Repetition) -> LiteralFacts {
    var result = LiteralFacts()
    guard repetition.minimum > 0 else {
      if repetition.maximum != 0 { result.appendUnknown(minimumLength: 0) }
      return result
    }
    let copies = min(repetition.minimum, 16)
    for _ in 0..<copies { result.append(self) }
    if repetition.maximum != copies {
      let end = isExact ? prefix : suffix
      result.breakRun()
      // Only a repetition's own end is known of what follows the counted copies.
      result.suffix = end
    }
    result.minimumLength = 0
    result.add(
      minimumLength.multipliedReportingOverflow(by: repetition.minimum).overflow
        ? Self.longest : minimumLength * repetition.minimum)
    return result
  }

  /// The facts that hold whichever branch matches.
  static func any(of branches: [LiteralFacts]) -> LiteralFacts {
    guard var result = branches.first else { return LiteralFacts() }
    result.finish()
    for var branch in branches.dropFirst() {
      branch.finish()
      result.anchor = min(result.anchor, branch.anchor)
      result.minimumLength = min(result.minimumLength, branch.minimumLength)
      if result.isExact, branch.isExact, result.prefix == branch.prefix { continue }
      let ends = (
        result.isExact ? result.prefix : result.suffix,
        branch.isExact ? branch.prefix : branch.suffix
      )
      let literal = result.literal == branch.literal ? result.literal : []
      result.prefix = commonPrefix(result.prefix, branch.prefix)
      result.suffix = commonPrefix(ends.0.reversed(), ends.1.reversed()).reversed()
      result.isExact = false
      result.literal = literal
      result.keep(result.prefix)
      result.keep(result.suffix)
    }
    return result
  }

  /// Settles ``literal``, the last run included.
  mutating func finish() { keep(isExact ? prefix : suffix) }

  // MARK: Parts

  /// Lengths past this count as this.
  private static let longest = 1 << 30

  private mutating func add(_ length: Int) {
    minimumLength = min(minimumLength + length, Self.longest)
  }

  private mutating func breakRun() {
    finish()
    isExact = false
    suffix = []
  }

  private mutating func keep(_ run: [UInt8]) {
    if run.count > literal.count { literal = run }
  }

  private static func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    Array(zip(a, b).prefix { $0 == $1 }.map(\.0))
  }
}
