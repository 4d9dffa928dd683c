/// A place in encoded JSON, and the steps from one value to the next.
struct JSONScanner {
  /// The next byte to read; -1 after bytes that are not JSON.
  private var place: Int
  private var isFirst = true

  /// Begins at a byte of an event; before 0 there is nothing to find.
  init(_ place: Int) { self.place = place }

  /// The byte at the scanner; nil at the end and after a failure.
  func byte(in event: Span<UInt8>) -> UInt8? {
    place >= 0 && place < event.count ? event[place] : nil
  }

  /// Steps over blanks and line ends.
  mutating func skipSpace(in event: Span<UInt8>) {
    while let next = byte(in: event), next == 0x20 || (next >= 0x09 && next <= 0x0D) { place += 1 }
  }

  /// Steps over the bracket that opens an object or array.
  mutating func enter(in event: Span<UInt8>) {
    if place >= 0 { place += 1 }
    isFirst = true
  }

  /// The next key of the object entered, the scanner then at its value; nil behind the object.
  mutating func nextKey(in event: Span<UInt8>) -> JSONValueRange? {
    guard nextItem(before: UInt8(ascii: "}"), in: event) else { return nil }
    guard byte(in: event) == UInt8(ascii: "\"") else { return fail() }
    guard let key = string(in: event) else { return nil }
    skipSpace(in: event)
    guard byte(in: event) == UInt8(ascii: ":") else { return fail() }
    place += 1
    skipSpace(in: event)
    return key
  }

  /// The next element of the array entered; nil behind the array.
  mutating func nextElement(in event: Span<UInt8>) -> JSONValueRange? {
    reachesElement(in: event) ? value(in: event) : nil
  }

  /// Whether an element of the array entered follows, the scanner then at it.
  mutating func reachesElement(in event: Span<UInt8>) -> Bool {
    nextItem(before: UInt8(ascii: "]"), in: event)
  }

  /// Whether bytes were met that are not JSON.
  var hasFailed: Bool { place < 0 }

  /// The place of the next byte to read.
  var next: Int { place }

  /// Steps over the value at the scanner.
  mutating func value(in event: Span<UInt8>) -> JSONValueRange? {
    let start = place
    switch byte(in: event) {
    case UInt8(ascii: "\""):
      return string(in: event)
    case UInt8(ascii: "{"):
      return skipContainer(in: event) ? found(.object, from: start) : nil
    case UInt8(ascii: "["):
      return skipContainer(in: event) ? found(.array, from: start) : nil
    case UInt8(ascii: "t"):
      return skipWord("true", in: event) ? found(.true, from: start) : fail()
    case UInt8(ascii: "f"):
      return skipWord("false", in: event) ? found(.false, from: start) : fail()
    case UInt8(ascii: "n"):
      return skipWord("null", in: event) ? found(.null, from: start) : fail()
    case UInt8(ascii: "-"), .some(0x30...0x39):
      skipNumber(in: event)
      return found(.number, from: start)
    default:
      return fail()
    }
  }

  private func found(
    _ kind: JSONValueRange.Kind, from start: Int, hasEscapes: Bool = false
  ) -> JSONValueRange {
    JSONValueRange(kind: kind, range: start..<place, hasEscapes: hasEscapes)
  }

  private mutating func fail() -> JSONValueRange? {
    place = -1
    return nil
  }

  /// Steps over the comma before an item, or over the closing bracket: false.
  private mutating func nextItem(before close: UInt8, in event: Span<UInt8>) -> Bool {
    skipSpace(in: event)
    guard let next = byte(in: event) else { return fail() != nil }
    if next == close {
      place += 1
      // An object around this one goes on after it.
      isFirst = false
      return false
    }
    if !isFirst {
      guard next == UInt8(ascii: ",") else { return fail() != nil }
      place += 1
      skipSpace(in: event)
    }
    isFirst = false
    return true
  }

  private mutating func string(in event: Span<UInt8>) -> JSONValueRange? {
    let start = place
    var hasEscapes = false
    var next = place + 1
    while true {
      next = firstStop(event, from: next) { chunk in
        (chunk .== Vector.quote) .| (chunk .== Vector.backslash)
      }
      guard next < event.count else { return fail() }
      if event[next] == UInt8(ascii: "\"") { break }
      hasEscapes = true
      next += 2
    }
    place = next + 1
    return found(.string, from: start, hasEscapes: hasEscapes)
  }

  /// Steps over an object or array by its brackets, strings aside; false if it has no end.
  private mutating func skipContainer(in event: Span<UInt8>) -> Bool {
    var depth = 0
    while true {
      place = firstStop(event, from: place) { chunk in
        let folded = chunk | Vector.bracketFold
        return (folded .== Vector.open) .| (folded .== Vector.close) .| (chunk .== Vector.quote)
      }
      guard let next = byte(in: event) else { return fail() != nil }
      if next == UInt8(ascii: "\"") {
        guard string(in: event) != nil else { return false }
        continue
      }
      place += 1
      depth += next | 0x20 == UInt8(ascii: "{") ? 1 : -1
      if depth == 0 { return true }
    }
  }

  private mutating func skipWord(_ word: StaticString, in event: Span<UInt8>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place + length <= event.count else { return false }
    for index in 0..<length where event[place + index] != word.utf8Start[index] { return false }
    place += length
    return true
  }

  private mutating func skipNumber(in event: Span<UInt8>) {
    while let next = byte(in: event) {
      switch next {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        place += 1
      default:
        return
      }
    }
  }
}

/// What the scanner looks for, in each lane.
///
/// Both sides of a comparison are vectors: one with a single byte is compiled to a loop over the
/// lanes, forty times as slow (Swift 6.3).
private enum Vector {
  static var quote: SIMD16<UInt8> { SIMD16(repeating: UInt8(ascii: "\"")) }
  static var backslash: SIMD16<UInt8> { SIMD16(repeating: UInt8(ascii: "\\")) }
  static var open: SIMD16<UInt8> { SIMD16(repeating: UInt8(ascii: "{")) }
  static var close: SIMD16<UInt8> { SIMD16(repeating: UInt8(ascii: "}")) }
  /// Makes `{` and `}` of `[` and `]`.
  static var bracketFold: SIMD16<UInt8> { SIMD16(repeating: 0x20) }
}

/// The first place from `start` where `stops` is set; the end if there is none.
@inline(__always)
private func firstStop(
  _ event: Span<UInt8>, from start: Int,
  _ stops: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>
) -> Int {
  var place = start
  while place + 16 <= event.count {
    // Checked against the span's end; "unsafe" only because not every type may be loaded so.
    let chunk = event.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
    let words = unsafeBitCast(stops(chunk), to: SIMD2<UInt64>.self)
    if words[0] != 0 { return place + words[0].trailingZeroBitCount / 8 }
    if words[1] != 0 { return place + 8 + words[1].trailingZeroBitCount / 8 }
    place += 16
  }
  while place < event.count {
    if stops(SIMD16(repeating: event[place]))[0] { return place }
    place += 1
  }
  return event.count
}
