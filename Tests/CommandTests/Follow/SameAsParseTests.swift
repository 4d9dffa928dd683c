import Foundation
import Testing

@Suite("genlog follow: gives what parse gives", .serialized)
struct SameAsParseTests {
  /// `samples/`, beside the tests.
  private static let samples =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../samples").standardizedFileURL

  private func samples() throws -> [(name: String, bytes: Data)] {
    try FileManager.default.contentsOfDirectory(at: Self.samples, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "log" || $0.pathExtension == "gz" }
      .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
  }

  /// The lines of the events, by the file they come from, in their order.
  private func lines(_ text: String) -> [String: [String]] {
    Dictionary(grouping: text.split(separator: "\n").map(String.init)) {
      Delivered(text: $0).path
    }
  }

  private func expectSame(_ program: Program, _ following: Following) throws {
    let parsed = lines(try program.run(["parse", "logs", "--quiet"]).output)
    let followed = lines(try program.read("out.ndjson"))
    #expect(parsed.keys.sorted() == followed.keys.sorted())
    for (path, lines) in parsed {
      let difference = zip(lines, followed[path] ?? []).first { $0 != $1 }
      #expect(difference == nil, "\(path)")
      #expect(lines.count == followed[path]?.count, "\(path)")
    }
  }

  @Test("F33: --once on files and archives, of several members too, gives the same events")
  func once() async throws {
    let program = try Program()
    for (name, bytes) in try samples() { try program.write("logs/" + name, [UInt8](bytes)) }
    let server = LogServer(program, "logs/more.log", first: 1)
    server.write(20_000)
    try program.compress("logs/more.log")
    // Two members, zeros between and after them.
    _ = try program.shell(
      """
      cd logs; (gzip -c urs*.log; head -c 512 /dev/zero; gzip -c sip*.log; head -c 99 /dev/zero) > two.log.gz; rm urs*.log
      """)
    let following = try Following(["logs"], ["--once"], in: program)
    #expect(await following.stop(nil) == 0)
    try expectSame(program, following)
  }

  @Test("logs that grow by pieces of any length give the same events", arguments: [1, 2, 3])
  func pieces(seed: UInt64) async throws {
    let program = try Program()
    var random = Random(seed: seed)
    let all = try samples()
    var rest = all.map { (name: $0.name, bytes: [UInt8]($0.bytes)[...]) }
      .filter { $0.name.hasSuffix(".log") }
    let following = try Following(["logs"], ["--record-timeout", "1h"], in: program)
    while !rest.isEmpty {
      let index = Int.random(in: rest.indices, using: &random)
      let count = min(rest[index].bytes.count, Int.random(in: 1...1_500, using: &random))
      let server = LogServer(program, "logs/" + rest[index].name)
      server.write(bytes: rest[index].bytes.prefix(count))
      rest[index].bytes = rest[index].bytes.dropFirst(count)
      if rest[index].bytes.isEmpty { rest.remove(at: index) }
      usleep(UInt32.random(in: 0...20_000, using: &random))
      if Int.random(in: 0..<25, using: &random) == 0 {
        await following.stop()
        try following.start()
      }
    }
    #expect(await following.stop() == 0)
    try following.start(["--once"])
    #expect(await following.stop(nil) == 0)
    try expectSame(program, following)
  }
}

extension SameAsParseTests {
  /// Records with bytes that are not ASCII, and ends of lines of every kind.
  private static let oddRecords: [[UInt8]] = [
    Array("\u{FEFF}10:00:00.000 Trc 24216 Transaction [1] is committed\r\n".utf8),
    Array("10:00:00.001 Std 24200 Object: [CfgFolder], name [caf".utf8) + [0xE9]
      + Array("], DBID: [1] is created by client, type [SCE], name: [d], user: [u]\r\n".utf8),
    Array("10:00:00.002 Trc 24216 Transaction [2] is committed \u{20AC} \u{1F600}\r\n".utf8),
    Array("10:00:00.003 Trc 24216 Transaction [3] is \u{1}\u{8}\u{1B}\u{7F} committed\n".utf8),
    Array("10:00:00.004 Trc 24216 Transaction [4] is\0 committed\n".utf8),
    Array("10:00:00.005 Trc 24216 Transaction [5] is\rcom\u{B}mit\u{C}ted\n".utf8),
    Array("10:00:00.006 Trc 24216 Transaction [6] is ".utf8) + [0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80]
      + Array(" committed\n".utf8),
    Array("10:00:00.007 Trc 24216 Transaction [7] is committed\n\n\r\n  its member\n".utf8),
  ]

  @Test(
    "F40, F43, F45 to F49: bytes and ends of lines of every kind, cut anywhere, give the same events",
    arguments: [1, 2, 3])
  func oddBytes(step: Int) async throws {
    let program = try Program()
    let bytes = (0..<8).flatMap { _ in Self.oddRecords.flatMap { $0 } }
    let server = LogServer(program)
    let following = try Following(["logs"], ["--record-timeout", "1h"], in: program)
    for start in stride(from: 0, to: bytes.count, by: step) {
      server.write(bytes: bytes[start..<min(start + step, bytes.count)])
      if start % 16 == 0 { usleep(200) }
    }
    #expect(await following.waits { following.lineCount() >= 30 })
    #expect(await following.stop() == 0)
    try following.start(["--once"])
    #expect(await following.stop(nil) == 0)
    try expectSame(program, following)
    #expect(following.events().allSatisfy { !$0.json.isEmpty })
  }
}

/// Random numbers that are the same in each run (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
