import Testing

@testable import GenesysLog

@Suite("Zone file")
struct ZoneFileTests {
  @Test("a file of version 1 has its times in 32 bits")
  func version1() throws {
    let bytes = block(version: 0, timeWidth: 4, times: [(1000, 1)], offsets: [0, 3600])
    let rules = try ZoneFile.rules(name: "old", bytes)
    #expect(rules.offset(atUTC: 999) == 0)
    #expect(rules.offset(atUTC: 1000) == 3600)
    #expect(rules.window(atUTC: 1000).validUntil == .max)
  }

  @Test("from version 2 on the second block counts, and the footer after it")
  func version2() throws {
    let bytes = file(times: [(1000, 1), (1 << 40, 0)], offsets: [0, 3600], footer: "XXX-5:30")
    let rules = try ZoneFile.rules(name: "new", bytes)
    #expect(rules.offset(atUTC: 2000) == 3600)
    #expect(rules.offset(atUTC: (1 << 40) - 1) == 3600)
    #expect(rules.offset(atUTC: 1 << 40) == 19_800)
  }

  @Test("without a footer the last offset stays")
  func noFooter() throws {
    let rules = try ZoneFile.rules(
      name: "new", file(times: [(1000, 1)], offsets: [0, 3600], footer: ""))
    #expect(rules.offset(atUTC: .max) == 3600)
  }

  @Test("a file that is not one is refused with the reason")
  func refused() {
    let good = file(times: [(1000, 1)], offsets: [0, 3600], footer: "XXX0")
    expect("not a time zone file", [])
    expect("not a time zone file", Array("# tzdb".utf8))
    expect("its counts are impossible", changing(good, at: 36, to: 0xFF))
    expect("it ends too early", Array(good.dropLast()))
    expect("it ends too early", Array(good.dropLast(20)))
    expect("its rule `X` is not POSIX", file(times: [], offsets: [0], footer: "X"))
    expect(
      "an offset of 100000 seconds is impossible", file(times: [], offsets: [100_000], footer: ""))
    expect(
      "its transitions are out of order",
      file(times: [(1000, 0), (1000, 0)], offsets: [0], footer: ""))
    expect("its transitions are out of order", file(times: [(1000, 7)], offsets: [0], footer: ""))
    expect("its counts are impossible", file(times: [], offsets: [], footer: ""))
  }

  @Test("a file with leap seconds is refused")
  func leapSeconds() {
    var bytes = block(version: 0, timeWidth: 4, times: [], offsets: [0])
    bytes[31] = 1
    expect("it counts leap seconds", bytes)
  }

  @Test("no change of a byte, and no cut, brings the reader down")
  func hostile() {
    var numbers = SeededNumbers(seed: 4)
    let good = file(
      times: [(-5, 0), (1000, 1)], offsets: [0, 3600], footer: "GMT0BST,M3.5.0/1,M10.5.0")
    for _ in 0..<5000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(
          in: 0...255, using: &numbers)
      }
      bytes.removeLast(Int.random(in: 0...3, using: &numbers))
      guard let rules = try? ZoneFile.rules(name: "x", bytes) else { continue }
      _ = rules.utc(fromLocal: 1_467_000_000, preferring: .later)
    }
  }

  private func expect(_ reason: String, _ bytes: [UInt8]) {
    do {
      _ = try ZoneFile.rules(name: "x", bytes)
      Issue.record("read without an error, not: \(reason)")
    } catch {
      #expect(error.reason == reason)
    }
  }

  private func changing(_ bytes: [UInt8], at place: Int, to byte: UInt8) -> [UInt8] {
    var bytes = bytes
    bytes[place] = byte
    return bytes
  }

  /// A file of version 2, with an empty first block.
  private func file(
    times: [(Int64, UInt8)], offsets: [Int32], footer: String
  ) -> [UInt8] {
    block(version: 0x32, timeWidth: 4, times: [], offsets: [0])
      + block(version: 0x32, timeWidth: 8, times: times, offsets: offsets)
      + [0x0A] + Array(footer.utf8) + [0x0A]
  }

  private func block(
    version: UInt8, timeWidth: Int, times: [(Int64, UInt8)], offsets: [Int32]
  ) -> [UInt8] {
    var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, 0, times.count, offsets.count, 4] { bytes += big(Int64(count), 4) }
    for (time, _) in times { bytes += big(time, timeWidth) }
    for (_, type) in times { bytes.append(type) }
    for offset in offsets { bytes += big(Int64(offset), 4) + [0, 0] }
    return bytes + Array("XXX\0".utf8)
  }

  private func big(_ value: Int64, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
  }
}

@Suite("POSIX zone")
struct PosixZoneTests {
  @Test(
    "a rule is read",
    arguments: [
      ("UTC0", 0, false), ("IST-5:30", 19_800, false), ("PST8PDT,M3.2.0,M11.1.0", -28_800, true),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37_800, true), ("<-03>3", -10_800, false),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", 3600, true), ("XXX3YYY,J60/-2,300/26:30:15", -10_800, true),
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", 7200, true),
    ])
  func read(text: String, offset: Int, hasSummer: Bool) throws {
    let zone = try #require(PosixZoneReader.read(Array(text.utf8)))
    #expect(zone.offset == offset)
    #expect((zone.summer != nil) == hasSummer)
  }

  @Test(
    "what is no rule is refused",
    arguments: [
      "", "UTC", "U0", "UTC0x", "PST8PDT", "PST8PDT,M3.2.0", "PST8PDT,M13.2.0,M11.1.0",
      "PST8PDT,M3.6.0,M11.1.0", "PST8PDT,M3.2.7,M11.1.0", "PST8PDT,J0,J5", "PST8PDT,366,1",
      "PST25", "PST8:60", "<+3>3,", "<+", "PST8PDT,M3.2.0/168,M11.1.0", "PST99999999999999999999",
    ])
  func refused(text: String) {
    #expect(PosixZoneReader.read(Array(text.utf8)) == nil)
  }

  @Test("summer time that lasts all year never ends")
  func allYear() throws {
    let zone = try #require(PosixZoneReader.read(Array("XXX3EDT4,0/0,J365/23".utf8)))
    for time: Int64 in [1_451_606_400, 1_451_617_200, 1_467_331_200, 1_483_239_599, 1_483_239_600] {
      #expect(zone.window(atUTC: time).offset == -14_400)
    }
  }

  @Test("days of the year are counted with and without 29 February")
  func days() throws {
    let julian = try #require(PosixZoneReader.read(Array("AAA0BBB,J60/0,J300/0".utf8)))
    // 1 March, in a leap year and in another.
    #expect(julian.window(atUTC: 1_456_790_399).offset == 0)
    #expect(julian.window(atUTC: 1_456_790_400).offset == 3600)
    #expect(julian.window(atUTC: 1_488_326_399).offset == 0)
    #expect(julian.window(atUTC: 1_488_326_400).offset == 3600)
    let zeroBased = try #require(PosixZoneReader.read(Array("AAA0BBB,59/0,300/0".utf8)))
    // 29 February in a leap year.
    #expect(zeroBased.window(atUTC: 1_456_704_000).offset == 3600)
    #expect(zeroBased.window(atUTC: 1_456_703_999).offset == 0)
  }
}
