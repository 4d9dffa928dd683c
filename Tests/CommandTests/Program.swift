import Foundation
import TestServers

/// Runs the real program in a directory of its own.
struct Program {
  /// How a run ended.
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    /// The lines of the output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The output as JSON events.
    func events() throws -> [[String: Any]] {
      try lines.map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        guard let event = object as? [String: Any] else { throw NotAnEvent(line: line) }
        return event
      }
    }
  }

  struct NotAnEvent: Error { let line: String }

  /// The directory; removed with the last copy of the value.
  let directory: Directory

  init() throws {
    directory = try Directory()
  }

  final class Directory: Sendable {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "genlog-command-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// The path of `name` in the directory.
  func path(_ name: String) -> String { directory.path + "/" + name }

  /// Writes a file into the directory.
  func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  /// Writes a file into the directory.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The text of a file in the directory.
  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
  }

  /// Runs `genlog` with these arguments, in the directory.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    try run(Program.executable, arguments, input: input, environment: environment)
  }

  /// Runs `genlog-wire` with these arguments, in the directory.
  func wire(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    try run(Program.wireExecutable, arguments, input: "", environment: environment)
  }

  /// Runs a shell command in which `$GENLOG` and `$GENLOG_WIRE` are the programs.
  func shell(_ command: String) throws -> Result {
    try run(
      "/bin/bash", ["-c", command], input: "",
      environment: ["GENLOG": Program.executable, "GENLOG_WIRE": Program.wireExecutable])
  }

  private func run(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    // What the developer has imported is no matter of tests.
    let own = ["XDG_CONFIG_HOME": path(".config")].merging(environment) { $1 }
    process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
    // Through files, so that no pipe fills up and blocks.
    let unique = UUID().uuidString
    try write(".in-" + unique, input)
    let outputPath = path(".out-" + unique)
    let errorPath = path(".err-" + unique)
    _ = FileManager.default.createFile(atPath: outputPath, contents: nil)
    _ = FileManager.default.createFile(atPath: errorPath, contents: nil)
    process.standardInput = FileHandle(forReadingAtPath: path(".in-" + unique))
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try read(".out-" + unique),
      errors: try read(".err-" + unique))
  }

  /// The program, built beside the tests.
  static let executable = BuiltProgram.path("genlog")

  /// Its companion.
  static let wireExecutable = BuiltProgram.path("genlog-wire")
}

extension [String: Any] {
  /// The value at a dotted path.
  func value(_ path: String) -> Any? {
    var current: Any? = self
    for key in path.split(separator: ".") {
      current = (current as? [String: Any])?[String(key)]
    }
    return current
  }

  /// The text at a dotted path.
  func text(_ path: String) -> String? { value(path) as? String }

  /// The whole number at a dotted path.
  func number(_ path: String) -> Int? { value(path) as? Int }
}
