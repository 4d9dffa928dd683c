import Event

/// What is to be said of an event in `tags`.
struct EventTags: OptionSet {
  let rawValue: UInt8

  /// Bytes at the end are missing.
  static let truncated = EventTags(rawValue: 1)
  /// It is not what RFC 3261 asks for.
  static let damaged = EventTags(rawValue: 2)
  /// Bytes before it or in it are missing.
  static let gap = EventTags(rawValue: 4)
  /// A request whose answer was not seen.
  static let unanswered = EventTags(rawValue: 8)
  /// An answer whose request was not seen.
  static let noRequest = EventTags(rawValue: 16)
  /// It is not what RFC 9112 asks for.
  static let damagedHTTP = EventTags(rawValue: 64)

  /// A call whose beginning or end was not seen.
  static let incomplete = EventTags(rawValue: 32)

  private static let names: [(tag: EventTags, name: StaticString)] = [
    (.truncated, #""_truncated","#), (.damaged, #""_sipparsefailure","#), (.gap, #""_gap","#),
    (.damagedHTTP, #""_httpparsefailure","#), (.unanswered, #""_unanswered","#),
    (.noRequest, #""_norequest","#),
    (.incomplete, #""_incomplete","#),
  ]

  /// Appends the member `tags`, if there are any.
  func append(to out: inout JSONBuffer) {
    guard !isEmpty else { return }
    out.append(#","tags":["#)
    for (tag, name) in Self.names where contains(tag) { out.append(name) }
    out.truncate(to: out.count - 1)
    out.append(UInt8(ascii: "]"))
  }
}
