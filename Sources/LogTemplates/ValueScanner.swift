/// Recognises values by their shape.
enum ValueScanner {
  /// The value at a place, and its end; nil where a word or a sign stands.
  static func scan(
    _ bytes: Span<UInt8>, at place: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    let byte = bytes[place]
    guard byte < 0x80, byte > 0x20 else { return nil }
    let isDigit = TextBytes.isDigit(byte)
    if isDigit || (byte >= 0x41 && byte <= 0x5A),
      let found = TimeShape.scan(bytes, at: place, end: end), isEnd(bytes, found.end, end)
    {
      return found
    }
    // Behind a word, `::0:0` is no address.
    let beginsAddress = TextBytes.isHex(byte) || byte == UInt8(ascii: ":")
    if beginsAddress, place == 0 || !TextBytes.isWord(bytes[place - 1]),
      let found = AddressShape.scan(bytes, at: place, end: end), isEnd(bytes, found.end, end)
    {
      return found
    }
    if TextBytes.isHex(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"),
      let found = NumberShape.scan(bytes, at: place, end: end),
      isEnd(bytes, found.end, end) || isUnit(bytes, found, end)
    {
      return found
    }
    if let level = LevelShape.end(bytes, at: place, end: end), isEnd(bytes, level, end) {
      return (.level, level)
    }
    if let found = NameShape.scan(bytes, at: place, end: end), isEnd(bytes, found.end, end) {
      return found
    }
    return nil
  }

  /// The type of a whole text.
  static func type(of bytes: Span<UInt8>, _ range: Range<Int>) -> ValueType {
    guard !range.isEmpty else { return .empty }
    if let found = scan(bytes, at: range.lowerBound, end: range.upperBound),
      found.end == range.upperBound
    {
      return found.type
    }
    var seen = ByteSet()
    for index in range { seen.insert(bytes[index]) }
    return .plain(seen)
  }

  /// Whether a value may end at a place: a blank, a sign, the stop of a sentence or nothing follows.
  private static func isEnd(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Bool {
    guard place < end else { return true }
    let byte = bytes[place]
    if TextBytes.isBlank(byte) || TextBytes.isPunctuation(byte) || byte == UInt8(ascii: "%") {
      return true
    }
    return TextBytes.endsSentence(byte)
      && (place + 1 == end || TextBytes.isBlank(bytes[place + 1]))
  }

  private static let units: [StaticString] = ["ms", "us", "ns", "s", "sec", "kb", "mb", "gb"]

  /// Whether a unit follows a number: `20ms`.
  private static func isUnit(
    _ bytes: Span<UInt8>, _ value: (type: ValueType, end: Int), _ end: Int
  ) -> Bool {
    guard value.type == .integer || value.type == .float else { return false }
    return units.contains { unit in
      var reader = ByteReader(place: value.end, end: end)
      return reader.word(bytes, unit) && isEnd(bytes, reader.place, end)
    }
  }
}
