import Event
import EventFilter
import GenesysLog
import Grok
import LogInput
import Masking

/// Turns blocks into events; one worker's tools, reused from block to block.
struct BlockProcessor: ~Copyable {
  private let paths: [String]
  private let from: Int64?
  private let until: Int64?
  private let keepsUnmatched: Bool
  /// Whether any event may be left out.
  private let isSelective: Bool
  private var filter: FilterEvaluator?
  private var masker: EventMasker?
  private var records: GenesysEncoder?
  private var expressions: ExpressionEncoder?

  init(_ options: ParseOptions, inputs: [InputFile], expressions: [GrokPattern]) {
    paths = inputs.map(\.path)
    from = options.from
    until = options.until
    keepsUnmatched = options.unmatchedPath != nil
    filter = options.filter?.makeEvaluator()
    masker = options.mask?.makeMasker()
    isSelective = from != nil || until != nil || options.filter != nil
    if !expressions.isEmpty { self.expressions = ExpressionEncoder(expressions) }
  }

  /// Processes one work; `result` is emptied first.
  ///
  /// - Returns: where the log stands after the block.
  mutating func process(_ work: BlockWork, into result: inout BlockResult) -> RecordReader {
    result.removeAll()
    var reader = work.reader
    guard let block = work.block else {
      finish(&reader, into: &result)
      return reader
    }
    result.counts.bytes = Int64(block.count)
    block.withBytes { bytes in
      if expressions != nil {
        processLines(bytes, of: block, path: paths[work.input], into: &result)
      } else {
        processRecords(bytes, of: block, with: &reader, into: &result)
      }
    }
    return reader
  }

  // MARK: - Genesys records

  private mutating func processRecords(
    _ bytes: Span<UInt8>, of block: InputBlock, with reader: inout RecordReader,
    into result: inout BlockResult
  ) {
    if records == nil { records = GenesysEncoder(reader.context) }
    records?.begin(reader.context)
    var place = 0
    var record = LogRecord()
    while reader.next(bytes, at: block.offset, &place, &record) {
      let start = result.events.count
      if record.kind == .header {
        encodeHeader(record, reader, into: &result)
        continue
      }
      let isCut = isCut(record.range, in: block)
      guard
        let outcome = records?.encode(
          record, of: bytes, blockOffset: block.offset, isASCII: block.isASCII, isCut: isCut,
          into: &result.events)
      else { return }
      if isCut { result.counts.truncated += 1 }
      note(outcome, bytes, record.range, into: &result)
      settle(from: start, time: record.hasTime ? record.time : nil, &result)
    }
  }

  private mutating func encodeHeader(
    _ record: LogRecord, _ reader: borrowing RecordReader, into result: inout BlockResult
  ) {
    let start = result.events.count
    // The header may be all that this worker sees of the log.
    if records == nil { records = GenesysEncoder(reader.context) }
    guard let outcome = records?.encodeHeader(record, reader, into: &result.events) else { return }
    note(outcome, [UInt8]().span, 0..<0, into: &result)
    settle(from: start, time: record.hasTime ? record.time : nil, &result)
  }

  /// Writes the header block that ends with the file.
  private mutating func finish(_ reader: inout RecordReader, into result: inout BlockResult) {
    var record = LogRecord()
    if reader.finish(&record) { encodeHeader(record, reader, into: &result) }
  }

  // MARK: - Lines for --pattern

  private mutating func processLines(
    _ bytes: Span<UInt8>, of block: InputBlock, path: String, into result: inout BlockResult
  ) {
    var place = 0
    while let line = LineScan.nextLine(bytes, &place) {
      let start = result.events.count
      let isCut = isCut(line, in: block)
      guard
        let outcome = expressions?.encode(
          bytes, line, path: path, offset: block.offset + Int64(line.lowerBound),
          isASCII: block.isASCII, isCut: isCut, into: &result.events)
      else { return }
      if isCut { result.counts.truncated += 1 }
      note(outcome, bytes, line, into: &result)
      settle(from: start, time: nil, &result)
    }
  }

  // MARK: - Shared

  private func isCut(_ range: Range<Int>, in block: InputBlock) -> Bool {
    // Cuts are rare, and at most one a block.
    !block.cuts.isEmpty && block.cuts.contains { range.contains($0.offset) }
  }

  /// Counts what became of a record, and keeps the bytes of one that nothing knew.
  @inline(__always)
  private mutating func note(
    _ outcome: EncodingOutcome, _ bytes: Span<UInt8>, _ range: Range<Int>,
    into result: inout BlockResult
  ) {
    result.counts.records += 1
    switch outcome {
    case .matched(let rule):
      result.counts.matched += 1
      result.counts.note(rule: rule)
    case .unmatched(let isTimeout):
      result.counts.unmatched += 1
      if isTimeout { result.counts.timeouts += 1 }
      guard keepsUnmatched else { return }
      if masker != nil {
        masker?.append(masking: bytes.extracting(range), to: &result.unmatched)
      } else {
        result.unmatched.append(bytes, range)
      }
      result.unmatched.append(UInt8(ascii: "\n"))
    }
  }

  /// Counts the event that was written from `start` on, or takes it back if it is not wanted.
  @inline(__always)
  private mutating func settle(from start: Int, time: Int64?, _ result: inout BlockResult) {
    if isSelective, !isKept(&result.events, from: start, time: time) {
      result.events.truncate(to: start)
      result.counts.filtered += 1
      return
    }
    // Last, so that the filter saw the true values.
    if masker != nil { masker?.apply(to: &result.events, from: start) }
    result.counts.events += 1
    if let time { result.counts.note(time: time) }
  }

  private mutating func isKept(
    _ events: inout JSONBuffer, from start: Int, time: Int64?
  ) -> Bool {
    if let from { guard let time, time >= from else { return false } }
    if let until { guard let time, time < until else { return false } }
    guard filter != nil else { return true }
    return events.withBytes { bytes in
      filter?.matches(bytes.extracting(start..<bytes.count)) ?? true
    }
  }
}
