import Event
import GenesysLog
import Grok

/// The whole engine, which makes an event of a record as `genlog parse` does.
///
/// Of several records in a text the last one counts, so that a header block may stand before it.
struct RecordSubject: ExampleSubject {
  /// All rules there are.
  let rules: RuleSet
  /// Whose log the record stands in; nil to leave it to the header, if there is one.
  let component: Component?
  /// The day of a log that does not say its own, since 1970-01-01; not today's, so that tests stay true.
  var day: Int32 = 0
  /// The zone of a log that does not say its own.
  var zone: ZoneRules?

  /// The log's path, as events have it.
  private static let path = "test.log"

  func answer(
    _ text: String, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> ExampleAnswer {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    let source = LogSource(
      path: Self.path, rules: rules, component: component, day: day, zone: zone, today: 0)
    var reader = RecordReader(source, base: source.base())
    var encoder = GenesysEncoder(reader.context)
    var out = JSONBuffer()
    var (place, record, last) = (0, LogRecord(), 0..<0)
    var outcome = EncodingOutcome.unmatched(isTimeout: false)
    while reader.next(bytes.span, .end, &place, &record) {
      if case .header = record.kind { encoder.begin(reader.context) }
      out.removeAll()
      outcome = encoder.encode(
        record, of: bytes.span, blockOffset: 0, isASCII: SubjectEncoding.isASCII(bytes.span),
        isCut: false, into: &out)
      last = record.range
    }
    var answer = try Self.answer(out.text())
    if case .matched(let number) = outcome {
      answer.rule = GenesysEncoder.ruleNames(rules)[number]
      let text = String(decoding: bytes[last], as: UTF8.self)
      // The encoder notes nothing, being made for speed: the rules once more.
      let subject = RuleSubject(rules: rules, component: reader.context.component)
      _ = try subject.answer(text, noting: &coverage)
    }
    return answer
  }

  func failure(of text: String) -> ExampleFailure? {
    RuleSubject(rules: rules, component: component).failure(of: text)
  }

  /// The event as an answer; its tags are not among the fields.
  private static func answer(_ event: String) throws(ExampleError) -> ExampleAnswer {
    var answer = ExampleAnswer()
    guard !event.isEmpty,
      case .object(let members) = try JSONReader.read(Array(event.utf8), file: path).fieldValue
    else { return answer }
    answer.fields = FieldList(members)
    if case .array(let tags) = answer.fields["tags"] {
      answer.tags = tags.compactMap { if case .string(let tag) = $0 { tag } else { nil } }
      answer.fields.remove("tags")
    }
    answer.matched =
      !answer.tags.contains(GrokTag.parseFailure) && !answer.tags.contains(GrokTag.timeout)
    return answer
  }

  /// The day of a date, `2016-05-13`; nil if it is none.
  static func day(_ text: String) -> Int32? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])?.dayNumber
  }

  /// The zone of a name; nil if there is none.
  static func zone(_ text: String) -> ZoneRules? { try? ZoneRules.named(text) }
}
