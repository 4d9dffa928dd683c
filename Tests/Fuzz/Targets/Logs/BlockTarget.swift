import Glibc
import Grok
import LogInput

@testable import GenesysLog

/// Blocks of a file: the whole input in order, whatever is given back.
final class BlockTarget: FuzzTarget {
  static let name = "blocks"
  static let words = LogWords.all
  static let seeds = LogWords.seeds.map { [0, 8, 40] + $0 }
  static let logPrefix: Int? = 3

  private let file = ScratchFile()
  private let rules = RuleSet([], library: PatternLibrary())

  init() {}

  func run(_ bytes: [UInt8]) {
    guard bytes.count > 3, !bytes[3...].starts(with: [0x1F, 0x8B]) else { return }
    let log = Array(bytes[3...])
    file.write(log)
    let maxLineBytes = bytes[2] < 128 ? 1 << 16 : Int(bytes[2] - 127) * 8
    holdInput(log, givesBack: bytes[0], blockBytes: Int(bytes[1]) + 1, maxLineBytes)
    let one = records(log, blockBytes: Int(bytes[1]) + 1, maxLineBytes, looksAhead: false)
    let several = records(log, blockBytes: Int(bytes[1]) + 1, maxLineBytes, looksAhead: true)
    RecordReading.holdSame(one, several, "ahead")
    if bytes[2] < 128 {
      let whole = records(log, blockBytes: log.count + 1, maxLineBytes, looksAhead: false)
      RecordReading.holdSame(one, whole, "as one block")
    }
  }

  private func makeReader(blockBytes: Int, _ maxLineBytes: Int) -> BlockReader {
    guard let source = try? ByteSource(InputFile(path: file.path)) else {
      fatalError("\(file.path) does not open")
    }
    return BlockReader(
      source: source, pool: BlockPool(), blockBytes: blockBytes, maxLineBytes: maxLineBytes)
  }

  /// Holds that blocks, some of whose bytes are given back, are the input.
  private func holdInput(_ log: [UInt8], givesBack: UInt8, blockBytes: Int, _ maxLineBytes: Int) {
    let reader = makeReader(blockBytes: blockBytes, maxLineBytes)
    var state = UInt32(givesBack)
    var end = 0
    var wasLast = false
    while let block = try? reader.next() {
      hold(!wasLast, "a block after the last")
      hold(Int(block.offset) == end, "a block at \(block.offset), not at \(end)")
      let content = block.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
      let skipped = block.cuts.map { Int($0.skippedBytes) }.reduce(0, +)
      let isWhole = skipped > 0 && content.last == 0x0A
      let same = content.count - (isWhole ? 1 : 0)
      hold(log[end..<end + same].elementsEqual(content[..<same]), "other bytes at \(end)")
      wasLast = block.isLast
      state = state &* 1_664_525 &+ 1_013_904_223
      if block.cuts.isEmpty, state & 0x3000_0000 == 0, givesBack > 0 {
        let place = Int(state >> 8) % (content.count + 1)
        reader.putBack(block, from: place)
        if place < content.count { wasLast = false }
        end += place
      } else {
        end += content.count + skipped
      }
    }
    hold(end == log.count, "the input ends at \(end), not at \(log.count)")
  }

  /// Reads records as the pipeline's feed does, with one worker or with several.
  private func records(
    _ log: [UInt8], blockBytes: Int, _ maxLineBytes: Int, looksAhead: Bool
  ) -> [RecordReading] {
    let blocks = makeReader(blockBytes: blockBytes, maxLineBytes)
    let source = LogSource(path: "a.log", rules: rules, today: 1_700_000_000)
    var reader = RecordReader(source, base: source.base())
    var readings: [RecordReading] = []
    while let block = try? blocks.next() {
      let following: RecordReader.Following =
        !block.cuts.isEmpty ? .cutLine : block.isLast ? .end : .more
      var copy = reader
      let end = block.withBytes { bytes in
        var found: [RecordReading] = []
        let end = Self.read(bytes, of: block, upTo: block.count, following, &reader, &found)
        guard looksAhead else {
          readings += found
          return end
        }
        let again = Self.read(bytes, of: block, upTo: end, following, &copy, &readings)
        hold(again == end, "read again, a block ends at \(again), not at \(end)")
        return end
      }
      hold(block.cuts.isEmpty || end == block.count, "a line that was cut is given back")
      blocks.putBack(block, from: end)
    }
    return readings
  }

  private static func read(
    _ bytes: Span<UInt8>, of block: InputBlock, upTo end: Int,
    _ following: RecordReader.Following, _ reader: inout RecordReader,
    _ readings: inout [RecordReading]
  ) -> Int {
    var place = 0
    var record = LogRecord()
    while place < end, reader.next(bytes, following, &place, &record) {
      readings.append(RecordReading(record, at: Int(block.offset)))
    }
    return place
  }
}
