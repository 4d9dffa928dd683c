import Foundation
import Synchronization
import TestServers
import Testing

/// The tutorials, gone through as a reader would: every command is run, in order, in one directory, and
/// prints what the page says it prints.
@Suite("docs/patterns.md and docs/alerts.md")
struct TutorialTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("every command about patterns works, and prints what is shown")
  func patterns() throws {
    let program = try Program()
    try Self.copy("docs/patterns", to: "", of: program)
    try run("patterns.md", in: program)
  }

  @Test("every command about alerts works, and prints what is shown")
  func alerts() throws {
    let program = try Program()
    try Self.copy("samples", to: "samples/", of: program)
    try Self.copy("samples/rules", to: "samples/rules/", of: program)
    let bodies = Mutex<[Data]>([])
    let slack = HTTPServer { request in
      bodies.withLock { $0.append(Data(request.body)) }
      return .answer(200, "ok")
    }
    defer { slack.stop() }
    try run(
      "alerts.md", in: program,
      variables: "export SLACK_WEBHOOK=http://127.0.0.1:\(slack.port)/services/T0/B0\n")
    let sent = bodies.withLock { $0 }
    #expect(sent.count == 2)
    let page = try Self.page("alerts.md")
    let shown = try #require(page.firstMatch(of: /```json\n(\{[^`]*)```/)).1
    #expect(try Self.json(#require(sent.first)) == Self.json(Data(shown.utf8)))
    #expect(
      String(decoding: try #require(sent.last), as: UTF8.self).contains(
        "Resolved: Stat_Server_1 is away"))
  }

  private static func json(_ text: Data) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: text) as? NSDictionary)
  }

  private static func page(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent("docs/" + name), encoding: .utf8)
  }

  /// Gives a program the files of a folder.
  private static func copy(_ folder: String, to place: String, of program: Program) throws {
    for file in try FileManager.default.contentsOfDirectory(
      at: root.appendingPathComponent(folder), includingPropertiesForKeys: [.isRegularFileKey])
    where try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
      try program.write(place + file.lastPathComponent, Array(try Data(contentsOf: file)))
    }
  }

  private func run(_ name: String, in program: Program, variables: String = "") throws {
    let steps = Tutorial(try Self.page(name)).steps
    #expect(steps.count > 10)
    for step in steps {
      switch step {
      case .file(let name, let text): try program.write(name, text)
      case .command(let command):
        let result = try program.shell(variables + command.script)
        #expect(result.status == command.status, "\(command.line): \(result.errors)")
        let printed = (result.output + result.errors).split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(
          Shown(command.output).covers(printed.map(String.init)),
          "\(command.line) printed:\n\(result.output)\(result.errors)")
      }
    }
  }

  @Test("three dots stand for any lines, or for anything in a line")
  func dots() {
    #expect(Shown(["a", "...", "d"]).covers(["a", "b", "c", "d", ""]))
    #expect(Shown(["a", "..."]).covers(["a"]))
    #expect(Shown(["took ... ns, or so"]).covers(["took 12 ns, or so"]))
    #expect(!Shown(["a", "...", "d"]).covers(["a", "b"]))
    #expect(!Shown(["took ... ns"]).covers(["took 12 ms"]))
    #expect(!Shown(["a"]).covers(["a", "b"]))
  }
}

/// What a page of Markdown asks its reader to do.
///
/// A block marked `console` is commands, each behind `$ `, with what they print; `[1]` on a line of its own
/// is the exit status where it is not 0, and `# Ctrl-C ends it` behind a command says that it runs until then.
/// A block marked with a language and `file=NAME` is a file to write.
private struct Tutorial {
  enum Step {
    case file(name: String, text: String)
    case command(Command)
  }

  struct Command {
    let line: String
    var output: [String] = []
    var status: Int32 = 0

    /// The command as the shell of a test runs it.
    var script: String {
      let program = "genlog() { \"$GENLOG\" \"$@\"; }\n"
      guard line.hasSuffix("# Ctrl-C ends it") else { return program + line }
      return line.replacingOccurrences(
        of: "genlog ", with: "timeout --preserve-status --signal=INT 2 \"$GENLOG\" ")
    }
  }

  private(set) var steps: [Step] = []

  init(_ page: String) {
    let blocks = page.components(separatedBy: "\n```")
    for (index, block) in blocks.enumerated() where index % 2 == 1 {
      let lines = block.components(separatedBy: "\n")
      if lines[0] == "console" {
        read(lines.dropFirst())
      } else if let name = lines[0].components(separatedBy: " file=").dropFirst().first {
        steps.append(.file(name: name, text: lines.dropFirst().joined(separator: "\n") + "\n"))
      }
    }
  }

  private mutating func read(_ lines: ArraySlice<String>) {
    var command: Command?
    for line in lines {
      if line.hasPrefix("$ ") {
        if let command { steps.append(.command(command)) }
        command = Command(line: String(line.dropFirst(2)))
      } else if let status = line.wholeMatch(of: /\[(\d+)\]/) {
        command?.status = Int32(status.1) ?? 0
      } else {
        command?.output.append(line)
      }
    }
    if let command { steps.append(.command(command)) }
  }
}

/// The output of a command as a page shows it.
private struct Shown {
  private let lines: [String]

  init(_ lines: [String]) {
    self.lines = lines.last == "" ? lines.dropLast() : lines
  }

  /// Whether printed lines are what is shown; blank lines at the end count for nothing.
  func covers(_ printed: [String]) -> Bool {
    var rest = printed[...]
    while rest.last == "" { rest.removeLast() }
    return Self.covers(lines[...], rest)
  }

  private static func covers(_ shown: ArraySlice<String>, _ printed: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return printed.isEmpty }
    if first.trimmingCharacters(in: .whitespaces) == "..." {
      return (printed.startIndex...printed.endIndex).contains { start in
        covers(shown.dropFirst(), printed[start...])
      }
    }
    guard let line = printed.first, matches(first, line) else { return false }
    return covers(shown.dropFirst(), printed.dropFirst())
  }

  /// Whether a line is as shown, where `...` is anything.
  private static func matches(_ shown: String, _ line: String) -> Bool {
    var parts = shown.components(separatedBy: "...")
    let last = parts.removeLast()
    guard !parts.isEmpty else { return line == shown }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst() {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
