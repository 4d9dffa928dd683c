/// Walks parameters, `name = value` with a separator between them, from one to the next.
struct SIPParameters {
  /// One parameter.
  struct Parameter {
    /// Its name.
    let name: Range<Int>
    /// Its value; nil if it has none.
    let value: SIPText?
  }

  /// The next byte to read; after the last parameter, the place where they end.
  private(set) var place: Int
  /// Where an empty parameter stands; nil if none was met.
  private(set) var emptyPlace: Int?
  /// Where a quoted string starts that is not closed; nil if none was met.
  private(set) var unclosedPlace: Int?
  private let end: Int
  private let separator: UInt8
  private var needsSeparator: Bool

  /// Begins at the semicolon before the first parameter of a value, an address or a URI.
  init(_ range: Range<Int>) {
    place = range.lowerBound
    end = range.upperBound
    separator = UInt8(ascii: ";")
    needsSeparator = true
  }

  /// Begins at the first parameter of a list that commas part (RFC 3261 s 25.1, `auth-param`).
  init(commas range: Range<Int>) {
    place = range.lowerBound
    end = range.upperBound
    separator = UInt8(ascii: ",")
    needsSeparator = false
  }

  /// The next parameter; nil where something else stands.
  mutating func next(in bytes: Span<UInt8>) -> Parameter? {
    while true {
      var start = SIPGrammar.skipBlanks(bytes, place, end)
      if needsSeparator {
        guard start < end, bytes[start] == separator else { return nil }
        start = SIPGrammar.skipBlanks(bytes, start + 1, end)
      }
      needsSeparator = true
      let nameEnd = Self.nameEnd(bytes, start, end)
      place = nameEnd
      if nameEnd > start { return Parameter(name: start..<nameEnd, value: value(in: bytes)) }
      if emptyPlace == nil { emptyPlace = start }
      if start >= end { return nil }
    }
  }

  /// The value of the first parameter of a name, which is in lower case; nil if there is none.
  static func value(
    of name: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> SIPText? {
    var parameters = SIPParameters(range)
    return parameters.value(of: name, in: bytes)
  }

  /// The value of the next parameter of a name, which is in lower case; nil if there is none.
  mutating func value(of name: StaticString, in bytes: Span<UInt8>) -> SIPText? {
    while let parameter = next(in: bytes) {
      if SIPGrammar.matches(bytes, parameter.name, name) { return parameter.value }
    }
    return nil
  }

  /// Reads the equals sign at the place, and the value after it.
  private mutating func value(in bytes: Span<UInt8>) -> SIPText? {
    let sign = SIPGrammar.skipBlanks(bytes, place, end)
    guard sign < end, bytes[sign] == UInt8(ascii: "=") else { return nil }
    let start = SIPGrammar.skipBlanks(bytes, sign + 1, end)
    if start < end, bytes[start] == UInt8(ascii: "\"") {
      guard let close = SIPGrammar.closingQuote(bytes, start + 1, end) else {
        unclosedPlace = start
        place = end
        return nil
      }
      place = close + 1
      return SIPText(start + 1..<close, isQuoted: true)
    }
    var after = start
    while after < end, !Self.endsValue(bytes[after]) { after += 1 }
    place = after
    return SIPText(start..<after)
  }

  /// The end of a name: a token, or in a URI's parameter also what is unreserved there.
  private static func nameEnd(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    var place = place
    while place < end, !endsValue(bytes[place]), bytes[place] != UInt8(ascii: "=") { place += 1 }
    return place
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") || SIPGrammar.isBlank(byte)
  }
}
