import Testing

@testable import GenesysLog

@Suite("Spool of network output (.qsp)")
struct SpoolReaderTests {
  /// What one record came out as.
  private struct Reading: Equatable {
    let range: Range<Int>
    let isSkipped: Bool
    let text: String
  }

  /// Reads a file in blocks that end at `cuts`, what is left over standing before the next block.
  private func read(_ file: [UInt8], cuts: [Int] = []) -> [Reading] {
    var reader = SpoolReader()
    var record = LogRecord()
    var readings: [Reading] = []
    var start = 0
    for cut in cuts + [file.count] {
      let block = Array(file[start..<cut])
      var place = 0
      while reader.next(block.span, &place, isEnd: cut == file.count, &record) {
        let range = record.range
        readings.append(
          Reading(
            range: range.lowerBound + start..<range.upperBound + start, isSkipped: reader.isSkipped,
            text: String(decoding: block[record.head.textRange], as: UTF8.self)))
        #expect(range.upperBound == place)
        #expect(block.count - place <= block.count)
      }
      if cut != file.count { #expect(block.count - place <= SpoolReader.maxPendingBytes) }
      start += place
    }
    #expect(start == file.count)
    let skipped = readings.filter(\.isSkipped).map(\.range.count).reduce(0, +)
    #expect(reader.skippedBytes == skipped)
    return readings
  }

  /// Every byte belongs to exactly one record.
  private func expectTiling(_ readings: [Reading], _ count: Int) {
    var end = 0
    for reading in readings {
      #expect(reading.range.lowerBound == end && !reading.range.isEmpty)
      end = reading.range.upperBound
    }
    #expect(end == count)
  }

  @Test("a record gives time, level, id, host, application, text and numbers")
  func record() {
    let bytes = SpoolWriter.record("Object: [CfgFolder]\r\n")
    var reader = SpoolReader()
    var record = LogRecord()
    var place = 0
    #expect(reader.next(bytes.span, &place, isEnd: false, &record))
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(record.range == 0..<bytes.count && place == bytes.count)
    #expect(record.hasTime && record.time == 1_463_156_994_229_417 && record.timeDigits == 6)
    #expect(record.head.level == .standard && record.head.code == 24200)
    #expect(text(record.head.codeRange) == "24200")
    #expect(text(record.head.hostRange) == "cs-host")
    #expect(text(record.head.applicationRange) == "confserv")
    #expect(text(record.head.textRange) == "Object: [CfgFolder]")
    #expect(record.confidence == .certain && record.kind == .message && !record.isStale)
    #expect(reader.values.category == 2)
    #expect(reader.values.applicationDBID == 99 && reader.values.applicationType == 21)
    #expect(reader.values.messageID == 24200 && reader.values.priority == 4)
    #expect(reader.values.attributes == nil)
    #expect(!reader.next(bytes.span, &place, isEnd: true, &record))
  }

  @Test("level and id come from the numbers where no head is printed")
  func noHead() {
    var writer = SpoolWriter()
    writer.add(5, 4541)
    writer.add(3, 2)
    writer.add(1, 100)
    writer.add(16, 5_000_000)
    var reader = SpoolReader()
    var record = LogRecord()
    var place = 0
    #expect(reader.next(writer.bytes.span, &place, isEnd: true, &record))
    #expect(record.head.code == 4541 && record.head.codeRange.isEmpty)
    #expect(record.head.level == .trace)
    #expect(record.time == 100_000_000)
  }

  @Test(
    "attributes are names and texts, however lengths are counted",
    arguments: [false, true], [false, true])
  func attributes(repeatsLength: Bool, countsNUL: Bool) throws {
    let bytes = SpoolWriter.record(
      "text", attributes: [("Operator", "kim"), ("Empty", ""), ("", "nameless")],
      form: .init(repeatsLength: repeatsLength, countsNUL: countsNUL))
    var reader = SpoolReader()
    var record = LogRecord()
    var place = 0
    #expect(reader.next(bytes.span, &place, isEnd: true, &record))
    let attributes = try #require(reader.values.attributes)
    var next = attributes.start
    var pairs: [String] = []
    while let pair = attributes.next(bytes.span, &next) {
      pairs.append(
        String(decoding: bytes[pair.name], as: UTF8.self) + "="
          + String(decoding: bytes[pair.value], as: UTF8.self))
    }
    #expect(pairs == ["Operator=kim", "Empty=", "=nameless"])
    #expect(attributes.count == 3)
  }

  private func recognises(_ bytes: [UInt8]) -> Bool { SpoolReader.recognises(bytes.span) }

  @Test("a spool is known by its first bytes, and nothing else is one")
  func recognition() {
    let bytes = SpoolWriter.record("text")
    #expect(recognises(bytes))
    #expect(recognises(Array(bytes.prefix(40))))
    for other in [
      [], [0xFF], Array("10:00:00.000 Std 05060 Application started\n".utf8),
      [0xFF, 0xFE] + [UInt8](repeating: 0x41, count: 100),
      [0xFF] + [UInt8](repeating: 0, count: 100), [UInt8](repeating: 0xFF, count: 100),
      Array(bytes.dropFirst()),
    ] {
      #expect(!recognises(other), "\(other.prefix(5))")
    }
  }

  @Test("a file is read alike wherever its blocks are cut")
  func cuts() {
    let file = (0..<4).flatMap { SpoolWriter.record("text \($0)", attributes: [("a", "b")]) }
    let whole = read(file)
    #expect(whole.map(\.text) == (0..<4).map { "text \($0)" })
    #expect(whole.allSatisfy { !$0.isSkipped })
    for cut in 0...file.count {
      let readings = read(file, cuts: [cut])
      #expect(readings == whole)
    }
    #expect(read(file, cuts: Array(0..<file.count)) == whole)
  }

  @Test("bytes between records are one record, and say how many they are")
  func garbage() {
    let one = SpoolWriter.record("one")
    let two = SpoolWriter.record("two")
    for garbage in [
      [0x41], [0xFF], [0xFF, 0, 0, 0, 40, 3], [UInt8](repeating: 0xFF, count: 50),
      Array(one.dropLast()), Array(one.prefix(30)), [UInt8](repeating: 0, count: 4096),
    ] {
      let file = one + garbage + two
      let readings = read(file)
      #expect(readings.map(\.isSkipped) == [false, true, false])
      #expect(readings.last?.text == "two")
      #expect(readings.dropFirst().first?.range.count == garbage.count)
      for cut in stride(from: 0, to: file.count, by: 7) {
        #expect(read(file, cuts: [cut]) == readings)
      }
    }
  }

  @Test("half a record at the end of the file is skipped, and not before")
  func halfRecord() {
    let one = SpoolWriter.record("one")
    let file = one + one.dropLast(3)
    #expect(read(file).map(\.isSkipped) == [false, true])
    var reader = SpoolReader()
    var record = LogRecord()
    var place = 0
    #expect(reader.next(file.span, &place, isEnd: false, &record))
    #expect(!reader.next(file.span, &place, isEnd: false, &record))
    #expect(place == one.count)
  }

  @Test("a long run of other bytes is cut, and costs no more than its length")
  func longGarbage() {
    let file = SpoolWriter.record("one") + [UInt8](repeating: 0xFF, count: 1 << 20)
    let readings = read(file)
    #expect(readings.count == 17)
    expectTiling(readings, file.count)
    // Each of these could begin a long record.
    let heads = [UInt8]([0xFF, 0, 3, 0xFF, 0, 255, 0, 0, 0, 0])
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      let file = (0..<100_000).flatMap { _ in heads }
      expectTiling(read(file), file.count)
    }
    #expect(elapsed < .seconds(20))
  }

  @Test("mutated files lose no byte, and read alike wherever they are cut", arguments: 0..<60)
  func mutated(seed: Int) {
    var bytes = ByteSource(seed: UInt64(seed))
    var file: [UInt8] = []
    for number in 0..<bytes.next(below: 12) {
      file += SpoolWriter.record(
        String(repeating: "text \(number) ", count: bytes.next(below: 30)),
        attributes: bytes.next(below: 2) == 0 ? [] : [("n", "\(number)"), ("m", "")])
    }
    for _ in 0..<bytes.next(below: 6) where !file.isEmpty {
      let place = bytes.next(below: file.count)
      switch bytes.next(below: 3) {
      case 0: file[place] = bytes.byte()
      case 1: file.remove(at: place)
      default: file.insert(bytes.next(below: 3) == 0 ? 0xFF : bytes.byte(), at: place)
      }
    }
    let whole = read(file)
    expectTiling(whole, file.count)
    for _ in 0..<5 {
      let cuts = (0..<bytes.next(below: 6)).map { _ in bytes.next(below: file.count + 1) }.sorted()
      #expect(read(file, cuts: cuts) == whole)
    }
  }

  @Test("one wrong byte spoils no other record", arguments: 0..<20)
  func oneWrongByte(seed: Int) {
    var bytes = ByteSource(seed: UInt64(seed))
    let records = (0..<5).map { SpoolWriter.record("text \($0)") }
    var file = Array(records.joined())
    let place = bytes.next(below: file.count)
    file[place] ^= UInt8(1 + bytes.next(below: 255))
    let spoiled = place / records[0].count
    let texts = read(file).filter { !$0.isSkipped }.map(\.text)
    for number in 0..<5 where number != spoiled { #expect(texts.contains("text \(number)")) }
  }

  @Test("random bytes never crash", arguments: 0..<20)
  func random(seed: Int) {
    var bytes = ByteSource(seed: UInt64(seed))
    let few: [UInt8] = [
      0xFF, 0, 0, 0, 1, 12, UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "b"), 2,
    ]
    let file = (0..<20_000).map { _ in
      seed % 2 == 0 ? bytes.byte() : few[bytes.next(below: few.count)]
    }
    expectTiling(read(file), file.count)
    _ = SpoolReader.recognises(file.span)
    for start in 0..<200 { _ = SpoolAttributes(file.span, start..<start + bytes.next(below: 60)) }
  }
}
