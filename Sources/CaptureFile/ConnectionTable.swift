/// The two ends of a connection, whichever of them is named first.
struct ConnectionKey: Hashable {
  private let first: WireEndpoint
  private let second: WireEndpoint

  /// The connection between two ends.
  init(_ one: WireEndpoint, _ other: WireEndpoint) {
    (first, second) = Self.rank(one) <= Self.rank(other) ? (one, other) : (other, one)
  }

  private static func rank(_ end: WireEndpoint) -> (UInt64, UInt64, UInt16) {
    (end.address.high, end.address.low, end.port)
  }
}

/// The connections that are open, least recently used first; at most ``limit``.
///
/// A list chained through an array, and a dictionary into it: each operation costs the same however
/// many there are.
struct ConnectionTable {
  private struct Entry {
    var connection: TCPConnection
    var previous: Int?
    var next: Int?
  }

  private let limit: Int
  private var entries: [Entry] = []
  private var places: [ConnectionKey: Int] = [:]
  private var oldest: Int?
  private var newest: Int?

  /// An empty table with room for `limit` connections, at least one.
  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  /// Where the connection `key` is, which now is the one used last; nil if there is none.
  mutating func use(_ key: ConnectionKey) -> Int? {
    guard let place = places[key] else { return nil }
    unlink(place)
    link(place)
    return place
  }

  /// The connection at a place that ``use(_:)`` or ``insert(_:)`` gave.
  subscript(place: Int) -> TCPConnection {
    _read { yield entries[place].connection }
    _modify { yield &entries[place].connection }
  }

  /// Takes a new connection in, in place of the least recently used one if there is no room.
  ///
  /// - Returns: where it is, and the one that had to leave.
  mutating func insert(_ connection: TCPConnection) -> (place: Int, evicted: TCPConnection?) {
    var evicted: TCPConnection?
    let place: Int
    if entries.count == limit, let oldest {
      place = oldest
      evicted = entries[place].connection
      places[entries[place].connection.key] = nil
      unlink(place)
      entries[place].connection = connection
    } else {
      place = entries.count
      entries.append(Entry(connection: connection))
    }
    places[connection.key] = place
    link(place)
    return (place, evicted)
  }

  /// Empties the table; gives the connections, least recently used first.
  mutating func removeAll() -> [TCPConnection] {
    var connections: [TCPConnection] = []
    var place = oldest
    while let current = place {
      connections.append(entries[current].connection)
      place = entries[current].next
    }
    self = ConnectionTable(limit: limit)
    return connections
  }

  private mutating func unlink(_ place: Int) {
    let entry = entries[place]
    if let previous = entry.previous {
      entries[previous].next = entry.next
    } else {
      oldest = entry.next
    }
    if let next = entry.next {
      entries[next].previous = entry.previous
    } else {
      newest = entry.previous
    }
  }

  private mutating func link(_ place: Int) {
    entries[place].previous = newest
    entries[place].next = nil
    if let newest { entries[newest].next = place } else { oldest = place }
    newest = place
  }
}
