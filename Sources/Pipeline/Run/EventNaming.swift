import Event

/// Names events, so that a destination keeps each once however often a log is read.
///
/// A name follows from the beginning of the file, the record's place in it, its time and its bytes; not
/// from the file's path, so that a log that was moved or compressed gives the same names. The bytes count
/// so that two files that begin alike never share a name: losing an event would be worse than doubling it.
struct EventNaming: Sendable {
  /// What is taken of a file's beginning: enough of a header to tell most files apart, and little
  /// enough that a file that still grows has it.
  static let headBytes = 256

  /// With masking a name must not tell what was hidden, to those who try out what it could have been.
  let includesContent: Bool

  /// Files as they begin.
  static func file(startingWith head: Span<UInt8>) -> EventHash.Value {
    var hash = EventHash(key: EventHash.Value(high: 0, low: 0))
    hash.append(head.extracting(..<min(head.count, headBytes)))
    return hash.value()
  }

  /// The name of the event of a record.
  ///
  /// - Parameters:
  ///   - file: its file, as it begins.
  ///   - offset: where in it the record begins.
  ///   - ordinal: which of the events that begin there it is, from 0 on.
  ///   - time: microseconds since 1970; nil for a record without one.
  ///   - content: its bytes, without passwords.
  func id(
    file: EventHash.Value, offset: Int64, ordinal: Int = 0, time: Int64?, content: Span<UInt8>
  ) -> EventID {
    var hash = EventHash(key: file)
    hash.append(offset)
    hash.append(time ?? 0)
    if ordinal != 0 { hash.append(Int64(ordinal)) }
    if includesContent { hash.append(content) }
    return EventID(time: time, hash: hash.value())
  }
}
