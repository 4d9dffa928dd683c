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
  let output: any LaneOutput
  private let receipts: ReceiptBox
  private let subscription: WatchSubscription
  let table: GenerationTable
  let tail: TailReader
  private let spoolTail: TailReader
  /// Read little at once, and ever more, for files that are read side by side in the order of their events' time.
  let strides: [TailReader]
  /// Whether several files are.
  var isMerging = false
  let settings: LaneSettings
  let logs: LogOpener
  let messages: MessageLog
  private let meter: LaneMeter
  private let stopped: StopFlag
  private let unmatched: AppendSink?

  private var processor: BlockProcessor
  private var result = BlockResult()
  private var nextBlock = 0
  /// Whose blocks are on their way.
  private var owners: [Int: Generation] = [:]
  /// What has bytes to be read, in the order in which it is read.
  var ready = ReadyQueue()
  /// What has a record that may go on, or a line without its end.
  var waiting: [UInt64: Generation] = [:]
  /// Compressed logs of which everything was handed over.
  var archives: [UInt64: Generation] = [:]
  /// The segments of logs that are kept in several files.
  var series = SegmentSeries()
  /// What is not listed any more.
  var leaving: [UInt64: Generation] = [:]
  var journal: LaneJournal
  var hasStarted = false
  private var told = ToldProblems()
  private var lagReport: LagReport

  /// How many blocks of a file are read before it is the next one's turn.
  let blocksATurn: Int

  /// Makes a lane, on the thread on which it will run.
  init(_ parts: LaneParts, _ tools: LaneTools) {
    output = tools.output
    blocksATurn = tools.output is any LaneKeeper ? 1 : 8
    receipts = tools.receipts
    subscription = tools.subscription
    meter = tools.meter
    stopped = tools.stopped
    unmatched = tools.unmatched
    settings = parts.settings
    logs = parts.logs
    messages = parts.messages
    let pool = BlockPool(maxFreeBlocks: 2)
    tail = TailReader(pool: pool)
    strides = FollowLane.strideBytes.map {
      TailReader(pool: BlockPool(maxFreeBlocks: 2), blockBytes: $0)
    }
    var spools = TailReader(pool: pool)
    spools.framing = .bytes
    spoolTail = spools
    table = GenerationTable(
      tools.store,
      GenerationMaker(
        logs: parts.logs, tail: tail, start: settings.start, isOnce: settings.isOnce))
    processor = BlockProcessor(parts.options, expressions: parts.expressions, shelfSize: 32)
    journal = LaneJournal(tools.store, tools.output, tools.meter, parts.messages)
    lagReport = LagReport(isWanted: parts.settings.isMonitored)
  }

  /// Follows until it is stopped or, with `--once`, everything is delivered.
  ///
  /// - Returns: what ended it, if it was not that.
  func run() -> DeliveryError? {
    var fault: DeliveryError?
    do throws(DeliveryError) {
      while !stopped.isSet {
        meter.enter(.waiting)
        let changes = subscription.next(until: ready.isEmpty ? deadline() : .now)
        meter.enter(.working)
        note(changes)
        enterReceipts()
        try readTurn()
        try endRecords()
        try closeLeft()
        closeArchives()
        enterReceipts()
        if keepsTime { (output as? any LaneKeeper)?.look(isCaughtUp: ready.isEmpty) }
        journal.save()
        lagReport.tell { meter.update(files: lags) }
        if settings.isOnce, ready.isEmpty, try finishAll() { break }
      }
    } catch {
      fault = error
    }
    if fault == nil, !stopped.isSet {
      meter.enter(.delivering)
      do throws(DeliveryError) { try output.finish() } catch { fault = error }
    }
    if let deadline = stopped.deadline { output.stop(by: deadline) }
    enterReceipts()
    for generation in table.searched { tellLost(generation) }
    journal.close()
    meter.update(files: lags)
    meter.enter(.ended)
    if case .stopped = fault { return nil }
    return fault
  }

  // MARK: - What changes

  func note(_ changes: WatchChanges) {
    if !changes.added.isEmpty || !changes.changed.isEmpty { lagReport.noteChange() }
    var candidates = changes.added
    for file in changes.changed {
      guard let generation = table.live[file.key] else {
        candidates.append(file)
        continue
      }
      ready.insert(generation)
      if !file.isListed || file.isDeleted { leaving[generation.state.number] = generation }
      generation.noticePath()
    }
    candidates += table.takeDue()
    adopt(candidates)
    for generation in table.giveUpSearch(.now) { tellLost(generation) }
  }

  func adopt(_ files: [FollowedFile]) {
    guard !files.isEmpty else { return }
    let adopted = table.adopt(files, { tell($0) })
    // What they are called must be known before anything of them is delivered.
    if !adopted.isEmpty { journal.writeNow() }
    tellStart(files.count, adopted)
    for generation in adopted {
      ready.insert(generation)
      series.insert(generation)
      if let before = series.predecessor(of: generation) { noteWaiting(before) }
      if let file = generation.file, !file.isListed || file.isDeleted {
        leaving[generation.state.number] = generation
      }
    }
    adopt(table.takeVacated())
  }

  /// When something has to be done though nothing changes.
  func deadline() -> ContinuousClock.Instant? {
    var first = journal.deadline
    func consider(_ time: ContinuousClock.Instant) { first = min(first ?? time, time) }
    if let time = lagReport.deadline { consider(time) }
    if keepsTime { consider(.now + RuleTicker.pause) }
    for generation in waiting.values { consider(generation.lastGrowth + settings.recordTimeout) }
    if !leaving.isEmpty || table.hasTimers { consider(.now + .seconds(1)) }
    return first
  }

  // MARK: - Reading

  /// Reads some blocks of each file that has any.
  func readTurn() throws(DeliveryError) {
    for generation in nextTurn() {
      if stopped.isSet { return }
      if table.byNumber[generation.state.number] == nil { continue }
      // One that is held is read when the segment before it is done.
      if series.isHeld(generation) { continue }
      if try read(generation) { ready.insert(generation) }
      enterReceipts()
    }
  }

  /// Reads some blocks; true if there may be more.
  func read(_ generation: Generation) throws(DeliveryError) -> Bool {
    if let blocks = generation.archive { return try read(generation, from: blocks) }
    for _ in 0..<blocksATurn {
      guard let file = generation.file else { return false }
      let cut = generation.nextCut
      let finding: TailReader.Finding
      do throws(LogInputError) {
        finding = try reader(of: generation).next(
          file, &generation.place, atLeast: generation.bytesToPass(before: cut),
          limit: cut ?? .max)
      } catch {
        // Read again when something changes, or at the next look.
        tell(error)
        return false
      }
      switch finding {
      case .block(let block, let extent):
        if generation.place.offset == 0, !generation.begins(with: block) {
          begin(anew: generation)
          return false
        }
        let isCut = generation.place.offset + extent.inputBytes == cut
        try hand(over: block, extent, of: generation, isEnd: isCut)
        if isCut {
          generation.reader.endEarly()
        } else if extent.isAtEnd {
          wait(for: generation, partialBytes: generation.waitingBytes)
          return false
        }
      case .nothing(let partialBytes):
        wait(for: generation, partialBytes: partialBytes)
        return false
      case .padding(let count):
        generation.place.advance(overPadding: count)
        meter.addPadding(Int64(count))
      case .shorter(let size):
        return shrunk(generation, size: size)
      case .replaced:
        begin(anew: generation)
        return false
      }
    }
    return true
  }

  func reader(of generation: Generation) -> TailReader {
    if generation.framing == .bytes { return spoolTail }
    return isMerging ? stride(of: generation) : tail
  }

  /// Makes a block events and hands them over.
  ///
  /// - Parameter joined: the block with what another file has of its last record.
  func hand(
    over block: InputBlock, joined: InputBlock? = nil, _ extent: TailExtent,
    of generation: Generation, isEnd: Bool
  ) throws(DeliveryError) {
    let following: RecordReader.Following =
      isEnd ? .end : block.cuts.isEmpty ? .more : .cutLine
    let whole = joined ?? block
    let work = BlockWork(
      number: nextBlock, input: 0, path: generation.state.path.text, file: generation.state.name,
      block: whole, end: whole.count, following: following, reader: generation.reader,
      sourceBytes: 0)
    let (reader, place) = processor.process(work, into: &result)
    let end = min(place, block.count)
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
  func deliver(_ generation: Generation) throws(DeliveryError) {
    if let unmatched, result.unmatched.count > 0 {
      try result.unmatched.withBytes { bytes throws(DeliveryError) in
        try unmatched.write(bytes, events: result.counts.unmatched)
      }
    }
    let number = nextBlock
    nextBlock += 1
    generation.hand(over: number)
    owners[number] = generation
    meter.add(result.counts)
    lagReport.noteChange()
    if result.counts.events == 0 {
      settle(number)
    } else {
      meter.enter(.delivering)
      try output.deliver(result, number: number)
      if let time = (output as? any LaneKeeper)?.reached { note(time, of: generation) }
    }
    meter.enter(.working)
    // A file takes a block at once: what was written is remembered before there is more.
    enterReceipts()
    journal.save()
  }

  /// There is nothing more for now: what has begun may go on.
  func wait(for generation: Generation, partialBytes: Int64) {
    if partialBytes != generation.waitingBytes { generation.lastGrowth = .now }
    generation.waitingBytes = partialBytes
    generation.seenSize = max(generation.seenSize, generation.place.offset + partialBytes)
    noteWaiting(generation)
  }

  /// Whether something has to be ended after a while.
  func noteWaiting(_ generation: Generation) {
    let hasEnd =
      generation.unfinishedBytes > 0
      || (!generation.isSegmentDone && series.successor(of: generation) != nil)
    waiting[generation.state.number] = hasEnd ? generation : nil
  }

  // MARK: - Other contents

  /// The file is shorter than what was read of it.
  ///
  /// Remote file systems may tell an old size for a moment.
  func shrunk(_ generation: Generation, size: Int64) -> Bool {
    if let file = generation.file, file.isRemote, !generation.isShrunkTwice() { return true }
    begin(anew: generation)
    return false
  }

  /// The file holds another content than it did.
  func begin(anew generation: Generation) {
    guard let file = generation.file else { return }
    waiting[generation.state.number] = nil
    leaving[generation.state.number] = nil
    if let found = table.detach(generation) {
      journal.writeNow()
      ready.insert(found)
    }
    adopt([file])
  }

  // MARK: - What was settled

  func enterReceipts() {
    for receipt in receipts.take() {
      meter.add(receipt)
      settle(receipt.source)
    }
  }

  func settle(_ number: Int) {
    guard let generation = owners.removeValue(forKey: number), generation.settle(number) else {
      return
    }
    lagReport.noteChange()
    generation.growHead()
    journal.store.put(generation.state)
    journal.isDirty = true
  }

  /// How far the files are.
  var lags: [LaneMeter.FileLag] { table.live.values.map(\.lag) }

  // MARK: - Words

  func tell(_ error: LogInputError) {
    if told.isNew(error) { messages.warning("\(error)") }
  }

  /// Notes that a compressed log could not be read to its end.
  func noteFault(of generation: Generation) {
    generation.isDamaged = true
    meter.addDamaged()
  }

  /// Says once what there is to follow.
  func tellStart(_ count: Int, _ adopted: [Generation]) {
    if hasStarted { return }
    hasStarted = true
    let resumed = adopted.count { $0.place.offset > 0 }
    messages.info(
      "\(output.name): following \(count) files, \(resumed) of them from where the last run ended")
    table.forgetOld()
  }

  func tellLost(_ generation: Generation) {
    let bytes = generation.seenSize - generation.place.offset
    guard bytes > 0 else { return }
    meter.addLost(bytes)
    messages.error(
      "\(generation.state.path): was truncated, and \(bytes) bytes of it, from byte "
        + "\(generation.place.offset) on, had not been read; no copy of them was found\n"
        + "help: let the log be rotated by renaming, or let the copy be where genlog follows")
  }
}
