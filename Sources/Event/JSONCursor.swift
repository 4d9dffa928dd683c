/// A place at the end of a ``JSONBuffer`` to store at without checks.
///
/// Whoever asked the buffer for it has reserved what will be stored: the sum of the bytes, six for
/// each that may need an escape, and one ``vector``, since whole vectors are stored. A cursor is one
/// word; it lives in a register where a buffer would live in memory.
struct JSONCursor {
  /// Bytes copied at a time.
  static let vector = 16

  /// Where the next byte goes.
  private(set) var place: UnsafeMutableRawPointer

  /// Starts at `place`.
  @inline(__always)
  init(_ place: UnsafeMutablePointer<UInt8>) {
    self.place = UnsafeMutableRawPointer(place)
  }

  /// The most that `count` bytes become: each may be `\u00XX`.
  @inline(__always)
  static func room(escaping count: Int) -> Int { count &* 6 &+ vector }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    place.storeBytes(of: byte, as: UInt8.self)
    place += 1
  }

  /// Appends bytes of which the next 16 can be read too.
  @inline(__always)
  mutating func append(padded start: UnsafeRawPointer, _ count: Int) {
    var done = 0
    repeat {
      let chunk = start.loadUnaligned(fromByteOffset: done, as: SIMD16<UInt8>.self)
      place.storeBytes(of: chunk, toByteOffset: done, as: SIMD16<UInt8>.self)
      done &+= JSONCursor.vector
    } while done < count
    place += count
  }

  /// Appends the part `range` of `bytes` as it is.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let raw = bytes.bytes
    var from = range.lowerBound
    if range.upperBound &+ JSONCursor.vector <= bytes.count {
      while from < range.upperBound {
        let chunk = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: SIMD16<UInt8>.self)
        place.storeBytes(
          of: chunk, toByteOffset: from &- range.lowerBound, as: SIMD16<UInt8>.self)
        from &+= JSONCursor.vector
      }
    } else {
      while from < range.upperBound {
        place.storeBytes(
          of: bytes[unchecked: from], toByteOffset: from &- range.lowerBound, as: UInt8.self)
        from &+= 1
      }
    }
    place += range.upperBound &- range.lowerBound
  }

  /// Appends a whole number in decimal.
  @inline(__always)
  mutating func append(integer value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let count = DecimalDigits.count(value.magnitude)
    DecimalDigits.store(value.magnitude, endingAt: place + count)
    place += count
  }

  /// Appends the first `digits` of six decimals, 3 to 6, and `Z`.
  @inline(__always)
  mutating func append(fraction microseconds: UInt32, digits: Int) {
    let hundreds = microseconds / 100
    DecimalDigits.storeFour(hundreds, at: place)
    DecimalDigits.storePair(microseconds &- hundreds &* 100, at: place + 4)
    place.storeBytes(of: UInt8(ascii: "Z"), toByteOffset: digits, as: UInt8.self)
    place += digits &+ 1
  }

  /// Appends the part `range` of `bytes` as the inside of a JSON string.
  ///
  /// - Returns: true if every byte went out as it came.
  @inline(__always)
  mutating func append(escaping bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let stop = appendClean(bytes, range)
    if stop == range.upperBound { return true }
    self = appending(escaping: bytes, stop..<range.upperBound)
    return false
  }

  /// Goes on at a byte that needs an escape: escapes and clean runs in turns.
  @inline(never)
  private func appending(escaping bytes: Span<UInt8>, _ range: Range<Int>) -> JSONCursor {
    var cursor = self
    var from = range.lowerBound
    while from < range.upperBound {
      from = cursor.escapeOne(bytes, at: from, range.upperBound)
      from = cursor.appendClean(bytes, from..<range.upperBound)
    }
    return cursor
  }

  /// Copies bytes until the end or one that must not stand as it is; returns that place.
  @inline(__always)
  private mutating func appendClean(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let raw = bytes.bytes
    let end = range.upperBound
    var from = range.lowerBound
    // Vectors may be read past the end, as long as the bytes last.
    while from < end, from &+ JSONCursor.vector <= bytes.count {
      let chunk = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: SIMD16<Int8>.self)
      place.storeBytes(of: chunk, toByteOffset: from &- range.lowerBound, as: SIMD16<Int8>.self)
      let stop = JSONCursor.firstStop(in: chunk)
      from &+= stop
      if stop < JSONCursor.vector { break }
    }
    if from >= end {
      from = end
    } else {
      while from < end, !JSONCursor.mustStop(at: bytes[unchecked: from]) {
        place.storeBytes(
          of: bytes[unchecked: from], toByteOffset: from &- range.lowerBound, as: UInt8.self)
        from &+= 1
      }
    }
    place += from &- range.lowerBound
    return from
  }

  /// The place of the first byte in `chunk` that must not stand as it is; 16 when there is none.
  ///
  /// As signed numbers, control characters and all bytes beyond ASCII are below a blank. Vectors of
  /// a spelled-out type are compared: with a scalar, or a type left to inference, Swift 6.3 takes the
  /// generic operators, which go lane by lane and are thirty times slower.
  @inline(__always)
  private static func firstStop(in chunk: SIMD16<Int8>) -> Int {
    let firstPrintable = SIMD16<Int8>(repeating: 0x20)
    let quote = SIMD16<Int8>(repeating: 0x22)
    let backslash = SIMD16<Int8>(repeating: 0x5C)
    let mask = (chunk .< firstPrintable) .| (chunk .== quote) .| (chunk .== backslash)
    // A set lane is all ones: eight lanes at a time as one word.
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if words[0] | words[1] == 0 { return 16 }
    return words[0] != 0
      ? words[0].trailingZeroBitCount / 8 : 8 + words[1].trailingZeroBitCount / 8
  }

  @inline(__always)
  private static func mustStop(at byte: UInt8) -> Bool {
    Int8(bitPattern: byte) < 0x20 || byte == 0x22 || byte == 0x5C
  }

  /// Writes the one character at `from` that needs care; returns the place after it.
  private mutating func escapeOne(_ bytes: Span<UInt8>, at from: Int, _ end: Int) -> Int {
    let byte = bytes[from]
    if byte >= 0x80 {
      let length = UTF8Sequence.length(in: bytes.extracting(..<end), at: from)
      for index in 0..<length { append(bytes[from + index]) }
      if length > 0 { return from + length }
      // Not UTF-8: Latin-1, whose bytes are the code points.
      append(0xC0 | byte >> 6)
      append(0x80 | byte & 0x3F)
      return from + 1
    }
    append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: append(byte)
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x08: append(UInt8(ascii: "b"))
    case 0x0C: append(UInt8(ascii: "f"))
    default:
      append(UInt8(ascii: "u"))
      append(0x30)
      append(0x30)
      append(0x30 | byte >> 4)
      let low = byte & 0xF
      append(low < 10 ? 0x30 | low : 0x57 + low)
    }
    return from + 1
  }
}
