import Event

/// The fields of the event that stands for the header block of a log.
struct HeaderFields {
  private let context: LogContext
  private let confidence: ClockBase.Confidence

  init(_ context: LogContext, _ confidence: ClockBase.Confidence) {
    self.context = context
    self.confidence = confidence
  }

  var fields: [EventField] {
    var fields = [
      EventField("@timestamp", .time),
      EventField("message", .slots([.init(GenesysEncoder.Slot.message)])),
      .text("log.file.path", context.path), EventField("log.offset", .offset),
      .text("event.action", "log-opened"),
    ]
    fields += context.leadingFields
    fields.append(EventField("event.original", .slots([.init(GenesysEncoder.Slot.original)])))
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
    add("process.command_line", header.commandLine.map(RecordText.hidingSecrets))
    add("host.os.full", header.hostInfo)
    add("service.version", header.version)
    return fields
  }
}
