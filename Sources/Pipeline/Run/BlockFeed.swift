import GenesysLog
import LogInput
import Synchronization

/// One step of work: a block of one input, and where its log stands at the block's start.
struct BlockWork: Sendable {
  /// The place of this work among all work; output keeps this order.
  let number: Int
  /// The index of the input.
  let input: Int
  /// The bytes; nil in the last work of an input, which only ends it.
  let block: InputBlock?
  /// Where the log stands at the block's start.
  let reader: RecordReader
  /// Bytes read from the file so far, compressed as they may be.
  let sourceBytes: Int64
  /// What ended the input early; in its last work only.
  var failure: LogInputError?
}

/// Reads the inputs one after another, and hands out their blocks.
///
/// Records depend on those before them in one thing only: the clock, and what the header said. With
/// one worker that state comes back from the worker. With several, the feed itself runs the record
/// reader over each block before it hands it out, which costs a tenth of the work on it.
final class BlockFeed: Sendable {
  private struct State: ~Copyable {
    var nextInput = 0
    var nextNumber = 0
    var current: OpenInput?
  }

  /// The input being read.
  private struct OpenInput {
    let index: Int
    let blocks: BlockReader?
    var reader: RecordReader
    var failure: LogInputError?
    var sourceBytes: Int64 = 0
  }

  private let inputs: [InputFile]
  private let logs: LogOpener
  private let scansAhead: Bool
  private let pool = BlockPool()
  private let state = Mutex(State())

  /// Feeds `inputs`; `scansAhead` with more than one worker.
  init(_ inputs: [InputFile], logs: LogOpener, scansAhead: Bool) {
    self.inputs = inputs
    self.logs = logs
    self.scansAhead = scansAhead
  }

  /// The next work; nil when all inputs are done.
  func next() -> BlockWork? {
    state.withLock { state in
      if state.current == nil {
        guard state.nextInput < inputs.count else { return nil }
        state.current = open(state.nextInput)
        state.nextInput += 1
      }
      guard var current = state.current else { return nil }
      let number = state.nextNumber
      state.nextNumber += 1
      let block = readBlock(&current)
      let work = BlockWork(
        number: number, input: current.index, block: block, reader: current.reader,
        sourceBytes: current.sourceBytes, failure: block == nil ? current.failure : nil)
      if let block {
        if scansAhead, logs.readsRecords { BlockFeed.scan(block, with: &current.reader) }
        state.current = current
      } else {
        state.current = nil
      }
      return work
    }
  }

  /// Takes back where the log stands after a block, from the only worker.
  func resume(with reader: RecordReader) {
    guard !scansAhead else { return }
    state.withLock { state in state.current?.reader = reader }
  }

  private func open(_ index: Int) -> OpenInput {
    do {
      let (source, reader) = try logs.open(inputs[index], pool)
      return OpenInput(
        index: index, blocks: BlockReader(source: source, pool: pool), reader: reader)
    } catch {
      return OpenInput(
        index: index, blocks: nil, reader: logs.emptyReader(inputs[index]), failure: error)
    }
  }

  private func readBlock(_ current: inout OpenInput) -> InputBlock? {
    do {
      let block = try current.blocks?.next()
      if let block {
        current.sourceBytes = block.sourceBytesRead
        if block.sequence == 0, logs.readsRecords, inputs[current.index].isStandardInput {
          current.reader = logs.reader(inputs[current.index], startingWith: block)
        }
      }
      return block
    } catch {
      current.failure = error
      return nil
    }
  }

  /// Moves `reader` over a block without looking at the records.
  static func scan(_ block: InputBlock, with reader: inout RecordReader) {
    block.withBytes { bytes in
      var place = 0
      var record = LogRecord()
      while reader.next(bytes, at: block.offset, &place, &record) {}
    }
  }
}
