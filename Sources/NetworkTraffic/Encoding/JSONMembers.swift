import Event

/// An object that is being written as a member of another.
struct OpenObject {
  /// Where its key begins.
  fileprivate let start: Int
  /// Where its first member begins.
  fileprivate let inside: Int
}

/// Members of JSON objects, each with a comma behind it, so that any of them may be left out.
///
/// Keys are given as they stand there: `"version":`.
extension JSONBuffer {
  /// Begins an object.
  mutating func open(_ key: StaticString) -> OpenObject {
    let start = count
    append(key)
    append(UInt8(ascii: "{"))
    return OpenObject(start: start, inside: count)
  }

  /// Ends an object; one without members is taken back.
  mutating func close(_ object: OpenObject) {
    guard count > object.inside else { return truncate(to: object.start) }
    truncate(to: count - 1)
    append("},")
  }

  /// Appends a member that is text.
  mutating func append(_ key: StaticString, text: String?) {
    guard let text else { return }
    append(key)
    append(quoted: text)
    append(UInt8(ascii: ","))
  }

  /// Appends a member that is text, a place in bytes.
  mutating func append(_ key: StaticString, _ bytes: [UInt8], _ range: Range<Int>?) {
    guard let range else { return }
    append(key)
    append(quoted: bytes.span.extracting(range))
    append(UInt8(ascii: ","))
  }

  /// Appends a member that is true or false.
  mutating func append(_ key: StaticString, isTrue: Bool?) {
    guard let isTrue else { return }
    append(key)
    append(isTrue ? "true," : "false,")
  }

  /// Appends a member that is a list of texts; an empty one is left out.
  mutating func append(_ key: StaticString, texts: [String]) {
    guard !texts.isEmpty else { return }
    append(key)
    append(UInt8(ascii: "["))
    for text in texts {
      append(quoted: text)
      append(UInt8(ascii: ","))
    }
    truncate(to: count - 1)
    append("],")
  }
}
