import Foundation
import Glibc

/// `genlog follow` as a process over the files of a directory, ended and started again as a test likes.
final class Following {
  let program: Program
  private let arguments: [String]
  private let launcher: [String]
  private var process: Process?
  private var runs = 0

  /// Follows `inputs` in the directory of `program`; starts at once.
  ///
  /// - Parameters:
  ///   - destinations: to `out.ndjson` as a rule.
  ///   - launcher: a program, with its arguments, that runs genlog instead of this one.
  init(
    _ inputs: [String] = ["logs"], to destinations: [String] = ["out.ndjson"],
    _ options: [String] = [], in program: Program, launcher: [String] = []
  ) throws {
    self.program = program
    self.launcher = launcher
    arguments =
      ["follow"] + inputs + ["--state", "state", "--flush", "20ms"]
      + destinations.flatMap { ["--to", $0] } + options
    try start()
  }

  deinit { kill() }

  // MARK: - Runs

  /// Starts it again, with further options.
  func start(_ options: [String] = []) throws {
    let command = launcher + [Program.executable] + arguments + options
    runs += 1
    let errors = program.path("errors-\(runs)")
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command[1...])
    process.currentDirectoryURL = URL(fileURLWithPath: program.directory.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    self.process = process
  }

  /// Sends it a signal.
  func signal(_ number: Int32) {
    if let process, process.isRunning { Glibc.kill(process.processIdentifier, number) }
  }

  /// Tells it to end, or waits for that if there is no signal; its exit code, -1 if it does not end.
  @discardableResult
  func stop(_ number: Int32? = SIGTERM) async -> Int32 {
    guard let process else { return -1 }
    if let number { signal(number) }
    let hasEnded = await waits { !process.isRunning }
    kill()
    return hasEnded ? process.terminationStatus : -1
  }

  /// Ends it in the middle of whatever it does.
  func kill() {
    signal(SIGKILL)
    process?.waitUntilExit()
    process = nil
  }

  /// Runs `body` while the process stands still: what happens meanwhile it sees at one glance.
  func paused(_ body: () throws -> Void) rethrows {
    signal(SIGSTOP)
    defer { signal(SIGCONT) }
    try body()
  }

  // MARK: - What it does

  /// What the last run has told so far.
  var errors: String { (try? program.read("errors-\(runs)")) ?? "" }

  /// Whether it has begun: it says so once it knows its files.
  func begins() async -> Bool { await waits { self.errors.contains("following ") } }

  /// The files below `directory` that it has open, deleted ones too.
  var openFiles: [String] {
    let descriptors = "/proc/\(process?.processIdentifier ?? 0)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: descriptors)) ?? []
    return names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: descriptors + "/" + $0)
    }.filter { $0.contains("/logs/") }
  }

  /// The most memory it has had so far, in kilobytes.
  var peakMemory: Int {
    let status = try? String(
      contentsOfFile: "/proc/\(process?.processIdentifier ?? 0)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.split { !$0.isNumber }.first ?? "") } ?? 0
  }

  /// Waits until each of these numbers is in an event of its own; what is lost then, and what is too much.
  func balance(_ expected: some Sequence<Int>, in name: String = "out.ndjson") async -> Balance {
    let expected = Array(expected)
    _ = await waits {
      // Taking events apart costs more than counting lines.
      self.lineCount(name) >= expected.count
        && Balance(expected, self.events(name).numbers).lost.isEmpty
    }
    return Balance(expected, events(name).numbers)
  }

  /// How many lines it has written so far.
  func lineCount(_ name: String = "out.ndjson") -> Int {
    FileManager.default.contents(atPath: program.path(name))?.count { $0 == 0x0A } ?? 0
  }

  /// The events of whole lines that it has written so far.
  func events(_ name: String = "out.ndjson") -> [Delivered] {
    let data = FileManager.default.contents(atPath: program.path(name)) ?? Data()
    return data.split(separator: 0x0A).map { Delivered(text: String(decoding: $0, as: UTF8.self)) }
  }

  /// Waits until `condition` holds; false if that takes too long.
  func waits(until condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while !condition() {
      if ContinuousClock.now > deadline { return false }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return true
  }
}

/// What was written, against what was delivered.
struct Balance: Equatable {
  /// Numbers that were written more often than delivered.
  private(set) var lost: [Int] = []
  /// Numbers that were delivered more often than written.
  private(set) var twice: [Int] = []

  /// Nothing is lost, and nothing is there twice.
  static let even = Balance([], [])

  init(_ written: [Int], _ delivered: [Int]) {
    var counts: [Int: Int] = [:]
    for number in written { counts[number, default: 0] += 1 }
    for number in delivered { counts[number, default: 0] -= 1 }
    lost = counts.filter { $0.value > 0 }.keys.sorted()
    twice = counts.filter { $0.value < 0 }.keys.sorted()
  }
}

extension Balance: CustomStringConvertible {
  var description: String {
    "lost \(lost.count): \(lost.prefix(5)), twice \(twice.count): \(twice.prefix(5))"
  }
}

/// An event of a numbered record.
struct Delivered {
  /// Its JSON.
  let line: String
  /// The number that ``LogServer`` gave its record; -1 if it has none.
  let number: Int

  init(text line: String) {
    self.line = line
    let mark = #""transaction":{"id":""#
    number =
      strstr(line, mark).map { Int(strtol($0 + mark.utf8.count, nil, 10)) } ?? -1
  }

  var json: [String: Any] {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
    return object as? [String: Any] ?? [:]
  }

  var path: String { json.text("log.file.path") ?? "" }
  var offset: Int { json.value("log.offset") as? Int ?? -1 }
  /// Its lines.
  var text: String { json.text("event.original") ?? json.text("message") ?? "" }
}

extension [Delivered] {
  /// Their numbers, in the order in which they were delivered.
  var numbers: [Int] { map(\.number) }

  /// The numbers of a file's events, in the order in which they were delivered.
  func numbers(at path: String) -> [Int] { filter { $0.path == path }.numbers }
}
