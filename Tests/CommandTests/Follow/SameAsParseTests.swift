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
      .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
      .filter { $0.0.hasSuffix(".log") || $0.0.hasSuffix(".gz") }
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

  @Test("--once on files and archives gives the same events")
  func once() async throws {
    let program = try Program()
    for (name, bytes) in try samples() { try program.write("logs/" + name, [UInt8](bytes)) }
    let server = LogServer(program, "logs/more.log", first: 1)
    server.write(20_000)
    try program.compress("logs/more.log")
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
