import LogInput
import Testing

@Suite("BlockReader")
struct BlockReaderTests {
  private let directory = TemporaryDirectory()

  @Test("an empty file has no block")
  func emptyFile() {
    let reading = Reading(directory.write("", to: "a.log"))
    #expect(reading.blocks.isEmpty)
    #expect(reading.fault == nil)
  }

  @Test(
    "bytes come out as they are",
    arguments: ["\n", "a", "\r\n", "a\nb", "a\r\nb\r\n", "\u{FEFF}a\n", "\n\n\n", "a\0\0\0", "\0"])
  func asTheyAre(_ text: String) {
    let reading = Reading(directory.write(text, to: "a.log"))
    #expect(reading.text == text)
    #expect(reading.content == Array(text.utf8))
    #expect(reading.blocks.map(\.isLast) == [true])
    #expect(reading.blocks.allSatisfy { $0.cuts.isEmpty })
  }

  @Test("a block ends with the last newline that fits, and a longer line makes it longer")
  func boundaries() {
    let path = directory.write("one\ntwo\nthree\nfour and five\nsix", to: "a.log")
    let reading = Reading(path, blockBytes: 8)
    #expect(reading.blocks.map(\.text) == ["one\ntwo\n", "three\n", "four and five\nsix"])
    #expect(reading.blocks.map(\.offset) == [0, 8, 14])
    #expect(reading.blocks.map(\.sequence) == [0, 1, 2])
    #expect(reading.blocks.map(\.isLast) == [false, false, true])
  }

  @Test("the block that ends with the file is known to be the last")
  func lastBlockThatFits() {
    let reading = Reading(directory.write("one\ntwo\n", to: "a.log"), blockBytes: 4)
    #expect(reading.blocks.map(\.text) == ["one\n", "two\n"])
    #expect(reading.blocks.map(\.isLast) == [false, true])
  }

  @Test("a block says whether all its bytes are ASCII")
  func isASCII() {
    let path = directory.write(Array("one\n".utf8) + [0x66, 0xFC, 0x72, 0x0A], to: "a.log")
    #expect(Reading(path, blockBytes: 4).blocks.map(\.isASCII) == [true, false])
  }

  @Test("a block says how much of the file was read for it")
  func progress() {
    let path = directory.write("one\ntwo\n3", to: "a.log")
    #expect(Reading(path, blockBytes: 4).blocks.map(\.sourceBytesRead) == [4, 8, 9])
  }

  @Test(
    "blocks of any size hold the whole input in whole lines", arguments: 0..<60 as Range<UInt64>)
  func wholeInput(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let content = randomLines(&random, bytes: Int.random(in: 0...5000, using: &random))
    let blockBytes = Int.random(in: 1...600, using: &random)
    for bytes in [content, gzip(content)] {
      let reading = Reading(directory.write(bytes, to: "a.log"), blockBytes: blockBytes)
      #expect(reading.content == content)
      #expect(reading.fault == nil)
      var offset: Int64 = 0
      for block in reading.blocks {
        #expect(block.offset == offset)
        #expect(block.isLast || block.bytes.last == 0x0A)
        #expect(block.cuts.isEmpty)
        offset += Int64(block.count)
      }
      #expect(reading.blocks.dropLast().allSatisfy { !$0.isLast })
      #expect(reading.blocks.last?.isLast ?? content.isEmpty)
    }
  }

  @Test("memory is used again when a block is gone")
  func pool() throws {
    let path = directory.write(String(repeating: "a line\n", count: 10_000), to: "a.log")
    let pool = BlockPool()
    for _ in 0..<3 {
      let source = try ByteSource(InputFile(path: path))
      let reader = BlockReader(source: source, pool: pool, blockBytes: 100)
      while try reader.next() != nil {}
    }
    #expect(pool.allocationCount == 2)
  }

  @Test("a block's bytes stay as they are while the reader goes on")
  func blocksAreKept() throws {
    let path = directory.write("one\ntwo\nthree\n", to: "a.log")
    let source = try ByteSource(InputFile(path: path))
    let reader = BlockReader(source: source, pool: BlockPool(), blockBytes: 4)
    let first = try #require(try reader.next())
    while try reader.next() != nil {}
    #expect(first.text == "one\n")
  }

  @Test("after the end there is nothing more, even if the file grew")
  func afterTheEnd() throws {
    let path = directory.write("one\n", to: "a.log")
    let reader = BlockReader(source: try ByteSource(InputFile(path: path)), pool: BlockPool())
    #expect(try reader.next()?.text == "one\n")
    append("two\n", to: path)
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  private func randomLines(_ random: inout SeededGenerator, bytes: Int) -> [UInt8] {
    let newlineOdds = UInt8.random(in: 1...60, using: &random)
    return (0..<bytes).map { _ in
      UInt8.random(in: 0...newlineOdds, using: &random) == 0
        ? 0x0A : UInt8.random(in: 0...255, using: &random)
    }
  }
}
