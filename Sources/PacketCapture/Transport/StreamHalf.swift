/// One direction of a connection: up to where its bytes were handed on, and what waits for those between.
struct StreamHalf {
  /// A segment that came before others that belong before it.
  struct Held {
    let sequence: UInt32
    let bytes: [UInt8]
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
  /// Segments behind the first hole, in the order of their bytes.
  var held: [Held] = []
  /// The bytes of those.
  var heldBytes = 0
  /// When the first hole was met.
  var holeSince: Int64 = 0

  /// Keeps a segment; false if it, or one like it, is there already.
  mutating func hold(_ segment: Held, behind next: UInt32) -> Bool {
    let offset = distance(from: next, to: segment.sequence)
    let place =
      held.firstIndex { distance(from: next, to: $0.sequence) >= offset } ?? held.count
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
    guard !held.isEmpty else { return nil }
    let first = held.removeFirst()
    heldBytes -= first.bytes.count
    return first
  }

  /// Whether the first hole is to be taken for lost.
  func isLost(at time: Int64, _ limits: TrafficLimits) -> Bool {
    guard let first = held.first, let next else { return false }
    if heldBytes > limits.maxHeldBytes || held.count > limits.maxHeldSegments { return true }
    let waited = time &- holeSince
    if waited > limits.holeNanoseconds { return true }
    guard let acknowledged, waited > limits.acknowledgedHoleNanoseconds else { return false }
    return distance(from: next, to: acknowledged) >= distance(from: next, to: first.sequence)
  }
}
