/// SIP between two endpoints, of which is yet to be found out who is the client.
///
/// Over TCP the messages do not tell: both sides send requests, and only the beginning of the connection says
/// which port is that of a service.
struct Conversation {
  /// Which two endpoints, the smaller one first.
  struct Key: Hashable {
    let low: Endpoint
    let high: Endpoint
    let transport: Transport
  }

  /// What one side asked, and how it was answered.
  struct Side {
    var requests = 0
    var invites = 0
    var calls = 0
    var errors = 0
    /// Bytes of its requests.
    var sent: Int64 = 0
    /// Bytes of the answers to them.
    var received: Int64 = 0
    /// What it says that it is, as a client and as a server.
    var software = TextSet()
    /// The domains by which it was addressed.
    var names = TextSet()

    /// Whether it asked anything.
    var isAsking: Bool { requests > 0 || calls > 0 || received > 0 }
  }

  /// In which order they began.
  let number: Int
  var span: SeenSpan
  var isWebSocket = false
  /// What the endpoint `low` asked.
  var low = Side()
  /// What the endpoint `high` asked.
  var high = Side()
}
