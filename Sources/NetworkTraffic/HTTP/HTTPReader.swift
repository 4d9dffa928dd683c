import PacketCapture
import WireDecoder

/// Makes an event of each HTTP/1.x request with its answer (RFC 9110, RFC 9112).
struct HTTPReader: ~Copyable {
  /// By the connection's number.
  private var connections: [HTTPConnection?] = []
  /// Exchanges that are done, whose memory is used again.
  private var spare: [HTTPExchange] = []

  private static let maxSpare = 64
}

extension HTTPReader: StreamReading {
  /// Whether the first byte begins a message: each is sent in segments of its own.
  static func judge(_ bytes: Span<UInt8>, _ edge: StreamEdge) -> Recognition {
    switch HTTPFraming.judge(bytes) {
    case .yes: .yes(at: 0)
    case .notYet: .notYet(from: 0)
    case .no: .no
    }
  }

  /// Whether it begins with a first line.
  static func begins(_ segment: Span<UInt8>) -> Bool {
    HTTPFraming.judge(segment) == .yes
  }

  /// Makes events of what the bytes complete.
  mutating func read(
    _ bytes: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead,
    into output: inout EventOutput
  ) -> StreamVerdict {
    let connection = use(stream, bytes, &output)
    let isClient = stream == connection.client
    var upgrade: StreamUpgrade?
    if isClient {
      connection.requests.head = head
      readRequests(bytes, connection, head, &output)
    } else {
      connection.responses.head = head
      upgrade = readResponses(bytes, connection, head, &output)
    }
    if let upgrade {
      finish(connection, &output)
      connections[stream.connection] = nil
      return .upgraded(upgrade)
    }
    if output.isFull { giveUp(connection, &output) }
    return .wanted
  }

  /// Passes the bytes within a body; elsewhere the next message has to be looked for.
  mutating func skip(_ count: Int, of stream: StreamNumber, into output: inout EventOutput) {
    guard stream.connection < connections.count, let connection = connections[stream.connection]
    else { return }
    if stream == connection.client {
      skipRequest(count, connection, &output)
    } else {
      skipResponse(count, connection, &output)
    }
  }

  /// Makes events of what does not come to its end, once both directions have ended.
  mutating func end(_ stream: StreamNumber, into output: inout EventOutput) {
    guard stream.connection < connections.count, let connection = connections[stream.connection]
    else { return }
    if stream == connection.client {
      connection.requests.isEnded = true
      endRequest(connection, isTruncated: true, &output)
    } else {
      connection.responses.isEnded = true
      endResponse(connection, isTruncated: true, &output)
    }
    guard connection.requests.isEnded, connection.responses.isEnded else { return }
    finish(connection, &output)
    connections[stream.connection] = nil
  }

  /// The connection of a stream, made where it is not known: its first message tells who asks.
  private mutating func use(
    _ stream: StreamNumber, _ bytes: Span<UInt8>, _ output: inout EventOutput
  ) -> HTTPConnection {
    let number = stream.connection
    while connections.count <= number { connections.append(nil) }
    if let known = connections[number] {
      let half = stream == known.client ? known.requests : known.responses
      if !half.isEnded { return known }
      // The number is that of another connection.
      finish(known, &output)
      connections[number] = nil
    }
    let isAnswer = HTTPFraming.judge(bytes, at: 0, .response) == .yes
    let connection = HTTPConnection(client: isAnswer ? stream.opposite : stream)
    connections[number] = connection
    return connection
  }
}

// MARK: - Exchanges

extension HTTPReader {
  /// An empty exchange of a connection.
  mutating func makeExchange(_ connection: HTTPConnection) -> HTTPExchange {
    let exchange = spare.popLast() ?? HTTPExchange()
    exchange.number = connection.count
    connection.count += 1
    return exchange
  }

  /// Writes the event of an exchange, and forgets it.
  mutating func emit(_ exchange: HTTPExchange, _ output: inout EventOutput) {
    HTTPEventWriter.write(exchange, to: &output)
    output.heldBytes -= exchange.held
    guard spare.count < Self.maxSpare else { return }
    exchange.request.removeAll()
    exchange.response.removeAll()
    spare.append(exchange)
  }

  /// Writes the events of all that is under way.
  mutating func finish(_ connection: HTTPConnection, _ output: inout EventOutput) {
    endRequest(connection, isTruncated: true, &output)
    endResponse(connection, isTruncated: true, &output)
    for exchange in connection.orphans + connection.queue { emit(exchange, &output) }
    (connection.orphans, connection.queue) = ([], [])
    connection.requests.drop(&output)
    connection.responses.drop(&output)
  }

  /// Gives up what is kept, as there is no room for it.
  private mutating func giveUp(_ connection: HTTPConnection, _ output: inout EventOutput) {
    let open = connection.openResponse.map { [$0] } ?? []
    for exchange in connection.queue + connection.orphans + open {
      let held = exchange.held
      exchange.request.dropContent()
      exchange.response.dropContent()
      output.heldBytes -= held - exchange.held
    }
    if output.isFull { finish(connection, &output) }
  }
}
