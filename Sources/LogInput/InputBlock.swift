/// A run of whole lines of one input, each with its `\n`; the input's last line may lack it.
///
/// Blocks are `Sendable`: nothing of a block changes after it was made, and its memory goes back to the pool
/// only with the last reference to it.
package final class InputBlock: Sendable {
  /// How many bytes the block has.
  package let count: Int

  /// The place of the block's first byte in the decompressed input.
  ///
  /// `offset + i` is right for each byte `i` of the block: nothing is left out in the middle of one.
  package let offset: Int64

  /// True if no byte is 0x80 or above.
  package let isASCII: Bool

  /// The lines that were too long: at most one, and then the block's last line.
  package let cuts: [LineCut]

  /// True if it is known that no block follows; the reader then returns nil, or throws what ended the input.
  ///
  /// A pipe that was closed while the reader waited has no such block.
  package let isLast: Bool

  /// 0, 1, 2 and so on in the order of the input.
  package let sequence: Int

  /// How many bytes of the file itself, compressed as they may be, were read for this block and those before it.
  package let sourceBytesRead: Int64

  private let memory: BlockMemory
  /// Where in the memory the block starts.
  private let start: Int
  private let pool: BlockPool

  init(
    memory: BlockMemory, _ range: Range<Int>, place: BlockPlace, cuts: [LineCut],
    pool: BlockPool
  ) {
    self.memory = memory
    start = range.lowerBound
    count = range.count
    self.cuts = cuts
    self.pool = pool
    offset = place.offset
    sequence = place.sequence
    isLast = place.isLast
    sourceBytesRead = place.sourceBytesRead
    isASCII = ByteScan.isASCII(
      UnsafeRawBufferPointer(start: memory.base + start, count: count))
  }

  /// A block followed by bytes from elsewhere.
  convenience init(_ block: InputBlock, followedBy bytes: Span<UInt8>, pool: BlockPool) {
    let memory = pool.take(block.count + bytes.count)
    block.copy(from: 0, to: memory.base)
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress {
        (memory.base + block.count).copyMemory(from: start, byteCount: source.count)
      }
    }
    let place = BlockPlace(
      offset: block.offset, sequence: block.sequence, isLast: block.isLast,
      sourceBytesRead: block.sourceBytesRead)
    self.init(
      memory: memory, 0..<block.count + bytes.count, place: place, cuts: block.cuts, pool: pool)
  }

  deinit {
    pool.give(memory)
  }

  /// Copies the bytes from `place` on to where there is room for them.
  func copy(from place: Int, to target: UnsafeMutableRawPointer) {
    target.copyMemory(from: memory.base + start + place, byteCount: count - place)
  }

  /// Gives the bytes for the length of the call.
  package func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = UnsafeBufferPointer(
      start: (memory.base + start).assumingMemoryBound(to: UInt8.self), count: count)
    return try body(bytes.span)
  }
}

/// A line of which only the beginning is in the block.
package struct LineCut: Sendable, Equatable {
  /// The place of the line's first byte in the block.
  package let offset: Int

  /// How many bytes of the line were skipped, its `\n` not among them.
  package let skippedBytes: Int64
}

/// Where a block stands in its input.
struct BlockPlace {
  let offset: Int64
  let sequence: Int
  let isLast: Bool
  let sourceBytesRead: Int64
}
