import Glibc

/// A growing buffer of output bytes, with JSON's spellings.
///
/// The hot path appends here and nowhere else. Room is reserved once a value, or once an event, then
/// bytes are stored without further checks, through a ``JSONCursor``.
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
  @inline(__always)
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
  package mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var cursor = cursor(reserving: range.count + JSONCursor.vector)
    cursor.append(bytes, range)
    advance(to: cursor)
  }

  /// Appends a whole number in decimal.
  package mutating func append(integer value: Int64) {
    var cursor = cursor(reserving: JSONCursor.vector + DecimalDigits.maxCount)
    cursor.append(integer: value)
    advance(to: cursor)
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
    text.withUTF8 { bytes in _ = append(escaping: bytes.span, 0..<bytes.count) }
    append(UInt8(ascii: "\""))
  }

  /// Appends a JSON string, quotes included; bytes that are not UTF-8 are read as Latin-1.
  package mutating func append(quoted bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    append(escaping: bytes, 0..<bytes.count)
    append(UInt8(ascii: "\""))
  }

  /// Appends the part `range` of `bytes` as the inside of a JSON string.
  ///
  /// Bytes that are not UTF-8 are read as Latin-1, so that nothing of a log is lost and the output is
  /// valid.
  /// - Returns: true if every byte went out as it came.
  @discardableResult
  package mutating func append(escaping bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var cursor = cursor(reserving: JSONCursor.room(escaping: range.count))
    let isClean = cursor.append(escaping: bytes, range)
    advance(to: cursor)
    return isClean
  }

  // MARK: - Storing

  /// The end of the buffer, with room for `extra` more bytes.
  @inline(__always)
  mutating func cursor(reserving extra: Int) -> JSONCursor {
    reserve(extra)
    return JSONCursor(base + count)
  }

  /// Takes over what was stored through a cursor.
  @inline(__always)
  mutating func advance(to cursor: JSONCursor) {
    count = cursor.place - UnsafeMutableRawPointer(base)
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
