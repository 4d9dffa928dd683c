import Event

/// `blacklist` and `whitelist`.
final class ListedCondition: StreamCondition {
  private let options: ListedOptions
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: ListedOptions) { self.options = options }

  func begin(_ slot: Int, at time: Int64) { last.reset(slot) }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    let value = fields.value(of: options.field, in: span).flatMap { range in
      JSONTreeReader.read(
        event.block,
        range.range.lowerBound + event.range.lowerBound..<range.range.upperBound
          + event.range.lowerBound)
    }
    guard options.matches(value) else { return ConditionVerdict(answer: .off) }
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let match = last[slot]
    let value = (options.field.value(in: match) ?? .null).json
    return ConditionDetails(
      match: match,
      reason:
        "\(options.field.name) is \(value), which is \(options.isWhitelist ? "not " : "")listed")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    options.isWhitelist ? "\(options.field.name) is listed" : "\(options.field.name) is not listed"
  }

  func state(_ slot: Int) -> JSONTree { last.state(slot) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool { last.restore(slot, state) }
}
