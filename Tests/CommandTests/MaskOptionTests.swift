import Foundation
import Testing

@Suite("genlog parse: --mask")
struct MaskOptionTests {
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "cs.log",
      ParseEventTests.header + ParseEventTests.line + "\n"
        + "18:00:00.000 Trc 61999 unknown 'PIN'\t'4711' 4111 1111 1111 1111\n")
    return program
  }

  @Test("the built-in rules hide values in events and in unmatched records, and nothing else")
  func builtIn() throws {
    let program = try program()
    let plain = try program.run(["parse", "cs.log"])
    let result = try program.run(["parse", "--mask", "default", "--unmatched", "rest", "cs.log"])
    #expect(result.status == 0)
    let hidden = "unknown 'PIN'\t'***' ***1111"
    #expect(try result.events().last?.text("message") == hidden)
    #expect(try program.read("rest") == "18:00:00.000 Trc 61999 \(hidden)\n")
    #expect(result.lines.dropLast() == plain.lines.dropLast())
  }

  @Test("--where sees the values that a rule file hides, and the hash key comes from outside")
  func file() throws {
    let program = try program()
    try program.write(
      "mask.yml",
      """
      hash-key-from: MASK_KEY
      rules:
        - {field: genesys.object.name, action: hash}
      """)
    let arguments = [
      "parse", "--mask", "mask.yml", "--where", "genesys.object.name = Demands", "cs.log",
    ]
    let result = try program.run(
      arguments, environment: ["MASK_KEY": "0123456789abcdef0123456789abcdef"])
    let event = try #require(try result.events().first)
    let name = try #require(event.text("genesys.object.name"))
    #expect(name.contains(/^[0-9a-f]{16}$/))
    #expect(event.text("message")?.contains("name [\(name)]") == true)
    #expect(!result.output.contains("Demands"))
    let refused = try program.run(arguments)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("mask.yml:1:16: the environment variable MASK_KEY is not set"))
  }

  @Test("a configuration file can ask for it, and a file that is not there is named")
  func configuration() throws {
    let program = try program()
    try program.write("genlog.yml", "mask: default\n")
    let result = try program.run(["parse", "--config", "genlog.yml", "cs.log"])
    #expect(!result.output.contains("4111"))
    let missing = try program.run(["parse", "--mask", "nowhere.yml", "cs.log"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("nowhere.yml: no such file or directory"))
  }

  @Test("lines that an expression of the user did not match are masked, too")
  func expression() throws {
    let program = try program()
    let result = try program.run([
      "parse", "--mask", "default", "--pattern", "DBID: \\[%{INT:dbid:int}\\]", "cs.log",
    ])
    #expect(result.output.contains("\"dbid\":268"))
    #expect(!result.output.contains("4711"))
  }
}
