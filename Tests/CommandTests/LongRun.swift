import Foundation
import Glibc

/// A `genlog`, or its companion, that goes on in the background, ended with the last reference.
final class LongRun {
  private let process = Process()
  private let program: Program
  private let errorName = ".err-" + UUID().uuidString
  private let outputName = ".out-" + UUID().uuidString

  /// Starts it in the directory of `program`.
  init(
    _ program: Program, _ arguments: [String], environment: [String: String] = [:],
    executable: String = Program.executable
  ) throws {
    self.program = program
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: program.directory.path)
    let own = ["XDG_CONFIG_HOME": program.path(".config")].merging(environment) { $1 }
    process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
    try program.write(errorName, "")
    process.standardInput = FileHandle.nullDevice
    try program.write(outputName, "")
    process.standardOutput = FileHandle(forWritingAtPath: program.path(outputName))
    process.standardError = FileHandle(forWritingAtPath: program.path(errorName))
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// What it has said so far.
  var errors: String { (try? program.read(errorName)) ?? "" }

  /// What it has written to standard output so far.
  var output: String { (try? program.read(outputName)) ?? "" }

  /// The number of the process.
  var number: Int32 { process.processIdentifier }

  /// The port at which it says that its metrics are; nil before it does.
  var port: UInt16? {
    guard
      let place = errors.range(of: #"http://[0-9.]+:[0-9]+/metrics"#, options: .regularExpression)
    else { return nil }
    return URL(string: String(errors[place]))?.port.flatMap { UInt16(exactly: $0) }
  }

  /// Sends it a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until it has ended; returns its status.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Tells it to end, and waits; returns its status.
  func stop(_ signal: Int32 = SIGTERM) -> Int32 {
    send(signal)
    return wait()
  }

  /// Waits until something is so, half a minute at most.
  static func until(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      if try condition() { return true }
      usleep(20_000)
    }
    return false
  }
}
