import Pipeline
import Testing

@testable import WireTools

@Suite("files for what servers do not take")
struct DeadLetterCheckTests {
  private func warnings(_ path: String) throws -> [String] {
    var values = OptionValues()
    values.to = ["http://192.0.2.1:9200", "http://192.0.2.2:9200"]
    values.deadLetters = path
    let servers = try ParseOptions(values, needsInputs: false).servers
    return DeadLetterCheck.warnings(servers, user: "nobody")
  }

  @Test("one that cannot be written is told once, one that can is not")
  func writable() throws {
    #expect(
      try warnings("/nosuch/letters.ndjson") == [
        "/nosuch/letters.ndjson: nobody may not write there what servers do not take, which would end the "
          + "capture\nhelp: --dead-letters names another file, --drop-to a user who may"
      ])
    #expect(try warnings("/tmp/letters.ndjson").isEmpty)
  }
}
