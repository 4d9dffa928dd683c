import Event
import GenesysLog
import Glibc
import LogInput
import PacketCapture

/// Opens inputs, and finds out where their clocks start.
struct LogOpener: Sendable {
  private let rules: RuleSet
  private let component: Component?
  private let day: Int32?
  private let zone: ZoneRules?
  private let limits: RecordLimits
  /// Whether lines are read as Genesys records; not so with `--pattern`.
  let readsRecords: Bool
  /// Whether events are named, for servers.
  private let namesEvents: Bool

  init(_ options: ParseOptions, rules: RuleSet) {
    self.rules = rules
    component = options.component
    day = options.day
    zone = options.zone
    limits = options.recordLimits
    readsRecords = options.expressions.isEmpty
    namesEvents = !options.servers.isEmpty
  }

  /// Opens an input and sets up the reader of its records.
  func open(
    _ input: InputFile, _ pool: BlockPool
  ) throws(LogInputError) -> (BlockReader, LogReader) {
    let source = try ByteSource(input)
    let blocks = BlockReader(source: source, pool: pool)
    if blocks.peek(CaptureReader.recognisedBytes, { CaptureReader.recognises($0) }) {
      throw .capture(path: input.displayName)
    }
    let log = self.log(input, source)
    guard readsRecords else { return (blocks, LogReader(RecordReader(log, base: log.base()))) }
    if blocks.peek(SpoolReader.recognisedBytes, { SpoolReader.recognises($0) }) {
      blocks.framing = .bytes
      return (blocks, LogReader(spool: log))
    }
    var base = log.base()
    if base.confidence != .certain, !input.isStandardInput, source.size != nil {
      let ahead = BlockReader(source: try ByteSource(input), pool: pool)
      // A fault of the file is told when its records are read.
      base = LogOpener.anchored(base, log) { try? ahead.next() }
    }
    return (blocks, LogReader(RecordReader(log, base: base)))
  }

  /// What the names of an input's events begin with; before its first block is taken.
  ///
  /// Nothing is waited for where no events are named.
  func fileHash(_ blocks: BlockReader) -> EventHash.Value {
    blocks.peek(namesEvents ? EventNaming.headBytes : 0) { EventNaming.file(startingWith: $0) }
  }

  /// The reader of a stream, which cannot be read ahead: its first block has to say the date.
  func reader(_ input: InputFile, startingWith block: InputBlock) -> LogReader {
    let log = self.log(input, nil)
    var blocks = [block]
    let base = LogOpener.anchored(log.base(), log) { blocks.popLast() }
    return LogReader(RecordReader(log, base: base))
  }

  /// A reader for an input that could not be opened.
  func emptyReader(_ input: InputFile) -> LogReader { emptyReader(input.path) }

  /// The reader of a log that is followed, from its beginning.
  ///
  /// - Parameters:
  ///   - day: the day its clock started from when it was first read; nil at the first time.
  ///   - isSpool: whether it is a spool, and no text.
  ///   - nextBlock: what there is of it, for where its date has to be looked for.
  /// - Returns: the reader, and the day to remember.
  func reader(
    path: String, modified: Int64, day: Int32?, isSpool: Bool, _ nextBlock: () -> InputBlock?
  ) -> (reader: LogReader, day: Int32) {
    let log = log(path, modified: modified)
    var base = log.base()
    if isSpool { return (LogReader(spool: log), base.day) }
    if base.confidence != .certain, readsRecords {
      base = LogOpener.anchored(base, log, nextBlock)
    }
    if let day { base.day = day }
    return (LogReader(RecordReader(log, base: base)), base.day)
  }

  /// A reader for the header of the log at `path`.
  func emptyReader(_ path: String) -> LogReader {
    let log = log(path, modified: nil)
    return LogReader(RecordReader(log, base: log.base()))
  }

  private func log(_ input: InputFile, _ source: ByteSource?) -> LogSource {
    log(input.path, modified: source?.modificationTime.map { Int64($0) })
  }

  private func log(_ path: String, modified: Int64?) -> LogSource {
    LogSource(
      path: path, rules: rules, component: component, day: day, zone: zone,
      modificationTime: modified, limits: limits, today: Int64(time(nil)))
  }

  /// The base of a log whose first lines do not say the date.
  ///
  /// The file is read ahead to the first header, dated stamp or check point, and the midnights up to
  /// there are counted back. Where nothing says the date, the file's last line is from the day on
  /// which the file was last changed, and all midnights are counted back from there.
  private static func anchored(
    _ base: ClockBase, _ log: LogSource, _ nextBlock: () -> InputBlock?
  ) -> ClockBase {
    var reader = RecordReader(log, base: base)
    var isAnchored = false
    while !isAnchored, let block = nextBlock() {
      block.withBytes { bytes in
        var place = 0
        var record = LogRecord()
        while !isAnchored, reader.next(bytes, .end, &place, &record) {
          isAnchored = reader.confidence == .certain
        }
      }
    }
    var base = base
    if isAnchored {
      // A header starts a clock of its own: what stands before it keeps the date it had.
      if reader.context.header == nil {
        base.day = reader.day - reader.midnights
        base.timeOfDay = nil
        base.confidence = .certain
      }
    } else if base.confidence == .modificationTime {
      base.day -= reader.midnights
    }
    return base
  }
}
