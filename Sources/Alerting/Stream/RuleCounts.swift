/// What became of a rule's events, and of what it found.
package struct RuleCounts: Sendable, Equatable {
  /// Events that passed the filter.
  package var events = 0
  /// Events among them that came too late to change anything.
  package var late = 0
  /// Events among them without a time.
  package var withoutTime = 0
  /// Keys that were forgotten because there were too many.
  package var keysForgotten = 0
  /// Alerts that were told.
  package var alerts = 0
  /// Matches that `realert` kept silent.
  package var silenced = 0

  /// None.
  package init() {}

  /// As a state has them.
  var state: JSONTree {
    .array(
      [events, late, withoutTime, keysForgotten, alerts, silenced].map { .integer(Int64($0)) })
  }

  /// Reads a state; nil if it is none.
  init?(_ state: JSONTree?) {
    let numbers = state?.array?.compactMap { $0.time.flatMap { Int(exactly: $0) } } ?? []
    guard numbers.count == 6, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    (events, late, withoutTime) = (numbers[0], numbers[1], numbers[2])
    (keysForgotten, alerts, silenced) = (numbers[3], numbers[4], numbers[5])
  }
}
