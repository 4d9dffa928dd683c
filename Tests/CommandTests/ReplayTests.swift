import Foundation
import TestServers
import Testing

@Suite("genlog replay")
struct ReplayTests {
  /// A program in whose directory stands the dead-letter file of a run in which nothing was taken.
  private func program(_ double: ElasticsearchDouble) throws -> Program {
    let program = try Program()
    try program.write(
      "a.log", "10:00:00.000 Std 05060 Application started\n11:00:00.000 Std 05061 stopped\n")
    let result = try program.run(["parse", "--to", double.url + "/first", "a.log"])
    #expect(result.status == 4)
    return program
  }

  private let file = "genlog-dead-letters.ndjson"

  @Test("dead letters are sent again, under their names and to their index")
  func replays() throws {
    let program = try program(
      ElasticsearchDouble(item: { _ in .init(status: 400, type: "mapper_parsing_exception") }))
    let double = ElasticsearchDouble()
    let result = try program.run(["replay", file, "--to", double.url])
    #expect(result.status == 0)
    #expect(result.errors == "\(double.url): 2 events created\n")
    #expect(double.seen.events.keys.sorted() == ["first"])
    #expect(double.events.sorted() == (try program.run(["parse", "a.log"]).lines.sorted()))
    // The names are those of the log itself.
    let again = try program.run(["parse", "--to", double.url + "/first", "a.log"])
    #expect(again.errors.hasSuffix("0 events created, 2 there before\n"))
  }

  @Test("--index, or an index in the URL, sends them elsewhere")
  func elsewhere() throws {
    let program = try program(ElasticsearchDouble(item: { _ in .init(status: 400, type: "x") }))
    let double = ElasticsearchDouble()
    _ = try program.run(["replay", file, "--to", double.url + "/other"])
    _ = try program.run(["replay", file, "--to", double.url, "--index", "x-%{event.code}"])
    #expect(double.seen.events.keys.sorted() == ["other", "x-05060", "x-05061"])
  }

  @Test("what is refused again is laid aside in another file, and the end is 4")
  func refusedAgain() throws {
    let double = ElasticsearchDouble(item: { action in
      action.event.contains("05061") ? .init(status: 400, type: "x") : nil
    })
    let program = try program(ElasticsearchDouble(item: { _ in .init(status: 400, type: "x") }))
    let before = try program.read(file)
    let result = try program.run(["replay", file, "--to", double.url])
    #expect(result.status == 4)
    #expect(try program.read(file) == before)
    #expect(try program.read(file + ".rest").split(separator: "\n").count == 1)
    let onto = try program.run(["replay", file, "--to", double.url, "--dead-letters", "./" + file])
    #expect(onto.status == 2)
    #expect(onto.errors.contains("is read by this run"))
  }

  @Test("a line that is no dead letter is named, the others are sent, and the end is 3")
  func broken() throws {
    let double = ElasticsearchDouble()
    let program = try program(ElasticsearchDouble(item: { _ in .init(status: 400, type: "x") }))
    try program.write("b.ndjson", "{\"event\":{}}\n" + program.read(file))
    let result = try program.run(["replay", "b.ndjson", "none.ndjson", "--to", double.url])
    #expect(result.status == 3)
    #expect(result.errors.contains("b.ndjson: what begins at byte 0 is no dead letter"))
    #expect(result.errors.contains("none.ndjson: no such file or directory"))
    #expect(double.events.count == 2)
  }

  @Test(
    "what cannot be is refused with 2",
    arguments: [
      (["x.ndjson"], "dead letters are sent to one server"),
      (["x.ndjson", "--to", "out.ndjson"], "dead letters are sent to one server"),
      (["--to", "http://127.0.0.1:1"], "nothing to send"),
    ])
  func usage(arguments: [String], message: String) throws {
    let result = try Program().run(["replay"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }
}
