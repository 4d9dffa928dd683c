import Glibc

/// Reads lines from a file descriptor, of any length up to a limit.
///
/// Lines end at a line feed; a carriage return before it is not part of the line. The last line
/// needs no line feed. A longer line than the limit is cut, and its rest skipped.
package struct LineReader: ~Copyable {
  private let descriptor: Int32
  private let name: String
  private let maxLineBytes: Int
  private var buffer: [UInt8]
  /// What of `buffer` is read and not yet given out.
  private var pending = 0..<0
  private var line = 0..<0
  private var isAtEnd = false
  private var isSkipping = false

  /// Whether the present line was longer than the limit and is cut.
  package private(set) var isTruncated = false

  /// The bytes of a line, unless something else is said.
  static let maxLineBytes = 16 << 20

  /// Makes a reader of an open descriptor, which stays the caller's; `name` is for errors.
  package init(descriptor: Int32, name: String, maxLineBytes: Int = 16 << 20) {
    self.descriptor = descriptor
    self.name = name
    self.maxLineBytes = max(maxLineBytes, 1)
    buffer = [UInt8](repeating: 0, count: 64 << 10)
  }

  /// Moves to the next line.
  /// - Returns: false at the end of the input.
  /// - Throws: ``PatternToolsError/unreadable(path:errno:)``.
  package mutating func next() throws(PatternToolsError) -> Bool {
    try skipRest()
    isTruncated = false
    var searched = pending.lowerBound
    while true {
      if let end = newline(in: searched..<pending.upperBound) {
        take(upTo: min(end, pending.lowerBound + maxLineBytes), next: end + 1)
        isTruncated = end - line.lowerBound > maxLineBytes
        return true
      }
      if pending.count > maxLineBytes {
        take(upTo: pending.lowerBound + maxLineBytes, next: pending.upperBound)
        isTruncated = true
        isSkipping = true
        return true
      }
      if isAtEnd {
        if pending.isEmpty { return false }
        take(upTo: pending.upperBound, next: pending.upperBound)
        return true
      }
      let done = pending.count
      try fill()
      searched = pending.lowerBound + done
    }
  }

  /// Whether the next line can be had without reading.
  package var hasWholeLine: Bool { !isSkipping && newline(in: pending) != nil }

  /// Gives the present line, without its end, for the length of the call.
  package borrowing func withLine<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.extracting(line))
  }

  private mutating func take(upTo end: Int, next: Int) {
    let hasReturn = end > pending.lowerBound && buffer[end - 1] == UInt8(ascii: "\r")
    line = pending.lowerBound..<(hasReturn ? end - 1 : end)
    pending = next..<max(next, pending.upperBound)
  }

  /// Passes over the rest of a line that was cut.
  private mutating func skipRest() throws(PatternToolsError) {
    while isSkipping {
      if let end = newline(in: pending) {
        pending = end + 1..<pending.upperBound
        isSkipping = false
      } else if isAtEnd {
        pending = pending.upperBound..<pending.upperBound
        isSkipping = false
      } else {
        pending = 0..<0
        try fill()
      }
    }
  }

  private func newline(in range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    return buffer.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let found = memchr(start + range.lowerBound, 0x0A, range.count)
      else { return nil }
      return UnsafeRawPointer(found) - start
    }
  }

  /// Reads more behind what is pending, which moves to the front.
  private mutating func fill() throws(PatternToolsError) {
    if pending.lowerBound > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        memmove(start, start + pending.lowerBound, pending.count)
      }
      pending = 0..<pending.count
    }
    if pending.upperBound == buffer.count {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let room = pending.upperBound..<buffer.count
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        read(descriptor, bytes.baseAddress.map { $0 + room.lowerBound }, room.count)
      }
      if count > 0 { pending = 0..<pending.upperBound + count }
      if count == 0 { isAtEnd = true }
      if count >= 0 { return }
      let code = errno
      if code != EINTR { throw .unreadable(path: name, errno: code) }
    }
  }
}
