import FollowState

/// The order of events and of time, for an output to which both matter.
extension FollowLane {
  /// Whether the output is to know of time that passes.
  var keepsTime: Bool { hasStarted && !settings.isOnce && output is any LaneKeeper }

  /// What is read now: all that has bytes, one after the other; where the order of events matters, what is furthest
  /// behind by their time.
  func nextTurn() -> [Generation] {
    let turn = ready.takeTurn()
    isMerging = output is any LaneKeeper && turn.count > 1
    guard isMerging else { return turn }
    let open = turn.filter {
      table.byNumber[$0.state.number] != nil && !series.isHeld($0)
    }
    guard let first = open.min(by: { $0.reached < $1.reached }) else { return [] }
    for other in open where other !== first { ready.insert(other) }
    return [first]
  }
}
