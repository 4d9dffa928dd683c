import LogInput
import Testing

@Suite("Gzip input")
struct GzipTests {
  private let directory = TemporaryDirectory()
  private let text = String(repeating: "16:29:54.229 Std 24200 an object was created\n", count: 50)

  @Test("gzip is known by its content", arguments: ["a.log.gz", "a.log", "a"])
  func byContent(_ name: String) throws {
    let path = directory.write(gzip(text), to: name)
    #expect(Reading(path).text == text)
    let source = try ByteSource(InputFile(path: path))
    #expect(source.isCompressed)
    #expect(source.nameSaysGzip == name.hasSuffix(".gz"))
  }

  @Test("a file that is gzip by name only is read as it is")
  func byNameOnly() throws {
    let path = directory.write("no gzip\n", to: "a.log.gz")
    #expect(Reading(path).text == "no gzip\n")
    let source = try ByteSource(InputFile(path: path))
    #expect(!source.isCompressed)
    #expect(source.nameSaysGzip)
  }

  @Test("members stand one after another, and zeros between and after them are no fault")
  func members() {
    let zeros = [UInt8](repeating: 0, count: 300)
    let bytes = gzip("one\ntw") + gzip("o\n") + gzip("") + zeros + gzip("three\n") + zeros
    let reading = Reading(directory.write(bytes, to: "a.gz"))
    #expect(reading.text == "one\ntwo\nthree\n")
    #expect(reading.fault == nil)
  }

  @Test("bytes after the last member that are not gzip are named", arguments: ["x", "\u{1F}x"])
  func trailingGarbage(_ garbage: String) {
    let member = gzip(text)
    let path = directory.write(member + Array(garbage.utf8), to: "a.gz")
    let reading = Reading(path)
    #expect(reading.text == text)
    let offset = Int64(member.count)
    #expect(
      reading.fault
        == .damagedGzip(
          path: path, fault: .trailingGarbage, offset: offset,
          size: offset + Int64(garbage.utf8.count)))
  }

  @Test("a file cut anywhere gives what is there, and then the fault with its place")
  func cutAnywhere() {
    var random = SeededGenerator(seed: 7)
    let content = (0..<600).map { _ in UInt8.random(in: 0x20...0x3F, using: &random) }
    let whole = gzip(content)
    for length in 2..<whole.count {
      let path = directory.write(Array(whole.prefix(length)), to: "a.gz")
      let reading = Reading(path, blockBytes: 64)
      #expect(content.starts(with: reading.content))
      #expect(
        reading.fault
          == .damagedGzip(
            path: path, fault: .endsEarly, offset: Int64(length), size: Int64(length)))
    }
  }

  @Test("all whole lines before a cut come out")
  func linesBeforeTheCut() {
    let member = gzip(text)
    let path = directory.write(member + Array(member.dropLast(8)), to: "a.gz")
    let reading = Reading(path, blockBytes: 100)
    #expect(reading.text == text + text)
    #expect(reading.blocks.last?.isLast == true)
    #expect(reading.fault != nil)
  }

  @Test("a fault is thrown once, after the last block")
  func thrownOnce() throws {
    let path = directory.write(Array(gzip("one\n").dropLast(1)), to: "a.gz")
    let reader = BlockReader(source: try ByteSource(InputFile(path: path)), pool: BlockPool())
    #expect(try reader.next()?.text == "one\n")
    #expect(throws: LogInputError.self) { try reader.next() }
    #expect(try reader.next() == nil)
  }

  @Test(
    "damage is named by what it is",
    arguments: [
      (place: -8, fault: GzipFault.checksumMismatch), (place: -4, fault: .lengthMismatch),
      (place: 2, fault: .invalid(reason: "unknown compression method")),
      (place: 10, fault: .invalid(reason: "invalid block type")),
    ])
  func damage(_ place: Int, _ fault: GzipFault) {
    var bytes = gzip(text)
    let index = place < 0 ? bytes.count + place : place
    bytes[index] = 0xFF
    let path = directory.write(bytes, to: "a.gz")
    let reading = Reading(path)
    guard case .damagedGzip(path, let found, _, Int64(bytes.count)) = reading.fault else {
      Issue.record("no fault")
      return
    }
    #expect(found == fault)
    if place < 0 { #expect(reading.text == text) }
  }

  @Test("random damage never crashes or hangs", arguments: 0..<300 as Range<UInt64>)
  func randomDamage(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lines = Array(text.utf8)
    var bytes = gzip(lines, level: Int32.random(in: 0...9, using: &random)) + gzip(lines)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 2..<bytes.count, using: &random)
      switch UInt8.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
    }
    let path = directory.write(bytes, to: "a.gz")
    let reading = Reading(
      path, blockBytes: Int.random(in: 1...300, using: &random),
      maxLineBytes: Int.random(in: 1...300, using: &random))
    // Deflate expands at most 1032 times (zlib's technical details).
    #expect(reading.content.count <= bytes.count * 1032)
  }
}
