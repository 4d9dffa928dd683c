import GenesysLog
import LogInput

/// Runs a reader over the part of a log that is not read again, as the clock and the header depend on it.
///
/// It costs a tenth of reading. Nothing of a reader is kept on disk: what the log itself says is the truth,
/// whatever version of genlog read it before.
struct LogRewind {
  /// Where the reader is to stop.
  enum Target {
    /// At this place.
    case offset(Int64)
    /// At the first record of this time (microseconds since 1970) or later.
    case time(Int64)
    /// Behind the last whole line.
    case end
  }

  let tail: TailReader
  let readsRecords: Bool

  /// Moves `reader` from the beginning of `file` on.
  ///
  /// - Returns: where it stopped; nil if the file is not long enough, or changes meanwhile.
  func run(_ reader: inout LogReader, over file: FollowedFile, to target: Target) -> TailPlace? {
    var place = TailPlace()
    var seen = 0
    while !isReached(target, place.offset) {
      // The place may be one at which a line was ended that has gone on since.
      guard
        let finding = try? tail.next(
          file, &place, atLeast: seen, takesPartialLine: isOffset(target))
      else { return nil }
      if case .padding(let count) = finding {
        place.advance(overPadding: count)
        continue
      }
      guard case .block(let block, let extent) = finding else {
        guard case .nothing = finding, !isOffset(target) else { return nil }
        // What is left is one record: it is read when more of it comes.
        if case .end = target, seen > 0 { return lastLine(file, place, seen) }
        return place
      }
      let limit = limit(target, place.offset, block.count)
      let isLast = isReached(target, place.offset + Int64(limit))
      let end = block.withBytes { bytes in
        isFound(target, &reader, bytes.extracting(..<limit), following(block, isLast))
      }
      let consumed = isLast ? limit : end.place
      let isWhole = consumed == block.count
      place.advance(
        over: block, consumed, inputBytes: isWhole ? extent.inputBytes : Int64(consumed))
      if end.isStopped { return place }
      seen = consumed == 0 ? block.count : 0
    }
    return place
  }

  /// Moves `reader` from the beginning of `blocks` to `offset`, which is where they go on.
  ///
  /// - Returns: nil if there are not so many bytes, or they are damaged.
  func run(
    _ reader: inout LogReader, over blocks: BlockReader, to offset: Int64
  ) -> TailPlace? {
    var place = TailPlace()
    while place.offset < offset {
      guard let block = try? blocks.next() else { return nil }
      let limit = limit(.offset(offset), block.offset, block.count)
      let isLast = block.offset + Int64(limit) >= offset
      let end = block.withBytes { bytes in
        isFound(.offset(offset), &reader, bytes.extracting(..<limit), following(block, isLast))
      }
      let consumed = isLast ? limit : end.place
      blocks.putBack(block, from: consumed)
      let skipped = consumed == block.count ? block.cuts.reduce(0) { $0 + $1.skippedBytes } : 0
      place.advance(over: block, consumed, inputBytes: Int64(consumed) + skipped)
    }
    return place.offset == offset ? place : nil
  }

  private func isReached(_ target: Target, _ offset: Int64) -> Bool {
    if case .offset(let wanted) = target { return offset >= wanted }
    return false
  }

  private func isOffset(_ target: Target) -> Bool {
    if case .offset = target { true } else { false }
  }

  private func limit(_ target: Target, _ offset: Int64, _ count: Int) -> Int {
    guard case .offset(let wanted) = target else { return count }
    return Int(min(Int64(count), wanted - offset))
  }

  private func following(_ block: InputBlock, _ isLast: Bool) -> RecordReader.Following {
    if isLast { return .end }
    return block.cuts.isEmpty ? .more : .cutLine
  }

  /// Reads records; returns where the first stands that is late enough, or that may go on.
  private func isFound(
    _ target: Target, _ reader: inout LogReader, _ bytes: Span<UInt8>,
    _ following: RecordReader.Following
  ) -> (place: Int, isStopped: Bool) {
    guard readsRecords else { return (bytes.count, false) }
    var place = 0
    var record = LogRecord()
    while true {
      let before = reader
      let start = place
      guard reader.next(bytes, following, &place, &record) else { return (place, false) }
      if case .time(let wanted) = target, record.hasTime, record.time >= wanted {
        reader = before
        return (start, true)
      }
    }
  }

  /// The place behind the last whole line, though its record may go on.
  private func lastLine(_ file: FollowedFile, _ place: TailPlace, _ count: Int) -> TailPlace? {
    var place = place
    guard case .block(let block, _)? = try? tail.next(file, &place), block.count >= count
    else { return nil }
    place.advance(over: block, count, inputBytes: Int64(count))
    return place
  }
}
