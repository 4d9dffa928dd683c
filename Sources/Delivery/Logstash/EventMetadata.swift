import Event

/// What Logstash is told of an event in its `@metadata`, which it does not send on by itself.
///
///     {"@timestamp": ..., "@metadata":{"beat":"genlog","type":"_doc","version":"0.1.0","_id":"AZqb..."}}
///
/// It stands at the end: where a member is there twice, the last one counts for Logstash's parser.
struct EventMetadata {
  private static let path = FieldPath("@metadata")
  private static let members: [UInt8] = Array(
    "\"beat\":\"genlog\",\"type\":\"_doc\",\"version\":\"\(ProgramVersion.text)\",\"_id\":\"".utf8)
  private static let name: StaticString = "\"@metadata\":{"

  /// Where members go in: before the brace that closes the object.
  private let end: Int
  /// Whether there is a member before them, and so a comma.
  private let needsComma: Bool
  /// Whether they go into an object of their own.
  private let isNew: Bool

  /// Finds the place for it in an event.
  init(in event: Span<UInt8>) {
    // Grok patterns for firewalls fill `@metadata` too.
    if let path = EventMetadata.path, let value = JSONLookup.value(at: path, in: event),
      value.kind == .object
    {
      end = value.range.upperBound - 1
      isNew = false
    } else {
      var place = event.count
      while place > 0, event[place - 1] != UInt8(ascii: "}") { place -= 1 }
      end = max(place - 1, 0)
      isNew = true
    }
    var before = end
    while before > 0, event[before - 1] <= UInt8(ascii: " ") { before -= 1 }
    needsComma = before > 0 && event[before - 1] != UInt8(ascii: "{")
  }

  /// How many bytes are added.
  var length: Int {
    EventMetadata.members.count + EventID.textLength + 1 + (needsComma ? 1 : 0)
      + (isNew ? EventMetadata.name.utf8CodeUnitCount + 1 : 0)
  }

  /// Appends the event with its metadata; returns where in `out` these stand.
  func append(_ event: Span<UInt8>, id: EventID, to out: inout JSONBuffer) -> Range<Int> {
    out.append(event, 0..<end)
    let start = out.count
    if needsComma { out.append(UInt8(ascii: ",")) }
    if isNew { out.append(EventMetadata.name) }
    out.append(EventMetadata.members)
    id.append(to: &out)
    out.append(UInt8(ascii: "\""))
    if isNew { out.append(UInt8(ascii: "}")) }
    let addition = start..<out.count
    out.append(event, end..<event.count)
    return addition
  }
}
