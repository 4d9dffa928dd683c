/// Numbers.
enum NumberShape {
  /// The number at a place, and its end; what follows is not looked at.
  static func scan(
    _ bytes: Span<UInt8>, at place: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    var reader = ByteReader(place: place, end: end)
    if reader.peek(bytes) == UInt8(ascii: "0"), reader.peek(bytes, 1) | 0x20 == UInt8(ascii: "x") {
      reader.place += 2
      return reader.take(bytes, while: TextBytes.isHex) > 0 ? (.hex, reader.place) : nil
    }
    let isSigned = reader.take(bytes, oneOf: "+-") != nil
    let first = reader.place
    let digits = reader.take(bytes, while: TextBytes.isDigit)
    if digits > 0, let float = fraction(bytes, reader) { return (.float, float) }
    if !isSigned, TextBytes.isHex(reader.peek(bytes)),
      let hex = hexDigits(bytes, ByteReader(place: first, end: end))
    {
      return hex
    }
    guard digits > 0 else { return nil }
    let leadsWithZero = bytes[first] == UInt8(ascii: "0") && digits > 1
    if leadsWithZero || digits > 18 { return isSigned ? nil : (.digits, reader.place) }
    return (.integer, reader.place)
  }

  /// The end of a number with one decimal point; nil where there is none.
  private static func fraction(_ bytes: Span<UInt8>, _ start: ByteReader) -> Int? {
    var reader = start
    guard reader.take(bytes, "."), reader.take(bytes, while: TextBytes.isDigit) > 0,
      reader.peek(bytes) != UInt8(ascii: ".") || !TextBytes.isDigit(reader.peek(bytes, 1))
    else { return nil }
    return reader.place
  }

  /// At least four digits, one of them a letter and one of them not.
  private static func hexDigits(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    guard reader.take(bytes, while: TextBytes.isHex) >= 4 else { return nil }
    var hasDigit = false
    var hasLetter = false
    for index in start.place..<reader.place {
      if TextBytes.isDigit(bytes[index]) { hasDigit = true } else { hasLetter = true }
    }
    return hasDigit && hasLetter ? (.hexDigits, reader.place) : nil
  }
}
