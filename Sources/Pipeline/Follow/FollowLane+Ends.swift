import Delivery
import FollowState
import GenesysLog
import LogInput

/// Ends: of records, of segments, of files that go, and of compressed logs.
extension FollowLane {
  /// Ends records that nothing was added to for long enough.
  func endRecords() throws(DeliveryError) {
    let now = ContinuousClock.now
    for generation in waiting.values {
      if ready.contains(generation) { continue }
      if let next = series.successor(of: generation), !generation.isSegmentDone {
        guard generation.isQuiet(for: settings.recordTimeout) else { continue }
        try end(segment: generation, before: next)
      } else if generation.unfinishedBytes > 0,
        now - generation.lastGrowth >= settings.recordTimeout
      {
        try end(generation, takesPartialLine: false)
      } else {
        continue
      }
      noteWaiting(generation)
    }
  }

  /// Ends the last record of a file where the file ends now.
  ///
  /// The place is written down before the events are on their way: read again, the file is cut there again.
  func end(
    _ generation: Generation, takesPartialLine: Bool, before next: Generation? = nil
  ) throws(DeliveryError) {
    guard let file = generation.file, generation.archive == nil else { return }
    guard
      case .block(let block, let extent)? = try? reader(of: generation).next(
        file, &generation.place, atLeast: max(generation.unfinishedBytes - 1, 0),
        takesPartialLine: takesPartialLine)
    else { return }
    guard extent.isAtEnd || !block.cuts.isEmpty,
      takesPartialLine || block.count == generation.unfinishedBytes
    else {
      ready.insert(generation)
      return
    }
    let joined = next.flatMap { join(block, of: generation, with: $0) }
    let cut = generation.place.offset + extent.inputBytes
    if !generation.state.cuts.contains(cut) { generation.state.cuts.append(cut) }
    journal.store.put(generation.state)
    journal.writeNow()
    try hand(over: block, joined: joined, extent, of: generation, isEnd: true)
    generation.reader.endEarly()
    generation.waitingBytes = 0
  }

  // MARK: - Segments

  /// Ends a segment to which nothing will be added, as there is a next one.
  func end(segment generation: Generation, before next: Generation) throws(DeliveryError) {
    if generation.waitingBytes > 0 {
      try end(generation, takesPartialLine: true, before: next)
    }
    guard !ready.contains(generation) else { return }
    generation.isSegmentDone = true
    for later in series.released(by: generation) { ready.insert(later) }
  }

  /// The last block of a segment with what the next one has of its last record; nil if it has nothing.
  private func join(
    _ block: InputBlock, of generation: Generation, with next: Generation
  ) -> InputBlock? {
    guard let file = next.file, next.archive == nil, generation.framing == .lines,
      next.place.offset == 0 || next.state.taken > 0
    else { return nil }
    var start = TailPlace()
    guard case .block(let nextBlock, _)? = try? tail.next(file, &start) else { return nil }
    let rest = SegmentJoin.continuation(of: block, generation.reader) {
      (nextBlock, logs.emptyReader(next.state.path.text))
    }
    guard !rest.isEmpty else { return nil }
    if next.place.offset == 0 {
      next.state.taken = rest.count
      next.reader.skipAfterHeader(rest.count)
      journal.store.put(next.state)
    }
    return tail.extended(block, by: rest.span)
  }

  // MARK: - Files that go

  /// Reads files that have no name any more, or are not asked for, to their end; then they are let go.
  func closeLeft() throws(DeliveryError) {
    for generation in leaving.values {
      guard let file = generation.file, !file.isListed || file.isDeleted else {
        leaving[generation.state.number] = nil
        continue
      }
      let quiet = file.isDeleted ? settings.deletedQuiet : settings.unlistedQuiet
      guard settings.isOnce || generation.isQuiet(for: quiet), !ready.contains(generation) else {
        continue
      }
      if generation.waitingBytes > 0 { try end(generation, takesPartialLine: true) }
      guard generation.isReadToEnd else {
        ready.insert(generation)
        continue
      }
      if generation.isSettled { letGo(generation) }
    }
  }

  /// Nothing more is to be read of a content.
  func letGo(_ generation: Generation) {
    leaving[generation.state.number] = nil
    waiting[generation.state.number] = nil
    generation.isSegmentDone = true
    for later in series.released(by: generation) { ready.insert(later) }
    series.remove(generation)
    table.complete(generation)
    journal.isDirty = true
  }

  /// Ends all that may go on, as nothing more is waited for; true once nothing is left.
  func finishAll() throws(DeliveryError) -> Bool {
    if table.hasTimers { return false }
    for generation in Array(table.live.values) where !series.isHeld(generation) {
      if let next = series.successor(of: generation), !generation.isSegmentDone {
        try end(segment: generation, before: next)
      } else if generation.waitingBytes > 0 {
        try end(generation, takesPartialLine: true)
      }
    }
    waiting.removeAll()
    return ready.isEmpty
  }

  // MARK: - Compressed logs

  /// Reads some blocks of a compressed log; true if there may be more.
  func read(
    _ generation: Generation, from blocks: BlockReader
  ) throws(DeliveryError) -> Bool {
    for _ in 0..<blocksATurn {
      let block: InputBlock?
      do throws(LogInputError) {
        block = try blocks.next()
      } catch {
        tell(error)
        noteFault(of: generation)
        block = nil
      }
      guard let block else {
        archives[generation.state.number] = generation
        return false
      }
      let skipped = block.cuts.reduce(0) { $0 + $1.skippedBytes }
      try hand(
        over: block, TailExtent(Int64(block.count) + skipped), of: generation,
        isEnd: block.isLast)
      let end = block.count - generation.unfinishedBytes
      if generation.unfinishedBytes > 0 { blocks.putBack(block, from: end) }
    }
    return true
  }

  /// Lets go compressed logs that are delivered to their end.
  func closeArchives() {
    for generation in archives.values where generation.isSettled {
      archives[generation.state.number] = nil
      letGo(generation)
    }
  }
}
