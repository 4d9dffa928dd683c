import Foundation
import GenesysLog
import Testing

@testable import Pipeline

@Suite("record scan")
struct RecordScanTests {
  /// What is kept of each record: where it begins, and its text.
  private struct Texts: RecordConsumer {
    private var texts: [String] = []

    mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock) {
      let text = record.range.map { bytes[$0] }
      let offset = block.offset + Int64(record.range.lowerBound)
      let component = block.context.component?.id ?? "-"
      texts.append(
        "\(offset) \(component)\(block.isCut ? " cut" : "") \(String(decoding: text, as: UTF8.self))"
      )
    }

    mutating func report(into findings: inout [String]) {
      findings += texts
      texts.removeAll()
    }
  }

  private let path = NSTemporaryDirectory() + "genlog-scan-" + UUID().uuidString

  private func scan(
    _ log: String, _ inputs: [String]? = nil, jobs: Int = 1, pattern: String? = nil
  ) throws -> ScanOutcome<[String]> {
    try Data(log.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var values = OptionValues()
    values.jobs = jobs
    values.quiet = true
    values.pattern = pattern.map { [$0] }
    let options = try ParseOptions(inputs: inputs ?? [path], values)
    return try RecordScan(options).run(.silent, into: []) { Texts() }
  }

  @Test("records come with their members, their place, and what the header said")
  func records() throws {
    let log = """
      Application type: ConfigurationServer (21)
      10:00:00.000 Std 05060 Application started
      10:00:00.001 Trc 04541 Message
      \tAttribute 1

      10:00:00.002 x

      """
    let outcome = try scan(log)
    #expect(outcome.problems == 0)
    #expect(outcome.bytes == Int64(log.utf8.count))
    #expect(
      outcome.findings == [
        "0 ConfigurationServer Application type: ConfigurationServer (21)",
        "43 ConfigurationServer 10:00:00.000 Std 05060 Application started",
        "86 ConfigurationServer 10:00:00.001 Trc 04541 Message\n\tAttribute 1",
        "131 ConfigurationServer 10:00:00.002 x",
      ])
  }

  @Test("with an expression lines come, blank ones left out")
  func lines() throws {
    let outcome = try scan("a\n\n\tb\r\nc", pattern: "x")
    #expect(outcome.findings == ["0 - a", "3 - \tb", "7 - c"])
  }

  @Test("findings are in the order of the log, whatever the number of workers")
  func order() throws {
    let log = (0..<60_000).map { "10:00:00.000 Std 05060 started \($0)\n" }.joined()
    let one = try scan(log)
    #expect(one.findings.count == 60_000)
    #expect(try scan(log, jobs: 4).findings == one.findings)
  }

  @Test("an input that cannot be read is a problem, and the others are read")
  func problems() throws {
    let outcome = try scan("10:00:00.000 Std 05060 x\n", ["/nowhere/x.log", path])
    #expect(outcome.problems == 1)
    #expect(outcome.findings.count == 1)
  }

  @Test("without the built-in rules there are only the user's, and no catalogue")
  func userRulesOnly() throws {
    let options = try ParseOptions(inputs: ["x"], OptionValues())
    let scan = try RecordScan(options, usesBuiltInRules: false)
    #expect(scan.rules.rules.isEmpty)
    #expect(scan.rules.catalogue.entries.isEmpty)
    #expect(scan.ruleNames.first == "(header block)")
    #expect(try RecordScan(options).rules.rules.count > 100)
  }
}
