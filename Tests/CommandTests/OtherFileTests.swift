import Foundation
import Testing

/// Rules, events and notes lie beside logs, as in `samples/`.
@Suite("files beside logs")
struct OtherFileTests {
  private static let line = "08:15:01.100 Std 04562 Primary mode activated\n"
  private static let note =
    "logs/README.md and 3 more: passed over, as their names are not those of logs: name one to read it"

  private func program() throws -> Program {
    let program = try Program()
    for name in ["a.log", "README.md", "events.ndjson", "rules/a.yml", "rules/b.yaml"] {
      try program.write("logs/" + name, Self.line)
    }
    return program
  }

  @Test("what is found, and is no log by its name, is passed over with one note")
  func found() throws {
    let program = try program()
    let result = try program.run(["parse", "logs"])
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
    #expect(result.errors.components(separatedBy: Self.note).count == 2)
    #expect(try program.run(["parse", "--quiet", "logs"]).errors == "")
    #expect(try program.run(["parse", "--quiet", "logs/*", "logs/rules/*"]).lines.count == 1)
    let check = try program.run(["check", "logs"])
    #expect(check.output.contains("logs: 1 file, 4 that are no logs passed over"))
    let coverage = try program.run(["patterns", "coverage", "logs"])
    #expect(coverage.errors.contains(Self.note))
    #expect(try program.run(["call", "1", "logs"]).errors.contains(Self.note))
  }

  @Test("what is named is read, whatever its name")
  func named() throws {
    let program = try program()
    let result = try program.run(["parse", "--quiet", "logs/events.ndjson", "logs/rules/a.yml"])
    #expect(result.status == 0)
    #expect(result.lines.count == 2)
    #expect(try program.run(["parse", "--quiet", "logs", "logs/README.md"]).lines.count == 2)
  }

  @Test("follow passes over the same files")
  func followed() throws {
    let program = try program()
    let result = try program.run([
      "follow", "--once", "logs", "logs/rules/a.yml", "--state", "state", "--to", "out.ndjson",
    ])
    #expect(result.status == 0)
    let lines = try program.read("out.ndjson").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.count { $0.contains("\"logs/a.log\"") } == 1)
    #expect(lines.count { $0.contains("\"logs/rules/a.yml\"") } == 1)
  }
}
