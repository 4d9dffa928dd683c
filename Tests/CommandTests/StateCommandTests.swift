import Event
import FollowState
import Foundation
import Testing

@Suite("genlog state")
struct StateCommandTests {
  private static let server = "http://es.example.com:9200"

  /// A program in whose directory `state` remembers files for two destinations.
  private func program() throws -> Program {
    let program = try Program()
    try program.write("sip.log", String(repeating: "x", count: 1000))
    try program.write("urs.log", "another one")
    let server = try store(program, Self.server)
    defer { server.close() }
    for (path, offset) in [("sip.log", 400), ("urs.log", 5), ("gone/ors.log", 7)] {
      var state = FileState(
        number: server.newNumber(), name: .init(high: 1, low: 0xAB),
        path: FilePath(program.path(path)))
      state.offset = Int64(offset)
      state.lastSeen = 1_764_000_000
      if path == "sip.log" {
        var status = stat()
        #expect(stat(program.path(path), &status) == 0)
        (state.device, state.inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
        state.cuts = [500, 600]
        state.day = 20_000
        state.taken = 30
        state.birth = 1_764_000_000_123_000_000
      }
      state.isComplete = path == "gone/ors.log"
      server.put(state)
    }
    try server.write()
    let file = try store(program, "standard output")
    defer { file.close() }
    var state = FileState(
      number: file.newNumber(), name: .init(high: 2, low: 3),
      path: FilePath(program.path("sip.log")))
    state.offset = 1000
    file.put(state)
    try file.write()
    return program
  }

  private func store(_ program: Program, _ destination: String) throws -> StateStore {
    try StateStore(
      directory: program.path("state") + "/" + StateDirectoryName.of(destination),
      destination: destination)
  }

  private func run(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["state"] + arguments + ["--state", "state"])
  }

  @Test("list tells how far each file is delivered, and what became of it")
  func list() throws {
    let program = try program()
    let result = try run(program, "list", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let files = try result.events()
    #expect(
      files.map { $0.text("destination") }
        == [Self.server, Self.server, Self.server, "standard output"])
    #expect(
      files.map { $0.text("path") }
        == ["gone/ors.log", "sip.log", "urs.log", "sip.log"].map { program.path($0) })
    #expect(files.map { $0.text("file") } == ["gone", "here", "replaced", "replaced"])
    #expect(files.map { $0.value("offset") as? Int } == [7, 400, 5, 1000])
    #expect(files.map { $0.value("size") as? Int } == [nil, 1000, nil, nil])
    #expect(files.map { $0.value("behind") as? Int } == [nil, 600, nil, nil])
    #expect(files.map { $0.value("complete") as? Bool } == [true, false, false, false])
    #expect(files[1].text("last_seen") == "2025-11-24T16:00:00.000Z")
    #expect(files[1].text("generation") == "000000000000000100000000000000ab")
    let table = try run(program, "list")
    #expect(table.lines.count == 5)
    #expect(table.lines[0].hasPrefix("destination"))
    #expect(table.lines[2].hasSuffix(program.path("sip.log")))
  }

  @Test("list goes on while follow works, whose last record may be half written")
  func listWhileRunning() throws {
    let program = try program()
    let store = try store(program, Self.server)
    defer { store.close() }
    let journal = FileHandle(forWritingAtPath: store.directory + "/1.journal")
    try journal?.seekToEnd()
    try journal?.write(contentsOf: Data("12345678 {\"file\":1,\"na".utf8))
    let result = try run(program, "list", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.lines.count == 4)
  }

  @Test("damage is told on standard error, and what is sound is listed")
  func damaged() throws {
    let program = try program()
    let name = "state/" + StateDirectoryName.of(Self.server) + "/1.journal"
    try program.write(name, program.read(name).replacing("sip.log", with: "sap.log"))
    let result = try run(program, "list", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(result.errors.contains("genlog: warning: \(name): a record is damaged, at byte "))
    #expect(result.lines.count == 3)
  }

  @Test("show tells all there is, by path and by number")
  func show() throws {
    let program = try program()
    let result = try run(program, "show", "sip.log")
    #expect(result.status == 0)
    let blocks = result.output.components(separatedBy: "\n\n")
    #expect(blocks.count == 2)
    #expect(blocks[0].hasPrefix(program.path("sip.log") + "\n  destination  \(Self.server)\n"))
    for line in [
      "  generation   000000000000000100000000000000ab\n",
      "  offset       400 of 1000, 600 behind\n",
      "  last seen    2025-11-24T16:00:00.000Z\n", "  made         2025-11-24T16:00:00.123Z\n",
      "  cuts         500, 600\n", "  taken        30 bytes\n", "  day          2024-10-04\n",
      "  complete     no\n",
    ] {
      #expect(blocks[0].contains(line))
    }
    #expect(blocks[1].contains("  offset       1000; another file is at this path now\n"))
    let files = try run(program, "list", "--format", "ndjson").events()
    let number = try #require(files[0].value("number") as? Int)
    let one = try run(program, "show", "\(number)")
    #expect(one.output.contains("offset       7; the file is gone\n"))
    #expect(one.output.hasPrefix(program.path("gone/ors.log") + "\n"))
  }

  @Test("forget takes files out, by path, by glob, for one destination or all")
  func forget() throws {
    let program = try program()
    let one = try run(program, "forget", "sip.log", "--to", "http://u:secret@es.example.com/x")
    #expect(one.status == 0)
    #expect(
      one.output
        == "forgot \(program.path("sip.log")) (delivered up to byte 400, \(Self.server))\n")
    #expect(try run(program, "list", "--format", "ndjson").lines.count == 3)
    let glob = try run(program, "forget", "**/*s.log", "gone/*")
    #expect(glob.lines.count == 2)
    #expect(
      try run(program, "list", "--format", "ndjson").events().map { $0.text("destination") }
        == ["standard output"])
    #expect(try run(program, "forget", "--all").lines.count == 1)
    let list = try run(program, "list", "--format", "ndjson")
    #expect(list.status == 0)
    #expect(list.output.isEmpty)
    let none = try run(program, "forget", "--all")
    #expect(none.status == 2)
    #expect(none.errors == "genlog: error: --all: no file is remembered\n" + Self.emptyHelp)
  }

  private static let emptyHelp =
    "help: `genlog state list` shows what is, for all destinations\n"

  @Test("forgetting or showing nothing ends with 2, and says what is there")
  func nothing() throws {
    let program = try program()
    for command in ["forget", "show"] {
      let result = try run(program, command, "nothing.log")
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(
        result.errors
          == "genlog: error: nothing.log: no such file is remembered\nhelp: there is "
          + ["gone/ors.log", "sip.log", "urs.log"].map { program.path($0) }
          .joined(separator: ", ") + "\n")
    }
    let result = try run(program, "forget", "--all", "--to", "out.ndjson")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "genlog: error: --to out.ndjson: nothing is remembered for it\n"
        + "help: there is \(Self.server), standard output\n")
    #expect(try run(program, "list", "--format", "ndjson").lines.count == 4)
  }

  @Test("F73: while follow runs nothing is forgotten, and the process is named")
  func locked() throws {
    let program = try program()
    let store = try store(program, "standard output")
    defer { store.close() }
    let result = try run(program, "forget", "--all")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "genlog: error: state/\(StateDirectoryName.of("standard output")): is in use by process "
        + "\(ProcessInfo.processInfo.processIdentifier)\n"
        + "help: use another --state, or end that process first\n")
    #expect(try run(program, "list", "--format", "ndjson").lines.count == 4)
    // What is held does not matter to the others.
    #expect(try run(program, "forget", "--all", "--to", Self.server).lines.count == 3)
  }

  @Test("state is looked for where follow keeps it")
  func usualPlace() throws {
    let program = try program()
    let found = try program.run(
      ["state", "list"], environment: ["STATE_DIRECTORY": program.path("state")])
    #expect(found.lines.count == 5)
    let missing = try program.run(
      ["state", "list"], environment: ["STATE_DIRECTORY": program.path("none")])
    #expect(missing.status == 2)
    #expect(
      missing.errors
        == "genlog: error: \(program.path("none")): there is no state of `genlog follow`\n"
        + "help: give the --state that it was started with\n")
  }

  @Test(
    "what cannot be is refused with 2",
    arguments: [
      (["forget"], "nothing to forget"),
      (["forget", "a", "--all"], "give files or --all, not both"),
      (["list", "--format", "csv"], "invalid"), (["show"], "Missing expected argument"),
    ])
  func usage(arguments: [String], message: String) throws {
    let result = try Program().run(["state"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }
}
