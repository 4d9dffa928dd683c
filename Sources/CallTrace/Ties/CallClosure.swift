/// All that one id leads to: the ids of a call, and its requests.
package struct CallClosure: Sendable {
  private let table: IDTable
  private let isMember: [Bool]
  private let requests: RequestIndex
  /// The ids of the call, that asked for first.
  package let ids: [CallID]
  /// Ids that were met on the way and not followed: they stand together with too many others.
  package let hubs: [CallID]

  init(
    table: IDTable, isMember: [Bool], ids: [CallID], hubs: [CallID], requests: RequestIndex
  ) {
    self.table = table
    self.isMember = isMember
    self.ids = ids
    self.hubs = hubs
    self.requests = requests
  }

  /// Whether an event belongs to the call: it has an id of it, or it has none and is the request or
  /// answer of a message of the call.
  func contains(_ event: EventIDs) -> Bool {
    for index in 0..<event.count {
      let id = event.text.span.extracting(event.range(index))
      if let number = table.find(id), isMember[Int(number)] { return true }
    }
    return event.count == 0 && event.request.reference != 0 && requests.matches(event.request)
  }
}
