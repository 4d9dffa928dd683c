import Event

/// A piece of text in a message: where it stands, and whether its backslashes escape.
struct SIPText {
  /// The bytes, without the quotes about them.
  let range: Range<Int>
  /// Whether it is the inside of a quoted string (RFC 3261 s 25.1, `quoted-pair`).
  let isQuoted: Bool

  /// Text as it stands.
  @inline(__always)
  init(_ range: Range<Int>, isQuoted: Bool = false) {
    self.range = range
    self.isQuoted = isQuoted
  }
}

extension JSONBuffer {
  /// Where an object or array was opened, so that it vanishes again when nothing came into it.
  struct Opening {
    /// The place before its key.
    let start: Int
    /// The place before its first member.
    let content: Int
  }

  // Each member is written with a comma after it; closing takes the last comma away.

  /// Opens an object or array; `text` is its key, a colon and the bracket.
  mutating func open(_ text: StaticString) -> Opening {
    let start = count
    append(text)
    return Opening(start: start, content: count)
  }

  /// Closes what was opened, or takes it back if it is empty.
  mutating func close(_ bracket: StaticString, _ opening: Opening) {
    guard count > opening.content else { return truncate(to: opening.start) }
    truncate(to: count - 1)
    append(bracket)
    append(UInt8(ascii: ","))
  }

  /// Appends a member with a text, unless the text is empty; `key` with its quotes and colon.
  mutating func member(_ key: StaticString, _ message: Span<UInt8>, _ text: SIPText) {
    guard !text.range.isEmpty else { return }
    append(key)
    element(message, text)
  }

  /// Appends a member with a text, if there is one.
  @inline(__always)
  mutating func member(_ key: StaticString, _ message: Span<UInt8>, _ text: SIPText?) {
    if let text { member(key, message, text) }
  }

  /// Appends a member with a range's text, unless it is empty.
  @inline(__always)
  mutating func member(_ key: StaticString, _ message: Span<UInt8>, _ range: Range<Int>) {
    member(key, message, SIPText(range))
  }

  /// Appends a member with a number.
  mutating func member(_ key: StaticString, _ value: Int) {
    append(key)
    append(integer: Int64(value))
    append(UInt8(ascii: ","))
  }

  /// Appends a member with a number, if there is one.
  @inline(__always)
  mutating func member(_ key: StaticString, _ value: Int?) {
    if let value { member(key, value) }
  }

  /// Appends a member with a text in lower case, unless it is empty.
  mutating func member(lowercase key: StaticString, _ message: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    append(key)
    element(lowercase: message, range)
  }

  /// Appends an element of an array: a text.
  mutating func element(_ message: Span<UInt8>, _ text: SIPText) {
    append(UInt8(ascii: "\""))
    let before = count
    if !append(escaping: message, text.range) {
      // Something needed an escape: it may be a backslash or a line end that is none of the text.
      truncate(to: before)
      appendUnfolded(message, text)
    }
    append("\",")
  }

  /// Appends an element of an array: a text in lower case.
  mutating func element(lowercase message: Span<UInt8>, _ range: Range<Int>) {
    append(UInt8(ascii: "\""))
    for index in range {
      let byte = SIPGrammar.lowercase(message[index])
      if SIPGrammar.isToken(byte) || byte == UInt8(ascii: "/") {
        append(byte)
      } else {
        append(escaping: message, index..<index + 1)
      }
    }
    append("\",")
  }

  /// Appends text without the backslashes of quoted pairs, and a blank for each fold.
  private mutating func appendUnfolded(_ message: Span<UInt8>, _ text: SIPText) {
    let end = text.range.upperBound
    var place = text.range.lowerBound
    var run = place
    while place < end {
      let byte = message[place]
      if byte == UInt8(ascii: "\\"), text.isQuoted, place + 1 < end {
        append(escaping: message, run..<place)
        run = place + 1
        place += 2
      } else if byte == 0x0D || byte == 0x0A {
        var last = place
        while last > run, SIPGrammar.isBlank(message[last - 1]) { last -= 1 }
        append(escaping: message, run..<last)
        append(UInt8(ascii: " "))
        place = SIPGrammar.skipBlanks(message, place, end)
        run = place
      } else {
        place += 1
      }
    }
    append(escaping: message, run..<end)
  }
}
