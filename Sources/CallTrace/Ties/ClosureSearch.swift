/// Follows ids from one to the next until nothing new is found.
struct ClosureSearch {
  /// Requests lead to answers that lead to requests: more rounds are not one call.
  private static let maxRounds = 16

  private let ties: Ties
  private var isMember: [Bool]
  private var members: [Int32] = []
  private var hubs: [Int32] = []
  private var requests = RequestIndex()

  init(_ ties: Ties) {
    self.ties = ties
    isMember = [Bool](repeating: false, count: ties.table.count)
  }

  /// What was found.
  var closure: CallClosure {
    CallClosure(
      table: ties.table, isMember: isMember, ids: members.map(ties.table.id),
      hubs: hubs.map(ties.table.id), requests: requests)
  }

  /// Finds all that belongs to the ids `start`.
  mutating func run(from start: [Int32]) {
    var open = start
    for _ in 0..<ClosureSearch.maxRounds where !open.isEmpty {
      follow(open, isStart: members.isEmpty)
      open = answers()
    }
  }

  /// Follows ids through the events they stood together in.
  private mutating func follow(_ start: [Int32], isStart: Bool) {
    var open = start
    for id in open { enter(id) }
    while let id = open.popLast() {
      if ties.graph.isHub(id) {
        // The events of a hub that was asked for are shown; what they are tied to is not.
        if !hubs.contains(id) { hubs.append(id) }
        continue
      }
      for other in ties.graph.neighbours(of: id) where !isMember[Int(other)] {
        if ties.graph.isHub(other) {
          if !hubs.contains(other) { hubs.append(other) }
        } else {
          enter(other)
          open.append(other)
        }
      }
    }
  }

  private mutating func enter(_ id: Int32) {
    guard !isMember[Int(id)] else { return }
    isMember[Int(id)] = true
    members.append(id)
  }

  /// The ids of messages that are requests or answers of messages of the call.
  private mutating func answers() -> [Int32] {
    requests = RequestIndex()
    for tie in ties.requests where isMember[Int(tie.id)] { requests.insert(tie) }
    guard !requests.isEmpty else { return [] }
    var found: Set<Int32> = []
    for tie in ties.requests
    where !isMember[Int(tie.id)] && !ties.graph.isHub(tie.id) && requests.matches(tie) {
      found.insert(tie.id)
    }
    return found.sorted()
  }
}
