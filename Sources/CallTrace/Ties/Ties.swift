/// The ids of all events, and what ties them.
struct Ties: Sendable {
  /// More messages with a reference id are not noted: 4 million, some 100 MB.
  private static let maxRequests = 1 << 22

  private(set) var table = IDTable()
  private(set) var graph = IDGraph()
  /// The messages that have a reference id and name a call.
  private(set) var requests: [RequestTie] = []
  /// Whether there was more than can be kept.
  private(set) var isFull = false
  /// The ids of the event that was taken last.
  private(set) var numbers: [Int32] = []

  /// Takes in the ids of one event.
  mutating func take(_ event: borrowing EventIDs) {
    numbers.removeAll(keepingCapacity: true)
    for index in 0..<event.count {
      let id = event.text.span.extracting(event.range(index))
      if let number = table.intern(id, event.kinds[index]) {
        numbers.append(number)
      } else {
        isFull = true
      }
    }
    for index in numbers.indices.dropFirst() {
      for other in 0..<index { graph.tie(numbers[index], numbers[other]) }
    }
    var request = event.request
    guard request.reference != 0, let id = numbers.first else { return }
    request.id = id
    if requests.count < Ties.maxRequests { requests.append(request) } else { isFull = true }
  }
}
