import Glibc

/// Reads a file that grows: the next block of whole lines from a place that its caller keeps.
///
/// Nothing is kept between two reads but what the caller has (``TailPlace``): thousands of files cost no
/// buffers. What stands right before the place is read again with what follows, and must be what it was: a
/// file that was truncated and has grown past the place again, or whose name another file has taken, is
/// never taken for the old one.
package struct TailReader {
  /// How blocks are cut.
  package var framing = BlockReader.Framing.lines

  private let pool: BlockPool
  private let blockBytes: Int
  private let maxLineBytes: Int

  /// What was found.
  package enum Finding {
    /// Bytes that follow the place.
    case block(InputBlock, TailExtent)
    /// No whole line: so many bytes of one, maybe none.
    case nothing(partialBytes: Int64)
    /// So many NULs, where a line would begin: a hole that a truncation left, under a writer that went on where
    /// it was.
    case padding(Int)
    /// The file is shorter than the place; its size.
    case shorter(size: Int64)
    /// Other bytes stand before the place than did.
    case replaced
  }

  /// Reads blocks of `blockBytes`, longer ones where a line is; as ``BlockReader`` does.
  package init(pool: BlockPool, blockBytes: Int = 512 << 10, maxLineBytes: Int = 1 << 20) {
    self.pool = pool
    self.maxLineBytes = max(maxLineBytes, 1)
    self.blockBytes = min(max(blockBytes, 1), self.maxLineBytes + 1)
  }

  /// Reads what follows `place`.
  ///
  /// - Parameters:
  ///   - atLeast: the block is to have more bytes than that, if the file has: no record ended within them.
  ///   - takesPartialLine: whether the last line may lack its newline; it will not get it any more.
  ///   - limit: a place where the file is taken to end, whatever follows and wherever lines end.
  /// - Throws: `readFailed`; what could be had before the fault comes first.
  package func next(
    _ file: FollowedFile, _ place: inout TailPlace, atLeast: Int = 0,
    takesPartialLine: Bool = false, limit: Int64 = .max
  ) throws(LogInputError) -> Finding {
    var room = atLeast < blockBytes ? blockBytes : atLeast + blockBytes
    while true {
      let before = place.bytesBefore.count
      let memory = pool.take(before + room)
      let count = try TailReader.read(
        file, at: place.offset - Int64(before), into: memory.base, before + room)
      guard count >= before else {
        pool.give(memory)
        return .shorter(size: place.offset - Int64(before) + Int64(count))
      }
      guard place.bytesBefore.withUnsafeBytes({ isEqual($0, memory.base) }) else {
        pool.give(memory)
        return .replaced
      }
      let isAtLimit = limit <= place.offset + Int64(count - before)
      let bytes = UnsafeRawBufferPointer(
        start: memory.base + before,
        count: isAtLimit ? Int(max(limit - place.offset, 0)) : count - before)
      if place.offset == 0, !place.beginning.isEmpty {
        let isSame = bytes.prefix(place.beginning.count).elementsEqual(place.beginning)
        if !isSame {
          let isShorter = bytes.count < place.beginning.count
          pool.give(memory)
          return isShorter ? .shorter(size: Int64(bytes.count)) : .replaced
        }
      }
      let isAtEnd = bytes.count < room
      if atLeast == 0, framing == .lines, let padding = TailReader.padding(bytes) {
        pool.give(memory)
        return .padding(padding)
      }
      if let end = end(of: bytes, atLeast: atLeast, isAtEnd && takesPartialLine || isAtLimit) {
        return .block(
          block(memory, before..<before + end, place), TailExtent(end, isAtEnd: isAtEnd))
      }
      let lineStart = ByteScan.lastNewline(in: bytes).map { $0 + 1 } ?? 0
      pool.give(memory)
      if isAtEnd { return .nothing(partialBytes: Int64(bytes.count)) }
      if room > atLeast + maxLineBytes {
        return try longLine(file, &place, lineStart, takesPartialLine: takesPartialLine)
      }
      room = atLeast + maxLineBytes + 1
    }
  }

  /// How many NULs the bytes begin with; nil if with none.
  private static func padding(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.first == 0 else { return nil }
    return bytes.firstIndex { $0 != 0 } ?? bytes.count
  }

  /// A block followed by bytes from elsewhere.
  package func extended(_ block: InputBlock, by bytes: Span<UInt8>) -> InputBlock {
    InputBlock(block, followedBy: bytes, pool: pool)
  }

  /// Where a block of `bytes` ends; nil if none of them is a whole line.
  private func end(
    of bytes: UnsafeRawBufferPointer, atLeast: Int, _ takesAll: Bool
  ) -> Int? {
    if takesAll || framing == .bytes { return bytes.count > atLeast ? bytes.count : nil }
    guard let newline = ByteScan.lastNewline(in: bytes) else { return nil }
    return newline + 1 > atLeast ? newline + 1 : nil
  }

  private func block(
    _ memory: BlockMemory, _ range: Range<Int>, _ place: TailPlace, cuts: [LineCut] = []
  ) -> InputBlock {
    InputBlock(
      memory: memory, range,
      place: BlockPlace(
        offset: place.offset, sequence: 0, isLast: false,
        sourceBytesRead: place.offset + Int64(range.count)),
      cuts: cuts, pool: pool)
  }

  // MARK: - Lines that are too long

  /// A line of more than `maxLineBytes`, `start` bytes behind the place: its beginning, once its end is there.
  private func longLine(
    _ file: FollowedFile, _ place: inout TailPlace, _ start: Int, takesPartialLine: Bool
  ) throws(LogInputError) -> Finding {
    let chunk = pool.take(TailReader.chunkBytes)
    defer { pool.give(chunk) }
    var at = max(place.searched, place.offset + Int64(start + maxLineBytes))
    while true {
      let count = try TailReader.read(file, at: at, into: chunk.base, TailReader.chunkBytes)
      let bytes = UnsafeRawBufferPointer(start: chunk.base, count: count)
      if let newline = ByteScan.firstNewline(in: bytes) {
        return try cutLine(file, place, start, end: at + Int64(newline), hasNewline: true)
      }
      at += Int64(count)
      // So that the search does not begin anew each time the line grows.
      place.searched = at
      if count < TailReader.chunkBytes { break }
    }
    if takesPartialLine { return try cutLine(file, place, start, end: at, hasNewline: false) }
    return .nothing(partialBytes: at - place.offset)
  }

  private func cutLine(
    _ file: FollowedFile, _ place: TailPlace, _ start: Int, end: Int64, hasNewline: Bool
  ) throws(LogInputError) -> Finding {
    let memory = pool.take(start + maxLineBytes + 1)
    var count = try TailReader.read(
      file, at: place.offset, into: memory.base, start + maxLineBytes)
    let cut = LineCut(offset: start, skippedBytes: max(end - place.offset - Int64(count), 0))
    if hasNewline {
      memory.base.storeBytes(of: 0x0A, toByteOffset: count, as: UInt8.self)
      count += 1
    }
    return .block(
      block(memory, 0..<count, place, cuts: [cut]),
      TailExtent(inputBytes: end - place.offset + (hasNewline ? 1 : 0), isAtEnd: false))
  }

  private static let chunkBytes = 256 << 10

  /// Reads until there is no more or no room; a fault after some bytes is left for the next read.
  private static func read(
    _ file: FollowedFile, at offset: Int64, into memory: UnsafeMutableRawPointer, _ room: Int
  ) throws(LogInputError) -> Int {
    var filled = 0
    while filled < room {
      let target = UnsafeMutableRawBufferPointer(start: memory + filled, count: room - filled)
      do throws(LogInputError) {
        let count = try file.read(at: offset + Int64(filled), into: target)
        if count == 0 { return filled }
        filled += count
      } catch {
        if filled == 0 { throw error }
        return filled
      }
    }
    return filled
  }
}

/// A place in a file, and what stood before it.
package struct TailPlace: Sendable, Equatable {
  /// The bytes that tell the place again: as many as a line or two.
  package static let mostBytesBefore = 256

  /// The place of the next byte that is read.
  package private(set) var offset: Int64
  /// The bytes right before it, at most ``mostBytesBefore``.
  package private(set) var bytesBefore: [UInt8]
  /// What the file began with when it was found; before its first byte stands nothing that would tell.
  let beginning: [UInt8]
  /// How far the end of a line that is too long has been looked for.
  var searched: Int64 = 0

  /// The place `offset`, before which `bytesBefore` stand, in a file that begins with `beginning`.
  package init(offset: Int64 = 0, bytesBefore: [UInt8] = [], beginning: [UInt8] = []) {
    self.offset = offset
    self.bytesBefore = bytesBefore
    self.beginning = beginning
  }

  /// Moves on over NULs.
  package mutating func advance(overPadding count: Int) {
    offset += Int64(count)
    bytesBefore = []
  }

  /// Moves on over the first `count` bytes of a block that was read here, which stand for `inputBytes` of the file.
  package mutating func advance(over block: InputBlock, _ count: Int, inputBytes: Int64) {
    offset += inputBytes
    guard Int64(count) == inputBytes else {
      // Of a line that was cut its end is not known, and nothing is compared until the next block.
      bytesBefore = []
      return
    }
    block.withBytes { bytes in
      let taken = max(count - TailPlace.mostBytesBefore, 0)..<count
      bytesBefore.removeFirst(
        max(0, min(bytesBefore.count, bytesBefore.count + taken.count - TailPlace.mostBytesBefore)))
      for place in taken { bytesBefore.append(bytes[place]) }
    }
  }
}

/// How much of a file a block stands for.
package struct TailExtent: Sendable {
  /// Bytes of the file, with those that were skipped.
  package let inputBytes: Int64
  /// Whether the file ended here when it was read, but for a line that has not ended.
  package let isAtEnd: Bool

  init(inputBytes: Int64, isAtEnd: Bool) {
    self.inputBytes = inputBytes
    self.isAtEnd = isAtEnd
  }

  /// A block that stands for so many bytes, and is not the last.
  package init(_ inputBytes: Int64) {
    self.init(inputBytes: inputBytes, isAtEnd: false)
  }

  init(_ count: Int, isAtEnd: Bool) {
    self.init(inputBytes: Int64(count), isAtEnd: isAtEnd)
  }
}

/// Whether the bytes at `start` are these.
private func isEqual(_ bytes: UnsafeRawBufferPointer, _ start: UnsafeMutableRawPointer) -> Bool {
  guard let base = bytes.baseAddress else { return true }
  return memcmp(base, start, bytes.count) == 0
}
