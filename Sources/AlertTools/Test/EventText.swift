import Event

/// Parts of events as texts for people.
enum EventText {
  /// The time of an event, as it says it.
  static func time(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    guard let path = FieldPath("@timestamp") else { return nil }
    let event = bytes.span.extracting(range)
    return JSONLookup.value(at: path, in: event).map { JSONLookup.text(of: $0, in: event) }
  }
}
