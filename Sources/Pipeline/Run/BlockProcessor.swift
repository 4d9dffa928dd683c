import Delivery
import Event
import EventFilter
import GenesysLog
import Geo
import Grok
import LogInput
import Masking

/// Turns blocks into events; one worker's tools, reused from block to block.
struct BlockProcessor: ~Copyable {
  private let from: Int64?
  private let until: Int64?
  private let keepsUnmatched: Bool
  private let shelfSize: Int
  private let keepsWire: Bool
  /// Whether any event may be left out, or be given places.
  private let isSelective: Bool
  /// How events are named; nil where no destination asks for names.
  private let naming: EventNaming?
  private var locator: EventLocator?
  private var filter: FilterEvaluator?
  private var masker: EventMasker?
  private var records: GenesysEncoder?
  private var expressions: ExpressionEncoder?

  /// - Parameter shelfSize: how many logs are read in turns.
  init(_ options: ParseOptions, expressions: [GrokPattern], shelfSize: Int = 0) {
    self.shelfSize = shelfSize
    from = options.from
    until = options.until
    keepsUnmatched = options.unmatchedPath != nil
    keepsWire = options.destinations.contains(where: \.isCapture)
    locator = options.geo?.makeLocator()
    filter = options.filter?.makeEvaluator()
    masker = options.mask?.makeMasker()
    naming =
      options.servers.isEmpty ? nil : EventNaming(includesContent: options.mask == nil)
    isSelective = from != nil || until != nil || options.filter != nil || options.geo != nil
    if !expressions.isEmpty { self.expressions = ExpressionEncoder(expressions) }
  }

  /// Processes one work; `result` is emptied first.
  ///
  /// - Returns: where the log stands after the block, and the place of the first record in the block
  ///   that may go on after it.
  mutating func process(
    _ work: BlockWork, into result: inout BlockResult
  ) -> (reader: LogReader, end: Int) {
    result.removeAll()
    var reader = work.reader
    guard let block = work.block else { return (reader, 0) }
    let end = block.withBytes { bytes in
      guard expressions == nil else {
        processLines(bytes, of: block, work, into: &result)
        return work.end
      }
      return processRecords(bytes, of: work, block, with: &reader, into: &result)
    }
    result.counts.bytes = Int64(end)
    return (reader, end)
  }

  // MARK: - Genesys records

  /// Returns the place of the first record that may go on after the block.
  ///
  /// What is behind the work's end is seen all the same, as whether a record is cut depends on it.
  private mutating func processRecords(
    _ bytes: Span<UInt8>, of work: BlockWork, _ block: InputBlock,
    with reader: inout LogReader, into result: inout BlockResult
  ) -> Int {
    if records == nil { records = GenesysEncoder(reader.context, shelfSize: shelfSize) }
    records?.begin(reader.context)
    var place = 0
    var record = LogRecord()
    while place < work.end, reader.next(bytes, work.following, &place, &record) {
      let start = result.events.count
      if case .header = record.kind { records?.begin(reader.context) }
      let isCut = block.cuts(record.range)
      guard
        let outcome = records?.encode(
          record, of: bytes, blockOffset: block.offset, isASCII: block.isASCII, isCut: isCut,
          into: &result.events)
      else { return place }
      if isCut || record.isCut { result.counts.truncated += 1 }
      if note(outcome, &result) {
        if let text = records?.textWithoutSecrets {
          keepUnmatched(text.span, &result)
        } else {
          keepUnmatched(bytes.extracting(record.range), &result)
        }
      }
      let time = record.hasTime ? record.time : nil
      let isKept = settle(from: start, time: time, &result)
      if isKept { name(record.range, of: bytes, time: time, work, block, &result) }
      if keepsWire, isKept, let message = record.wire, let wire = records?.wire {
        result.wire.append(message, wire, time: record.time, of: bytes)
      }
    }
    return place
  }

  // MARK: - Lines for --pattern

  private mutating func processLines(
    _ bytes: Span<UInt8>, of block: InputBlock, _ work: BlockWork, into result: inout BlockResult
  ) {
    var place = 0
    while let line = LineScan.nextLine(bytes, &place) {
      let start = result.events.count
      let isCut = block.cuts(line)
      guard
        let outcome = expressions?.encode(
          bytes, line, path: work.path, offset: block.offset + Int64(line.lowerBound),
          isASCII: block.isASCII, isCut: isCut, into: &result.events)
      else { return }
      if isCut { result.counts.truncated += 1 }
      if note(outcome, &result) { keepUnmatched(bytes.extracting(line), &result) }
      if settle(from: start, time: nil, &result) {
        name(line, of: bytes, time: nil, work, block, &result)
      }
    }
  }

  // MARK: - Shared

  /// Counts what became of a record; true if nothing knew it and its text is to be kept.
  @inline(__always)
  private func note(_ outcome: EncodingOutcome, _ result: inout BlockResult) -> Bool {
    result.counts.records += 1
    switch outcome {
    case .matched(let rule):
      result.counts.matched += 1
      result.counts.note(rule: rule)
      return false
    case .unmatched(let isTimeout):
      result.counts.unmatched += 1
      if isTimeout { result.counts.timeouts += 1 }
      return keepsUnmatched
    }
  }

  /// Keeps the text of a record that nothing knew.
  private mutating func keepUnmatched(_ text: Span<UInt8>, _ result: inout BlockResult) {
    if masker != nil {
      masker?.append(masking: text, to: &result.unmatched)
    } else {
      result.unmatched.append(text)
    }
    result.unmatched.append(UInt8(ascii: "\n"))
  }

  /// Names the event of the record `range`, where names are asked for.
  @inline(__always)
  private mutating func name(
    _ range: Range<Int>, of bytes: Span<UInt8>, time: Int64?, _ work: BlockWork,
    _ block: InputBlock, _ result: inout BlockResult
  ) {
    guard let naming else { return }
    let offset = block.offset + Int64(range.lowerBound)
    if let text = records?.textWithoutSecrets {
      result.ids.append(
        naming.id(file: work.file, offset: offset, time: time, content: text.span))
    } else {
      result.ids.append(
        naming.id(
          file: work.file, offset: offset, time: time, content: bytes.extracting(range)))
    }
  }

  /// Counts the event that was written from `start` on, or takes it back if it is not wanted.
  @inline(__always)
  private mutating func settle(
    from start: Int, time: Int64?, _ result: inout BlockResult
  ) -> Bool {
    if isSelective, !isKept(&result.events, from: start, time: time) {
      result.events.truncate(to: start)
      result.counts.filtered += 1
      return false
    }
    // Last, so that the filter saw the true values.
    if masker != nil { masker?.apply(to: &result.events, from: start) }
    result.counts.events += 1
    if let time { result.counts.note(time: time) }
    return true
  }

  /// Decides whether the event that was written from `start` on is kept; it is given its places on the way.
  private mutating func isKept(
    _ events: inout JSONBuffer, from start: Int, time: Int64?
  ) -> Bool {
    if let from { guard let time, time >= from else { return false } }
    if let until { guard let time, time < until else { return false } }
    // Before the filter, which may ask for places; and not for what is left out by its time.
    if locator != nil { locator?.apply(to: &events, from: start) }
    guard filter != nil else { return true }
    return events.withBytes { bytes in
      filter?.matches(bytes.extracting(start..<bytes.count)) ?? true
    }
  }
}
