import FollowState
import LogInput

/// What a look at a file shows: its size, and how it begins.
///
/// Servers of one kind begin all their logs alike, so a beginning alone proves nothing: it only tells which
/// files need a closer look.
struct FileGlance {
  /// How much of a beginning is compared.
  static let headBytes = 4096

  let file: FollowedFile
  let size: Int64
  /// Seconds since 1970 of the last change.
  let modified: Int64
  /// The first bytes, at most ``headBytes``.
  let head: [UInt8]
  /// Their mark: there may be many to compare it with.
  private let headMark: ContentMark

  /// Looks at `file`.
  init(_ file: FollowedFile) throws(LogInputError) {
    self.file = file
    let status = try file.status()
    size = status.size
    modified = status.modified / 1_000_000_000
    let bytes = try FileGlance.read(file, at: 0, FileGlance.headBytes)
    headMark = .of(bytes.span)
    head = bytes
  }

  /// Whether it is too short to be told from others, and may have been made just now.
  var isYoung: Bool { size < Int64(EventNaming.headBytes) }

  /// Whether a second look shows the same, or more of it.
  var isTrueStill: Bool {
    guard let again = try? FileGlance(file) else { return false }
    return again.size >= size && again.head.starts(with: head)
  }

  /// Whether the content is gzip by its magic number (RFC 1952 s 2.3.1).
  var isGzip: Bool { head.starts(with: [0x1F, 0x8B]) }

  /// The name of another compression, by its magic number; nil for what may be a log.
  var otherCompression: String? {
    FileGlance.magicNumbers.first { head.starts(with: $0.bytes) }?.name
  }

  private static let magicNumbers: [(name: String, bytes: [UInt8])] = [
    ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    ("bzip2", [0x42, 0x5A, 0x68]), ("zip", [0x50, 0x4B, 0x03, 0x04]),
    ("lz4", [0x04, 0x22, 0x4D, 0x18]),
  ]

  /// Whether the file holds the content of which `state` is remembered.
  ///
  /// - Parameter isSameFile: whether it is the same file by device and inode; else what stands before the
  ///   committed place has to agree, too.
  func holds(_ state: FileState, isSameFile: Bool) -> Bool {
    let isSameLength = state.head.length == head.count
    guard size >= state.offset, state.head.length > 0,
      isSameLength ? state.head == headMark : state.head.matches(beginningOf: head)
    else { return false }
    // Of a content that is begun anew nothing can be lost, and its events have their names.
    if state.offset == 0 { return true }
    if state.tail.length == 0 { return isSameFile }
    let start = state.offset - Int64(state.tail.length)
    guard let bytes = try? FileGlance.read(file, at: start, state.tail.length) else { return false }
    return bytes.count == state.tail.length && ContentMark.of(bytes.span) == state.tail
  }

  /// Whether what is read of `generation` stands in this file.
  func holds(_ generation: Generation) -> Bool {
    let place = generation.place
    if place.offset == 0 { return generation.state.head.matches(beginningOf: head) }
    guard size >= place.offset, !place.bytesBefore.isEmpty else { return false }
    let start = place.offset - Int64(place.bytesBefore.count)
    return (try? FileGlance.read(file, at: start, place.bytesBefore.count)) == place.bytesBefore
  }

  /// Whether the file holds nothing but what `other` begins with, as far as its beginning and its end tell.
  func isBeginning(of other: FollowedFile) -> Bool {
    guard let status = try? other.status(), status.size >= size,
      let otherHead = try? FileGlance.read(other, at: 0, head.count), otherHead == head
    else { return false }
    let start = max(size - Int64(FileGlance.headBytes), 0)
    let count = Int(size - start)
    guard let end = try? FileGlance.read(file, at: start, count) else { return false }
    return (try? FileGlance.read(other, at: start, count)) == end
  }

  /// Whether all bytes are those that `other` begins with.
  func isBeginningThroughout(of other: FollowedFile) -> Bool {
    let step = 1 << 20
    var place: Int64 = 0
    while place < size {
      guard let bytes = try? FileGlance.read(file, at: place, step), !bytes.isEmpty,
        let others = try? FileGlance.read(other, at: place, bytes.count), bytes == others
      else { return false }
      place += Int64(bytes.count)
    }
    return true
  }

  /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
  static func read(
    _ file: FollowedFile, at offset: Int64, _ count: Int
  ) throws(LogInputError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let done = filled
      var span = bytes.mutableSpan
      let read = try span.withUnsafeMutableBytes { (all) throws(LogInputError) -> Int in
        try file.read(
          at: offset + Int64(done), into: UnsafeMutableRawBufferPointer(rebasing: all[done...]))
      }
      if read == 0 { break }
      filled += read
    }
    bytes.removeLast(count - filled)
    return bytes
  }
}
