import GenesysLog
import LogInput

/// Finds what the next segment of a log has of the last record of this one.
///
/// A server that fills a segment goes on in the next in the middle of a record, even of a line. The
/// next file says so in its name (same base, later date) and in its header: the next `File: (n)` of the
/// run that began at the same time. What stands between that header and its first record belongs here.
struct SegmentJoin: Sendable {
  private let inputs: [InputFile]
  private let logs: LogOpener
  private let pool: BlockPool

  init(_ inputs: [InputFile], logs: LogOpener, pool: BlockPool) {
    self.inputs = inputs
    self.logs = logs
    self.pool = pool
  }

  /// Whether the input after this one looks, by its name, like the next segment of the same log.
  func mayContinue(_ index: Int) -> Bool {
    guard index + 1 < inputs.count,
      let this = LogFileName.date(in: inputs[index].path),
      let next = LogFileName.date(in: inputs[index + 1].path),
      folder(inputs[index].path) == folder(inputs[index + 1].path)
    else { return false }
    return this.base == next.base && this.thread == next.thread
      && (this.day, this.timeOfDay) < (next.day, next.timeOfDay)
      && !this.isSnapshot && !next.isSnapshot
  }

  /// The bytes behind the next input's header that belong to the last record of this one.
  ///
  /// - Parameters:
  ///   - reader: where the log stands at the start of `block`, the last one of this input.
  func continuation(of index: Int, _ block: InputBlock, _ reader: LogReader) -> [UInt8] {
    SegmentJoin.continuation(of: block, reader) {
      guard let source = try? ByteSource(inputs[index + 1]),
        let next = try? BlockReader(source: source, pool: pool).next()
      else { return nil }
      return (next, logs.emptyReader(inputs[index + 1]))
    }
  }

  /// The bytes behind the header of the next segment that belong to the last record of `block`.
  ///
  /// - Parameters:
  ///   - reader: where the log stands at the start of `block`, the last one of its segment.
  ///   - next: the first block of the next segment, and a reader for it.
  static func continuation(
    of block: InputBlock, _ reader: LogReader, _ next: () -> (InputBlock, LogReader)?
  ) -> [UInt8] {
    var reader = reader
    var record = LogRecord()
    var open: [UInt8] = []
    block.withBytes { bytes in
      var place = 0
      while reader.next(bytes, .more, &place, &record) {}
      open = (place..<bytes.count).map { bytes[$0] }
    }
    guard !open.isEmpty, let header = reader.context.header, header.segment != nil,
      let (nextBlock, nextReader) = next(),
      let lines = lines(of: nextBlock, nextReader, after: header)
    else { return [] }
    // The record that is open says itself what of the next lines it takes.
    let whole = open + lines
    var place = 0
    guard reader.next(whole.span, .end, &place, &record), place > open.count else { return [] }
    return Array(whole[open.count..<place])
  }

  /// The lines behind a block's header, if it is of the segment after that of `header`.
  private static func lines(
    of block: InputBlock, _ reader: LogReader, after header: LogHeader
  ) -> [UInt8]? {
    var reader = reader
    return block.withBytes { bytes in
      var place = 0
      var record = LogRecord()
      guard reader.next(bytes, .end, &place, &record), record.kind == .header,
        let segment = header.segment, let next = reader.context.header,
        next.segment == segment + 1, next.startTime == header.startTime
      else { return nil }
      return (place..<bytes.count).map { bytes[$0] }
    }
  }

  private func folder(_ path: String) -> Substring {
    path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
  }
}
