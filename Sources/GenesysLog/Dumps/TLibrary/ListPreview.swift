/// The first bytes of a binary value: `[194] 00 07 00 00..`, its length and up to four of its bytes.
///
/// A key-value list starts with the number of its pairs, two bytes, the high one first; then, for each
/// pair, a byte that says what it is (0 text, 1 number, 3 list).
struct ListPreview {
  /// How many pairs the list has, if the value is a list.
  var pairs: Int

  /// Reads the bytes in `range`; nil if they are no preview.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let end = range.upperBound
    var place = range.lowerBound
    guard place < end, bytes[place] == UInt8(ascii: "[") else { return nil }
    place += 1
    let first = place
    while place < end, DumpText.isDigit(bytes[place]) { place += 1 }
    guard place > first, place < end, bytes[place] == UInt8(ascii: "]") else { return nil }
    place += 1
    pairs = 0
    for _ in 0..<2 {
      guard place + 3 <= end, bytes[place] == 0x20,
        let high = ListPreview.digit(bytes[place + 1]),
        let low = ListPreview.digit(bytes[place + 2])
      else { return nil }
      pairs = pairs << 8 | high << 4 | low
      place += 3
    }
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x37
    case 0x61...0x66: Int(byte) - 0x57
    default: nil
    }
  }
}
