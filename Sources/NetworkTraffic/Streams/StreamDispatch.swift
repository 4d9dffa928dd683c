import PacketCapture

/// Finds out which protocol each stream has, by its bytes, and hands them to the reader of that.
struct StreamDispatch: ~Copyable {
  /// Who reads.
  var readers = StreamReaders()
  private var streams: [StreamAssignment] = []
  /// How many connections within connections are being looked at.
  private var depth = 0

  /// Protocols that a connection goes through within one segment.
  private static let maxUpgrades = 4

  /// Takes bytes; whether more of the stream is wanted.
  mutating func read(
    _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead,
    into output: inout EventOutput
  ) -> Bool {
    know(stream)
    guard case .reader(let name) = streams[stream.index].owner else {
      // What waited behind a hole still comes when its reader is done.
      if case .done = streams[stream.index].owner { return false }
      return identify(payload, of: stream, place, head, into: &output)
    }
    let at = streams[stream.index].place
    if at != .next { streams[stream.index].place = .next }
    let verdict = readers.read(name, payload, of: stream, at, head, into: &output)
    if case .wanted = verdict { return true }
    return follow(verdict, of: name, payload, of: stream, head, into: &output)
  }

  /// The protocol of a stream, as far as is known.
  @inline(__always)
  func name(of stream: StreamNumber) -> StreamProtocol? {
    guard stream.index < streams.count else { return nil }
    switch streams[stream.index].owner {
    case .reader(let name), .done(let name): return name
    case .unknown, .other: return nil
    }
  }

  /// Whether a segment of a stream that is not wanted begins with a message.
  func recognises(_ segment: Span<UInt8>, in stream: StreamNumber) -> Bool {
    if stream.index < streams.count {
      switch streams[stream.index].owner {
      case .reader: return true
      case .done: return false
      case .unknown, .other: break
      }
    }
    for name in StreamProtocol.allCases where StreamReaders.begins(name, segment) { return true }
    return false
  }

  /// Tells the reader of a hole, or looks for the first message behind it.
  mutating func skip(_ count: Int, of stream: StreamNumber, into output: inout EventOutput) {
    know(stream)
    switch streams[stream.index].owner {
    case .reader(let name): readers.skip(name, count, of: stream, into: &output)
    case .done: break
    case .unknown, .other:
      drop(stream, &output)
      streams[stream.index].gapBytes += count
      streams[stream.index].edge = .gap
    }
  }

  /// Ends a stream: its number may be that of another.
  mutating func end(_ stream: StreamNumber, into output: inout EventOutput) {
    var owner: StreamProtocol?
    if stream.index < streams.count {
      switch streams[stream.index].owner {
      case .reader(let name), .done(let name):
        owner = name
        readers.end(name, stream, into: &output)
      case .other: break
      case .unknown:
        drop(stream, &output)
        count(streams[stream.index], &output)
      }
      streams[stream.index] = StreamAssignment()
    }
    readers.endBeside(owner, stream, into: &output)
  }

  private mutating func know(_ stream: StreamNumber) {
    while streams.count <= stream.index { streams.append(StreamAssignment()) }
  }

  private func count(_ assignment: StreamAssignment, _ output: inout EventOutput) {
    guard assignment.seen > 0 else { return }
    output.counts.otherStreams += 1
    output.counts.otherStreamBytes += Int64(assignment.seen)
  }

  /// Takes the bytes that are kept for those of no protocol.
  private mutating func drop(_ stream: StreamNumber, _ output: inout EventOutput) {
    let count = streams[stream.index].kept.count
    output.heldBytes -= count
    streams[stream.index].seen += count
    streams[stream.index].kept = []
  }
}

// MARK: - Streams of which nothing is known

extension StreamDispatch {
  /// Looks for a first message in what is there of a stream.
  private mutating func identify(
    _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead,
    into output: inout EventOutput
  ) -> Bool {
    if case .other = streams[stream.index].owner { streams[stream.index] = StreamAssignment() }
    if place == .start { streams[stream.index].edge = .start }
    guard !streams[stream.index].kept.isEmpty else {
      return decide(payload, of: stream, head, into: &output)
    }
    var bytes: [UInt8] = []
    swap(&bytes, &streams[stream.index].kept)
    output.heldBytes -= bytes.count
    payload.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    return decide(bytes.span, of: stream, head, into: &output)
  }

  /// Gives the stream to the protocol whose message comes first; keeps what may become one.
  private mutating func decide(
    _ bytes: Span<UInt8>, of stream: StreamNumber, _ head: PacketHead,
    into output: inout EventOutput
  ) -> Bool {
    var start = 0
    // Line ends keep connections alive, and are of no protocol (RFC 5626 s 3.5.1).
    while start < bytes.count, SIPStart.isLineEnd(bytes[start]) { start += 1 }
    if start > 0 { streams[stream.index].edge = .unknown }
    let rest = bytes.extracting(start..<bytes.count)
    guard rest.count > 0 else { return true }
    let (first, kept) = Self.first(in: rest, streams[stream.index].edge)
    if let first {
      return assign(
        first.name, rest.extracting(first.place..<rest.count), isMoved: start + first.place > 0,
        of: stream, head, into: &output)
    }
    return keep(rest, from: kept, of: stream, into: &output)
  }

  /// The first message in bytes and its protocol, if it is certain; and from where on there may be one.
  private static func first(
    in bytes: Span<UInt8>, _ edge: StreamEdge
  ) -> (found: (name: StreamProtocol, place: Int)?, kept: Int) {
    var found: (name: StreamProtocol, place: Int)?
    var kept = bytes.count
    for name in StreamProtocol.allCases {
      switch StreamReaders.judge(name, bytes, edge) {
      case .yes(let place):
        if place < found?.place ?? Int.max { found = (name, place) }
        if place == 0 { return (found, kept) }
      case .notYet(let place): kept = min(kept, place)
      case .no: break
      }
    }
    if let found, found.place > kept { return (nil, kept) }
    return (found, kept)
  }

  /// Keeps bytes for more to come, or gives the stream up.
  private mutating func keep(
    _ bytes: Span<UInt8>, from place: Int, of stream: StreamNumber, into output: inout EventOutput
  ) -> Bool {
    streams[stream.index].seen += place
    if place > 0, streams[stream.index].edge == .start { streams[stream.index].edge = .unknown }
    if streams[stream.index].edge == .gap, Self.hasLineEnd(bytes) {
      streams[stream.index].edge = .unknown
    }
    let rest = bytes.extracting(place..<bytes.count)
    guard streams[stream.index].seen + rest.count <= StreamAssignment.maxUnknown else {
      streams[stream.index].seen += rest.count
      count(streams[stream.index], &output)
      streams[stream.index].owner = .other
      return false
    }
    if rest.count > 0 {
      output.heldBytes += rest.count
      rest.withUnsafeBufferPointer { streams[stream.index].kept.append(contentsOf: $0) }
      if output.isFull { drop(stream, &output) }
    }
    return true
  }

  private static func hasLineEnd(_ bytes: Span<UInt8>) -> Bool {
    bytes.indices.contains { SIPStart.isLineEnd(bytes[$0]) }
  }
}

// MARK: - Streams that have a reader

extension StreamDispatch {
  /// Gives a stream to a reader, which is told of what was lost before, and takes the first bytes.
  private mutating func assign(
    _ name: StreamProtocol, _ bytes: Span<UInt8>, isMoved: Bool, of stream: StreamNumber,
    _ head: PacketHead, into output: inout EventOutput
  ) -> Bool {
    let before = streams[stream.index]
    streams[stream.index] = StreamAssignment()
    streams[stream.index].owner = .reader(name)
    if before.gapBytes > 0 { readers.skip(name, before.gapBytes, of: stream, into: &output) }
    let isStart = before.edge == .start && !isMoved
    let verdict = readers.read(
      name, bytes, of: stream, isStart ? .start : .middle, head, into: &output)
    return follow(verdict, of: name, bytes, of: stream, head, into: &output)
  }

  /// Does what a reader says of a stream whose bytes it took; whether more of it is wanted.
  private mutating func follow(
    _ verdict: StreamVerdict, of name: StreamProtocol, _ bytes: Span<UInt8>,
    of stream: StreamNumber, _ head: PacketHead, into output: inout EventOutput
  ) -> Bool {
    var (verdict, name, start) = (verdict, name, 0)
    for _ in 0..<Self.maxUpgrades {
      switch verdict {
      case .wanted: return true
      case .unwanted:
        streams[stream.index].owner = .done(name)
        return false
      case .upgraded(let upgrade):
        start = max(start, bytes.count - max(upgrade.rest, 0))
        guard let next = upgrade.next else {
          return identify(
            bytes.extracting(start..<bytes.count), behind: upgrade, of: stream, head, into: &output)
        }
        name = next
        upgradeOther(stream.opposite, upgrade, next, head, into: &output)
        streams[stream.index].owner = .reader(name)
        guard start < bytes.count else {
          streams[stream.index].place = .start
          return true
        }
        verdict = readers.read(
          name, bytes.extracting(start..<bytes.count), of: stream, .start, head, into: &output)
      }
    }
    streams[stream.index].owner = .done(name)
    return false
  }

  /// Looks for the protocol that both directions go on in.
  private mutating func identify(
    _ rest: Span<UInt8>, behind upgrade: StreamUpgrade, of stream: StreamNumber,
    _ head: PacketHead, into output: inout EventOutput
  ) -> Bool {
    know(stream.opposite)
    let kept = upgrade.kept + streams[stream.opposite.index].kept
    output.heldBytes -= streams[stream.opposite.index].kept.count
    for number in [stream, stream.opposite] {
      streams[number.index] = StreamAssignment()
      streams[number.index].edge = .start
    }
    // A tunnel in a tunnel in a tunnel is nobody's traffic.
    guard depth < Self.maxUpgrades else {
      streams[stream.index].owner = .other
      return false
    }
    depth += 1
    defer { depth -= 1 }
    if !kept.isEmpty {
      var back = head
      swap(&back.source, &back.destination)
      _ = identify(kept.span, of: stream.opposite, .start, back, into: &output)
    }
    guard rest.count > 0 else { return true }
    // The other direction may have told what this one is.
    return read(rest, of: stream, .start, head, into: &output)
  }

  /// Gives the other direction of an upgraded connection to the same reader, with what was kept of it.
  private mutating func upgradeOther(
    _ stream: StreamNumber, _ upgrade: StreamUpgrade, _ next: StreamProtocol, _ head: PacketHead,
    into output: inout EventOutput
  ) {
    know(stream)
    let kept = upgrade.kept + streams[stream.index].kept
    output.heldBytes -= streams[stream.index].kept.count
    streams[stream.index] = StreamAssignment()
    streams[stream.index].owner = .reader(next)
    guard !kept.isEmpty else {
      streams[stream.index].place = .start
      return
    }
    var back = head
    swap(&back.source, &back.destination)
    // It is told again by the next bytes if it wants no more of this direction.
    _ = readers.read(next, kept.span, of: stream, .start, back, into: &output)
  }
}
