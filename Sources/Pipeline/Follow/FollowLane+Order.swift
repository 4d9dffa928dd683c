import FollowState
import LogInput

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

  /// How much of a file may be read at once where several are read in the order of time.
  static var strideBytes: [Int] { [1 << 10, 8 << 10, 64 << 10] }
  /// How much time a block may span before less is read at once, in microseconds.
  private static var longestSpan: Int64 { 1_000_000 }

  /// Reads as much as spans little time.
  func stride(of generation: Generation) -> TailReader {
    // The beginning of a file tells contents apart, and a long record is not read again and again.
    let isLong = generation.place.offset == 0 || generation.unfinishedBytes > 0
    if generation.unfinishedBytes > FollowLane.strideBytes[1] { return tail }
    return strides[max(generation.stride, isLong ? 1 : 0)]
  }

  /// Notes the time of the last event of a block, and whether more or less is to be read the next time.
  func note(_ time: Int64, of generation: Generation) {
    let (span, isFar) = time.subtractingReportingOverflow(generation.reached)
    generation.reached = time
    if isFar || span > FollowLane.longestSpan {
      generation.stride = max(generation.stride - 1, 0)
    } else if span < FollowLane.longestSpan / 16 {
      generation.stride = min(generation.stride + 1, strides.count - 1)
    }
  }
}
