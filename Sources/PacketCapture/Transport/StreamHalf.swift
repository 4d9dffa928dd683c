/// One direction of a connection: up to where its bytes were handed on, and what waits for those between.
struct StreamHalf {
  /// A segment that came before others that belong before it.
  struct Held {
    let sequence: UInt32
    var bytes: [UInt8]
    let missing: Int
    let head: PacketHead

    var count: Int { bytes.count + missing }
  }

  /// The number of the next byte to hand on; nil before anything is known.
  var next: UInt32?
  /// Whether the connection was seen to be opened, and nothing was handed on yet.
  var place = StreamPlace.middle
  /// What the other side said it has all bytes before.
  var acknowledged: UInt32?
  /// The number behind the last byte, once a FIN told it.
  var end: UInt32?
  /// Whether the reader wants the bytes.
  var isWanted = true
  /// Whether the reader was told of the end.
  var isEnded = false
  /// Segments behind the first hole, in the order of their bytes; the first ``taken`` are gone.
  private var held: [Held] = []
  private var taken = 0
  /// The bytes of those.
  private var heldBytes = 0
  /// When the first hole was met.
  var holeSince: Int64 = 0

  /// Whether segments wait.
  var hasHeld: Bool { taken < held.count }

  /// The number of the first byte that waits; nil if none does.
  var firstHeld: UInt32? { hasHeld ? held[taken].sequence : nil }

  /// Keeps a segment; false if it, or one like it, is there already.
  mutating func hold(_ segment: Held, behind next: UInt32) -> Bool {
    let offset = distance(from: next, to: segment.sequence)
    // From the end, as most come in order behind the hole.
    var place = held.count
    while place > taken, distance(from: next, to: held[place - 1].sequence) >= offset {
      place -= 1
    }
    if place < held.count, held[place].sequence == segment.sequence,
      held[place].count >= segment.count
    {
      return false
    }
    held.insert(segment, at: place)
    heldBytes += segment.bytes.count
    return true
  }

  /// Takes the first segment out that waits.
  mutating func takeHeld() -> Held? {
    guard hasHeld else { return nil }
    let first = held[taken]
    held[taken].bytes = []
    heldBytes -= first.bytes.count
    taken += 1
    // Those that are gone are removed together, so that each costs little.
    if taken == held.count {
      held = []
      taken = 0
    } else if taken > 64, taken > held.count / 2 {
      held.removeFirst(taken)
      taken = 0
    }
    return first
  }

  /// Whether the first hole is to be taken for lost.
  func isLost(at time: Int64, _ limits: TrafficLimits) -> Bool {
    guard let firstHeld, let next else { return false }
    if heldBytes > limits.maxHeldBytes || held.count - taken > limits.maxHeldSegments {
      return true
    }
    let waited = time &- holeSince
    if waited > limits.holeNanoseconds { return true }
    guard let acknowledged, waited > limits.acknowledgedHoleNanoseconds else { return false }
    return distance(from: next, to: acknowledged) >= distance(from: next, to: firstHeld)
  }
}
