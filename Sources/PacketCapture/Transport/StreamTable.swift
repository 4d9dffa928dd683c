/// Puts the segments of TCP connections in order, and hands the bytes of each direction on.
///
/// Bytes that came twice are handed on once; where segments overlap, those that came first count. A hole is
/// left open until it is filled, or too much waits behind it, or for too long; then it is told, and what is
/// behind it follows. A connection need not have been seen to be opened. What is not wanted by the reader is
/// not put in order.
struct StreamTable {
  private let limits: TrafficLimits
  private var connections = ConnectionList()
  /// Places of connections in which segments wait.
  private var waiting: Set<Int> = []
  private var heldBytes = 0
  private var lastSweep = Int64.min

  /// Numbers of bytes that are further back than that are those of another connection: 16 MiB.
  private static let maxRepeat = 16 << 20
  /// How often holes are looked at: each half second of the capture.
  private static let sweepNanoseconds: Int64 = 500_000_000

  /// Connections that are forgotten at once: what the reader makes of them has to have room.
  private static let maxForgotten = 256

  /// An empty one.
  init(_ limits: TrafficLimits) {
    self.limits = limits
  }

  /// Takes a segment.
  mutating func add<Reader: TrafficReader & ~Copyable>(
    _ segment: TCPSegment, of bytes: Span<UInt8>, _ head: PacketHead, into reader: inout Reader,
    _ counts: inout PacketCounts
  ) {
    let (key, isBack) = ConnectionKey.make(head.source, head.destination)
    let time = head.stamp.time
    let place = use(key, time, &counts, into: &reader)
    if segment.flags.contains(.syn) {
      open(place, isBack, segment, into: &reader, &counts)
    } else if connections[place].isClosed {
      if segment.count > 0 { counts.repeated += 1 }
      return
    }
    if segment.flags.contains(.acknowledge), !segment.flags.contains(.reset) {
      acknowledge(place, !isBack, segment.acknowledgement)
    }
    if segment.count > 0 {
      take(segment, bytes, place, isBack, head, into: &reader, &counts)
    }
    if segment.flags.contains(.fin) {
      let end = segment.sequence &+ UInt32(truncatingIfNeeded: segment.count)
      connections[place][isBack].end = connections[place][isBack].end ?? end
      if connections[place][isBack].next == nil { connections[place][isBack].next = end }
    }
    if segment.flags.contains(.reset) {
      close(place, into: &reader, &counts)
    } else {
      settle(place, at: time, into: &reader, &counts)
    }
  }

  /// Tells holes that are open for too long, and forgets connections that are silent for too long.
  mutating func expire<Reader: TrafficReader & ~Copyable>(
    at time: Int64, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    if heldBytes > limits.maxHeldBytesInAll { flushAll(into: &reader, &counts) }
    guard lastSweep == Int64.min || time &- lastSweep > Self.sweepNanoseconds else { return }
    lastSweep = time
    for place in waiting.sorted() { settle(place, at: time, into: &reader, &counts) }
    for _ in 0..<Self.maxForgotten {
      guard let oldest = connections.oldest, connections[oldest].lastSeen < time,
        time &- connections[oldest].lastSeen > limits.idleNanoseconds
      else { return }
      forget(oldest, into: &reader, &counts)
    }
    // There may be more of them.
    lastSweep = Int64.min
  }

  /// Hands on what waits in some of the connections, and forgets them; false once none is left.
  mutating func finish<Reader: TrafficReader & ~Copyable>(
    into reader: inout Reader, _ counts: inout PacketCounts
  ) -> Bool {
    for _ in 0..<Self.maxForgotten {
      guard let oldest = connections.oldest else { return false }
      forget(oldest, into: &reader, &counts)
    }
    return true
  }

  // MARK: - Connections

  private mutating func use<Reader: TrafficReader & ~Copyable>(
    _ key: ConnectionKey, _ time: Int64, _ counts: inout PacketCounts, into reader: inout Reader
  ) -> Int {
    if let place = connections.use(key) {
      connections[place].lastSeen = max(time, connections[place].lastSeen)
      return place
    }
    if connections.count >= limits.maxConnections, let oldest = connections.oldest {
      forget(oldest, into: &reader, &counts)
    }
    counts.connections += 1
    return connections.insert(Connection(key: key, lastSeen: time))
  }

  /// A SYN: a new connection, or the same SYN once more.
  private mutating func open<Reader: TrafficReader & ~Copyable>(
    _ place: Int, _ isBack: Bool, _ segment: TCPSegment, into reader: inout Reader,
    _ counts: inout PacketCounts
  ) {
    let isAnswer = segment.flags.contains(.acknowledge)
    if let next = connections[place][isBack].next {
      let behind = distance(from: segment.sequence, to: next)
      let isSame = !connections[place].isClosed && behind >= 0 && behind < Self.maxRepeat
      // A SYN sent again, or one that was captured behind the first data, tells nothing new.
      if isSame { return }
      restart(place, into: &reader, &counts)
      if !isAnswer { counts.connections += 1 }
    } else if connections[place].isClosed {
      restart(place, into: &reader, &counts)
    }
    connections[place][isBack].next = segment.sequence
    connections[place][isBack].place = .start
  }

  /// Ends both streams of a connection, and begins it anew.
  private mutating func restart<Reader: TrafficReader & ~Copyable>(
    _ place: Int, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    close(place, into: &reader, &counts)
    connections[place].forth = StreamHalf()
    connections[place].back = StreamHalf()
    connections[place].isClosed = false
  }

  /// Hands on what waits, and ends both streams; what comes later was sent again.
  private mutating func close<Reader: TrafficReader & ~Copyable>(
    _ place: Int, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    for isBack in [false, true] {
      while connections[place][isBack].hasHeld {
        skipHole(place, isBack, into: &reader, &counts)
        drain(place, isBack, into: &reader, &counts)
      }
      end(place, isBack, into: &reader)
    }
    waiting.remove(place)
    connections[place].isClosed = true
  }

  private mutating func forget<Reader: TrafficReader & ~Copyable>(
    _ place: Int, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    close(place, into: &reader, &counts)
    connections.remove(place)
  }

  private mutating func end<Reader: TrafficReader & ~Copyable>(
    _ place: Int, _ isBack: Bool, into reader: inout Reader
  ) {
    guard !connections[place][isBack].isEnded else { return }
    connections[place][isBack].isEnded = true
    reader.endStream(Self.stream(place, isBack))
  }

  private static func stream(_ place: Int, _ isBack: Bool) -> StreamNumber {
    StreamNumber(place * 2 + (isBack ? 1 : 0))
  }

  /// What the receiver of a direction has.
  private mutating func acknowledge(_ place: Int, _ isBack: Bool, _ number: UInt32) {
    // Of a connection that was open before, it also tells where the direction stands.
    guard let next = connections[place][isBack].next else {
      connections[place][isBack].next = number
      return
    }
    let known = connections[place][isBack].acknowledged
    if known.map({ distance(from: $0, to: number) > 0 }) ?? (distance(from: next, to: number) > 0) {
      connections[place][isBack].acknowledged = number
    }
  }

  // MARK: - Bytes

  private mutating func take<Reader: TrafficReader & ~Copyable>(
    _ segment: TCPSegment, _ bytes: Span<UInt8>, _ place: Int, _ isBack: Bool, _ head: PacketHead,
    into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    let payload = bytes.extracting(segment.payload)
    if !connections[place][isBack].isWanted {
      guard reader.recognises(payload, in: Self.stream(place, isBack)) else {
        counts.unwantedBytes += Int64(segment.count)
        return
      }
      connections[place][isBack].isWanted = true
      connections[place][isBack].next = segment.sequence
      connections[place][isBack].place = .middle
    }
    var next = connections[place][isBack].next ?? segment.sequence
    var offset = distance(from: next, to: segment.sequence)
    if offset < -Self.maxRepeat {
      // The ports are those of an older connection, whose end was not captured.
      restart(place, into: &reader, &counts)
      counts.connections += 1
      (next, offset) = (segment.sequence, 0)
    }
    connections[place][isBack].next = next
    if offset > 0 {
      hold(segment, payload, place, isBack, next, head, &counts)
    } else if offset + segment.count <= 0 {
      counts.repeated += 1
    } else {
      deliver(payload, from: -offset, segment.missing, place, isBack, head, into: &reader, &counts)
    }
  }

  private mutating func hold(
    _ segment: TCPSegment, _ payload: Span<UInt8>, _ place: Int, _ isBack: Bool, _ next: UInt32,
    _ head: PacketHead, _ counts: inout PacketCounts
  ) {
    let isFirst = !connections[place][isBack].hasHeld
    let held = StreamHalf.Held(
      sequence: segment.sequence, bytes: payload.copied,
      missing: segment.missing, head: head)
    guard connections[place][isBack].hold(held, behind: next) else {
      counts.repeated += 1
      return
    }
    counts.early += 1
    heldBytes += payload.count
    if isFirst { connections[place][isBack].holeSince = head.stamp.time }
    waiting.insert(place)
  }

  /// Hands bytes on from the place `start` of a segment, which is the next of the stream.
  private mutating func deliver<Reader: TrafficReader & ~Copyable>(
    _ payload: Span<UInt8>, from start: Int, _ missing: Int, _ place: Int, _ isBack: Bool,
    _ head: PacketHead, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    let stream = Self.stream(place, isBack)
    let count = payload.count + missing - start
    connections[place][isBack].next? &+= UInt32(truncatingIfNeeded: count)
    if start < payload.count, !connections[place][isBack].isEnded {
      let at = connections[place][isBack].place
      connections[place][isBack].place = .next
      connections[place][isBack].isWanted = reader.readStream(
        payload.extracting(start..<payload.count), of: stream, at, head)
    }
    let lost = min(missing, count)
    if lost > 0 { skip(lost, place, isBack, into: &reader, &counts) }
  }

  private mutating func skip<Reader: TrafficReader & ~Copyable>(
    _ count: Int, _ place: Int, _ isBack: Bool, into reader: inout Reader,
    _ counts: inout PacketCounts
  ) {
    counts.gaps += 1
    counts.gapBytes += Int64(count)
    guard !connections[place][isBack].isEnded else { return }
    reader.skipStream(count, of: Self.stream(place, isBack))
    connections[place][isBack].place = .next
  }

  // MARK: - Holes

  /// Hands on what is no longer behind a hole, tells holes that are lost, and ends what has ended.
  private mutating func settle<Reader: TrafficReader & ~Copyable>(
    _ place: Int, at time: Int64, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    for isBack in [false, true] {
      drain(place, isBack, into: &reader, &counts)
      while connections[place][isBack].isLost(at: time, limits) {
        skipHole(place, isBack, into: &reader, &counts)
        drain(place, isBack, into: &reader, &counts)
        connections[place][isBack].holeSince = time
      }
      if let end = connections[place][isBack].end, let next = connections[place][isBack].next,
        distance(from: next, to: end) <= 0
      {
        self.end(place, isBack, into: &reader)
      }
    }
    if !connections[place].hasHole { waiting.remove(place) }
    if connections[place].forth.isEnded, connections[place].back.isEnded {
      close(place, into: &reader, &counts)
    }
  }

  /// Hands on the segments that wait for nothing any more.
  private mutating func drain<Reader: TrafficReader & ~Copyable>(
    _ place: Int, _ isBack: Bool, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    while let next = connections[place][isBack].next,
      let sequence = connections[place][isBack].firstHeld,
      distance(from: next, to: sequence) <= 0
    {
      guard let held = connections[place][isBack].takeHeld() else { return }
      heldBytes -= held.bytes.count
      let known = -distance(from: next, to: sequence)
      guard known < held.count else { continue }
      deliver(
        held.bytes.span, from: known, held.missing, place, isBack, held.head, into: &reader,
        &counts)
    }
  }

  /// Takes the bytes up to the first segment that waits for lost.
  private mutating func skipHole<Reader: TrafficReader & ~Copyable>(
    _ place: Int, _ isBack: Bool, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    guard let next = connections[place][isBack].next,
      let sequence = connections[place][isBack].firstHeld
    else { return }
    let count = distance(from: next, to: sequence)
    guard count > 0 else { return }
    connections[place][isBack].next = sequence
    skip(count, place, isBack, into: &reader, &counts)
  }

  private mutating func flushAll<Reader: TrafficReader & ~Copyable>(
    into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    for place in waiting.sorted() {
      for isBack in [false, true] {
        while connections[place][isBack].hasHeld {
          skipHole(place, isBack, into: &reader, &counts)
          drain(place, isBack, into: &reader, &counts)
        }
      }
    }
    waiting.removeAll()
  }
}
