import Glibc
import LogInput
import Testing

@Suite("Long lines")
struct LongLineTests {
  private let directory = TemporaryDirectory()

  @Test("a line of the greatest length is read whole, a longer one is cut")
  func limit() {
    let path = directory.write("12345678\n123456789\nabc\n", to: "a.log")
    let reading = Reading(path, blockBytes: 4, maxLineBytes: 8)
    #expect(reading.blocks.map(\.text) == ["12345678\n", "12345678\n", "abc\n"])
    #expect(reading.blocks.map(\.offset) == [0, 9, 19])
    #expect(reading.blocks.map { $0.cuts.map(\.skippedBytes) } == [[], [1], []])
    #expect(reading.blocks.map { $0.cuts.map(\.offset) } == [[], [0], []])
  }

  @Test("a cut line at the end of the input has no newline")
  func cutAtTheEnd() {
    let path = directory.write("ab\n123456789abcdef", to: "a.log")
    let reading = Reading(path, maxLineBytes: 8)
    #expect(reading.blocks.map(\.text) == ["ab\n", "12345678"])
    #expect(reading.blocks.map(\.isLast) == [false, true])
    #expect(reading.blocks.last?.cuts.map(\.skippedBytes) == [7])
  }

  @Test("lines of any length are cut where they should", arguments: 0..<60 as Range<UInt64>)
  func anyLength(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let maxLineBytes = Int.random(in: 1...40, using: &random)
    let blockBytes = Int.random(in: 1...60, using: &random)
    let model = CutModel(&random, maxLineBytes: maxLineBytes)
    let path = directory.write(model.input, to: "a.log")
    let reading = Reading(path, blockBytes: blockBytes, maxLineBytes: maxLineBytes)
    #expect(reading.content == model.output)
    #expect(reading.blocks.flatMap { $0.cuts.map(\.skippedBytes) } == model.skipped)
    for block in reading.blocks {
      #expect(block.isLast || block.bytes.last == 0x0A)
      // Where a block says that it stands, there its bytes are.
      let start = Int(block.offset)
      let length = block.cuts.isEmpty ? block.count : min(block.count, maxLineBytes)
      #expect(Array(model.input[start..<start + length]) == Array(block.bytes.prefix(length)))
    }
  }

  @Test("a file of 1 GiB without a newline needs the memory of four blocks")
  func hugeLine() throws {
    let path = directory.write("x", to: "a.log")
    #expect(truncate(path, 1 << 30) == 0)
    let pool = BlockPool()
    let reader = BlockReader(source: try ByteSource(InputFile(path: path)), pool: pool)
    let block = try #require(try reader.next())
    #expect(block.count == 1 << 20)
    #expect(block.cuts.map(\.skippedBytes) == [(1 << 30) - (1 << 20)])
    #expect(block.isLast)
    #expect(try reader.next() == nil)
    #expect(pool.allocationCount <= 4)
  }

  @Test("a zip bomb of 256 MiB needs the memory of four blocks")
  func zipBomb() throws {
    let member = gzip([UInt8](repeating: 0, count: 4 << 20))
    let path = directory.write((0..<64).flatMap { _ in member }, to: "a.log.gz")
    let pool = BlockPool()
    let reader = BlockReader(source: try ByteSource(InputFile(path: path)), pool: pool)
    let block = try #require(try reader.next())
    #expect(block.cuts.map(\.skippedBytes) == [(256 << 20) - (1 << 20)])
    #expect(pool.allocationCount <= 4)
  }

  @Test("the zeros at the end of a snapshot file are a line of their own")
  func zeros() {
    let bytes = Array("one\n".utf8) + [UInt8](repeating: 0, count: 128 << 10)
    let reading = Reading(directory.write(bytes, to: "a.snapshot.log"), blockBytes: 64 << 10)
    #expect(reading.content == bytes)
    #expect(reading.blocks.map(\.text.utf8.count) == [4, 128 << 10])
  }
}

/// Random lines, and what is to come of them.
private struct CutModel {
  private(set) var input: [UInt8] = []
  private(set) var output: [UInt8] = []
  private(set) var skipped: [Int64] = []

  init(_ random: inout SeededGenerator, maxLineBytes: Int) {
    let lineCount = Int.random(in: 0...30, using: &random)
    let endsWithNewline = Bool.random(using: &random)
    for index in 0..<lineCount {
      let length = Int.random(in: 0...maxLineBytes * 3, using: &random)
      let line = (0..<length).map { _ in UInt8.random(in: 0x20...0xFF, using: &random) }
      let newline: [UInt8] = index < lineCount - 1 || endsWithNewline ? [0x0A] : []
      input += line + newline
      output += line.prefix(maxLineBytes) + newline
      if length > maxLineBytes { skipped.append(Int64(length - maxLineBytes)) }
    }
  }
}
