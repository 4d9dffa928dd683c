/// Hands the messages of SCTP associations on, each once and whole.
///
/// What one end of an association sends is known by the ends and the tag that the other one gave it; each pair of
/// addresses of an association with several is looked at by itself. Messages are handed on as they become whole.
struct AssociationTable {
  private struct Key: Hashable {
    let source: Endpoint
    let destination: Endpoint
    let tag: UInt32
  }

  /// What one end sends.
  private struct Direction {
    var window = SequenceWindow()
    var assembly = MessageAssembly()
    /// The last packet.
    var head: PacketHead
    var lastSeen: Int64
  }

  private let limits: TrafficLimits
  private var directions: [Key: Direction] = [:]
  /// Those in which messages wait for parts.
  private var waiting: Set<Key> = []
  private var heldBytes = 0
  private var lastSweep = Int64.min

  /// How often it is looked for what is too old: each second of the capture.
  private static let sweepNanoseconds: Int64 = 1_000_000_000
  /// Directions that are known at a time.
  private static let maxDirections = 8192

  /// An empty one.
  init(_ limits: TrafficLimits) {
    self.limits = limits
  }

  /// Takes a packet.
  mutating func add<Reader: TrafficReader & ~Copyable>(
    _ packet: SCTPPacket, of bytes: Span<UInt8>, _ head: PacketHead, into reader: inout Reader,
    _ counts: inout PacketCounts
  ) {
    let key = Key(source: head.source, destination: head.destination, tag: packet.tag)
    var packet = packet
    while let chunk = packet.next(bytes) {
      switch chunk.kind {
      case SCTPPacket.Kind.data:
        guard let data = SCTPData(bytes, chunk) else {
          counts.malformed += 1
          continue
        }
        take(data, of: bytes, key, head, into: &reader, &counts)
      case SCTPPacket.Kind.abort, SCTPPacket.Kind.shutdownComplete:
        forget(key, into: &reader, &counts)
      default: break
      }
    }
  }

  /// Gives up messages whose parts do not come, and forgets associations that are silent for too long.
  mutating func expire<Reader: TrafficReader & ~Copyable>(
    at time: Int64, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    if heldBytes > limits.maxHeldBytesInAll { giveUpAll(into: &reader, &counts) }
    guard lastSweep == Int64.min || time &- lastSweep > Self.sweepNanoseconds else { return }
    lastSweep = time
    let oldest = time &- limits.fragmentNanoseconds
    for key in inOrder(waiting) {
      settle(key, into: &reader, &counts) { assembly, take in
        assembly.expire(before: oldest, take)
      }
    }
    let silent = directions.filter { time &- $0.value.lastSeen > limits.idleNanoseconds }
    for key in inOrder(silent.keys) { forget(key, into: &reader, &counts) }
  }

  /// Gives up all messages that wait for parts.
  mutating func finish<Reader: TrafficReader & ~Copyable>(
    into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    giveUpAll(into: &reader, &counts)
    directions = [:]
  }

  // MARK: - Directions

  private mutating func take<Reader: TrafficReader & ~Copyable>(
    _ data: SCTPData, of bytes: Span<UInt8>, _ key: Key, _ head: PacketHead,
    into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    counts.chunks += 1
    if directions[key] == nil { begin(key, head, into: &reader, &counts) }
    directions[key]?.head = head
    directions[key]?.lastSeen = head.stamp.time
    guard directions[key]?.window.add(data.number) == .new else {
      counts.repeatedChunks += 1
      return
    }
    if data.isBegin, data.isEnd {
      counts.messages += 1
      reader.readMessage(
        bytes.extracting(data.payload), data.message, missing: data.missing, head)
      return
    }
    waiting.insert(key)
    settle(key, into: &reader, &counts) { assembly, take in
      assembly.add(data, of: bytes, at: head.stamp.time, take)
    }
  }

  private mutating func begin<Reader: TrafficReader & ~Copyable>(
    _ key: Key, _ head: PacketHead, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    if directions.count >= Self.maxDirections {
      // Those that are silent for longest, many at once, so that each costs little.
      let oldest = directions.sorted { one, other in
        (one.value.lastSeen, one.value.head.stamp.number)
          < (other.value.lastSeen, other.value.head.stamp.number)
      }
      for entry in oldest.prefix(Self.maxDirections / 4) {
        forget(entry.key, into: &reader, &counts)
      }
    }
    directions[key] = Direction(head: head, lastSeen: head.stamp.time)
  }

  private mutating func forget<Reader: TrafficReader & ~Copyable>(
    _ key: Key, into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    settle(key, into: &reader, &counts) { assembly, take in assembly.giveUp(take) }
    directions[key] = nil
  }

  private mutating func giveUpAll<Reader: TrafficReader & ~Copyable>(
    into reader: inout Reader, _ counts: inout PacketCounts
  ) {
    for key in inOrder(waiting) {
      settle(key, into: &reader, &counts) { assembly, take in assembly.giveUp(take) }
    }
  }

  /// In the order of their last packets, which does not change from run to run.
  private func inOrder(_ keys: some Sequence<Key>) -> [Key] {
    keys.compactMap { key in directions[key].map { (key: key, number: $0.head.stamp.number) } }
      .sorted { $0.number < $1.number }.map(\.key)
  }

  /// Changes what waits of a direction, and hands on what comes out.
  private mutating func settle<Reader: TrafficReader & ~Copyable>(
    _ key: Key, into reader: inout Reader, _ counts: inout PacketCounts,
    _ change: (inout MessageAssembly, (MessageAssembly.Result) -> Void) -> Void
  ) {
    guard let place = directions.index(forKey: key) else { return }
    let before = directions.values[place].assembly.heldBytes
    let head = directions.values[place].head
    var results: [MessageAssembly.Result] = []
    change(&directions.values[place].assembly) { results.append($0) }
    heldBytes += directions.values[place].assembly.heldBytes - before
    if directions.values[place].assembly.isEmpty { waiting.remove(key) }
    for result in results {
      if result.bytes.isEmpty {
        counts.unfinishedMessages += 1
        continue
      }
      counts.messages += 1
      if result.missing > 0 { counts.unfinishedMessages += 1 }
      reader.readMessage(result.bytes.span, result.message, missing: result.missing, head)
    }
  }
}
