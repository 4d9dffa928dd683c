package import GenesysLog

/// Takes the records of logs that a ``RecordScan`` reads; each of its workers has one.
///
/// What a consumer finds in a block it reports when the blocks before are done, so that the findings
/// are the same whatever the number of workers:
///
///     struct Counter: RecordConsumer {
///       private var count = 0
///       mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock) {
///         count += 1
///       }
///       mutating func report(into findings: inout Int) {
///         findings += count
///         count = 0
///       }
///     }
package protocol RecordConsumer: ~Copyable, SendableMetatype {
  /// What all consumers find together.
  associatedtype Findings: Sendable

  /// Takes the next record of a log.
  ///
  /// Where lines are read instead of records (`--pattern`), each is a record that has nothing but text.
  mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock)

  /// Adds what was found since the last call; called after each block, in the order of the logs.
  mutating func report(into findings: inout Findings)
}

/// The block of a log that a record lies in.
package struct ScannedBlock: Sendable {
  /// The path of the log, as it was found.
  package let path: String
  /// What the log says about itself, up to the record.
  package internal(set) var context: LogContext
  /// The place of the block's first byte in the log.
  package let offset: Int64
  /// Whether the block holds no byte above 0x7F.
  package let isASCII: Bool
  /// Whether a line of the record was cut.
  package internal(set) var isCut = false
}

/// What a scan found, and how it went.
package struct ScanOutcome<Findings: Sendable>: Sendable {
  /// What the consumers found.
  package var findings: Findings
  /// How many inputs could not be read, in whole or in part; each was told.
  package var problems = 0
  /// How many bytes were read, decompressed.
  package var bytes: Int64 = 0
}
