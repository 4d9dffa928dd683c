/// A value of an encoded event: what it is, and where it stands.
package struct JSONValueRange: Sendable, Equatable {
  /// The types of RFC 8259 s 3; the two boolean values apart.
  package enum Kind: Sendable {
    case string, number, `true`, `false`, null, object, array
  }

  /// What the value is.
  package let kind: Kind
  /// All bytes of the value, quotes and brackets included.
  package let range: Range<Int>
  /// Whether a string contains escapes, so that its bytes are not its text.
  package let hasEscapes: Bool

  /// A value that was found in another way.
  package init(kind: Kind, range: Range<Int>, hasEscapes: Bool) {
    self.kind = kind
    self.range = range
    self.hasEscapes = hasEscapes
  }

  /// The bytes between the quotes of a string; all bytes of another value.
  package var content: Range<Int> {
    kind == .string ? range.lowerBound + 1..<range.upperBound - 1 : range
  }
}

/// Finds values in one encoded event without building a tree.
///
/// What is not asked for is skipped by scanning for quotes and brackets, 16 bytes a step. This is
/// no validator: it accepts any bytes, never reads past them and visits each at most once; where
/// the way to the value is not JSON the answer is nil.
package enum JSONLookup {
  /// The value of the field `path` of the object `event`; nil if there is none.
  ///
  /// A key that is written flat (`"a.b"`) answers `a.b` too. Of several answers the first counts.
  package static func value(at path: FieldPath, in event: Span<UInt8>) -> JSONValueRange? {
    var scanner = JSONScanner(0)
    scanner.skipSpace(in: event)
    guard scanner.byte(in: event) == UInt8(ascii: "{") else { return nil }
    return member(path.bytes.span, 0, in: event, &scanner)
  }

  /// The text of a string, escapes resolved; the JSON spelling of another value.
  package static func text(of value: JSONValueRange, in event: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    appendText(of: value, in: event, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text of a string, escapes resolved, or the JSON spelling of another value.
  ///
  /// Half a surrogate pair becomes U+FFFD; an escape that JSON does not know stays as it is.
  package static func appendText(
    of value: JSONValueRange, in event: Span<UInt8>, to text: inout [UInt8]
  ) {
    let content = value.content.clamped(to: 0..<event.count)
    text.reserveCapacity(text.count + content.count)
    var place = content.lowerBound
    guard value.hasEscapes else {
      while place < content.upperBound {
        text.append(event[place])
        place += 1
      }
      return
    }
    while place < content.upperBound {
      if event[place] == UInt8(ascii: "\\") {
        place = JSONEscape.append(at: place, content.upperBound, of: event, to: &text)
      } else {
        text.append(event[place])
        place += 1
      }
    }
  }

  /// Looks through the object at the scanner; on nil the scanner is behind it, or failed.
  private static func member(
    _ path: Span<UInt8>, _ start: Int, in event: Span<UInt8>, _ scanner: inout JSONScanner
  ) -> JSONValueRange? {
    scanner.enter(in: event)
    while let key = scanner.nextKey(in: event) {
      let matched = match(key, path, start, in: event)
      if matched == path.count { return scanner.value(in: event) }
      if matched > 0, scanner.byte(in: event) == UInt8(ascii: "{") {
        // The depth of the calls is at most the number of the path's parts.
        if let found = member(path, matched + 1, in: event, &scanner) { return found }
      } else {
        _ = scanner.value(in: event)
      }
    }
    return nil
  }

  /// How far `path` is answered when `key` takes its part from `start`; 0 if the key is another.
  private static func match(
    _ key: JSONValueRange, _ path: Span<UInt8>, _ start: Int, in event: Span<UInt8>
  ) -> Int {
    if key.hasEscapes {
      var text: [UInt8] = []
      appendText(of: key, in: event, to: &text)
      return match(text.span, 0..<text.count, path, start)
    }
    return match(event, key.content, path, start)
  }

  private static func match(
    _ bytes: Span<UInt8>, _ key: Range<Int>, _ path: Span<UInt8>, _ start: Int
  ) -> Int {
    let end = start + key.count
    guard end > start, end == path.count || (end < path.count && path[end] == UInt8(ascii: "."))
    else { return 0 }
    for index in 0..<key.count where bytes[key.lowerBound + index] != path[start + index] {
      return 0
    }
    return end
  }
}

/// The elements of an array, one after the other.
package struct JSONElements {
  private var scanner: JSONScanner
  private var isFirst = true

  /// Begins before the first element of `array`; a value of another kind has no elements.
  package init(of array: JSONValueRange) {
    scanner = JSONScanner(array.kind == .array ? array.range.lowerBound : -1)
  }

  /// The next element in the event that the array was found in; nil after the last one.
  package mutating func next(in event: Span<UInt8>) -> JSONValueRange? {
    if isFirst { scanner.enter(in: event) }
    isFirst = false
    return scanner.nextElement(in: event)
  }
}

/// The members of an object, one after the other, and those of objects in it.
///
/// For reading all that is of interest in one walk: each ``JSONLookup`` begins at the event's start.
/// After a key its value has to be stepped over, by ``value(in:)``, or entered, by ``enter(in:)``.
package struct JSONMembers {
  private var scanner: JSONScanner

  /// Begins before the first member of `object`; a value of another kind has no members.
  package init(of object: JSONValueRange, in event: Span<UInt8>) {
    scanner = JSONScanner(object.kind == .object ? object.range.lowerBound : -1)
    scanner.enter(in: event)
  }

  /// Begins before the first member of a whole event.
  package init(of event: Span<UInt8>) {
    scanner = JSONScanner(0)
    scanner.skipSpace(in: event)
    if scanner.byte(in: event) != UInt8(ascii: "{") { scanner = JSONScanner(-1) }
    scanner.enter(in: event)
  }

  /// The place after what was read last; nil where bytes were met that are not JSON.
  package var end: Int? { scanner.hasFailed ? nil : scanner.next }

  /// The next key of the object; nil once after its last member, and then the one around it goes on.
  package mutating func nextKey(in event: Span<UInt8>) -> JSONValueRange? {
    scanner.nextKey(in: event)
  }

  /// The value of the key, which is stepped over; nil if it is not JSON, and nothing follows then.
  @discardableResult
  package mutating func value(in event: Span<UInt8>) -> JSONValueRange? {
    scanner.value(in: event)
  }

  /// Steps into the value of the key, so that its members come next; false, and it is stepped over, if
  /// it is no object.
  package mutating func enter(in event: Span<UInt8>) -> Bool {
    guard scanner.byte(in: event) == UInt8(ascii: "{") else {
      _ = scanner.value(in: event)
      return false
    }
    scanner.enter(in: event)
    return true
  }

  /// The next member, stepped over.
  package mutating func next(
    in event: Span<UInt8>
  ) -> (key: JSONValueRange, value: JSONValueRange)? {
    guard let key = nextKey(in: event), let value = value(in: event) else { return nil }
    return (key, value)
  }
}
