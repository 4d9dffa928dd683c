import LogInput
import Testing

/// Lines that were given out and come again, because what they began goes on after the block.
@Suite("lines given back")
struct PutBackTests {
  private let directory = TemporaryDirectory()

  @Test("lines given back stand before what comes next")
  func simple() throws {
    let path = directory.write("one\ntwo\nthree\nfour\n", to: "a.log")
    let reader = BlockReader(
      source: try ByteSource(InputFile(path: path)), pool: BlockPool(), blockBytes: 8)
    let first = try #require(try reader.next())
    #expect(first.text == "one\ntwo\n")
    reader.putBack(first, from: 4)
    let second = try #require(try reader.next())
    #expect(second.text == "two\nthree\n")
    #expect(second.offset == 4)
    #expect(first.text == "one\ntwo\n")
    reader.putBack(second, from: 0)
    let third = try #require(try reader.next())
    #expect(third.text == "two\nthree\nfour\n")
    #expect(third.offset == 4)
    #expect(third.isLast)
  }

  @Test("nothing is lost, whatever is given back", arguments: 0..<40)
  func random(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    // Some blocks are larger than the room that is kept before each.
    let blockBytes = Int.random(in: 1...(seed % 4 == 0 ? 200_000 : 300), using: &random)
    let content = lines(&random, bytes: blockBytes * 12)
    let path = directory.write(content, to: "a.log")
    let reader = BlockReader(
      source: try ByteSource(InputFile(path: path)), pool: BlockPool(), blockBytes: blockBytes)
    var read: [UInt8] = []
    while let block = try reader.next() {
      #expect(block.offset == Int64(read.count))
      let bytes = block.bytes
      var place = bytes.count
      if !block.isLast, Bool.random(using: &random) {
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        place = ([0] + ends).randomElement(using: &random) ?? 0
        reader.putBack(block, from: place)
      }
      read += bytes[..<place]
    }
    #expect(read == content)
  }

  @Test("what is given back needs no memory of its own")
  func memory() throws {
    let path = directory.write(String(repeating: "a line\n", count: 10_000), to: "a.log")
    let pool = BlockPool()
    let reader = BlockReader(
      source: try ByteSource(InputFile(path: path)), pool: pool, blockBytes: 1000)
    while let block = try reader.next() {
      if !block.isLast { reader.putBack(block, from: block.count - 7) }
    }
    #expect(pool.allocationCount <= 3)
  }

  private func lines(_ random: inout SeededGenerator, bytes: Int) -> [UInt8] {
    (0..<bytes).map { _ in
      UInt8.random(in: 0...40, using: &random) == 0
        ? 0x0A : UInt8.random(in: 32...126, using: &random)
    }
  }
}
