import Foundation
import Glibc
import LogInput
import Testing

@Suite("reading a file that grows")
struct TailReaderTests {
  /// A file that is written and read in turn.
  private final class Tail {
    let directory = TemporaryDirectory()
    let file: FollowedFile
    let reader: TailReader
    var place = TailPlace()
    /// What was read of it so far; NULs that were passed over are there.
    var bytes: [UInt8] = []
    /// How long the blocks were, and what was cut of them.
    var blocks: [[UInt8]] = []
    var skipped = 0
    private let watching: Watching

    init(_ text: String = "", blockBytes: Int = 64, maxLineBytes: Int = 256) throws {
      directory.write(text, to: "a.log")
      let watching = try Watching(.poll, ["a.log"], in: directory)
      self.watching = watching
      _ = watching.waits { !watching.added.isEmpty }
      file = try #require(watching.added.first)
      reader = TailReader(
        pool: BlockPool(maxFreeBlocks: 2), blockBytes: blockBytes, maxLineBytes: maxLineBytes)
    }

    /// Reads until there is no more; what ended it.
    @discardableResult
    func read(partialLine: Bool = false) throws -> TailReader.Finding {
      while true {
        let finding = try reader.next(file, &place, takesPartialLine: partialLine)
        switch finding {
        case .block(let block, let extent):
          let text = block.withBytes { span in (0..<block.count).map { span[$0] } }
          blocks.append(text)
          bytes += text
          skipped += Int(extent.inputBytes) - block.count
          place.advance(over: block, block.count, inputBytes: extent.inputBytes)
        case .padding(let count):
          bytes += Array(repeating: 0, count: count)
          place.advance(overPadding: count)
        default: return finding
        }
      }
    }

    func append(_ bytes: some Sequence<UInt8>) { write(bytes, "a") }

    /// Writes into the same file, at its end or instead of what is there.
    func write(_ bytes: some Sequence<UInt8>, _ mode: String) {
      let bytes = Array(bytes)
      guard let file = fopen("\(directory.path)/a.log", mode) else { preconditionFailure() }
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }

    var content: [UInt8] {
      Array(FileManager.default.contents(atPath: "\(directory.path)/a.log") ?? Data())
    }
  }

  @Test("F40: blocks are whole lines, whatever comes at a time, and together they are the file")
  func growing() throws {
    let line = Array("ab\r\ncdé€😀\n\n\u{B}x\u{C}\ry\n".utf8)
    for step in 1...line.count {
      let tail = try Tail()
      for _ in 0..<3 {
        for start in stride(from: 0, to: line.count, by: step) {
          tail.append(line[start..<min(start + step, line.count)])
          try tail.read()
          #expect(tail.content.starts(with: tail.bytes))
          #expect(!tail.content[tail.bytes.count...].contains(0x0A))
        }
      }
      #expect(tail.bytes == tail.content)
      #expect(tail.blocks.allSatisfy { $0.last == 0x0A })
    }
  }

  @Test("F41: a line without its end waits for it, or is taken where the file ends for good")
  func partial() throws {
    let tail = try Tail("one\ntwo")
    guard case .nothing(partialBytes: 3) = try tail.read() else {
      Issue.record("a partial line was taken")
      return
    }
    #expect(tail.bytes == Array("one\n".utf8))
    tail.append("2\nthree".utf8)
    try tail.read(partialLine: true)
    #expect(tail.blocks.map { String(decoding: $0, as: UTF8.self) } == ["one\n", "two2\nthree"])
  }

  @Test("F42: of a line that is too long the beginning is taken once its end is there")
  func longLine() throws {
    let tail = try Tail("one\n" + String(repeating: "x", count: 5_000))
    try tail.read()
    #expect(tail.bytes == Array("one\n".utf8))
    tail.append("yyy\ntwo\n".utf8)
    try tail.read()
    #expect(tail.skipped == 5_003 - 256)
    let expected = "one\n" + String(repeating: "x", count: 256) + "\ntwo\n"
    #expect(String(decoding: tail.bytes, as: UTF8.self) == expected)
    #expect(Int(tail.place.offset) == tail.content.count)
  }

  @Test("F09: NULs are passed over where a line would begin, and kept within lines")
  func padding() throws {
    let tail = try Tail("one\n\0\0\0two\0\n")
    try tail.read()
    #expect(tail.blocks.map { String(decoding: $0, as: UTF8.self) } == ["one\n\0\0\0two\0\n"])
    tail.append(Array(repeating: 0, count: 100_000))
    try tail.read()
    tail.append("three\n".utf8)
    try tail.read()
    #expect(tail.bytes == tail.content)
    #expect(tail.blocks.last == Array("three\n".utf8))
  }

  @Test("F07: other bytes before the place, and a shorter file, are seen")
  func replaced() throws {
    let tail = try Tail("one\ntwo\n")
    try tail.read()
    tail.write("eno\nowt\nand more\n".utf8, "w")
    guard case .replaced = try tail.read() else {
      Issue.record("another content was taken for the old one")
      return
    }
    #expect(truncate("\(tail.directory.path)/a.log", 5) == 0)
    guard case .shorter(size: 5) = try tail.read() else {
      Issue.record("a shorter file was not seen")
      return
    }
  }

  @Test("a block ends at a limit, wherever lines end, and goes on behind it")
  func limit() throws {
    let tail = try Tail("one\ntwo\nthree\n")
    guard
      case .block(let block, let extent) = try tail.reader.next(tail.file, &tail.place, limit: 6)
    else {
      Issue.record("nothing was read")
      return
    }
    #expect(block.count == 6 && extent.inputBytes == 6)
    tail.place.advance(over: block, 6, inputBytes: 6)
    try tail.read()
    #expect(tail.bytes == Array("o\nthree\n".utf8))
  }

  @Test(
    "blocks are the file, whatever is added, in blocks of any size", arguments: Array(1...12))
  func property(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let tail = try Tail(
      blockBytes: Int.random(in: 1...300, using: &random),
      maxLineBytes: Int.random(in: 1...300, using: &random))
    var hasLongLines = false
    for _ in 0..<120 {
      let length = Int.random(in: 0...90, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        tail.append((0..<length).map { _ in UInt8.random(in: 1...255, using: &random) })
      case 1: tail.append(Array(repeating: 0, count: length * 20))
      default:
        tail.append(
          (0..<length).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) } + [0x0A])
      }
      if Bool.random(using: &random) { try tail.read() }
    }
    tail.append([0x0A])
    try tail.read()
    hasLongLines = tail.skipped > 0
    #expect(Int(tail.place.offset) == tail.content.count)
    if hasLongLines {
      // A cut line has its newline, which the file has, too.
      #expect(tail.bytes.count == tail.content.count - tail.skipped)
    } else {
      #expect(tail.bytes == tail.content)
    }
  }
}
