import Event

/// An event as ElastAlert's rule classes see it: its members, its time read, and a compound key added.
final class ElastAlertEvent: Sendable {
  /// The members; the time as ElastAlert writes it in a match.
  let members: JSONObject
  /// The event's time, in the zone in which it was written; nil where it has none that can be read.
  let instant: EventInstant?
  /// Whether it stands for a time at which nothing came, or says so itself.
  let isPlaceholder: Bool

  /// Microseconds since 1970; nil where the event has no time that can be read.
  var time: Int64? { instant?.microseconds }

  /// Takes members as they are.
  init(_ members: JSONObject, _ instant: EventInstant?) {
    self.members = members
    self.instant = instant
    isPlaceholder = members["placeholder"] != nil
  }

  /// Prepares what was read from a stream, as `process_hits` of elastalert/elastalert.py does.
  convenience init(_ event: JSONObject, _ timestamp: TimestampField, _ queryKey: QueryKey?) {
    var members = event
    let instant = timestamp.field.value(in: event).flatMap { timestamp.format.instant($0) }
    if let instant { timestamp.field.replace(in: &members, with: .string(instant.text)) }
    if let queryKey, !queryKey.parts.isEmpty {
      members[queryKey.name] = .string(queryKey.joined(in: members))
    }
    self.init(members, instant)
  }

  /// What is seen of a time at which nothing came.
  convenience init(
    tick: EventInstant, _ timestamp: TimestampField, _ others: [(String, JSONTree)] = []
  ) {
    self.init(
      JSONObject([(timestamp.field.name, .string(tick.text))] + others), tick)
  }

  /// The members with others added, or put in the place of their namesakes.
  func with(_ others: [(String, JSONTree)]) -> JSONObject {
    var members = members
    for (key, value) in others { members[key] = value }
    return members
  }
}

extension QueryKey {
  /// The values of a compound key's fields, joined; `None` where there is none.
  func joined(in members: JSONObject) -> [UInt8] {
    var text: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { text += ", ".utf8 }
      text += (part.value(in: members) ?? .null).pythonText
    }
    return text
  }
}

extension TimestampField.Format {
  /// The instant that a value says; nil if it says none.
  func instant(_ value: JSONTree) -> EventInstant? {
    switch self {
    case .iso:
      guard case .string(let text) = value else { return nil }
      return EventInstant(text)
    case .unix, .unixMilliseconds:
      let number = value.double ?? value.text.flatMap { Double($0) }
      guard let number else { return nil }
      let seconds = self == .unix ? number : number / 1000
      guard
        let whole = Int64(exactly: (seconds * 1_000_000).rounded(.toNearestOrEven)),
        whole.magnitude < 1 << 58
      else { return nil }
      return EventInstant(microseconds: whole)
    }
  }
}
