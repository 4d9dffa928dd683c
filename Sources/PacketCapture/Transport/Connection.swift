/// The two ends of a connection, whichever of them is named first.
struct ConnectionKey: Hashable {
  let first: Endpoint
  let second: Endpoint

  /// The connection between two ends, and whether `one` is its second end.
  static func make(_ one: Endpoint, _ other: Endpoint) -> (key: ConnectionKey, isSecond: Bool) {
    let isSecond = rank(other) < rank(one)
    return isSecond
      ? (ConnectionKey(first: other, second: one), true)
      : (ConnectionKey(first: one, second: other), false)
  }

  private static func rank(_ end: Endpoint) -> (UInt64, UInt64, UInt16) {
    (end.address.high, end.address.low, end.port)
  }
}

/// A TCP connection.
struct Connection {
  /// Which one it is.
  let key: ConnectionKey
  /// What the first end sends.
  var forth = StreamHalf()
  /// What the second end sends.
  var back = StreamHalf()
  /// When its last packet came.
  var lastSeen: Int64
  /// Whether it was reset, or closed on both sides: what still comes was sent again.
  var isClosed = false

  /// One of the two directions.
  subscript(isBack: Bool) -> StreamHalf {
    _read { if isBack { yield back } else { yield forth } }
    _modify { if isBack { yield &back } else { yield &forth } }
  }

  /// Whether segments wait for others.
  var hasHole: Bool { forth.hasHeld || back.hasHeld }
}
