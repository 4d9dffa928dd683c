/// A TCP connection that tests make up, as the packets of it.
package struct TestConnection: Sendable {
  package let client: TestHost
  package let server: TestHost
  /// The packets so far.
  package private(set) var packets: [[UInt8]] = []
  private var next: (client: UInt32, server: UInt32)

  /// A connection that is open; `first` are the numbers of the first bytes of both.
  package init(_ client: TestHost, _ server: TestHost, first: (UInt32, UInt32) = (1000, 9000)) {
    self.client = client
    self.server = server
    next = first
  }

  /// Adds the handshake.
  package mutating func open() {
    add(true, [.syn], sequence: next.client &- 1, acknowledgement: 0)
    add(false, [.syn, .acknowledge], sequence: next.server &- 1, acknowledgement: next.client)
    add(true, [.acknowledge])
  }

  /// Adds segments, and an acknowledgement of them.
  package mutating func send(fromClient: Bool = true, _ parts: [[UInt8]], isAnswered: Bool = true) {
    for part in parts {
      add(fromClient, [.push, .acknowledge], part)
      if fromClient {
        next.client &+= UInt32(part.count)
      } else {
        next.server &+= UInt32(part.count)
      }
    }
    if isAnswered { add(!fromClient, [.acknowledge]) }
  }

  /// Adds nothing, but counts bytes as sent.
  package mutating func lose(fromClient: Bool = true, _ count: Int) {
    if fromClient { next.client &+= UInt32(count) } else { next.server &+= UInt32(count) }
  }

  /// Adds an acknowledgement without bytes.
  package mutating func acknowledge(fromClient: Bool) {
    add(fromClient, [.acknowledge])
  }

  /// Adds a keep-alive: the byte before the next one, or none.
  package mutating func keepAlive(fromClient: Bool = true, hasByte: Bool = false) {
    add(
      fromClient, [.acknowledge], sequence: (fromClient ? next.client : next.server) &- 1,
      acknowledgement: fromClient ? next.server : next.client, hasByte ? [0] : [])
  }

  /// Adds the end of both sides.
  package mutating func close() {
    add(true, [.fin, .acknowledge])
    next.client &+= 1
    add(false, [.fin, .acknowledge])
    next.server &+= 1
    add(true, [.acknowledge])
  }

  /// Adds a reset.
  package mutating func reset(fromClient: Bool = true) {
    add(fromClient, [.reset])
  }

  private mutating func add(
    _ fromClient: Bool, _ flags: TestPacket.Flags, _ payload: [UInt8] = []
  ) {
    add(
      fromClient, flags, sequence: fromClient ? next.client : next.server,
      acknowledgement: fromClient ? next.server : next.client, payload)
  }

  private mutating func add(
    _ fromClient: Bool, _ flags: TestPacket.Flags, sequence: UInt32, acknowledgement: UInt32,
    _ payload: [UInt8] = []
  ) {
    packets.append(
      TestPacket.tcp(
        fromClient ? client : server, fromClient ? server : client, sequence: sequence,
        acknowledgement: flags.contains(.acknowledge) ? acknowledgement : 0, flags, payload))
  }
}
