import Event
import GenesysLog
import Grok

/// Turns lines into events by expressions of the user: `--pattern`.
///
/// The fields are those of the first expression that matches, and besides them only `message` (unless
/// captured), `log.file.path` and `log.offset`.
struct ExpressionEncoder: ~Copyable {
  private static let messageSlot = 0
  private static let firstGroupSlot = 1

  private let expressions: [GrokPattern]
  private let prefilter: GrokPrefilter
  private var candidates = GrokPrefilter.Candidates()
  private var matcher = GrokMatcher()
  private var values = EventValues()
  private var time = TimestampText()
  /// One layout an expression, and last that of unmatched lines; for `path`.
  private var layouts: [EventLayout] = []
  private var path: String?
  /// Measures tries; then no event is written.
  private var meter: MatchMeter
  private let isMeasuring: Bool

  /// - Parameter isMeasuring: whether tries of expressions are measured, and nothing is written.
  init(_ expressions: [GrokPattern], isMeasuring: Bool = false) {
    self.expressions = expressions
    self.isMeasuring = isMeasuring
    meter = MatchMeter(patterns: isMeasuring ? expressions.count : 0)
    prefilter = GrokPrefilter(expressions)
  }

  /// Checks that events can be made of what the expressions capture.
  static func check(_ expressions: [GrokPattern]) throws(EventLayoutError) {
    for expression in expressions { _ = try layout(expression, path: "") }
  }

  /// Appends the event of the line `range` of `bytes`.
  mutating func encode(
    _ bytes: Span<UInt8>, _ range: Range<Int>, path: String, offset: Int64, isASCII: Bool,
    isCut: Bool, into out: inout JSONBuffer
  ) -> EncodingOutcome {
    if path != self.path { setPath(path) }
    values.tags = isCut ? .truncated : EventTags(rawValue: 0)
    values.offset = offset
    values.set(Self.messageSlot, range)
    let line = bytes.extracting(range)
    let encoding: SubjectEncoding = isASCII ? .ascii : SubjectEncoding(of: line)
    var isTimeout = false
    prefilter.select(line, &candidates)
    while !isTimeout, let index = candidates.popFirst() {
      let start = isMeasuring ? beginTry(index, line, encoding) : 0
      let result = matcher.match(expressions[index], line, encoding: encoding)
      if isMeasuring { meter.end(index, result, since: start) }
      switch result {
      case .matched:
        if isMeasuring { return .matched(index) }
        values.setGroups(of: matcher, from: Self.firstGroupSlot, shift: range.lowerBound)
        layouts[index].encode(values, of: bytes, with: &time, into: &out)
        return .matched(index)
      case .noMatch:
        continue
      case .limit:
        isTimeout = true
      }
    }
    if isMeasuring { return .unmatched(isTimeout: isTimeout) }
    values.tags.add(isTimeout ? .timeout : .parseFailure)
    layouts[expressions.count].encode(values, of: bytes, with: &time, into: &out)
    return .unmatched(isTimeout: isTimeout)
  }

  @inline(never)
  private mutating func beginTry(
    _ index: Int, _ line: Span<UInt8>, _ encoding: SubjectEncoding
  ) -> UInt64 {
    if !meter.hasTried(index) {
      // The first search makes machine code.
      _ = matcher.match(expressions[index], line, encoding: encoding)
    }
    return meter.begin(index)
  }

  /// Adds what was measured since the last call to the accounts of all expressions.
  mutating func drain(into accounts: inout [MatchAccount]) { meter.drain(into: &accounts) }

  private mutating func setPath(_ path: String) {
    self.path = path
    layouts = expressions.compactMap { try? ExpressionEncoder.layout($0, path: path) }
    layouts += [try? EventLayout(ExpressionEncoder.commonFields(path: path))].compactMap { $0 }
  }

  private static func layout(
    _ expression: GrokPattern, path: String
  ) throws(EventLayoutError) -> EventLayout {
    var fields = expression.eventFields(firstSlot: firstGroupSlot)
    let capturesMessage = fields.contains { $0.path == ["message"] }
    fields += commonFields(path: path).filter { $0.path != ["message"] || !capturesMessage }
    return try EventLayout(fields)
  }

  private static func commonFields(path: String) -> [EventField] {
    [
      EventField("message", .slots([.init(messageSlot)])), .text("log.file.path", path),
      EventField("log.offset", .offset),
    ]
  }
}
