import Event

/// `new_term`: a value that was not seen within a time.
final class NewTermCondition: StreamCondition {
  private let options: NewTermOptions
  private var lastSeen = SlotTable<Int64?>(nil)
  /// The number of the term, and whether it was missing.
  private var found = SlotTable<(term: Int, isMissing: Bool)>((0, false))
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: NewTermOptions) { self.options = options }

  var terms: [NewTermOptions.Term]? { options.terms }

  func begin(_ slot: Int, at time: Int64) {
    lastSeen.reset(slot)
    found.reset(slot)
    last.reset(slot)
  }

  /// Says which term's value a key is.
  func note(_ slot: Int, term: Int) { found[slot].term = term }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    let isMissing = options.terms[found[slot].term].fields.contains { name in
      guard let value = fields.value(of: name, in: span), value.kind != .null else { return true }
      return value.kind == .string && value.content.isEmpty
    }
    found[slot].isMissing = isMissing
    let before = lastSeen[slot]
    lastSeen[slot] = max(before ?? event.time, event.time)
    let isNew = before.map { event.time - $0 > options.window } ?? true
    guard isMissing ? options.alertsOnMissing : isNew else { return ConditionVerdict(answer: .off) }
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    var match = last[slot]
    let term = options.terms[found[slot].term]
    let names = term.fields.map(\.name).joined(separator: ", ")
    if found[slot].isMissing {
      match["missing_field"] = term.name
      return ConditionDetails(match: match, reason: "\(names) is missing")
    }
    let values = term.fields.map { ($0.value(in: match) ?? .null).json }
    match["new_field"] = term.name
    return ConditionDetails(
      match: match, reason: "\(names) is \(values.joined(separator: ", ")) for the first time")
  }

  func progress(_ slot: Int, at time: Int64) -> String { "was there before" }

  func state(_ slot: Int) -> JSONTree {
    .array([
      lastSeen[slot].map { .integer($0) } ?? .null, .integer(Int64(found[slot].term)),
      .boolean(found[slot].isMissing), last.state(slot),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 4, let term = parts[1].integer,
      options.terms.indices.contains(Int(clamping: term))
    else { return false }
    lastSeen[slot] = parts[0].time
    found[slot] = (Int(term), parts[2] == .boolean(true))
    return last.restore(slot, parts[3])
  }
}
