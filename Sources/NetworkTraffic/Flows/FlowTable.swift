import PacketCapture

/// The flows that are known, in the order in which their last packets came.
///
/// A dictionary into an array, and two lists chained through that: connections, which are known for
/// long when they are silent, and others. Each operation costs the same however many there are.
struct FlowTable: ~Copyable {
  /// A flow at a place; the place may be that of another one later.
  struct Handle: Equatable {
    fileprivate let place: Int32
    fileprivate let generation: UInt32
  }

  private struct Entry {
    var flow: Flow
    var generation: UInt32 = 0
    var previous: Int32 = -1
    var next: Int32 = -1
  }

  /// One of the two lists: its ends are places, or -1.
  private struct Order {
    var oldest: Int32 = -1
    var newest: Int32 = -1
  }

  private var entries: [Entry] = []
  private var places: [FlowKey: Int32] = [:]
  private var free: [Int32] = []
  private var connections = Order()
  private var others = Order()

  /// How many there are.
  var count: Int { places.count }

  /// The flow of a handle that is still good.
  subscript(handle: Handle) -> Flow {
    _read { yield entries[Int(handle.place)].flow }
    _modify { yield &entries[Int(handle.place)].flow }
  }

  /// Whether the flow is still the one that the handle was given for.
  @inline(__always)
  func isGood(_ handle: Handle) -> Bool {
    entries[Int(handle.place)].generation == handle.generation
  }

  /// The flow with a key; nil if there is none.
  @inline(__always)
  func find(_ key: FlowKey) -> Handle? {
    places[key].map { handle($0) }
  }

  /// Makes a flow the one used last.
  @inline(__always)
  mutating func use(_ handle: Handle) {
    let isConnection = entries[Int(handle.place)].flow.key.isConnection
    guard (isConnection ? connections : others).newest != handle.place else { return }
    unlink(handle.place)
    link(handle.place)
  }

  /// Takes a new flow in.
  mutating func insert(_ flow: Flow) -> Handle {
    let place: Int32
    if let last = free.popLast() {
      place = last
      entries[Int(place)].flow = flow
    } else {
      place = Int32(truncatingIfNeeded: entries.count)
      entries.append(Entry(flow: flow))
    }
    places[flow.key] = place
    link(place)
    return handle(place)
  }

  /// Forgets a flow; its handle is no longer good.
  mutating func remove(_ handle: Handle) {
    let place = Int(handle.place)
    places[entries[place].flow.key] = nil
    unlink(handle.place)
    entries[place].generation &+= 1
    entries[place].flow.clues = nil
    free.append(handle.place)
  }

  /// The flow that was silent for longest, of connections or of others; nil if there is none.
  func oldest(ofConnections isConnection: Bool) -> Handle? {
    let place = (isConnection ? connections : others).oldest
    return place < 0 ? nil : handle(place)
  }

  private func handle(_ place: Int32) -> Handle {
    Handle(place: place, generation: entries[Int(place)].generation)
  }

  private mutating func unlink(_ place: Int32) {
    let (previous, next) = (entries[Int(place)].previous, entries[Int(place)].next)
    let isConnection = entries[Int(place)].flow.key.isConnection
    if previous >= 0 { entries[Int(previous)].next = next }
    if next >= 0 { entries[Int(next)].previous = previous }
    change(isConnection) { order in
      if previous < 0 { order.oldest = next }
      if next < 0 { order.newest = previous }
    }
  }

  private mutating func link(_ place: Int32) {
    let isConnection = entries[Int(place)].flow.key.isConnection
    let newest = (isConnection ? connections : others).newest
    entries[Int(place)].previous = newest
    entries[Int(place)].next = -1
    if newest >= 0 { entries[Int(newest)].next = place }
    change(isConnection) { order in
      order.newest = place
      if newest < 0 { order.oldest = place }
    }
  }

  @inline(__always)
  private mutating func change(_ isConnection: Bool, _ body: (inout Order) -> Void) {
    if isConnection { body(&connections) } else { body(&others) }
  }
}

extension FlowKey {
  /// Whether the transport has connections, which are silent for longer than others are.
  var isConnection: Bool { transport.hasPorts && transport != .udp }
}
