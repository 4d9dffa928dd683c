import Event

/// One event of a call.
package struct CallEvent: Sendable {
  /// The event as it was encoded, without a newline.
  package let bytes: [UInt8]
  /// When it happened, in microseconds since 1970; that of the event before where it does not say.
  let time: Int64
  /// For the line that says to whom a message went (`EventRinging sent to ...`), the message's place
  /// among the collected events.
  let owner: Int?

  /// Whether it is of a capture, and not of a log.
  var isCaptured: Bool { text("wire.frame") != nil }

  /// The text of a field; nil if there is none, or it is an object or array.
  func text(_ name: String) -> String? {
    guard let path = FieldPath(name), let value = JSONLookup.value(at: path, in: bytes.span),
      value.kind != .object, value.kind != .array, value.kind != .null
    else { return nil }
    let text = JSONLookup.text(of: value, in: bytes.span)
    return text.isEmpty ? nil : text
  }

  /// The text of a field of the first object in an array.
  func text(_ name: String, inFirstOf array: String) -> String? {
    guard let path = FieldPath(array), let value = JSONLookup.value(at: path, in: bytes.span)
    else { return nil }
    var elements = JSONElements(of: value)
    guard let first = elements.next(in: bytes.span) else { return nil }
    var members = JSONMembers(of: first, in: bytes.span)
    while let (key, value) = members.next(in: bytes.span) {
      if JSONLookup.text(of: key, in: bytes.span) == name {
        return JSONLookup.text(of: value, in: bytes.span)
      }
    }
    return nil
  }
}
