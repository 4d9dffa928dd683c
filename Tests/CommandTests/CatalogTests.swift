import Foundation
import Testing

@Suite("genlog catalog")
struct CatalogTests {
  private static let messages =
    "Genesys|Messages|Test|1.0|en\r\n20100|STANDARD|GCTI_QUEUE_FULL|Queue '%s' is full, %d calls\r\n"
    + "20100|TRACE|AGAIN|x\r\nbad|line\r\n04500|TRACE|GCTI_CONNECTING|Connecting %s\r\n"

  /// A program whose configuration is in its own directory.
  private func program() throws -> (Program, [String: String]) {
    let program = try Program()
    try program.write("test.lms", Self.messages)
    return (program, ["XDG_CONFIG_HOME": program.path("config")])
  }

  @Test("what is imported gives fields and a name to messages without a rule")
  func importAndParse() throws {
    let (program, environment) = try program()
    try program.write(
      "a.log",
      "10:00:00.000 Std 20100 Queue 'sales' is full, 12 calls\n10:00:00.000 Std 20100 Queue ends\n"
        + "10:00:00.000 Trc 04500 Connecting to DBServer 'DBS' at host 'h', port 4040\n"
        + "10:00:00.000 Trc 04500 Connecting again\n")
    let before = try program.run(["parse", "a.log"], environment: environment).events()
    #expect(before[0].text("event.action") == nil)
    let result = try program.run(["catalog", "import", "test.lms"], environment: environment)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("test.lms: 2 messages, 2 lines skipped\n"))
    #expect(result.errors.contains("test.lms:3: 20100 is defined in line 2 already"))
    #expect(result.errors.contains("test.lms:4: has 2 fields of at least 4"))
    let parsed = try program.run(["parse", "--verbose", "a.log"], environment: environment)
    let events = try parsed.events()
    #expect(events[0].text("event.action") == "GCTI_QUEUE_FULL")
    #expect(events[0].text("genesys.values.queue") == "sales")
    #expect(events[0].value("genesys.values.value2") as? Int == 12)
    #expect(events[0]["tags"] == nil)
    #expect(events[1]["tags"] as? [String] == ["_grokparsefailure"])
    // The rule of an id wins; what it does not take is the catalogue's.
    #expect(events[2].text("event.action") == "connecting")
    #expect(events[2].text("genesys.server.name") == "DBS")
    #expect(events[3].text("event.action") == "GCTI_CONNECTING")
    #expect(parsed.errors.contains("(message catalogue)"))
  }

  @Test("a file that is no message file is told, ends with 3, and the others are imported")
  func badFile() throws {
    let (program, environment) = try program()
    try program.write("text.lms", "hello\n")
    let result = try program.run(
      ["catalog", "import", "text.lms", "none.lms", "test.lms"], environment: environment)
    #expect(result.status == 3)
    #expect(result.errors.contains("text.lms:1: ends before any message\nhelp: "))
    #expect(result.errors.contains("none.lms: cannot be read: No such file or directory\nhelp: "))
    let list = try program.run(["catalog", "list"], environment: environment)
    #expect(list.output.contains("20100  Std  GCTI_QUEUE_FULL"))
  }

  @Test("list and show tell what is known of an id, and from which file")
  func listAndShow() throws {
    let (program, environment) = try program()
    _ = try program.run(["catalog", "import", "test.lms"], environment: environment)
    let list = try program.run(["catalog", "list", "--format", "ndjson"], environment: environment)
    let message = try #require(try list.events().first { $0.text("id") == "20100" })
    #expect(message.text("file") == "test.lms")
    #expect(message.text("text") == "Queue '%s' is full, %d calls")
    let page = try program.run(["catalog", "show", "20100"], environment: environment).output
    #expect(page.hasPrefix("20100  GCTI_QUEUE_FULL  test.lms\n  usual level Std\n"))
    #expect(page.contains("genesys.values.queue   string"))
    #expect(page.contains("{\"queue\":\"A\",\"value2\":2}"))
    let known = try program.run(["catalog", "show", "GCTI-00-04504"], environment: environment)
    #expect(known.output.contains("patterns/genesys/common.yml:"))
  }

  @Test(
    "an id that is none, or of which nothing is known, ends with 2",
    arguments: ["x", "99998", "1234567", "-"])
  func badID(id: String) throws {
    let (program, environment) = try program()
    let result = try program.run(["catalog", "show", id], environment: environment)
    #expect(result.status == 2)
    #expect(result.errors.contains("help: "))
  }

  @Test("a catalogue that cannot be written ends with 4, one that is broken with 2")
  func broken() throws {
    let (program, environment) = try program()
    let result = try program.run(
      ["catalog", "import", "test.lms"], environment: ["XDG_CONFIG_HOME": "/proc"])
    #expect(result.status == 4)
    #expect(result.errors.contains("/proc/genlog/messages.lms: cannot be written"))
    try program.write("config/genlog/messages.lms", "nonsense\n")
    try program.write("a.log", "x\n")
    for arguments in [
      ["parse", "a.log"], ["catalog", "list"], ["catalog", "import", "test.lms"],
    ] {
      let result = try program.run(arguments, environment: environment)
      #expect(result.status == 2)
      #expect(result.errors.contains("config/genlog/messages.lms:1: ends before any message"))
    }
    #expect(try program.read("config/genlog/messages.lms") == "nonsense\n")
  }
}
