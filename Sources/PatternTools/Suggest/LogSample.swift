import GenesysLog

/// The first line of a record, or a line, to which a rule is to be found.
struct LogSample: Sendable {
  /// The line without its end, passwords hidden.
  let line: [UInt8]
  /// Where the text for rules lies in it.
  let text: Range<Int>
  /// The message id, or -1.
  let code: Int32
  /// How much of the text a head takes that a pattern is known for; see ``TextHead``.
  var head: TextHead?

  /// The text for rules.
  var bytes: ArraySlice<UInt8> { line[text] }
  /// The text after its head.
  var body: Range<Int> { text.lowerBound + (head?.length ?? 0)..<text.upperBound }
}

/// What a log gave.
struct SampleSet: Sendable {
  /// Records, in the order of the log.
  var records: [LogSample] = []
  /// The lines that follow the first line of records, for logs that have no records at all.
  var lines: [LogSample] = []
  /// The components of the logs; nil is one that nobody knows.
  var components: Set<String?> = []
  /// Header blocks, which need no rule.
  var headers = 0
  /// Records with a time, of logs without a header, that genlog's own rules take.
  var recognised = 0
  /// Records for which there was no room.
  var skipped = 0
  /// Records that rules take already.
  var known = 0
  /// Bytes that are kept.
  var size = 0

  /// Whether the log has records as Genesys products print them: a header, message ids, or texts
  /// of which rules take half.
  var isGenesys: Bool {
    headers > 0 || records.contains { $0.code >= 0 } || components.contains { $0 != nil }
      || recognised > 0 && recognised * 2 >= records.count
  }

  /// Takes in what the next block gave.
  mutating func add(_ other: SampleSet, maxRecords: Int, maxBytes: Int) {
    components.formUnion(other.components)
    headers += other.headers
    recognised += other.recognised
    skipped += other.skipped
    known += other.known
    for sample in other.records {
      guard records.count < maxRecords, size < maxBytes else {
        skipped += 1
        continue
      }
      size += sample.line.count
      records.append(sample)
    }
    for sample in other.lines where lines.count < maxRecords && size < maxBytes {
      size += sample.line.count
      lines.append(sample)
    }
  }
}
