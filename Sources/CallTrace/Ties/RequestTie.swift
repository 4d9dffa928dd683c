/// A message with a reference id: what an answer that names no call has in common with its request.
///
/// A reference id is unique for one client and for a while only; so are ties by it.
struct RequestTie: Sendable {
  /// An answer that comes later is not looked for: ten seconds, in microseconds.
  static let window: Int64 = 10_000_000

  /// The hash of the two ends of the connection, the same from both; 0 if one is not known.
  var client: UInt32 = 0
  /// The hash of the server and the DN that the message is about; 0 if one is not known.
  var party: UInt32 = 0
  /// The reference id; never 0, which stands for none.
  var reference: UInt32 = 0
  /// The number of an id of the event.
  var id: Int32 = -1
  /// Microseconds since 1970.
  var time: Int64 = 0

  /// Whether two messages are request and answer: same reference, same client, near in time.
  ///
  /// Where a server does not say which client it means (`distribute_event`), the DN tells.
  func matches(_ other: RequestTie) -> Bool {
    guard reference == other.reference else { return false }
    let distance = time.subtractingReportingOverflow(other.time)
    guard !distance.overflow, distance.partialValue.magnitude <= RequestTie.window.magnitude else {
      return false
    }
    if client != 0, other.client != 0 { return client == other.client }
    return party != 0 && party == other.party
  }
}

/// The requests of one call, by reference id.
struct RequestIndex: Sendable {
  /// More messages with one reference id are not kept: the reference says nothing then.
  private static let maxTies = 256

  private var ties: [UInt32: [RequestTie]] = [:]

  /// Whether there are none.
  var isEmpty: Bool { ties.isEmpty }

  /// Adds a message of the call.
  mutating func insert(_ tie: RequestTie) {
    guard ties[tie.reference, default: []].count < RequestIndex.maxTies else { return }
    ties[tie.reference, default: []].append(tie)
  }

  /// Whether a message is the request or the answer of one in the index.
  func matches(_ tie: RequestTie) -> Bool {
    guard let known = ties[tie.reference] else { return false }
    return known.contains { $0.matches(tie) }
  }
}
