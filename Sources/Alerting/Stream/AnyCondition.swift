import Event

/// `any`: every event.
final class AnyCondition: StreamCondition {
  private var last = LastEvents()

  func begin(_ slot: Int, at time: Int64) { last.reset(slot) }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    ConditionDetails(match: last[slot], reason: "an event passes the filter")
  }

  func state(_ slot: Int) -> JSONTree { last.state(slot) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool { last.restore(slot, state) }
}
