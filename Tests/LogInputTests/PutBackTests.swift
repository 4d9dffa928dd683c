import LogInput
import Testing

@Suite("BlockReader: lines that are given back")
struct PutBackTests {
  private let directory = TemporaryDirectory()

  private func reader(_ path: String, blockBytes: Int, maxLineBytes: Int = 1 << 20) throws
    -> BlockReader
  {
    BlockReader(
      source: try ByteSource(InputFile(path: path)), pool: BlockPool(), blockBytes: blockBytes,
      maxLineBytes: maxLineBytes)
  }

  @Test("what is given back comes again at the start of the next block, with more after it")
  func again() throws {
    let reader = try reader(directory.write("one\ntwo\nthree\n", to: "a.log"), blockBytes: 8)
    let first = try #require(try reader.next())
    #expect(first.text == "one\ntwo\n" && !first.isLast)
    reader.putBack(first, from: 4)
    let second = try #require(try reader.next())
    #expect(second.text == "two\nthree\n" && second.offset == 4 && second.isLast)
    #expect(first.text == "one\ntwo\n")
    #expect(try reader.next() == nil)
  }

  @Test("a block given back whole comes again larger")
  func whole() throws {
    let text = (0..<100).map { "line \($0)\n" }.joined()
    let reader = try reader(directory.write(text, to: "a.log"), blockBytes: 16)
    var count = 0
    while let block = try reader.next(), !block.isLast {
      #expect(block.count > count && block.offset == 0)
      count = block.count
      reader.putBack(block, from: 0)
    }
    #expect(count > 400)
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

  @Test("giving back nothing changes nothing")
  func nothing() throws {
    let reader = try reader(directory.write("one\ntwo\n", to: "a.log"), blockBytes: 4)
    let block = try #require(try reader.next())
    reader.putBack(block, from: block.count)
    #expect(try reader.next()?.text == "two\n")
    #expect(try reader.next() == nil)
  }

  @Test("what is given back of the last block is the last block again")
  func last() throws {
    let reader = try reader(directory.write("one\ntwo", to: "a.log"), blockBytes: 100)
    let block = try #require(try reader.next())
    #expect(block.isLast)
    reader.putBack(block, from: 4)
    let rest = try #require(try reader.next())
    #expect(rest.text == "two" && rest.isLast && rest.offset == 4)
    #expect(try reader.next() == nil)
  }

  @Test("a line that is too long is cut behind lines that were given back")
  func cutLine() throws {
    let path = directory.write("one\n" + String(repeating: "x", count: 40) + "\ntwo\n", to: "a.log")
    let reader = try reader(path, blockBytes: 6, maxLineBytes: 10)
    let first = try #require(try reader.next())
    #expect(first.text == "one\n")
    reader.putBack(first, from: 0)
    let second = try #require(try reader.next())
    #expect(second.text == "one\nxxxxxxxxxx\n")
    #expect(second.cuts.map(\.offset) == [4] && second.cuts.map(\.skippedBytes) == [30])
    #expect(try reader.next()?.text == "two\n")
  }

  @Test(
    "blocks of any size, of which any part is given back, are the whole input in order",
    arguments: 0..<120 as Range<UInt64>)
  func any(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let maxLineBytes = seed % 3 == 0 ? Int.random(in: 1...40, using: &random) : 1 << 20
    let input = (0..<Int.random(in: 0...3000, using: &random)).map { _ in
      Int.random(in: 0..<12, using: &random) == 0 ? 0x0A : UInt8.random(in: 0...255, using: &random)
    }
    let bytes = seed % 2 == 0 ? input : gzip(input)
    let reader = try reader(
      directory.write(bytes, to: "a.log"), blockBytes: Int.random(in: 1...500, using: &random),
      maxLineBytes: maxLineBytes)
    var end = 0
    var wasLast = input.isEmpty
    while let block = try reader.next() {
      #expect(Int(block.offset) == end)
      let skipped = block.cuts.map { Int($0.skippedBytes) }.reduce(0, +)
      let isCutInside = skipped > 0 && block.bytes.last == 0x0A
      let same = block.count - (isCutInside ? 1 : 0)
      #expect(input[end..<end + same].elementsEqual(block.bytes.prefix(same)))
      #expect(block.isLast || block.bytes.last == 0x0A)
      wasLast = block.isLast
      guard block.cuts.isEmpty, Int.random(in: 0..<3, using: &random) == 0 else {
        end += block.count + skipped
        continue
      }
      let place = Int.random(in: 0...block.count, using: &random)
      reader.putBack(block, from: place)
      end += place
    }
    #expect(end == input.count && wasLast)
  }
}
