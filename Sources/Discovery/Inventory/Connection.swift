/// Who uses which service.
struct ConnectionKey: Hashable, Comparable, Sendable {
  /// The client.
  let client: HostAddress
  /// The service.
  let service: ServiceKey

  static func < (one: ConnectionKey, other: ConnectionKey) -> Bool {
    (one.client, one.service) < (other.client, other.service)
  }
}

/// All that a client exchanged with a service.
struct Connection: Equatable, Sendable {
  /// Who with whom.
  let key: ConnectionKey
  /// When it was seen.
  var span: SeenSpan
  /// What is spoken, as the content tells.
  var protocols = TextSet()
  /// What the client says that it is.
  var software = TextSet()
  /// TCP connections, SCTP associations, UDP flows; streams of media.
  var flows = 0
  /// The bytes of the flows.
  var flowBytes = ByteCounts()
  /// The bytes of the messages that were decoded.
  var messageBytes = ByteCounts()
  /// Requests of HTTP and SIP, without those sent again.
  var requests = 0
  /// Requests that began a call, as far as a message tells.
  var invites = 0
  /// Calls that ended.
  var endedCalls = 0
  /// Answers that are errors: SIP 400 and above but 401 and 407, HTTP 500 and above; handshakes without an end.
  var errors = 0
  /// Connections that were refused.
  var refused = 0
  /// Connections that were asked for and got no answer.
  var unanswered = 0
  /// Packets of media that should have come, and that did not.
  var expectedPackets: Int64 = 0
  var lostPackets: Int64 = 0

  /// Begins a connection.
  init(_ key: ConnectionKey, _ span: SeenSpan) {
    self.key = key
    self.span = span
  }

  /// The bytes both ways: of the flows where those are known, else of the messages.
  var bytes: ByteCounts { flowBytes.isEmpty ? messageBytes : flowBytes }

  /// The calls: those that ended where those are known, else the requests that may have begun one.
  var calls: Int { endedCalls > 0 ? endedCalls : invites }
}

/// Bytes in both directions.
struct ByteCounts: Equatable, Sendable {
  /// From the client to the server.
  private(set) var sent: Int64 = 0
  /// From the server to the client.
  private(set) var received: Int64 = 0

  /// Whether there is none.
  var isEmpty: Bool { sent == 0 && received == 0 }

  /// Both together.
  var total: Int64 { Self.sum(sent, received) }

  /// Adds to what the client sent.
  mutating func add(sent more: Int64) { sent = Self.sum(sent, more) }

  /// Adds to what the server sent.
  mutating func add(received more: Int64) { received = Self.sum(received, more) }

  /// Numbers of events may be any: they are held at the largest instead of running over.
  static func sum(_ one: Int64, _ other: Int64) -> Int64 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
