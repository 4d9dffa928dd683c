/// One call of a list.
package struct ListedCall: Sendable {
  /// Its first and last event, in microseconds since 1970.
  package let span: ClosedRange<Int64>
  /// Its ids.
  package let ids: [CallID]

  /// `2026-01-12 09:00:07.100   37.8 s  ConnID 006c02462a161006  CallUUID N5AQ...`.
  package var line: String {
    let duration = EventTime.duration(span.upperBound - span.lowerBound)
    let padding = String(repeating: " ", count: max(0, 12 - duration.count))
    let names = ids.prefix(8).map { "\($0.kind.label) \($0.text)" }
    return "\(EventTime.date(span.lowerBound)) \(EventTime.clock(span.lowerBound))\(padding)"
      + "\(duration)  " + names.joined(separator: "  ") + (ids.count > 8 ? "  ..." : "")
  }
}

/// The times of all ids, and which of them stood in an event with the number that is looked for.
struct CallMarks: Sendable {
  private var first: [Int64] = []
  private var last: [Int64] = []
  private var marked: [Int32] = []

  /// Notes one event: its ids, and whether a party of it has the number.
  mutating func mark(_ ids: [Int32], _ event: borrowing EventIDs, time: Int64?) {
    guard let highest = ids.max(), let time else { return }
    while first.count <= Int(highest) {
      first.append(Int64.max)
      last.append(Int64.min)
    }
    for id in ids {
      first[Int(id)] = min(first[Int(id)], time)
      last[Int(id)] = max(last[Int(id)], time)
    }
    if event.hasNumber, let id = ids.first, marked.last != id { marked.append(id) }
  }

  /// The calls of the marked ids, in the order of time.
  func list(_ ties: Ties) -> [ListedCall] {
    var isSeen = [Bool](repeating: false, count: ties.table.count)
    var calls: [ListedCall] = []
    for id in marked where !isSeen[Int(id)] {
      let members = CallMarks.members(of: id, ties.graph, &isSeen)
      let timed = members.filter { Int($0) < first.count && first[Int($0)] <= last[Int($0)] }
      guard let start = timed.map({ first[Int($0)] }).min(),
        let end = timed.map({ last[Int($0)] }).max()
      else { continue }
      calls.append(
        ListedCall(
          span: start...end,
          ids: members.map(ties.table.id).sorted { $0.kind.rawValue < $1.kind.rawValue }))
    }
    return calls.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  private static func members(
    of start: Int32, _ graph: IDGraph, _ isSeen: inout [Bool]
  ) -> [Int32] {
    var members = [start]
    isSeen[Int(start)] = true
    var open = graph.isHub(start) ? [] : [start]
    while let id = open.popLast() {
      for other in graph.neighbours(of: id) where !isSeen[Int(other)] && !graph.isHub(other) {
        isSeen[Int(other)] = true
        members.append(other)
        open.append(other)
      }
    }
    return members
  }
}
