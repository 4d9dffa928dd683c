import Foundation
import Testing

@Suite("genlog parse: configuration")
struct ConfigurationTests {
  private func program(_ configuration: String) throws -> Program {
    let program = try Program()
    try program.write("cs.log", "10:00:00.000 Std 05060 Application started\n")
    try program.write("genlog.yml", configuration)
    return program
  }

  @Test("a file says all, inputs too, with paths as on the command line")
  func inputs() throws {
    let program = try program("inputs: [cs.log]\nformat: csv\nfields: event.code\nquiet: true\n")
    let result = try program.run(["parse", "--config", "genlog.yml"])
    #expect(result.status == 0)
    #expect(result.output == "event.code\r\n05060\r\n")
    let elsewhere = try program.shell(
      "mkdir d; cp genlog.yml d/; printf x > x.log; $GENLOG parse --config d/genlog.yml; "
        + "$GENLOG parse --config d/genlog.yml --fields message x.log")
    #expect(elsewhere.output == "event.code\r\n05060\r\nmessage\r\nx\r\n")
  }

  @Test("all mistakes are told, the end is 2, and nothing is written")
  func mistakes() throws {
    let program = try program("inputs: cs.log\nto: out.ndjson\nformt: csv\nstrict: 1\n")
    let result = try program.run(["parse", "--config", "genlog.yml", "--jobs", "0"])
    #expect(result.status == 2)
    #expect(
      result.errors == """
        genlog: error: genlog.yml:3:1: unknown key `formt`
        help: did you mean `format`?
        genlog: error: genlog.yml:4:9: `strict` needs true or false, not 1
        help: write `strict: true`
        genlog: error: --jobs 0: is out of range
        help: choose 1 to 256

        """)
    #expect(!FileManager.default.fileExists(atPath: program.path("out.ndjson")))
  }

  @Test("a file that is no text of a configuration's size is refused")
  func unreadable() throws {
    let program = try program("")
    try program.write("latin.yml", Array("jobs: 1\nwhere: ".utf8) + [0xE9, 0x0A])
    try program.write("huge.yml", [UInt8](repeating: 0x23, count: 2 << 20))
    for (path, message) in [
      ("latin.yml", "latin.yml:2:1: is not UTF-8\nhelp: save it as UTF-8"),
      ("huge.yml", "huge.yml: file too large"), (".", ".: is a directory"),
      ("none.yml", "none.yml: no such file or directory"),
    ] {
      let result = try program.run(["parse", "--config", path, "cs.log"])
      #expect(result.status == 2)
      #expect(result.errors.hasPrefix("genlog: error: " + message), "\(result.errors)")
    }
  }

  @Test("--show-config prints a file of the same meaning, and parses nothing")
  func showConfig() throws {
    let program = try program("inputs: cs.log\nwhere: event.code = '${CODE}'\nquiet: true\n")
    let environment = ["CODE": "05060"]
    let arguments = [
      "parse", "--config", "genlog.yml", "--format", "csv", "--fields", "event.code",
    ]
    let shown = try program.run(arguments + ["--show-config"], environment: environment)
    #expect(shown.status == 0)
    #expect(shown.output.contains("\n  - cs.log  # genlog.yml:1\n"))
    #expect(shown.output.contains("\nformat: csv  # --format\n"))
    #expect(shown.output.contains("\nflush: 1s  # default\n"))
    #expect(shown.output.contains("\nwhere: 'event.code = ''${CODE}'''  # genlog.yml:2\n"))
    try program.write("shown.yml", shown.output)
    let again = try program.run(["parse", "--config", "shown.yml"], environment: environment)
    #expect(again.output == "event.code\r\n05060\r\n")
    #expect(again.errors.isEmpty)
  }

  @Test("--show-config names the variable that has a password, and not the password")
  func environment() throws {
    let program = try program("to: http://es\nuser: me\n")
    let result = try program.run(
      ["parse", "--config", "genlog.yml", "--show-config"],
      environment: ["GENLOG_PASSWORD": "hunter22"])
    #expect(result.status == 0)
    #expect(result.output.contains("\n# password: ******  # GENLOG_PASSWORD\n"))
    #expect(!result.output.contains("hunter22"))
  }

  @Test("every option that is shown has a flag, or is one that a command line should not have")
  func flags() throws {
    let program = try Program()
    let help = try
      (["parse", "follow"].map { try program.run(["help", $0]).output }
      + ["decode", "capture"].map { try program.wire(["help", $0]).output }).joined()
    let keys = try program.run(["parse", "--show-config"]).lines.compactMap { line in
      line.firstMatch(of: /^(?:# )?([a-z-]+):/).map { String($0.1) }
    }
    #expect(keys.count > 40)
    for key in keys where !["inputs", "password", "api-key", "token"].contains(key) {
      #expect(help.contains("--\(key)"), "\(key)")
    }
  }

  @Test("a secret in a file that everybody may read is warned of")
  func permissions() throws {
    let program = try program("inputs: cs.log\nto: '-'\nuser: me\npassword: s3cret\n")
    let warning = """
      genlog: warning: genlog.yml:4:11: a secret is written out in a file that everybody may read
      help: chmod 600 genlog.yml, or write ${NAME} and set that variable of the environment

      """
    let open = try program.shell("chmod 644 genlog.yml; $GENLOG parse --config genlog.yml")
    #expect(open.status == 0)
    #expect(open.errors.hasPrefix(warning), "\(open.errors)")
    let closed = try program.shell("chmod 600 genlog.yml; $GENLOG parse --config genlog.yml")
    #expect(!closed.errors.contains("warning"))
    try program.write("genlog.yml", "inputs: cs.log\nuser: me\npassword: ${HOME}\n")
    let variable = try program.shell("chmod 644 genlog.yml; $GENLOG parse --config genlog.yml")
    #expect(!variable.errors.contains("warning"))
  }
}
