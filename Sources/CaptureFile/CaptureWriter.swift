/// Makes a capture file of messages; see ``CaptureFile`` for what it makes up.
///
/// The bytes, the file's header first, gather here until the caller takes them: ``withBytes(_:)``,
/// then ``removeAll()``. Besides them, memory is bounded: a row for each of at most `maxConnections`
/// TCP connections. One more closes the one that was silent for longest.
package struct CaptureWriter: ~Copyable {
  private var frames = FrameWriter()
  private var connections: ConnectionTable
  /// How many connections were opened.
  private var opened: UInt32 = 0
  /// The latest time of a message.
  private var latest = Int64.min

  /// Makes the writer of one file.
  package init(maxConnections: Int = 4096) {
    connections = ConnectionTable(limit: maxConnections)
  }

  /// Appends one message.
  ///
  /// An empty message is a datagram, but nothing in a TCP connection.
  /// - Returns: false if it cannot have been a datagram, being longer than 65,507 bytes (65,527 by
  ///   IPv6); nothing is written then.
  @discardableResult
  package mutating func append(_ message: WireMessage, _ payload: Span<UInt8>) -> Bool {
    switch message.transport {
    case .udp:
      let route = FrameWriter.Route(source: message.source, destination: message.destination)
      guard payload.count <= route.maxDatagram else { return false }
      frames.append(datagram: payload, route, time: message.time)
    case .tcp, .tls:
      if payload.isEmpty { return true }
      let place = connection(of: message)
      connections[place].send(payload, from: message.source, time: message.time, to: &frames)
    }
    latest = max(latest, message.time)
    return true
  }

  /// Closes the connections that are open, at the latest time of any message.
  package mutating func finish() {
    for var connection in connections.removeAll() {
      connection.close(time: latest, to: &frames)
    }
  }

  /// How many bytes wait to be taken.
  package var count: Int { frames.bytes.count }

  /// Gives the bytes that wait to be taken, for the length of the call.
  package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(frames.bytes.span)
  }

  /// Forgets the bytes that waited, which were taken.
  package mutating func removeAll() {
    frames.removeAll()
  }

  /// Where the connection of a message is, opened if need be.
  private mutating func connection(of message: WireMessage) -> Int {
    let key = ConnectionKey(message.source, message.destination)
    if let place = connections.use(key) { return place }
    // A clock of four microseconds, as RFC 9293 s 3.4.1 has it, and apart for connections of the
    // same time, so that one that is opened again is seen to be new.
    let first = UInt32(truncatingIfNeeded: message.time >> 2) &+ opened << 16
    opened &+= 1
    var connection = TCPConnection(
      opener: message.source, acceptor: message.destination, first: first)
    let (place, evicted) = connections.insert(connection)
    if var evicted { evicted.close(time: message.time, to: &frames) }
    connection.open(time: message.time, to: &frames)
    connections[place] = connection
    return place
  }
}
