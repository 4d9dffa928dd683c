import Event

extension TimestampField {
  /// Whether it is `@timestamp` in ISO 8601, which is read once for all rules.
  var isUsual: Bool { format == .iso && field.name == "@timestamp" }

  /// The time of an event, which is a part of `block`; nil where it has none that can be read.
  func time(_ fields: EventFields, _ block: [UInt8], _ range: Range<Int>) -> Int64? {
    let event = block.span.extracting(range)
    guard let value = fields.value(of: field, in: event) else { return nil }
    if format == .iso {
      guard value.kind == .string, !value.hasEscapes else { return nil }
      return EventInstant(event, value.content)?.microseconds
    }
    let place =
      value.range.lowerBound + range.lowerBound..<value.range.upperBound + range.lowerBound
    return JSONTreeReader.read(block, place).flatMap { format.instant($0)?.microseconds }
  }
}
