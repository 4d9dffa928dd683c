package import Event

/// One line of a dead-letter file, read again: an event, and where it was to go.
package struct DeadLetter: Sendable {
  /// The name of the event.
  package let id: EventID
  /// The index that it was meant for; nil where it was to go to Logstash.
  package let index: [UInt8]?
  /// Where the event stands in the line.
  package let event: Range<Int>

  private static let action = FieldPath("dead_letter.action.create")
  private static let id = FieldPath("_id")
  private static let index = FieldPath("_index")
  private static let event = FieldPath("event")

  /// Reads a line; nil if it is none, as the file may have been edited.
  package init?(line: Span<UInt8>) {
    var walker = JSONWalker()
    while walker.next(in: line) != nil {}
    guard walker.isComplete(in: line),
      let action = DeadLetter.value(DeadLetter.action, of: line),
      let event = DeadLetter.value(DeadLetter.event, of: line), event.kind == .object
    else { return nil }
    let create = line.extracting(action.range)
    guard let id = DeadLetter.value(DeadLetter.id, of: create),
      let name = EventID(text: create.extracting(id.content))
    else { return nil }
    self.id = name
    let index = DeadLetter.value(DeadLetter.index, of: create)
    if let index, !IndexName.isValid(create.extracting(index.content)) { return nil }
    self.index = index.map { index in index.content.map { create[$0] } }
    self.event = event.range
  }

  private static func value(_ path: FieldPath?, of line: Span<UInt8>) -> JSONValueRange? {
    path.flatMap { JSONLookup.value(at: $0, in: line) }
  }
}
