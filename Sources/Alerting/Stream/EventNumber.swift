import Event

/// Numbers of events.
enum EventNumber {
  /// The number that a field is or spells; nil for all else.
  static func value(
    of field: EventField, _ fields: EventFields, _ event: Span<UInt8>
  ) -> Double? {
    guard let value = fields.value(of: field, in: event), !value.hasEscapes else { return nil }
    switch value.kind {
    case .number, .string:
      guard let number = QueryNumber.value(event, value.content), number.isFinite else {
        return nil
      }
      return number
    default: return nil
    }
  }
}
