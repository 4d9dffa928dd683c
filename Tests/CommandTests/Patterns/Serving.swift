import Foundation
import Glibc

/// `genlog patterns serve` as a process.
final class Serving {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  /// The address that it printed; empty if it ended instead.
  private(set) var address = ""

  /// Starts it, and waits until it has printed an address or ended.
  init(_ options: [String] = ["--port", "0"], in program: Program) throws {
    process.executableURL = URL(fileURLWithPath: Program.executable)
    process.arguments = ["patterns", "serve"] + options
    process.currentDirectoryURL = URL(fileURLWithPath: program.directory.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    address = String(decoding: line, as: UTF8.self)
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// The port of the address.
  var port: Int {
    Int(address.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
  }

  /// The token of the address.
  var token: String { String(address.split(separator: "#").last ?? "") }

  /// Sends it a signal, and waits for its end; its exit code and what it told.
  func end(_ signal: Int32? = SIGINT) -> (status: Int32, errors: String) {
    if let signal { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    let told = errors.fileHandleForReading.readDataToEndOfFile()
    let wasSignalled = process.terminationReason == .uncaughtSignal
    return (wasSignalled ? -1 : process.terminationStatus, String(decoding: told, as: UTF8.self))
  }
}
