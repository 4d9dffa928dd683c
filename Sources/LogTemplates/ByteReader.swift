/// A place in a text, from which shapes are tried.
struct ByteReader {
  /// The place.
  var place: Int
  /// Where the text ends.
  let end: Int

  /// The byte so far ahead; 0 past the end.
  func peek(_ bytes: Span<UInt8>, _ distance: Int = 0) -> UInt8 {
    let index = place + distance
    return index < end ? bytes[index] : 0
  }

  /// Passes over a byte, if it is that one.
  mutating func take(_ bytes: Span<UInt8>, _ byte: Unicode.Scalar) -> Bool {
    guard place < end, bytes[place] == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  /// Passes over one of several bytes, and gives it.
  mutating func take(_ bytes: Span<UInt8>, oneOf choices: StaticString) -> UInt8? {
    guard place < end else { return nil }
    for index in 0..<choices.utf8CodeUnitCount where choices.utf8Start[index] == bytes[place] {
      place += 1
      return choices.utf8Start[index]
    }
    return nil
  }

  /// Passes over as many bytes of a kind as there are, up to a limit, and gives their number.
  mutating func take(
    _ bytes: Span<UInt8>, upTo limit: Int = .max, while isWanted: (UInt8) -> Bool
  ) -> Int {
    var count = 0
    while count < limit, place < end, isWanted(bytes[place]) {
      place += 1
      count += 1
    }
    return count
  }

  /// Passes over digits, as many as `counts` says, and gives their value; nil where there are more or fewer.
  mutating func number(_ bytes: Span<UInt8>, _ counts: ClosedRange<Int>) -> Int? {
    let start = place
    let count = take(bytes, upTo: counts.upperBound, while: TextBytes.isDigit)
    guard counts.contains(count), !TextBytes.isDigit(peek(bytes)) else { return nil }
    var value = 0
    for index in start..<place { value = value &* 10 &+ Int(bytes[index] &- 0x30) }
    return value
  }

  /// Passes over a word, whatever its case, that no letter follows.
  mutating func word(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= end else { return false }
    for index in 0..<count where bytes[place + index] | 0x20 != word.utf8Start[index] {
      return false
    }
    guard !TextBytes.isLetter(peek(bytes, count)) else { return false }
    place += count
    return true
  }
}
