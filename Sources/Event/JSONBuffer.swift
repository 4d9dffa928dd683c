import Glibc

/// A growing buffer of output bytes, with JSON's spellings.
///
/// The hot path appends here and nowhere else. Room is reserved once a value, then bytes are stored
/// without further checks, so every `append` first calls ``reserve(_:)``.
///
/// `@unchecked Sendable`: the memory has one owner, this value, which cannot be copied.
package struct JSONBuffer: ~Copyable, @unchecked Sendable {
  /// The bytes; `capacity` of them are owned, `count` are written.
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  /// The number of bytes written.
  package private(set) var count = 0

  /// Makes an empty buffer with room for `capacity` bytes.
  package init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// Makes sure that `extra` more bytes fit.
  @inline(__always)
  package mutating func reserve(_ extra: Int) {
    if capacity &- count < extra { grow(by: extra) }
  }

  /// Forgets what was written, and keeps the memory.
  package mutating func removeAll() {
    count = 0
  }

  /// Forgets what was written after the first `newCount` bytes.
  package mutating func truncate(to newCount: Int) {
    count = min(count, max(newCount, 0))
  }

  /// Gives the bytes written so far, for the length of the call.
  package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: base, count: count).span)
  }

  /// The bytes written so far, from `start`, as text; invalid UTF-8 is repaired.
  package borrowing func text(from start: Int = 0) -> String {
    String(decoding: UnsafeBufferPointer(start: base + start, count: count - start), as: UTF8.self)
  }

  /// Appends one byte.
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  /// Appends bytes as they are.
  package mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(pointer: $0) }
  }

  /// Appends bytes as they are.
  package mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append(pointer: $0) }
  }

  /// Appends fixed ASCII text as it is.
  package mutating func append(_ text: StaticString) {
    append(pointer: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends text as it is, in UTF-8.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(pointer: $0) }
  }

  /// Appends the part `range` of `bytes` as it is.
  @inline(__always)
  package mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let isPadded = range.upperBound + 16 <= bytes.count
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      let part = UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
      if isPadded { append(padded: part) } else { append(pointer: part) }
    }
  }

  /// Appends bytes of which the next 16 can be read too: whole vectors are copied, without a call.
  @inline(__always)
  package mutating func append(padded source: UnsafeBufferPointer<UInt8>) {
    guard let start = source.baseAddress else { return }
    reserve(source.count + 16)
    let from = UnsafeRawPointer(start)
    let to = UnsafeMutableRawPointer(base + count)
    var place = 0
    repeat {
      to.storeBytes(
        of: from.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self),
        toByteOffset: place, as: SIMD16<UInt8>.self)
      place &+= 16
    } while place < source.count
    count &+= source.count
  }

  /// Appends a whole number in decimal.
  package mutating func append(integer value: Int64) {
    // Digits are written from the last one backwards, into room past the end, and then moved.
    reserve(64)
    let end = base + count + 40
    var place = end
    var rest = value.magnitude
    while rest >= 100 {
      let next = rest / 100
      let pair = Int(truncatingIfNeeded: rest &- next &* 100)
      place -= 2
      place[0] = UInt8(truncatingIfNeeded: pair / 10) | 0x30
      place[1] = UInt8(truncatingIfNeeded: pair % 10) | 0x30
      rest = next
    }
    repeat {
      place -= 1
      place.pointee = UInt8(truncatingIfNeeded: rest % 10) | 0x30
      rest /= 10
    } while rest > 0
    if value < 0 {
      place -= 1
      place.pointee = UInt8(ascii: "-")
    }
    let digits = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt8>.self)
    let more = UnsafeRawPointer(place + 16).loadUnaligned(as: UInt64.self)
    UnsafeMutableRawPointer(base + count).storeBytes(of: digits, as: SIMD16<UInt8>.self)
    UnsafeMutableRawPointer(base + count + 16).storeBytes(of: more, as: UInt64.self)
    count += end - place
  }

  /// Appends a JSON number for a finite double, the shortest that reads back the same; `null` otherwise.
  package mutating func append(double value: Double) {
    guard value.isFinite else { return append("null") }
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
      append(integer: whole)
      append(".0")
    } else {
      append(text: value.description)
    }
  }

  /// Appends a JSON string, quotes included.
  package mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in _ = append(escaping: bytes, 0..<bytes.count, isASCII: false) }
    append(UInt8(ascii: "\""))
  }

  /// Appends a JSON string, quotes included; bytes that are not UTF-8 are read as Latin-1.
  package mutating func append(quoted bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    append(escaping: bytes, 0..<bytes.count, isASCII: false)
    append(UInt8(ascii: "\""))
  }

  /// Appends the part `range` of `bytes` as the inside of a JSON string.
  ///
  /// Bytes that are not UTF-8 are read as Latin-1, so that nothing of a log is lost and the output is
  /// valid. `isASCII` promises that no byte is above 0x7F, which saves the check.
  /// - Returns: true if every byte went out as it came.
  @discardableResult
  package mutating func append(
    escaping bytes: Span<UInt8>, _ range: Range<Int>, isASCII: Bool
  ) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    return bytes.withUnsafeBufferPointer { append(escaping: $0, range, isASCII: isASCII) }
  }

  // MARK: - Storing

  /// The inside of a JSON string: whole runs are copied, 16 bytes a step, until one needs an escape.
  private mutating func append(
    escaping source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isASCII: Bool
  ) -> Bool {
    guard let start = source.baseAddress, range.count > 0 else { return true }
    // Each byte becomes at most six (`\u00XX`); 16 more for the last whole store.
    reserve(range.count * 6 + 16)
    var place = range.lowerBound
    var isClean = true
    while true {
      place = copyCleanRun(start, place, range.upperBound, readable: source.count, isASCII)
      if place == range.upperBound { return isClean }
      isClean = false
      place = escapeOne(start, at: place, range.upperBound)
    }
  }

  /// Copies from `first` until `end`, or a byte that must not stand as it is; returns where it stopped.
  ///
  /// Vectors may be read up to `readable`, past `end`.
  @inline(__always)
  private mutating func copyCleanRun(
    _ start: UnsafePointer<UInt8>, _ first: Int, _ end: Int, readable: Int, _ isASCII: Bool
  ) -> Int {
    var place = first
    let source = UnsafeRawPointer(start)
    let target = UnsafeMutableRawPointer(base + count)
    while place &+ 16 <= readable, place < end {
      let chunk = source.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
      target.storeBytes(of: chunk, toByteOffset: place &- first, as: SIMD16<UInt8>.self)
      let stop = JSONBuffer.firstStop(in: chunk, isASCII: isASCII)
      place &+= stop
      if stop < 16 { break }
    }
    if place >= end {
      place = end
    } else {
      while place < end, !JSONBuffer.mustStop(at: start[place], isASCII: isASCII) {
        target.storeBytes(of: start[place], toByteOffset: place &- first, as: UInt8.self)
        place &+= 1
      }
    }
    count &+= place &- first
    return place
  }

  /// The place of the first byte in `chunk` that must not stand as it is; 16 when there is none.
  ///
  /// Vectors of a spelled-out type are compared: with a scalar, or a type left to inference, Swift 6.3
  /// takes the generic operators, which go lane by lane and are thirty times slower.
  @inline(__always)
  private static func firstStop(in chunk: SIMD16<UInt8>, isASCII: Bool) -> Int {
    let firstPrintable = SIMD16<UInt8>(repeating: 0x20)
    let quote = SIMD16<UInt8>(repeating: 0x22)
    let backslash = SIMD16<UInt8>(repeating: 0x5C)
    var mask = (chunk .< firstPrintable) .| (chunk .== quote) .| (chunk .== backslash)
    if !isASCII {
      let firstBeyond = SIMD16<UInt8>(repeating: 0x80)
      mask = mask .| (chunk .>= firstBeyond)
    }
    // A set lane is all ones: eight lanes at a time as one word.
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if words[0] | words[1] == 0 { return 16 }
    return words[0] != 0
      ? words[0].trailingZeroBitCount / 8 : 8 + words[1].trailingZeroBitCount / 8
  }

  private static func mustStop(at byte: UInt8, isASCII: Bool) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || (byte >= 0x80 && !isASCII)
  }

  /// Writes the one character at `place` that needs care; returns the place after it.
  private mutating func escapeOne(
    _ start: UnsafePointer<UInt8>, at place: Int, _ end: Int
  ) -> Int {
    let byte = start[place]
    if byte >= 0x80 {
      let length = UTF8Sequence.length(
        in: UnsafeBufferPointer(start: start, count: end).span, at: place)
      if length > 0 {
        for index in 0..<length { base[count + index] = start[place + index] }
        count += length
        return place + length
      }
      // Not UTF-8: Latin-1, whose bytes are the code points.
      base[count] = 0xC0 | byte >> 6
      base[count + 1] = 0x80 | byte & 0x3F
      count += 2
      return place + 1
    }
    base[count] = UInt8(ascii: "\\")
    count += 1
    switch byte {
    case 0x22, 0x5C: base[count] = byte
    case 0x0A: base[count] = UInt8(ascii: "n")
    case 0x0D: base[count] = UInt8(ascii: "r")
    case 0x09: base[count] = UInt8(ascii: "t")
    case 0x08: base[count] = UInt8(ascii: "b")
    case 0x0C: base[count] = UInt8(ascii: "f")
    default:
      base[count] = UInt8(ascii: "u")
      base[count + 1] = 0x30
      base[count + 2] = 0x30
      base[count + 3] = 0x30 | byte >> 4
      let low = byte & 0xF
      base[count + 4] = low < 10 ? 0x30 | low : 0x57 + low
      count += 4
    }
    count += 1
    return place + 1
  }

  private mutating func append(pointer source: UnsafeBufferPointer<UInt8>) {
    guard let start = source.baseAddress, source.count > 0 else { return }
    reserve(source.count)
    memcpy(base + count, start, source.count)
    count += source.count
  }

  @inline(never)
  private mutating func grow(by extra: Int) {
    let newCapacity = max(capacity * 2, count + extra)
    let newBase = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    memcpy(newBase, base, count)
    base.deallocate()
    base = newBase
    capacity = newCapacity
  }
}
