/// The escapes of JSON strings (RFC 8259 s 7).
enum JSONEscape {
  /// Appends what the escape at `place` stands for; returns the place after it.
  static func append(
    at place: Int, _ end: Int, of event: Span<UInt8>, to text: inout [UInt8]
  ) -> Int {
    guard place + 1 < end else {
      text.append(event[place])
      return place + 1
    }
    let letter = event[place + 1]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      if let after = appendUnicode(at: place, end, of: event, to: &text) { return after }
      fallthrough
    default:
      text.append(UInt8(ascii: "\\"))
      text.append(letter)
    }
    return place + 2
  }

  private static func appendUnicode(
    at place: Int, _ end: Int, of event: Span<UInt8>, to text: inout [UInt8]
  ) -> Int? {
    guard let first = codeUnit(at: place, end, of: event) else { return nil }
    if let scalar = Unicode.Scalar(first) {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return place + 6
    }
    if first < 0xDC00, let second = codeUnit(at: place + 6, end, of: event),
      (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(first - 0xD800) << 10 | UInt32(second - 0xDC00)))
    {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return place + 12
    }
    text.append(contentsOf: UTF8.encodedReplacementCharacter)
    return place + 6
  }

  /// The four hexadecimal digits of `\uXXXX`; nil if they are not there.
  private static func codeUnit(at place: Int, _ end: Int, of event: Span<UInt8>) -> UInt16? {
    guard place + 6 <= end, event[place] == UInt8(ascii: "\\"),
      event[place + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for index in place + 2..<place + 6 {
      let byte = event[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
