import Glibc

/// Splits one input into blocks of whole lines.
///
/// Work is per block, never per line: bytes are read straight into the block, the last newline is its
/// end, and what stands after it begins the next block. Whoever reads records of several lines gives
/// back the lines of one that has not ended (``putBack(_:from:)``); they come again, with more after
/// them. Memory is bounded by `maxLineBytes` and what is given back, whatever comes. A pipe whose
/// writer pauses gives the lines that are there.
package final class BlockReader {
  /// How blocks are cut.
  package enum Framing: Sendable {
    /// After a newline.
    case lines
    /// Anywhere: what the input holds is no text.
    case bytes
  }

  /// How blocks are cut; may be changed until the first is given out.
  package var framing = Framing.lines

  private let source: ByteSource
  private let pool: BlockPool
  private let blockBytes: Int
  private let maxLineBytes: Int

  /// The block being filled, where in its memory it starts, and how many bytes it may have.
  private var memory: BlockMemory
  private var start = BlockReader.headroom
  private var capacity: Int
  private var filled = 0
  /// The first bytes of it that were given back: whole lines.
  private var carried = 0
  /// The first bytes of it in which no newline has to be looked for.
  private var searched = 0

  /// The place of the first byte of `memory` in the decompressed input.
  private var offset: Int64 = 0
  private var sequence = 0
  private var isAtEnd = false
  private var fault: LogInputError?

  /// Memory before a block, for the lines that are given back: most fit, and nothing else moves.
  private static let headroom = 64 << 10

  private var base: UnsafeMutableRawPointer { memory.base + start }

  /// Reads `source` from where it stands.
  ///
  /// - Parameters:
  ///   - source: the bytes; nobody else may read it meanwhile.
  ///   - pool: where the memory of blocks comes from, and goes when they are gone.
  ///   - blockBytes: the size of a block; a longer line makes its block longer, up to `maxLineBytes`.
  ///   - maxLineBytes: the longest line that is read whole, its `\n` not counted.
  package init(
    source: ByteSource, pool: BlockPool, blockBytes: Int = 512 << 10, maxLineBytes: Int = 1 << 20
  ) {
    self.source = source
    self.pool = pool
    self.maxLineBytes = max(maxLineBytes, 1)
    // No block is larger than the longest line with its newline. So a line that is too long fills
    // a block alone, and none has to be looked for.
    self.blockBytes = min(max(blockBytes, 1), self.maxLineBytes + 1)
    capacity = self.blockBytes
    memory = pool.take(BlockReader.headroom + self.blockBytes)
  }

  deinit {
    pool.give(memory)
  }

  /// Gives the first `count` bytes or more, if the input has them, before the first block is taken.
  package func peek<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    while !isAtEnd, filled < min(count, capacity) {
      filled += read(from: filled, to: capacity)
    }
    let bytes = UnsafeBufferPointer(
      start: base.assumingMemoryBound(to: UInt8.self), count: filled)
    return body(bytes.span)
  }

  /// The next block; nil at the end.
  ///
  /// - Throws: what ended the input early, once, after all that came before it was given out.
  package func next() throws(LogInputError) -> InputBlock? {
    while true {
      fill()
      if let end = boundary() { return finishBlock(end) }
      if isAtEnd { break }
      if filled - carried > maxLineBytes { return finishCutLine() }
      grow()
    }
    guard let fault else { return nil }
    self.fault = nil
    throw fault
  }

  /// Takes the lines of a block from `place` on again, to stand at the start of the next one.
  ///
  /// Only for the block given out last, and not one with cuts.
  package func putBack(_ block: InputBlock, from place: Int) {
    let count = block.count - place
    guard count > 0 else { return }
    if count <= start {
      start -= count
      capacity += count
    } else {
      makeRoom(for: count, isWholeBlock: place == 0)
    }
    block.copy(from: place, to: base)
    filled += count
    carried = count
    searched = count
    offset -= Int64(count)
  }

  /// Moves what was read so far `count` bytes on, into larger memory.
  private func makeRoom(for count: Int, isWholeBlock: Bool) {
    let (small, rest) = (memory, base)
    // A record that fills a block needs a larger one; doubling keeps the copies few.
    capacity = max(blockBytes, count + filled + (isWholeBlock ? count : min(blockBytes, 64 << 10)))
    take(capacity)
    memcpy(base + count, rest, filled)
    pool.give(small)
  }

  /// Takes memory for a block of `byteCount` bytes.
  private func take(_ byteCount: Int) {
    start = BlockReader.headroom
    memory = pool.take(start + byteCount)
  }

  /// A block followed by bytes from elsewhere.
  package func extended(_ block: InputBlock, by bytes: Span<UInt8>) -> InputBlock {
    InputBlock(block, followedBy: bytes, pool: pool)
  }

  /// Where the block ends: after its last newline, or at the input's end after everything.
  ///
  /// Nil if there is no such place yet.
  private func boundary() -> Int? {
    if isAtEnd { return filled > 0 ? filled : nil }
    if framing == .bytes { return filled > carried ? filled : nil }
    return lastNewline().map { $0 + 1 }
  }

  private func lastNewline() -> Int? {
    let fresh = UnsafeRawBufferPointer(start: base + searched, count: filled - searched)
    if let place = ByteScan.lastNewline(in: fresh) { return searched + place }
    searched = filled
    return nil
  }

  // MARK: - Filling

  /// Reads until the block is full, or the input ends, or it pauses and there is a line to give.
  private func fill() {
    while !isAtEnd, filled < capacity {
      if source.wouldWait, boundary() != nil { return }
      filled += read(from: filled, to: capacity)
    }
  }

  /// Reads once; a fault is the end of the input, and kept.
  private func read(from first: Int, to end: Int) -> Int {
    let room = UnsafeMutableRawBufferPointer(start: base + first, count: end - first)
    do throws(LogInputError) {
      let count = try source.read(into: room)
      isAtEnd = count == 0
      return count
    } catch {
      fault = error
      isAtEnd = true
      return 0
    }
  }

  /// Makes room for the longest line and its newline.
  private func grow() {
    let (small, bytes) = (memory, base)
    capacity = carried + maxLineBytes + 1
    take(capacity)
    memcpy(base, bytes, filled)
    pool.give(small)
  }

  /// Begins a new block with `bytes`, the beginning of a line.
  private func begin(with bytes: UnsafeRawBufferPointer) {
    capacity = bytes.count < blockBytes ? blockBytes : max(maxLineBytes, bytes.count) + 1
    carried = 0
    searched = 0
    take(capacity)
    if let first = bytes.baseAddress { memcpy(base, first, bytes.count) }
    filled = bytes.count
  }

  // MARK: - Giving out

  /// Gives out the first `end` bytes, and begins the next block with the rest.
  private func finishBlock(_ end: Int) -> InputBlock {
    let full = Full(memory: memory, start: start, count: end)
    begin(with: UnsafeRawBufferPointer(start: full.base + end, count: filled - end))
    return give(full, ofInput: Int64(end), cuts: [])
  }

  /// Gives out what was given back and a line's first `maxLineBytes` bytes, and skips the rest of it.
  private func finishCutLine() -> InputBlock {
    let line = carried
    let end = carried + maxLineBytes
    var full = Full(memory: memory, start: start, count: end)
    var skipped = Int64(filled - end)
    begin(with: UnsafeRawBufferPointer(start: nil, count: 0))
    while !isAtEnd {
      filled = read(from: 0, to: capacity)
      let bytes = UnsafeRawBufferPointer(start: base, count: filled)
      if let newline = ByteScan.firstNewline(in: bytes) {
        skipped += Int64(newline)
        filled -= newline + 1
        memmove(base, base + newline + 1, filled)
        full.base.storeBytes(of: 0x0A, toByteOffset: end, as: UInt8.self)
        full.count += 1
        return give(
          full, ofInput: Int64(end) + skipped + 1,
          cuts: [LineCut(offset: line, skippedBytes: skipped)])
      }
      skipped += Int64(filled)
    }
    return give(
      full, ofInput: Int64(end) + skipped,
      cuts: [LineCut(offset: line, skippedBytes: skipped)])
  }

  /// A block that is ready to be given out.
  private struct Full {
    let memory: BlockMemory
    let start: Int
    var count: Int

    var base: UnsafeMutableRawPointer { memory.base + start }
  }

  /// Makes the block, which stands for the next `inputBytes` bytes of the input.
  private func give(_ full: Full, ofInput inputBytes: Int64, cuts: [LineCut]) -> InputBlock {
    let sourceBytesRead = source.bytesRead
    // Only a look ahead tells whether this block is the last; it is not worth waiting for.
    if filled == 0, !isAtEnd, !source.wouldWait {
      filled = read(from: 0, to: capacity)
    }
    let place = BlockPlace(
      offset: offset, sequence: sequence, isLast: isAtEnd && filled == 0,
      sourceBytesRead: sourceBytesRead)
    offset += inputBytes
    sequence += 1
    return InputBlock(
      memory: full.memory, full.start..<full.start + full.count, place: place, cuts: cuts,
      pool: pool)
  }
}
