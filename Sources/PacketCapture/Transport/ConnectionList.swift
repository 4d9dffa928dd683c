/// The connections that are known, the one least recently used first.
///
/// A list chained through an array, and a dictionary into it: each operation costs the same however many
/// there are.
struct ConnectionList {
  private struct Entry {
    var connection: Connection
    var previous: Int?
    var next: Int?
  }

  private var entries: [Entry] = []
  private var places: [ConnectionKey: Int] = [:]
  private var free: [Int] = []
  /// The place of the connection that was silent for longest.
  private(set) var oldest: Int?
  private var newest: Int?

  /// How many there are.
  var count: Int { places.count }

  /// The connection at a place that ``use(_:)``, ``insert(_:)`` or ``oldest`` gave.
  subscript(place: Int) -> Connection {
    _read { yield entries[place].connection }
    _modify { yield &entries[place].connection }
  }

  /// Where the connection is, which now is the one used last; nil if there is none.
  mutating func use(_ key: ConnectionKey) -> Int? {
    guard let place = places[key] else { return nil }
    if newest != place {
      unlink(place)
      link(place)
    }
    return place
  }

  /// Takes a new connection in; returns where it is.
  mutating func insert(_ connection: Connection) -> Int {
    let place: Int
    if let last = free.popLast() {
      place = last
      entries[place].connection = connection
    } else {
      place = entries.count
      entries.append(Entry(connection: connection))
    }
    places[connection.key] = place
    link(place)
    return place
  }

  /// Forgets the connection at a place.
  mutating func remove(_ place: Int) {
    places[entries[place].connection.key] = nil
    unlink(place)
    entries[place].connection.forth = StreamHalf()
    entries[place].connection.back = StreamHalf()
    free.append(place)
  }

  private mutating func unlink(_ place: Int) {
    let (previous, next) = (entries[place].previous, entries[place].next)
    if let previous { entries[previous].next = next } else { oldest = next }
    if let next { entries[next].previous = previous } else { newest = previous }
  }

  private mutating func link(_ place: Int) {
    entries[place].previous = newest
    entries[place].next = nil
    if let newest { entries[newest].next = place } else { oldest = place }
    newest = place
  }
}
