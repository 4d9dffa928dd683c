/// Which ids stood together in an event: their neighbours, each kept once.
///
/// Not a union-find: joining is for ever, and by the time that an id turns out to tie unrelated calls
/// (a session that serves them all) they would be one. Here such an id, a hub, is passed over when
/// the way through the graph is followed.
struct IDGraph: Sendable {
  /// An id with more neighbours is a hub.
  ///
  /// A conference has a Call-ID for every leg.
  static let maxNeighbours = 200

  private struct Edge {
    let other: Int32
    let next: Int32
  }

  private var edges: [Edge] = []
  /// The last edge of each id; -1 for none.
  private var last: [Int32] = []
  private var degrees: [UInt16] = []

  /// Notes that the ids `a` and `b` stood together.
  mutating func tie(_ a: Int32, _ b: Int32) {
    guard a != b else { return }
    grow(to: Int(max(a, b)) + 1)
    let isFull = degrees[Int(a)] > IDGraph.maxNeighbours || degrees[Int(b)] > IDGraph.maxNeighbours
    if isFull {
      // What is no hub may become one by ties to hubs alone; those are of no use to anyone.
      return
    }
    // The shorter list is looked through.
    let (from, to) = degrees[Int(a)] <= degrees[Int(b)] ? (a, b) : (b, a)
    if areTied(from, to) { return }
    append(from, to)
    append(to, from)
  }

  /// Whether an id stood together with so many others that it says nothing.
  func isHub(_ id: Int32) -> Bool {
    Int(id) < degrees.count && degrees[Int(id)] > IDGraph.maxNeighbours
  }

  /// The ids that stood together with `id`.
  func neighbours(of id: Int32) -> [Int32] {
    var found: [Int32] = []
    var edge = Int(id) < last.count ? last[Int(id)] : -1
    while edge >= 0 {
      found.append(edges[Int(edge)].other)
      edge = edges[Int(edge)].next
    }
    return found
  }

  private func areTied(_ from: Int32, _ to: Int32) -> Bool {
    var edge = last[Int(from)]
    while edge >= 0 {
      if edges[Int(edge)].other == to { return true }
      edge = edges[Int(edge)].next
    }
    return false
  }

  private mutating func append(_ from: Int32, _ to: Int32) {
    edges.append(Edge(other: to, next: last[Int(from)]))
    last[Int(from)] = Int32(edges.count - 1)
    degrees[Int(from)] += 1
  }

  private mutating func grow(to count: Int) {
    while last.count < count {
      last.append(-1)
      degrees.append(0)
    }
  }
}
