import Foundation
import Testing

@testable import Pipeline

/// Any bytes may come as a log: nothing crashes, nothing is lost, and threads change nothing.
@Suite("random logs")
struct RandomLogTests {
  private static let pieces: [String] = [
    "10:00:00.000 Std 24200 Object: [CfgFolder], name [A \"b\" \\ c], DBID: [268] is created by client, "
      + "type [SCE], name: [default], user: [default]",
    "23:59:59.999 Trc 04541 Message MSGCFG_X received from 584 ( '')", "00:00:00.001 x",
    "2016-05-13T16:29:54.229 Std 05060 Application started", "-AP[1]-<-984 @05:21:43.8890",
    "00:12:10.306 Trc 04120 Check point 2016-05-14T00:12:10", "Application name: confserv",
    "Application type: ConfigurationServer (21)", "Host name:        h", "Build information :",
    "Time zone:        -19800, India", "UTC time:         2015-12-07T13:21:34.860",
    "Local time:       2015-12-07T18:51:34.860", "File:             (3) x.log", "", "   ", "\t",
    "10:00:00.000 Std 23999 Thing [a], other: [b]], Third [c", "\0\0\0", "\u{FEFF}",
    "12:53:33.355: one.12:53:33.355: two",
    "Trc 04110 Option 'time-convert' has been set to the value 'utc'",
    "10:00:00.000 Trc 04110 Option 'time-convert' has been set to the value 'utc'",
  ]

  private func randomLog(_ generator: inout SeededGenerator) -> [UInt8] {
    var log: [UInt8] = []
    for _ in 0..<Int.random(in: 0...400, using: &generator) {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        log += (0..<Int.random(in: 0...60, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      case 1:
        var piece = Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
        if !piece.isEmpty {
          piece[Int.random(in: 0..<piece.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        log += piece
      default:
        log += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
      }
      if Int.random(in: 0..<20, using: &generator) > 0 { log.append(0x0A) }
    }
    return log
  }

  private func parse(_ path: String, to output: String, jobs: Int) throws -> RunOutcome {
    var values = OptionValues()
    values.to = [output]
    values.jobs = jobs
    values.quiet = true
    values.timezone = "UTC"
    let options = try ParseOptions(inputs: [path], values)
    return try ParseRun(options).run(MessageLog(options))
  }

  @Test(
    "every record is one line of valid JSON, with any number of threads", arguments: 0..<12)
  func random(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let folder = NSTemporaryDirectory() + "genlog-random-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = (0..<(seed == 0 ? 40 : 1)).flatMap { _ in randomLog(&generator) }
    try Data(log).write(to: URL(fileURLWithPath: folder + "/x.log"))
    let outcome = try parse(folder + "/x.log", to: folder + "/one", jobs: 1)
    let other = try parse(folder + "/x.log", to: folder + "/three", jobs: 3)
    #expect(outcome.exitCode == 0 && other.exitCode == 0)
    let one = try Data(contentsOf: URL(fileURLWithPath: folder + "/one"))
    #expect(one == (try Data(contentsOf: URL(fileURLWithPath: folder + "/three"))))
    let lines = one.split(separator: 0x0A)
    #expect(lines.count == outcome.report.total.events)
    #expect(outcome.report.total.events == outcome.report.total.records)
    for line in lines {
      let event = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      #expect(event?["message"] != nil || event?["log"] != nil)
    }
  }
}

/// Records longer than allowed, at the ends of blocks.
extension RandomLogTests {
  @Test("a record that is cut is marked, with any number of threads")
  func cut() throws {
    let folder = NSTemporaryDirectory() + "genlog-cut-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Six records of as many lines as are allowed; blocks end in the middle of them.
    let log = "10:00:00.000 head\n" + String(repeating: "\tmember of many\n", count: 59_999)
    try Data(log.utf8).write(to: URL(fileURLWithPath: folder + "/x.log"))
    let one = try parse(folder + "/x.log", to: folder + "/one", jobs: 1)
    let three = try parse(folder + "/x.log", to: folder + "/three", jobs: 3)
    #expect(one.report.total.records == 6 && one.report.total.truncated == 5)
    #expect(three.report.total.truncated == 5)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder + "/one"))
        == Data(contentsOf: URL(fileURLWithPath: folder + "/three")))
  }
}

/// A small generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
