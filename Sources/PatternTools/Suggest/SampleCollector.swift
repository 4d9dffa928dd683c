import Event
import GenesysLog
import Grok
import Pipeline

/// Collects the first lines of records.
struct SampleCollector: RecordConsumer, ~Copyable {
  private let options: SuggestOptions
  private var found = SampleSet()
  private var text = RuleText()
  private var encoder: GenesysEncoder?
  private var events = JSONBuffer(capacity: 4096)

  /// A collector that has seen nothing.
  init(_ options: SuggestOptions) {
    self.options = options
  }

  mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock) {
    found.components.insert(block.context.component?.id)
    guard record.kind == .message else {
      found.headers += 1
      return
    }
    let hasContext = block.context.component != nil || block.context.header != nil
    if options.isUnmatchedOnly || !hasContext, isKnown(record, bytes, block) {
      if options.isUnmatchedOnly {
        found.known += 1
        return
      }
      if record.head.stamp != nil { found.recognised += 1 }
    }
    text.read(record, of: bytes)
    keep(LogSample(line: text.line, text: text.text, code: record.head.code))
    if record.hasMembers, block.context.header == nil { keepLines(record, bytes) }
  }

  mutating func report(into findings: inout SampleSet) {
    findings.add(found, maxRecords: options.maxRecords, maxBytes: options.maxBytes)
    found = SampleSet()
  }

  /// What comes in one block is no more than fits in it.
  private mutating func keep(_ sample: LogSample) {
    found.records.append(sample)
    found.lines.append(Self.line(sample.line))
  }

  private mutating func keepLines(_ record: LogRecord, _ bytes: Span<UInt8>) {
    var line: [UInt8] = []
    for place in record.members {
      if bytes[place] != 0x0A {
        line.append(bytes[place])
        continue
      }
      keepLine(&line)
    }
    keepLine(&line)
  }

  private mutating func keepLine(_ line: inout [UInt8]) {
    while line.last == 0x0D { line.removeLast() }
    if line.contains(where: { $0 > 0x20 }) { found.lines.append(Self.line(line)) }
    line.removeAll()
  }

  private static func line(_ line: [UInt8]) -> LogSample {
    LogSample(line: line, text: 0..<line.count, code: -1)
  }

  /// Whether a rule takes a record, as in `parse`.
  private mutating func isKnown(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ block: ScannedBlock
  ) -> Bool {
    if encoder == nil { encoder = GenesysEncoder(block.context) }
    encoder?.begin(block.context)
    events.removeAll()
    let outcome = encoder?.encode(
      record, of: bytes, blockOffset: block.offset, isASCII: block.isASCII, isCut: block.isCut,
      into: &events)
    if case .matched? = outcome { return true }
    return false
  }
}
