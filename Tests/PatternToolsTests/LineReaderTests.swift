import Glibc
import Testing

@testable import PatternTools

@Suite("Line reader")
struct LineReaderTests {
  @Test(
    "a line ends at a line feed, with or without a carriage return before it",
    arguments: [
      ("", []),
      ("\n", [""]),
      ("one", ["one"]),
      ("one\ntwo", ["one", "two"]),
      ("one\r\ntwo\r\n", ["one", "two"]),
      ("one\n\nthree\n", ["one", "", "three"]),
      ("a\rb\n", ["a\rb"]),
    ] as [(String, [String])])
  func lines(text: String, expected: [String]) throws {
    #expect(try read(Array(text.utf8)) == expected)
  }

  @Test("a line may be longer than the buffer")
  func longLine() throws {
    let long = String(repeating: "x", count: 300_000)
    #expect(try read(Array("a\n\(long)\nb\n".utf8)) == ["a", long, "b"])
  }

  @Test("a line longer than the limit is cut, its rest skipped")
  func cutLine() throws {
    let text = "short\n" + String(repeating: "y", count: 200_000) + "\nlast"
    #expect(try read(Array(text.utf8), limit: 10) == ["short", "yyyyyyyyyy!", "last"])
    #expect(try read(Array("1234567890\nabc".utf8), limit: 10) == ["1234567890", "abc"])
    #expect(try read(Array("12345678901".utf8), limit: 10) == ["1234567890!"])
  }

  @Test("a descriptor that cannot be read is an error that names the file")
  func unreadable() {
    #expect(throws: PatternToolsError.unreadable(path: "cs.log", errno: EBADF)) {
      var reader = LineReader(descriptor: -1, name: "cs.log")
      _ = try reader.next()
    }
    #expect(
      PatternToolsError.unreadable(path: "cs.log", errno: EISDIR).description
        == "cs.log: cannot be read: Is a directory\n"
        + "help: give a file that can be read, or - for standard input")
  }

  /// The lines of `bytes`; `!` marks one that was cut.
  private func read(_ bytes: [UInt8], limit: Int = 16 << 20) throws -> [String] {
    try withFile(bytes) { descriptor in
      var reader = LineReader(descriptor: descriptor, name: "test", maxLineBytes: limit)
      var lines: [String] = []
      while try reader.next() {
        let line = reader.withLine { line in
          line.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        lines.append(reader.isTruncated ? line + "!" : line)
      }
      return lines
    }
  }
}

/// Runs `body` with a descriptor that reads `bytes`.
func withFile<Result>(
  _ bytes: [UInt8], _ body: (Int32) throws -> Result
) throws -> Result {
  let file = try #require(tmpfile())
  defer { fclose(file) }
  #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  fflush(file)
  let descriptor = fileno(file)
  lseek(descriptor, 0, SEEK_SET)
  return try body(descriptor)
}
