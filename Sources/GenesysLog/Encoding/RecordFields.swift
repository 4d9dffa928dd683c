import Event

/// The fields of the events of one kind of record, in the order of the event.
struct RecordFields {
  private typealias Slot = GenesysEncoder.Slot

  private let context: LogContext
  private let head: RecordHead
  private let confidence: ClockBase.Confidence
  private let rule: Rule?
  private let action: String?

  /// The fields of records that `rule` knows, or of others whose `event.action` is `action`.
  init(_ context: LogContext, _ record: LogRecord, rule: Rule?, action: String? = nil) {
    self.context = context
    head = record.head
    confidence = record.confidence
    self.rule = rule
    self.action = rule?.action ?? action
  }

  /// All fields; `captures` are those of the rule's pattern.
  func fields(_ captures: [EventField]) -> [EventField] {
    let own = (rule.map(RecordFields.constants) ?? []) + captures
    return headFields + eventFields + RecordFields.bodyFields(beside: own) + own + clockFields
      + context.trailingFields + fullFormatFields
  }

  /// The fields of a body, without those that a rule's are part of: `sip` beside `sip.call_id`.
  private static func bodyFields(beside own: [EventField]) -> [EventField] {
    RecordBody.fields.filter { body in
      !own.contains { $0.path.count > body.path.count && $0.path.starts(with: body.path) }
    }
  }

  private var headFields: [EventField] {
    var fields = [
      EventField("@timestamp", .time), EventField("message", .slots([.init(Slot.message)])),
    ]
    if let level = head.level { fields.append(.text("log.level", level.name)) }
    fields += [.text("log.file.path", context.path), EventField("log.offset", .offset)]
    return fields
  }

  private var eventFields: [EventField] {
    var fields: [EventField] = []
    if head.code >= 0 { fields.append(EventField("event.code", .slots([.init(Slot.code)]))) }
    if let action, !action.isEmpty { fields.append(.text("event.action", action)) }
    fields += context.leadingFields
    if let severity = head.level?.severity {
      fields.append(EventField("event.severity", .constant(String(severity))))
    }
    fields.append(EventField("event.original", .slots([.init(Slot.original)])))
    return fields
  }

  private var clockFields: [EventField] {
    confidence.word.map { [.text("genesys.clock.confidence", $0)] } ?? []
  }

  /// The full message format names host and application in each record.
  private var fullFormatFields: [EventField] {
    guard !head.hostRange.isEmpty else { return [] }
    return [
      EventField("service.name", .slots([.init(Slot.application)])),
      EventField("host.name", .slots([.init(Slot.host)])),
    ]
  }

  /// The fields that every match of a rule gets.
  private static func constants(_ rule: Rule) -> [EventField] {
    rule.constants.compactMap { field in
      switch field.value {
      case .string(let text): .text(field.name, text)
      case .integer(let number): EventField(field.name, .constant(String(number)))
      case .boolean(let flag): EventField(field.name, .constant(String(flag)))
      case .double(let number): EventField(field.name, .constant(number.description))
      // Lists stand in examples only.
      case .list: nil
      }
    }
  }

  /// The fields of a text of bracketed values.
  static func bracketed(_ pairs: [BracketExtractor.Pair], _ text: Span<UInt8>) -> [EventField] {
    var values: [(path: String, slots: [EventField.SlotValue])] = []
    for (index, pair) in pairs.enumerated() {
      var path = pair.field.name ?? ""
      if path.isEmpty {
        var name: [UInt8] = []
        BracketExtractor.appendName(of: pair.key, in: text, to: &name)
        path = "genesys.values." + String(decoding: name, as: UTF8.self)
      }
      let slot = EventField.SlotValue(
        Slot.firstGroup + index, as: pair.field.isInteger ? .integer : .string)
      if let place = values.firstIndex(where: { $0.path == path }) {
        values[place].slots.append(slot)
      } else {
        values.append((path, [slot]))
      }
    }
    return values.map { EventField($0.path, .slots($0.slots)) }
  }

  /// Whether a field is one of the four that any event has and that cannot contradict each other.
  static func isOfHead(_ field: EventField) -> Bool {
    ["@timestamp", "message", "log.file.path", "log.offset"]
      .contains(field.path.joined(separator: "."))
  }
}
