import Alerting
import Glibc
import LogInput

/// Goes through the lines of files of events, plain or gzip.
struct EventLines {
  /// A line of an input.
  struct Line {
    /// What it holds.
    let content: StreamLine
    /// The bytes that hold it.
    let bytes: [UInt8]
    /// Its number in the input, from 1.
    let number: Int
  }

  /// The longest line.
  private static let mostLineBytes = 16 << 20

  /// Gives the lines of one input to `take`, which may throw to end it; `endOfBlock` is called where reading may wait.
  ///
  /// - Returns: what kept it from being read to its end.
  static func read<Failure: Error>(
    _ file: InputFile, take: (Line) throws(Failure) -> Void, endOfBlock: () throws(Failure) -> Void
  ) throws(Failure) -> LogInputError? {
    let reader: BlockReader
    do throws(LogInputError) {
      reader = BlockReader(
        source: try ByteSource(file), pool: BlockPool(), maxLineBytes: mostLineBytes)
    } catch {
      return error
    }
    var number = 0
    while true {
      let block: InputBlock
      do throws(LogInputError) {
        guard let next = try reader.next() else { return nil }
        block = next
      } catch {
        return error
      }
      try lines(block, &number, take)
      try endOfBlock()
    }
  }

  private static func lines<Failure: Error>(
    _ block: InputBlock, _ number: inout Int, _ take: (Line) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes: [UInt8] = block.withBytes { span in span.withUnsafeBufferPointer { Array($0) } }
    var start = 0
    while start < bytes.count {
      let end = newline(in: bytes, from: start) ?? bytes.count
      number += 1
      let isCut = block.cuts.contains { $0.offset == start }
      let content: StreamLine = isCut ? .bad : StreamLine.read(bytes.span, start..<end)
      try take(Line(content: content, bytes: bytes, number: number))
      start = end + 1
    }
  }

  private static func newline(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress,
        let found = memchr(base + start, 0x0A, all.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
