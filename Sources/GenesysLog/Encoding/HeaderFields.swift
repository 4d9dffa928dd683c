import Event

/// The fields of the event that stands for the header block of a log.
struct HeaderFields {
  private let context: LogContext
  private let text: [UInt8]
  private let confidence: ClockBase.Confidence

  init(_ context: LogContext, _ text: [UInt8], _ confidence: ClockBase.Confidence) {
    self.context = context
    self.text = text
    self.confidence = confidence
  }

  var fields: [EventField] {
    let firstLine = text.prefix { $0 != 0x0A }
    var fields = [
      EventField("@timestamp", .time), HeaderFields.bytes("message", Array(firstLine)),
      .text("log.file.path", context.path), EventField("log.offset", .offset),
      .text("event.action", "log-opened"),
    ]
    fields += context.leadingFields
    fields.append(HeaderFields.bytes("event.original", text))
    if let header = context.header { fields += HeaderFields.details(header) }
    if let word = confidence.word { fields.append(.text("genesys.clock.confidence", word)) }
    return fields + context.trailingFields
  }

  private static func details(_ header: LogHeader) -> [EventField] {
    var fields: [EventField] = []
    func add(_ path: String, _ value: String?) {
      if let value, !value.isEmpty { fields.append(.text(path, value)) }
    }
    if let number = header.segment {
      fields.append(EventField("genesys.log.segment", .constant(String(number))))
    }
    add("genesys.log.file", header.file)
    add("genesys.application.type", header.applicationType)
    if let offset = header.utcOffsetSeconds {
      fields.append(EventField("genesys.clock.utc_offset", .constant(String(offset))))
    }
    add("process.command_line", header.commandLine)
    add("host.os.full", header.hostInfo)
    add("service.version", header.version)
    return fields
  }

  private static func bytes(_ path: String, _ value: [UInt8]) -> EventField {
    var buffer = JSONBuffer(capacity: value.count + 16)
    buffer.append(quoted: value.span)
    return EventField(path, .constant(buffer.text()))
  }
}
