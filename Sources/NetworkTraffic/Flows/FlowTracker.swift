import PacketCapture

/// Follows the flows of a capture: counts their packets, finds out what they carry, and says when they end.
struct FlowTracker: ~Copyable {
  /// How a flow ended.
  struct Ended {
    let flow: Flow
    /// Whether it was silent for so long that it is taken for ended.
    let isIdle: Bool
  }

  /// How long a connection may be silent: 10 minutes, as in PacketCapture.
  private static let idleConnection: Int64 = 600_000_000_000
  /// How long other flows may be silent: 2 minutes.
  private static let idleOther: Int64 = 120_000_000_000
  /// How long the last acknowledgements of a connection may come: 2 seconds behind its end.
  private static let linger: Int64 = 2_000_000_000

  /// Flows that are known at a time; the one silent for longest is ended where there are more.
  private let maxFlows: Int
  private var table = FlowTable()
  private var probe = FlowProbe()
  /// The flow of the packet that is being read.
  private var current: (key: FlowKey, handle: FlowTable.Handle)?
  /// The flow of each connection of which streams are read, by the connection's number.
  private var byConnection: [FlowTable.Handle?] = []
  /// Connections that are over, and when they were, in that order; the first ``taken`` are ended.
  private var over: [(handle: FlowTable.Handle, time: Int64)] = []
  private var taken = 0
  /// Flows that have to end before others follow.
  private var displaced: [Ended] = []

  /// Begins with no flow.
  init(maxFlows: Int) {
    self.maxFlows = maxFlows
  }
}

// MARK: - Packets

extension FlowTracker {
  /// Counts a packet that carries `size` bytes, captured or not.
  ///
  /// - Returns: whether what it carries is not known yet, so that ``look(into:)`` is of use.
  @inline(__always)
  mutating func take(_ head: PacketHead, size: Int) -> Bool {
    let (key, isSecond) = FlowKey.make(head)
    let handle = handle(of: key, isSecond, head)
    return count(handle, isSecond, head, size)
  }

  /// Counts a segment; a connection between the same ends as an older one is a flow of its own.
  mutating func take(_ segment: SegmentHead, _ head: PacketHead, size: Int) -> Bool {
    let (key, isSecond) = FlowKey.make(head)
    var handle = handle(of: key, isSecond, head)
    if table[handle].connection.isLeft(by: segment), table[handle].packets > 0 {
      end(handle, isIdle: false)
      handle = begin(key, isSecond, head)
    }
    let wasOver = table[handle].connection.isOver
    table[handle].connection.note(segment, isSecond: isSecond)
    if !wasOver, table[handle].connection.isOver { leave(handle, head.stamp.time) }
    return count(handle, isSecond, head, size) && size > segment.missing
  }

  /// Looks for what the flow of the packet carries.
  mutating func look(into payload: Span<UInt8>, _ head: PacketHead) {
    guard let current, table.isGood(current.handle), payload.count > 0 else { return }
    let isSecond = head.source != current.key.first
    probe.look(into: payload, head, isSecond: isSecond, &table[current.handle])
  }

  /// Notes what the flow of the packet carries, of which an event was made, or will be.
  mutating func note(_ carried: NetworkProtocol) {
    guard let current, table.isGood(current.handle) else { return }
    table[current.handle].carried = carried
    table[current.handle].hasEvents = true
  }

  /// Notes what a flow carries, if that is known, of which an event was made now.
  mutating func note(_ carried: NetworkProtocol?, of head: PacketHead) {
    let key = FlowKey.make(head).key
    let found = current?.key == key ? current?.handle : table.find(key)
    guard let found, table.isGood(found) else { return }
    if let carried { table[found].carried = carried }
    table[found].hasEvents = true
  }

  @inline(__always)
  private mutating func handle(
    of key: FlowKey, _ isSecond: Bool, _ head: PacketHead
  ) -> FlowTable.Handle {
    let isCurrent = current.map { $0.key == key && table.isGood($0.handle) } ?? false
    guard let handle = isCurrent ? current?.handle : table.find(key) else {
      return begin(key, isSecond, head)
    }
    if isIdle(handle, at: head.stamp.time) {
      end(handle, isIdle: true)
      return begin(key, isSecond, head)
    }
    table.use(handle)
    if !isCurrent { current = (key, handle) }
    return handle
  }

  /// Whether a flow was silent for so long that what comes now is another.
  @inline(__always)
  private func isIdle(_ handle: FlowTable.Handle, at time: Int64) -> Bool {
    let last = table[handle].stamp.time
    let limit = table[handle].key.isConnection ? Self.idleConnection : Self.idleOther
    return last < time && time &- last > limit
  }

  private mutating func begin(
    _ key: FlowKey, _ isSecond: Bool, _ head: PacketHead
  ) -> FlowTable.Handle {
    if table.count >= maxFlows, let oldest = oldest() { end(oldest, isIdle: true) }
    let handle = table.insert(Flow(key, isBegunBySecond: isSecond, head))
    current = (key, handle)
    return handle
  }

  @inline(__always)
  private mutating func count(
    _ handle: FlowTable.Handle, _ isSecond: Bool, _ head: PacketHead, _ size: Int
  ) -> Bool {
    table[handle].count(head.stamp, size, isSecond: isSecond)
  }
}

// MARK: - Streams

extension FlowTracker {
  /// Notes whose reader has a stream, and whether it made an event.
  ///
  /// - Parameter head: who sent its last bytes; nil if nothing was sent now.
  mutating func note(
    _ stream: StreamNumber, isFirst: Bool, _ head: PacketHead, _ carried: NetworkProtocol?,
    hasEvents: Bool
  ) {
    let number = stream.connection
    while byConnection.count <= number { byConnection.append(nil) }
    if isFirst || byConnection[number].map({ !table.isGood($0) }) ?? true {
      let key = FlowKey.make(head).key
      byConnection[number] = current?.key == key ? current?.handle : table.find(key)
    }
    guard let handle = byConnection[number], table.isGood(handle) else { return }
    if let carried { table[handle].carried = carried }
    if hasEvents { table[handle].hasEvents = true }
  }

  /// Notes that an event was made of a stream that ended.
  mutating func noteEvents(of stream: StreamNumber) {
    let number = stream.connection
    guard number < byConnection.count, let handle = byConnection[number], table.isGood(handle)
    else { return }
    table[handle].hasEvents = true
  }
}

// MARK: - Ends

extension FlowTracker {
  /// The next flow that has ended at a time of the capture; nil if there is none.
  mutating func next(at time: Int64) -> Ended? {
    while taken < over.count, time &- over[taken].time > Self.linger {
      let handle = over[taken].handle
      taken += 1
      if table.isGood(handle) { return remove(handle, isIdle: false) }
    }
    forgetTaken()
    for isConnection in [false, true] {
      guard let oldest = table.oldest(ofConnections: isConnection) else { continue }
      if isIdle(oldest, at: time) { return remove(oldest, isIdle: true) }
    }
    return nil
  }

  /// The next flow as nothing follows; nil once there is none.
  mutating func last() -> Ended? {
    guard let oldest = oldest() else { return nil }
    return remove(oldest, isIdle: false)
  }

  /// Whether flows had to end before their time.
  var hasDisplaced: Bool { !displaced.isEmpty }

  /// The next flow that had to end before its time.
  mutating func takeDisplaced() -> Ended? {
    displaced.isEmpty ? nil : displaced.removeFirst()
  }

  /// The flow whose last packet is the oldest of all.
  private func oldest() -> FlowTable.Handle? {
    guard let connection = table.oldest(ofConnections: true) else {
      return table.oldest(ofConnections: false)
    }
    guard let other = table.oldest(ofConnections: false) else { return connection }
    return table[connection].stamp.time < table[other].stamp.time ? connection : other
  }

  private mutating func end(_ handle: FlowTable.Handle, isIdle: Bool) {
    displaced.append(remove(handle, isIdle: isIdle))
  }

  private mutating func remove(_ handle: FlowTable.Handle, isIdle: Bool) -> Ended {
    let ended = Ended(flow: table[handle], isIdle: isIdle)
    table.remove(handle)
    return ended
  }

  /// Ends a connection that is over a little later; at once the first of too many.
  private mutating func leave(_ handle: FlowTable.Handle, _ time: Int64) {
    over.append((handle, time))
    guard over.count - taken > maxFlows else { return }
    let first = over[taken].handle
    taken += 1
    forgetTaken()
    if table.isGood(first) { end(first, isIdle: false) }
  }

  private mutating func forgetTaken() {
    guard taken > 1024, taken > over.count / 2 else { return }
    over.removeFirst(taken)
    taken = 0
  }
}

extension Flow {
  /// Packets of both ends.
  var packets: Int64 { forth.packets + back.packets }
}
