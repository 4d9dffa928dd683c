import Grok

@testable import GenesysLog

/// Records: whatever the blocks, the same ones, and every byte in one of them.
final class RecordTarget: FuzzTarget {
  static let name = "records"
  static let words = LogWords.all
  static let seeds = LogWords.seeds.map { [0, 0] + $0 }
  static let logPrefix: Int? = 2

  private let rules = RuleSet([], library: PatternLibrary())

  init() {}

  func run(_ bytes: [UInt8]) {
    guard bytes.count > 2 else { return }
    let log = Array(bytes[2...])
    let reader = makeReader(limits: Self.limits(bytes[0]))
    let whole = read(log, with: reader, seed: 0)
    RecordReading.holdTiling(whole, log)
    let blocks = read(log, with: reader, seed: bytes[1] | 1)
    RecordReading.holdTiling(blocks, log)
    RecordReading.holdSame(whole, blocks, "in blocks")
    RecordReading.holdSame(whole, readAhead(log, with: reader, seed: bytes[1] | 1), "ahead")
  }

  private static func limits(_ byte: UInt8) -> RecordLimits {
    switch byte & 3 {
    case 0: .standard
    case 1: RecordLimits(lines: 1 + Int(byte >> 4), bytes: 1 << 20)
    case 2: RecordLimits(lines: 10_000, bytes: 1 + Int(byte))
    default: RecordLimits(lines: 1 + Int(byte >> 5), bytes: 16 * Int(byte))
    }
  }

  private func makeReader(limits: RecordLimits) -> RecordReader {
    let source = LogSource(path: "a.log", rules: rules, limits: limits, today: 1_700_000_000)
    return RecordReader(source, base: source.base())
  }

  /// Reads block after block, as one worker does.
  private func read(
    _ log: [UInt8], with reader: RecordReader, seed: UInt8
  ) -> [RecordReading] {
    var reader = reader
    var readings: [RecordReading] = []
    var cutter = BlockCutter(log, seed: seed)
    var place = 0
    while let block = cutter.next(leftAt: place) {
      place = Self.read(block, upTo: block.bytes.count, &reader, &readings)
    }
    return readings
  }

  /// Finds where a block's records end, and reads those again with a copy, as several workers do.
  private func readAhead(
    _ log: [UInt8], with reader: RecordReader, seed: UInt8
  ) -> [RecordReading] {
    var reader = reader
    var readings: [RecordReading] = []
    var cutter = BlockCutter(log, seed: seed)
    var place = 0
    while let block = cutter.next(leftAt: place) {
      var copy = reader
      var found: [RecordReading] = []
      place = Self.read(block, upTo: block.bytes.count, &reader, &found)
      let end = Self.read(block, upTo: place, &copy, &readings)
      hold(end == place, "read again, a block's records end at \(end), not at \(place)")
    }
    return readings
  }

  private static func read(
    _ block: BlockCutter.Block, upTo end: Int, _ reader: inout RecordReader,
    _ readings: inout [RecordReading]
  ) -> Int {
    var place = 0
    var record = LogRecord()
    while place < end, reader.next(block.bytes.span, block.following, &place, &record) {
      hold(place == record.extent.upperBound, "the place is not the record's end")
      hold(
        record.range.lowerBound >= record.extent.lowerBound
          && record.range.upperBound <= record.extent.upperBound
          && record.range.contains(record.firstLineEnd - 1)
          && record.firstLineEnd <= record.range.upperBound,
        "text \(record.range) outside \(record.extent)")
      readings.append(RecordReading(record, at: block.start))
    }
    return place
  }
}
