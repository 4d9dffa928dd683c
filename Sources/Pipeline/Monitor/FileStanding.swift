import FollowState
import LogInput

/// How far a file has been delivered, at one moment.
struct FileStanding: Sendable {
  /// The number of its content.
  let number: UInt64
  let path: FilePath
  /// Up to where it has been delivered.
  let offset: Int64
  /// How long it is.
  let size: Int64
  /// For how long at least bytes have been there that are not delivered.
  let lag: Duration

  /// How many bytes are not delivered.
  var lagBytes: Int64 { size - offset }
}

/// When bytes of files were seen that are not delivered: what tells how old a lag is.
///
/// A lane that waits for its destination does not look at its files, so whoever asks does it instead. What is
/// seen at each look is kept, up to a bound, until it is delivered.
struct ArrivalLog: Sendable {
  private struct Mark {
    let size: Int64
    let time: ContinuousClock.Instant
  }

  private var marks: [UInt64: [Mark]] = [:]

  /// Marks of a file that are kept; every other one is dropped beyond that.
  private static let capacity = 8
  private static let distance: Duration = .seconds(1)

  /// How far `files` are delivered, those furthest behind first.
  mutating func stand(
    _ files: [LaneMeter.FileLag], _ activity: LaneActivity, _ now: ContinuousClock.Instant
  ) -> [FileStanding] {
    var kept: [UInt64: [Mark]] = [:]
    var standings: [FileStanding] = []
    standings.reserveCapacity(files.count)
    for file in files {
      let offset = max(0, file.offset)
      let size = max(offset, file.seenSize, file.file?.knownSize ?? 0)
      var lag = Duration.zero
      if size > offset {
        let seen = mark(file.number, offset, size, now)
        kept[file.number] = seen
        let first = min(
          seen.first?.time ?? now, file.behindSince ?? ArrivalLog.blockedSince(activity) ?? now)
        lag = max(.zero, now - first)
      }
      standings.append(
        FileStanding(number: file.number, path: file.path, offset: offset, size: size, lag: lag))
    }
    marks = kept
    // Those that are equally far by their age, so that the order holds.
    return standings.sorted { ($0.lagBytes, $0.number) > ($1.lagBytes, $1.number) }
  }

  /// The marks beyond `offset`, with one for what is there now.
  private func mark(
    _ number: UInt64, _ offset: Int64, _ size: Int64, _ now: ContinuousClock.Instant
  ) -> [Mark] {
    var marks = (self.marks[number] ?? []).filter { $0.size > offset }
    guard let last = marks.last else { return [Mark(size: size, time: now)] }
    guard size > last.size, now - last.time >= ArrivalLog.distance else { return marks }
    if marks.count >= ArrivalLog.capacity {
      marks = marks.indices.filter { $0 % 2 == 0 }.map { marks[$0] }
    }
    return marks + [Mark(size: size, time: now)]
  }

  /// Since when the lane may have looked at no file.
  private static func blockedSince(_ activity: LaneActivity) -> ContinuousClock.Instant? {
    switch activity.kind {
    case .working, .delivering: activity.since
    case .starting, .waiting, .ended: nil
    }
  }
}
