/// How far a condition of a key is on its way to an alert, and to its end.
struct AlertPhase: Equatable {
  /// Where it is.
  enum Stage: Int64 {
    /// The condition does not hold.
    case idle
    /// It holds, but not for long enough.
    case pending
    /// It holds.
    case firing
    /// It has ended, and is held for true a while longer.
    case ending
  }

  /// Where it is.
  var stage = Stage.idle
  /// Since when the condition holds.
  var since: Int64 = 0
  /// When it ended, if it has.
  var end: Int64 = 0
  /// How often it was told; 0 while silence is kept.
  var tellings: Int64 = 0
  /// When it was told last.
  var toldAt: Int64 = 0

  /// As a state has it.
  var state: JSONTree {
    stage == .idle
      ? .null : .array([stage.rawValue, since, end, tellings, toldAt].map { .integer($0) })
  }

  /// Idle.
  init() {}

  /// Reads a state; nil if it is none.
  init?(_ state: JSONTree) {
    if state.isNull { return }
    guard let parts = state.array, parts.count == 5,
      let stage = parts[0].integer.flatMap(Stage.init),
      let since = parts[1].time, let end = parts[2].time, let tellings = parts[3].time,
      let toldAt = parts[4].time
    else { return nil }
    self.stage = stage
    self.since = since
    self.end = end
    self.tellings = tellings
    self.toldAt = toldAt
  }
}
