import Event
package import GenesysLog
import Grok

/// Says of records which rule or expression takes them, as `parse` decides it; one worker's.
package struct RecordJudge: ~Copyable {
  private var context: LogContext?
  private var records: GenesysEncoder?
  private var lines: ExpressionEncoder?
  /// Stays empty: encoders that measure write nothing.
  private var events = JSONBuffer(capacity: 64)

  /// A judge for the records of `scan`.
  package init(_ scan: RecordScan) {
    if !scan.expressions.isEmpty {
      lines = ExpressionEncoder(scan.expressions, isMeasuring: true)
    }
  }

  /// How many patterns there are to try: those of all rules, or the expressions.
  package static func patternCount(_ scan: RecordScan) -> Int {
    scan.expressions.isEmpty ? scan.rules.patterns.count : scan.expressions.count
  }

  /// What becomes of a record.
  package mutating func judge(
    _ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock
  ) -> EncodingOutcome {
    if lines != nil {
      return lines?.encode(
        bytes, record.range, path: block.path, offset: 0, isASCII: block.isASCII, isCut: false,
        into: &events) ?? .unmatched(isTimeout: false)
    }
    if records == nil { records = GenesysEncoder(measuring: block.context) }
    if block.context !== context {
      context = block.context
      records?.begin(block.context)
    }
    return records?.encode(
      record, of: bytes, blockOffset: 0, isASCII: block.isASCII, isCut: false, into: &events)
      ?? .unmatched(isTimeout: false)
  }

  /// Gives the text that rules or expressions saw of the record judged last, without its passwords.
  package func withText<Result>(
    of record: LogRecord, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    records?.withText(of: record, bytes, body)
      ?? body(bytes.extracting(record.head.textRange))
  }

  /// Gives the text with its members, which some rules see; otherwise as ``withText(of:_:_:)``.
  package func withLines<Result>(
    of record: LogRecord, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    records?.withLines(of: record, bytes, body)
      ?? body(bytes.extracting(record.head.textRange))
  }

  /// Adds what was measured since the last call to the accounts of all patterns.
  package mutating func drain(into accounts: inout [MatchAccount]) {
    records?.drain(into: &accounts)
    lines?.drain(into: &accounts)
  }
}
