import Event
import GenesysLog

/// Events of records: sound JSON, one line each, the same whatever the blocks.
final class EventTarget: FuzzTarget {
  static let name = "events"
  static let words = LogWords.all
  static let seeds = LogWords.seeds.map { [0] + $0 }
  static let logPrefix: Int? = 1

  /// Each as it stands at a log's start, for each component.
  private let readers: [RecordReader]
  private var encoder: GenesysEncoder

  init() {
    guard let rules = try? RuleSet() else { fatalError("the built-in rules do not load") }
    let components = ["ConfigurationServer", "TServer", "SIPServer", "UniversalRoutingServer"]
    readers = ([nil] + components.map { Component.named($0) }).map { component in
      let source = LogSource(
        path: "a.log", rules: rules, component: component, today: 1_700_000_000)
      return RecordReader(source, base: source.base())
    }
    encoder = GenesysEncoder(readers[0].context)
  }

  func run(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let log = Array(bytes[1...])
    let reader = readers[Int(choice) % readers.count]
    let whole = events(of: log, reader, seed: 0)
    for line in whole.split(separator: 0x0A) { holdObject(line, "event") }
    let blocks = events(of: log, reader, seed: choice | 1)
    hold(whole == blocks, "in blocks: \(text(whole))\nis:\n\(text(blocks))")
  }

  private func events(of log: [UInt8], _ start: RecordReader, seed: UInt8) -> [UInt8] {
    var reader = start
    encoder.begin(reader.context)
    var out = JSONBuffer()
    var cutter = BlockCutter(log, seed: seed)
    var place = 0
    var count = 0
    while let block = cutter.next(leftAt: place) {
      let isASCII = block.bytes.allSatisfy { $0 < 0x80 }
      var record = LogRecord()
      place = 0
      while reader.next(block.bytes.span, block.following, &place, &record) {
        if record.kind == .header { encoder.begin(reader.context) }
        _ = encoder.encode(
          record, of: block.bytes.span, blockOffset: Int64(block.start), isASCII: isASCII,
          isCut: false, into: &out)
        count += 1
      }
    }
    let all = out.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    hold(all.count { $0 == 0x0A } == count, "\(count) records, and lines: \(text(all))")
    return all
  }
}
