/// The sequence numbers of a stream: what came, what was lost (RFC 3550 A.1 and A.3).
struct RTPSequence {
  /// How a packet stands among the others.
  enum Arrival {
    /// It is the next one, or some before it are missing.
    case inOrder
    /// A later one came before it.
    case late
    /// It came before.
    case duplicate
    /// Its number is far from the others: it does not count unless the next one follows it.
    case stray
  }

  /// Packets, those that came twice and stray ones too.
  private(set) var packets = 0
  /// Packets that came behind later ones.
  private(set) var outOfOrder = 0
  /// Packets that came before.
  private(set) var duplicates = 0

  /// RFC 3550 A.1: gaps and steps back up to which a stream goes on.
  private static let maxDropout: UInt16 = 3000
  private static let maxMisorder: UInt16 = 100

  /// The first and the highest number, extended by how often the numbers began again.
  private var first: Int64
  private var highest: Int64
  /// What was expected and did not come before the numbers began anew.
  private var expectedBefore: Int64 = 0
  /// The number that would make a stray packet the beginning of the stream's new numbers.
  private var nextStray: UInt16?
  private var strays = 0
  /// Which of the highest number and the 127 before it came, the highest as the lowest bit.
  private var window: UInt128 = 1

  /// Begins with a packet's number.
  init(_ sequence: UInt16) {
    first = Int64(sequence)
    highest = Int64(sequence)
    packets = 1
  }

  /// How many packets there should be.
  var expected: Int64 { expectedBefore + highest - first + 1 }

  /// How many of them did not come.
  var lost: Int64 { max(expected - Int64(packets - duplicates - strays), 0) }

  /// Takes in the next packet's number.
  mutating func note(_ sequence: UInt16) -> Arrival {
    packets += 1
    let step = sequence &- UInt16(truncatingIfNeeded: highest)
    if step == 0 { return duplicate() }
    if step < Self.maxDropout { return advance(step) }
    let back = 0 &- step
    if back <= Self.maxMisorder { return fallBack(back) }
    guard nextStray == sequence else {
      nextStray = sequence &+ 1
      strays += 1
      return .stray
    }
    begin(sequence)
    return .inOrder
  }

  private mutating func advance(_ step: UInt16) -> Arrival {
    nextStray = nil
    highest += Int64(step)
    window = step < 128 ? window << UInt128(step) | 1 : 1
    return .inOrder
  }

  private mutating func duplicate() -> Arrival {
    duplicates += 1
    return .duplicate
  }

  private mutating func fallBack(_ back: UInt16) -> Arrival {
    let bit = UInt128(1) << UInt128(back)
    if window & bit != 0 { return duplicate() }
    window |= bit
    outOfOrder += 1
    // The first packets may have come in the wrong order.
    first = min(first, highest - Int64(back))
    return .late
  }

  /// The sender began anew: two packets follow each other far from the others.
  private mutating func begin(_ sequence: UInt16) {
    expectedBefore = expected
    // The packet before is the first of the new numbers.
    strays -= 1
    first = Int64(sequence &- 1)
    highest = first + 1
    window = 3
    nextStray = nil
  }
}
