import Event
import GenesysLog
import LogInput
import Synchronization

/// One step of work: a block of one input, and where its log stands at the block's start.
struct BlockWork: Sendable {
  /// The place of this work among all work; output keeps this order.
  let number: Int
  /// The index of the input.
  let input: Int
  /// Its path.
  let path: String
  /// What the names of the input's events begin with.
  let file: EventHash.Value
  /// The bytes; nil in the last work of an input, which only ends it.
  let block: InputBlock?
  /// Where the records of the block end that are this work; the others come again with the next block.
  let end: Int
  /// What follows the block.
  let following: RecordReader.Following
  /// Where the log stands at the block's start.
  let reader: LogReader
  /// Bytes read from the file so far, compressed as they may be.
  let sourceBytes: Int64
  /// What ended the input early; in its last work only.
  var failure: LogInputError?
}

/// Reads the inputs one after another, and hands out their blocks.
///
/// Records depend on those before them in one thing only: the clock, and what the header said; and
/// the last one of a block may go on in the next. With one worker that state comes back from the
/// worker, with the place of the first record that has not ended. With several, the feed itself runs
/// the record reader over each block before it hands it out, which costs a tenth of the work on it.
final class BlockFeed: Sendable {
  private struct State: ~Copyable {
    var nextInput = 0
    /// How many bytes behind the next input's header went to the input before it.
    var taken = 0
    var nextNumber = 0
    var current: OpenInput?
  }

  /// The input being read.
  private struct OpenInput {
    let index: Int
    let file: EventHash.Value
    let blocks: BlockReader?
    var reader: LogReader
    var failure: LogInputError?
    var sourceBytes: Int64 = 0
    /// The block that the only worker has.
    var block: InputBlock?
  }

  private let inputs: [InputFile]
  private let logs: LogOpener
  private let scansAhead: Bool
  private let pool = BlockPool()
  private let segments: SegmentJoin
  private let state = Mutex(State())

  /// Feeds `inputs`; `scansAhead` with more than one worker.
  init(_ inputs: [InputFile], logs: LogOpener, scansAhead: Bool) {
    self.inputs = inputs
    self.logs = logs
    self.scansAhead = scansAhead
    segments = SegmentJoin(inputs, logs: logs, pool: pool)
  }

  /// The next work; nil when all inputs are done.
  func next() -> BlockWork? {
    state.withLock { state in
      if state.current == nil {
        guard state.nextInput < inputs.count else { return nil }
        state.current = open(state.nextInput)
        state.current?.reader.skipAfterHeader(state.taken)
        state.taken = 0
        state.nextInput += 1
      }
      guard var current = state.current.take() else { return nil }
      let work = nextWork(&current, number: state.nextNumber, taken: &state.taken)
      state.nextNumber += 1
      state.current = work.block == nil ? nil : current
      return work
    }
  }

  /// Takes back where the log stands after a block, and the block from `end` on, from the only worker.
  func resume(with reader: LogReader, from end: Int) {
    guard !scansAhead else { return }
    state.withLock { state in
      guard var current = state.current.take() else { return }
      current.reader = reader
      if let block = current.block.take() { current.blocks?.putBack(block, from: end) }
      state.current = current
    }
  }

  private func nextWork(
    _ current: inout OpenInput, number: Int, taken: inout Int
  ) -> BlockWork {
    while true {
      let block = readBlock(&current).map { join($0, current, &taken) }
      let following = block.map { BlockFeed.following($0) } ?? .end
      let reader = current.reader
      var end = block?.count ?? 0
      if let block, logs.readsRecords {
        if scansAhead {
          end = BlockFeed.scan(block, following, with: &current.reader)
          current.blocks?.putBack(block, from: end)
          // Not one record has ended: the next block is larger.
          if end == 0 { continue }
        } else {
          current.block = block
        }
      }
      return BlockWork(
        number: number, input: current.index, path: inputs[current.index].path,
        file: current.file, block: block, end: end,
        following: following, reader: reader, sourceBytes: current.sourceBytes,
        failure: block == nil ? current.failure : nil)
    }
  }

  /// The last block of a segment, with what the next segment has of its last record.
  private func join(
    _ block: InputBlock, _ current: OpenInput, _ taken: inout Int
  ) -> InputBlock {
    guard block.isLast, block.cuts.isEmpty, logs.readsRecords, current.reader.isText,
      segments.mayContinue(current.index)
    else { return block }
    let rest = segments.continuation(of: current.index, block, current.reader)
    guard !rest.isEmpty, let blocks = current.blocks else { return block }
    taken = rest.count
    return blocks.extended(block, by: rest.span)
  }

  private static func following(_ block: InputBlock) -> RecordReader.Following {
    if !block.cuts.isEmpty { return .cutLine }
    return block.isLast ? .end : .more
  }

  private func open(_ index: Int) -> OpenInput {
    do {
      let (blocks, reader) = try logs.open(inputs[index], pool)
      return OpenInput(
        index: index, file: logs.fileHash(blocks), blocks: blocks, reader: reader)
    } catch {
      return OpenInput(
        index: index, file: EventNaming.file(startingWith: Span()), blocks: nil,
        reader: logs.emptyReader(inputs[index]), failure: error)
    }
  }

  private func readBlock(_ current: inout OpenInput) -> InputBlock? {
    do {
      let block = try current.blocks?.next()
      if let block {
        current.sourceBytes = block.sourceBytesRead
        if block.sequence == 0, logs.readsRecords, inputs[current.index].isStandardInput,
          current.reader.isText
        {
          current.reader = logs.reader(inputs[current.index], startingWith: block)
        }
      }
      return block
    } catch {
      current.failure = error
      return nil
    }
  }

  /// Moves `reader` over the whole records of a block; returns where the first that may go on begins.
  private static func scan(
    _ block: InputBlock, _ following: RecordReader.Following, with reader: inout LogReader
  ) -> Int {
    block.withBytes { bytes in
      var place = 0
      var record = LogRecord()
      while reader.next(bytes, following, &place, &record) {}
      return place
    }
  }
}
