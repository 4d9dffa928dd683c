import GenesysLog
import LogInput

extension BlockWork {
  /// Hands the records of the block to a consumer.
  ///
  /// - Returns: where the log stands after the block, and the place of the first record in the block
  ///   that may go on after it.
  func takeRecords(
    _ consumer: inout some RecordConsumer & ~Copyable
  ) -> (reader: LogReader, end: Int) {
    var reader = reader
    guard let block else { return (reader, 0) }
    var scanned = scanned(block)
    var place = 0
    block.withBytes { bytes in
      var record = LogRecord()
      while place < end, reader.next(bytes, following, &place, &record) {
        if case .header = record.kind { scanned.context = reader.context }
        scanned.isCut = block.cuts(record.range)
        consumer.take(record, of: bytes, in: scanned)
      }
    }
    return (reader, place)
  }

  /// Hands the lines of the block to a consumer, each as a record of nothing but text.
  func takeLines(
    _ consumer: inout some RecordConsumer & ~Copyable
  ) -> (reader: LogReader, end: Int) {
    guard let block else { return (reader, 0) }
    var scanned = scanned(block)
    block.withBytes { bytes in
      var record = LogRecord()
      var place = 0
      while let line = LineScan.nextLine(bytes, &place) {
        record.range = line
        record.extent = line
        record.firstLineEnd = line.upperBound
        record.head.textRange = line
        scanned.isCut = block.cuts(line)
        consumer.take(record, of: bytes, in: scanned)
      }
    }
    return (reader, end)
  }

  private func scanned(_ block: InputBlock) -> ScannedBlock {
    ScannedBlock(
      path: path, context: reader.context, offset: block.offset, isASCII: block.isASCII)
  }
}

extension InputBlock {
  /// Whether a line in `range` was too long, and is cut.
  func cuts(_ range: Range<Int>) -> Bool {
    // Cuts are rare, and at most one a block.
    !cuts.isEmpty && cuts.contains { range.contains($0.offset) }
  }
}
