import Glibc
import LogInput
import Testing

@Suite("ByteSource")
struct ByteSourceTests {
  private let directory = TemporaryDirectory()

  @Test("a file has a size, a time of change, and a place that moves")
  func facts() throws {
    let path = directory.write("one\ntwo\n", to: "a.log")
    var times = [timespec(tv_sec: 1_463_156_994, tv_nsec: 500_000_000)]
    times.append(times[0])
    #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
    let source = try ByteSource(InputFile(path: path))
    #expect(source.size == 8)
    #expect(source.modificationTime == 1_463_156_994.5)
    #expect(source.bytesRead == 0)
    let reader = BlockReader(source: source, pool: BlockPool())
    while try reader.next() != nil {}
    #expect(source.bytesRead == 8)
  }

  @Test("of a compressed file, progress counts the compressed bytes")
  func compressedProgress() throws {
    let bytes = gzip(String(repeating: "line\n", count: 1000))
    let source = try ByteSource(InputFile(path: directory.write(bytes, to: "a.gz")))
    let reader = BlockReader(source: source, pool: BlockPool())
    while try reader.next() != nil {}
    #expect(source.bytesRead == Int64(bytes.count))
    #expect(source.size == Int64(bytes.count))
  }

  @Test("a file that is not there, or not to be had, is named")
  func unreadable() {
    let file = directory.write("x", to: "a.log")
    expectUnreadable("\(directory.path)/none.log", ENOENT)
    expectUnreadable("\(file)/b.log", ENOTDIR)
    // The superuser may read everything.
    if geteuid() != 0 {
      #expect(chmod(file, 0) == 0)
      expectUnreadable(file, EACCES)
    }
  }

  @Test("a directory given as a file is named when it is read")
  func directoryAsFile() {
    let reading = Reading(directory.path)
    #expect(reading.fault == .readFailed(path: directory.path, offset: 0, code: EISDIR))
  }

  @Test("an error of the device is named with its place")
  func deviceError() {
    // Nothing is mapped at address 0, so that reading it is an input/output error.
    let reading = Reading("/proc/self/mem")
    #expect(reading.blocks.isEmpty)
    #expect(reading.fault == .readFailed(path: "/proc/self/mem", offset: 0, code: EIO))
  }

  @Test("a file that grows while it is read gives what is there at its end")
  func growingFile() throws {
    let path = directory.write("one\ntwo\n", to: "a.log")
    let source = try ByteSource(InputFile(path: path))
    let reader = BlockReader(source: source, pool: BlockPool(), blockBytes: 4)
    #expect(try reader.next()?.text == "one\n")
    append("three\n", to: path)
    #expect(try reader.next()?.text == "two\n")
    #expect(try reader.next()?.text == "three\n")
    #expect(try reader.next() == nil)
  }

  @Test("of a file that shrinks while it is read, what is left comes out")
  func shrinkingFile() throws {
    let path = directory.write("one\ntwo\nsix\nten\n", to: "a.log")
    let source = try ByteSource(InputFile(path: path))
    let reader = BlockReader(source: source, pool: BlockPool(), blockBytes: 4)
    #expect(try reader.next()?.text == "one\n")
    #expect(truncate(path, 6) == 0)
    #expect(try reader.next()?.text == "two\n")
    #expect(try reader.next() == nil)
  }

  @Test("a file that is removed while it is read is read to its end")
  func removedFile() throws {
    let path = directory.write("one\ntwo\n", to: "a.log")
    let source = try ByteSource(InputFile(path: path))
    #expect(unlink(path) == 0)
    let reader = BlockReader(source: source, pool: BlockPool(), blockBytes: 4)
    #expect(try reader.next()?.text == "one\n")
    #expect(try reader.next()?.text == "two\n")
    #expect(try reader.next() == nil)
  }

  @Test("a pipe whose writer pauses gives the lines that are there")
  func pausingPipe() throws {
    let path = directory.makePipe("pipe")
    // Opened for both, which waits for nobody (fifo(7)).
    let writer = open(path, O_RDWR)
    put("one\ntw", into: writer)
    let source = try ByteSource(InputFile(path: path))
    #expect(source.size == nil)
    #expect(source.modificationTime == nil)
    let reader = BlockReader(source: source, pool: BlockPool())
    let first = try #require(try reader.next())
    #expect(first.text == "one\n")
    #expect(!first.isLast)
    put("o\nthree", into: writer)
    close(writer)
    let second = try #require(try reader.next())
    #expect(second.text == "two\nthree")
    #expect(second.isLast)
    #expect(try reader.next() == nil)
  }

  @Test("a pipe may carry gzip, and pause within it")
  func compressedPipe() throws {
    let path = directory.makePipe("pipe")
    let writer = open(path, O_RDWR)
    put(gzip("one\n"), into: writer)
    let source = try ByteSource(InputFile(path: path))
    #expect(source.isCompressed)
    let reader = BlockReader(source: source, pool: BlockPool())
    #expect(try reader.next()?.text == "one\n")
    put(gzip("two\n"), into: writer)
    close(writer)
    #expect(try reader.next()?.text == "two\n")
    #expect(try reader.next() == nil)
  }

  @Test("the null device is an empty input")
  func nullDevice() {
    let reading = Reading("/dev/null")
    #expect(reading.blocks.isEmpty)
    #expect(reading.fault == nil)
  }

  private func expectUnreadable(_ path: String, _ code: Int32) {
    #expect(throws: LogInputError.unreadable(path: path, code: code)) {
      try ByteSource(InputFile(path: path))
    }
  }

  private func put(_ text: String, into descriptor: Int32) {
    put(Array(text.utf8), into: descriptor)
  }

  private func put(_ bytes: [UInt8], into descriptor: Int32) {
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
  }
}

/// Adds `text` at the end of the file at `path`.
func append(_ text: String, to path: String) {
  let descriptor = open(path, O_WRONLY | O_APPEND)
  #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
  close(descriptor)
}
