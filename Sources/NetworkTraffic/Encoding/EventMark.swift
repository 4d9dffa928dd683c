package import Event

/// An event, as it stands among the others.
package struct EventMark: Sendable {
  /// Where it begins.
  package let start: Int
  /// Microseconds since 1970, UTC.
  package let time: Int64
  /// Where the frame begins that completed it, in the capture.
  package let offset: Int64
  /// Which of the events of this frame it is; from 0 on for SIP messages, higher for others.
  package let ordinal: Int
  /// What it is about hashes to; zeros where no names are asked for.
  package let hash: EventHash.Value
}

/// Numbers the events of each frame, so that no two have the same number.
///
/// The number follows from the capture alone: neither from how it is cut into blocks, nor from which kinds
/// of events are asked for.
struct EventOrdinals {
  private struct Place {
    var newest: Int64 = -1
    var count = 0
    var late: Int64 = -1
    var lateCount = 0
  }

  private var places = Array(repeating: Place(), count: EventDataset.allCases.count)

  /// The number of the next event of a kind, which the frame at `offset` completed.
  mutating func next(_ dataset: EventDataset, at offset: Int64) -> Int {
    let kind = Int(dataset.rawValue)
    let base = kind << 40
    if offset >= places[kind].newest {
      places[kind].count = offset == places[kind].newest ? places[kind].count + 1 : 0
      places[kind].newest = offset
      return base + places[kind].count
    }
    // What an older frame completed, as nothing followed: a message without its end.
    places[kind].lateCount = offset == places[kind].late ? places[kind].lateCount + 1 : 0
    places[kind].late = offset
    return base + 1 << 32 + places[kind].lateCount
  }
}
