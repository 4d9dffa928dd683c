/// One message that went over a network, as a log tells of it; its bytes stand beside it.
package struct WireMessage: Sendable, Equatable {
  /// What carried the message.
  package enum Transport: Sendable {
    case udp, tcp, tls
  }

  /// Which way it went, as the writer of the log sees it.
  package enum Direction: Sendable {
    case received, sent
  }

  /// Microseconds since 1970, UTC.
  package var time: Int64
  /// What carried the message.
  package var transport: Transport
  /// The end at the writer of the log.
  package var local: WireEndpoint
  /// The other end.
  package var remote: WireEndpoint
  /// Which way it went.
  package var direction: Direction

  /// Makes a message.
  package init(
    time: Int64, transport: Transport, local: WireEndpoint, remote: WireEndpoint,
    direction: Direction
  ) {
    self.time = time
    self.transport = transport
    self.local = local
    self.remote = remote
    self.direction = direction
  }

  /// The end that sent it.
  var source: WireEndpoint { direction == .sent ? local : remote }

  /// The end that it went to.
  var destination: WireEndpoint { direction == .sent ? remote : local }
}

/// One end of a conversation.
package struct WireEndpoint: Sendable, Hashable {
  /// The host.
  package var address: NetworkAddress
  /// The UDP or TCP port.
  package var port: UInt16

  /// Makes an endpoint.
  package init(_ address: NetworkAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}
