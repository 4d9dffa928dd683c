import Delivery
import Event
import FollowState
import GenesysLog
import Glibc
import Grok
import LogInput
import Synchronization

/// One destination's way through all files: reads what is new, hands it over, and remembers what was settled.
///
/// It runs on a thread of its own, and has its own place in every file: a destination that is slow or down
/// keeps nobody else waiting. What it cannot hand over it does not read, so memory stays bounded.
final class FollowLane {
  private let output: any LaneOutput
  private let receipts: ReceiptBox
  private let subscription: WatchSubscription
  private let table: GenerationTable
  private let tail: TailReader
  private let spoolTail: TailReader
  private let settings: LaneSettings
  private let messages: MessageLog
  private let meter: LaneMeter
  private let stopped: StopFlag

  private var processor: BlockProcessor
  private var result = BlockResult()
  private var nextBlock = 0
  /// Whose blocks are on their way.
  private var owners: [Int: Generation] = [:]
  /// What has bytes to be read, in the order in which it is read.
  private var ready = ReadyQueue()
  /// What has a record that may go on, or a line without its end.
  private var waiting: [UInt64: Generation] = [:]
  /// What is not listed any more.
  private var leaving: [UInt64: Generation] = [:]
  private var journal: LaneJournal
  private var told = ToldProblems()

  /// How many blocks of a file are read before it is the next one's turn.
  private static let blocksATurn = 8

  /// Makes a lane, on the thread on which it will run.
  init(_ parts: LaneParts, _ tools: LaneTools) {
    output = tools.output
    receipts = tools.receipts
    subscription = tools.subscription
    meter = tools.meter
    stopped = tools.stopped
    settings = parts.settings
    messages = parts.messages
    let pool = BlockPool(maxFreeBlocks: 2)
    tail = TailReader(pool: pool)
    var spools = TailReader(pool: pool)
    spools.framing = .bytes
    spoolTail = spools
    table = GenerationTable(
      tools.store,
      GenerationMaker(
        logs: parts.logs, tail: tail, start: settings.start, isOnce: settings.isOnce))
    processor = BlockProcessor(parts.options, expressions: parts.expressions)
    journal = LaneJournal(tools.store, tools.output, parts.messages)
  }

  /// Follows until it is stopped or, with `--once`, everything is delivered.
  ///
  /// - Returns: what ended it, if it was not that.
  func run() -> DeliveryError? {
    var fault: DeliveryError?
    do throws(DeliveryError) {
      while !stopped.isSet {
        let changes = subscription.next(until: ready.isEmpty ? deadline() : .now)
        note(changes)
        enterReceipts()
        try readTurn()
        try endRecords()
        try closeLeft()
        enterReceipts()
        journal.save()
        if settings.isOnce, ready.isEmpty, try finishAll() { break }
      }
    } catch {
      fault = error
    }
    if fault == nil, !stopped.isSet {
      do throws(DeliveryError) { try output.finish() } catch { fault = error }
    }
    if let deadline = stopped.deadline { output.stop(by: deadline) }
    enterReceipts()
    journal.close()
    meter.update(files: lags)
    if case .stopped = fault { return nil }
    return fault
  }

  // MARK: - What changes

  private func note(_ changes: WatchChanges) {
    var candidates = changes.added
    for file in changes.changed {
      guard let generation = table.live[file.key] else {
        if file.isListed { candidates.append(file) } else { table.unpark(file) }
        continue
      }
      ready.insert(generation)
      if !file.isListed || file.isDeleted { leaving[generation.state.number] = generation }
      generation.noticePath()
    }
    candidates += table.dueParked
    adopt(candidates)
    for generation in table.giveUpSearch(.now) { tellLost(generation) }
  }

  private func adopt(_ files: [FollowedFile]) {
    guard !files.isEmpty else { return }
    for generation in table.adopt(files, { tell($0) }) {
      ready.insert(generation)
      if let file = generation.file, !file.isListed || file.isDeleted {
        leaving[generation.state.number] = generation
      }
    }
  }

  /// When something has to be done though nothing changes.
  private func deadline() -> ContinuousClock.Instant? {
    var first = journal.deadline
    func consider(_ time: ContinuousClock.Instant) { first = min(first ?? time, time) }
    for generation in waiting.values { consider(generation.lastGrowth + settings.recordTimeout) }
    if !leaving.isEmpty || table.hasTimers { consider(.now + .seconds(1)) }
    return first
  }

  // MARK: - Reading

  /// Reads some blocks of each file that has any.
  private func readTurn() throws(DeliveryError) {
    for generation in ready.takeTurn() {
      if stopped.isSet { return }
      if table.byNumber[generation.state.number] == nil { continue }
      if try read(generation) { ready.insert(generation) }
      enterReceipts()
    }
  }

  /// Reads some blocks; true if there may be more.
  private func read(_ generation: Generation) throws(DeliveryError) -> Bool {
    for _ in 0..<FollowLane.blocksATurn {
      guard let file = generation.file else { return false }
      let finding: TailReader.Finding
      do throws(LogInputError) {
        finding = try reader(of: generation).next(
          file, &generation.place, atLeast: generation.unfinishedBytes)
      } catch {
        // Read again when something changes, or at the next look.
        tell(error)
        return false
      }
      switch finding {
      case .block(let block, let extent):
        try hand(over: block, extent, of: generation, isEnd: false)
        if extent.isAtEnd {
          wait(for: generation, partialBytes: generation.waitingBytes)
          return false
        }
      case .nothing(let partialBytes):
        wait(for: generation, partialBytes: partialBytes)
        return false
      case .shorter(let size):
        return shrunk(generation, size: size)
      case .replaced:
        begin(anew: generation)
        return false
      }
    }
    return true
  }

  private func reader(of generation: Generation) -> TailReader {
    generation.framing == .bytes ? spoolTail : tail
  }

  /// Makes a block events and hands them over.
  private func hand(
    over block: InputBlock, _ extent: TailExtent, of generation: Generation, isEnd: Bool
  ) throws(DeliveryError) {
    let following: RecordReader.Following =
      isEnd ? .end : block.cuts.isEmpty ? .more : .cutLine
    let work = BlockWork(
      number: nextBlock, input: 0, path: generation.state.path.text, file: generation.state.name,
      block: block, end: block.count, following: following, reader: generation.reader,
      sourceBytes: 0)
    let (reader, end) = processor.process(work, into: &result)
    let isWhole = end == block.count
    generation.lastGrowth = .now
    if end == 0 {
      generation.unfinishedBytes = block.count
      generation.waitingBytes = extent.inputBytes
      return
    }
    generation.reader = reader
    generation.place.advance(
      over: block, end, inputBytes: isWhole ? extent.inputBytes : Int64(end))
    generation.unfinishedBytes = isWhole ? 0 : block.count - end
    generation.waitingBytes = Int64(generation.unfinishedBytes)
    generation.seenSize = max(
      generation.seenSize, generation.place.offset + generation.waitingBytes)
    try deliver(generation)
  }

  /// Hands over what `result` holds.
  private func deliver(_ generation: Generation) throws(DeliveryError) {
    let number = nextBlock
    nextBlock += 1
    generation.hand(over: number)
    owners[number] = generation
    meter.add(result.counts)
    if result.counts.events == 0 {
      settle(number)
    } else {
      try output.deliver(result, number: number)
    }
  }

  /// There is nothing more for now: what has begun may go on.
  private func wait(for generation: Generation, partialBytes: Int64) {
    if partialBytes != generation.waitingBytes { generation.lastGrowth = .now }
    generation.waitingBytes = partialBytes
    generation.seenSize = max(generation.seenSize, generation.place.offset + partialBytes)
    waiting[generation.state.number] = generation.unfinishedBytes > 0 ? generation : nil
  }

  // MARK: - Ends

  /// Ends records that nothing was added to for long enough.
  private func endRecords() throws(DeliveryError) {
    let now = ContinuousClock.now
    for generation in waiting.values
    where now - generation.lastGrowth >= settings.recordTimeout {
      if ready.contains(generation) { continue }
      waiting[generation.state.number] = nil
      try end(generation, takesPartialLine: false)
    }
  }

  /// Ends the last record of a file where the file ends now.
  ///
  /// The place is written down before the events are on their way: read again, the file is cut there again.
  private func end(_ generation: Generation, takesPartialLine: Bool) throws(DeliveryError) {
    guard let file = generation.file else { return }
    guard
      case .block(let block, let extent)? = try? reader(of: generation).next(
        file, &generation.place, atLeast: max(generation.unfinishedBytes - 1, 0),
        takesPartialLine: takesPartialLine)
    else { return }
    guard extent.isAtEnd, takesPartialLine || block.count == generation.unfinishedBytes else {
      ready.insert(generation)
      return
    }
    generation.state.cuts.append(generation.place.offset + extent.inputBytes)
    journal.store.put(generation.state)
    journal.writeNow()
    try hand(over: block, extent, of: generation, isEnd: true)
    generation.reader.endEarly()
    generation.waitingBytes = 0
  }

  /// Reads files that have no name any more, or are not asked for, to their end; then they are let go.
  private func closeLeft() throws(DeliveryError) {
    for generation in leaving.values {
      guard let file = generation.file else {
        leaving[generation.state.number] = nil
        continue
      }
      if file.isListed, !file.isDeleted {
        leaving[generation.state.number] = nil
        continue
      }
      let quiet = file.isDeleted ? settings.deletedQuiet : settings.unlistedQuiet
      guard !ready.contains(generation), .now - generation.lastGrowth >= quiet else { continue }
      if generation.waitingBytes > 0 { try end(generation, takesPartialLine: true) }
      guard generation.isReadToEnd else {
        ready.insert(generation)
        continue
      }
      guard generation.isSettled else { continue }
      leaving[generation.state.number] = nil
      waiting[generation.state.number] = nil
      table.complete(generation)
    }
  }

  /// Ends all that may go on, as nothing more is waited for; true once nothing is left.
  private func finishAll() throws(DeliveryError) -> Bool {
    if table.hasTimers { return false }
    for generation in table.live.values where generation.waitingBytes > 0 {
      try end(generation, takesPartialLine: true)
    }
    waiting.removeAll()
    return ready.isEmpty
  }

  /// The file is shorter than what was read of it. Remote file systems may tell an old size for a moment.
  private func shrunk(_ generation: Generation, size: Int64) -> Bool {
    if let file = generation.file, file.isRemote, !generation.isShrunkTwice() { return true }
    begin(anew: generation)
    return false
  }

  /// The file holds another content than it did.
  private func begin(anew generation: Generation) {
    guard let file = generation.file else { return }
    waiting[generation.state.number] = nil
    leaving[generation.state.number] = nil
    if let found = table.detach(generation) { ready.insert(found) }
    adopt([file])
  }

  // MARK: - What was settled

  private func enterReceipts() {
    for receipt in receipts.take() {
      meter.add(receipt)
      settle(receipt.source)
    }
  }

  private func settle(_ number: Int) {
    guard let generation = owners.removeValue(forKey: number), generation.settle(number) else {
      return
    }
    generation.growHead()
    journal.store.put(generation.state)
    journal.isDirty = true
  }

  /// How far the files are.
  private var lags: [LaneMeter.FileLag] { table.live.values.map(\.lag) }

  // MARK: - Words

  private func tell(_ error: LogInputError) {
    if told.isNew(error) { messages.warning("\(error)") }
  }

  private func tellLost(_ generation: Generation) {
    let bytes = generation.seenSize - generation.place.offset
    guard bytes > 0 else { return }
    meter.addLost(bytes)
    messages.error(
      "\(generation.state.path): was truncated, and \(bytes) bytes of it, from byte "
        + "\(generation.place.offset) on, had not been read; no copy of them was found\n"
        + "help: let the log be rotated by renaming, or let the copy be where genlog follows")
  }
}
