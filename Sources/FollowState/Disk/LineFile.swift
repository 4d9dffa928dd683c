import Glibc

/// Reads a file line by line, in pieces of bounded size.
struct LineFile: ~Copyable {
  /// What stands between two newlines.
  struct Line {
    /// Where it begins in the file.
    let offset: Int64
    /// Where its bytes are, without the newline; empty of a line that is too long.
    let range: Range<Int>
    /// Whether a newline follows.
    let isEnded: Bool
    /// Whether it is longer than a record can be.
    let isTooLong: Bool
  }

  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 2 * FollowState.maxLineBytes)
  /// What was read and not given out yet.
  private var rest = 0..<0
  /// The place of `rest` in the file.
  private var offset: Int64 = 0
  private var isAtEnd = false
  /// What stopped the reading before the end; 0 if nothing did.
  private(set) var failure: Int32 = 0

  /// How many bytes the file had when it was opened.
  let size: Int64

  /// Opens the file at `path`; nil, and errno, if that is not possible.
  init?(_ path: String) {
    // A pipe of that name is not waited for.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    size = fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit {
    // One that could not be opened leaves errno as it is.
    if descriptor >= 0 { close(descriptor) }
  }

  /// Gives the bytes of the line last asked for.
  borrowing func withBytes<Result>(of line: Line, _ body: (Span<UInt8>) -> Result) -> Result {
    body(buffer.span.extracting(line.range))
  }

  /// The next line; nil at the end.
  mutating func next() -> Line? {
    var searched = 0
    while true {
      if let newline = newline(from: rest.lowerBound + searched) {
        return take(newline - rest.lowerBound, isEnded: true)
      }
      searched = rest.count
      if searched > FollowState.maxLineBytes { return skipLine() }
      if isAtEnd { return rest.isEmpty ? nil : take(rest.count, isEnded: false) }
      fill()
    }
  }

  private mutating func take(_ count: Int, isEnded: Bool) -> Line {
    let range = rest.lowerBound..<rest.lowerBound + count
    let line = Line(
      offset: offset, range: range, isEnded: isEnded,
      isTooLong: count > FollowState.maxLineBytes)
    let taken = count + (isEnded ? 1 : 0)
    rest = rest.lowerBound + taken..<rest.upperBound
    offset += Int64(taken)
    return line
  }

  /// Steps over a line of which the beginning is in the buffer, and is too much already.
  private mutating func skipLine() -> Line {
    let start = offset
    var isEnded = false
    while !isEnded {
      if let newline = newline(from: rest.lowerBound) {
        _ = take(newline - rest.lowerBound, isEnded: true)
        isEnded = true
      } else {
        _ = take(rest.count, isEnded: false)
        if isAtEnd { break }
        fill()
      }
    }
    return Line(offset: start, range: 0..<0, isEnded: isEnded, isTooLong: true)
  }

  private func newline(from start: Int) -> Int? {
    guard start < rest.upperBound else { return nil }
    return buffer.withUnsafeBytes { all in
      guard let base = all.baseAddress,
        let found = memchr(base + start, 0x0A, rest.upperBound - start)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  /// Reads more behind the rest, which is moved to the front.
  private mutating func fill() {
    let kept = rest.count
    let start = rest.lowerBound
    let count = buffer.withUnsafeMutableBytes { all -> Int in
      guard let base = all.baseAddress else { return 0 }
      if kept > 0, start > 0 { memmove(base, base + start, kept) }
      var count: Int
      repeat {
        count = read(descriptor, base + kept, all.count - kept)
      } while count < 0
        && errno == EINTR
      return count
    }
    if count < 0 { failure = errno }
    if count <= 0 { isAtEnd = true }
    rest = 0..<kept + max(count, 0)
  }
}
