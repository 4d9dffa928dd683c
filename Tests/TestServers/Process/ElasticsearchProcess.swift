import Foundation
import Synchronization

/// A double in a process of its own, and its record.
///
/// It ends with the last reference, or when the process that started it dies: its standard input is
/// a pipe from here.
package final class ElasticsearchProcess: Sendable {
  /// What can go wrong.
  package enum Failure: Error, Equatable {
    /// The program did not say where it listens; what it said instead.
    case notListening(String)
    /// It refused something; what it said.
    case refused(String)
  }

  /// Where it listens.
  package let port: UInt16
  /// Where it is to be found.
  package var url: String { "http://127.0.0.1:\(port)" }
  private let process: Mutex<Process>
  private let input: FileHandle

  /// Starts `elasticsearch-double` with these arguments, and waits until it listens.
  package init(_ arguments: [String] = []) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path("elasticsearch-double"))
    process.arguments = arguments
    let (inputPipe, outputPipe) = (Pipe(), Pipe())
    process.standardInput = inputPipe
    process.standardOutput = outputPipe
    process.standardError = outputPipe
    try process.run()
    // Else it would see no end of its input: we hold that one open.
    try inputPipe.fileHandleForReading.close()
    let line = Self.firstLine(of: outputPipe.fileHandleForReading)
    let words = line.split(separator: " ")
    guard line.hasPrefix("listening on "), let port = words.last.flatMap({ UInt16($0) }) else {
      process.terminate()
      throw Failure.notListening(line)
    }
    self.port = port
    input = inputPipe.fileHandleForWriting
    self.process = Mutex(process)
  }

  deinit { stop() }

  private static func firstLine(of output: FileHandle) -> String {
    var bytes: [UInt8] = []
    while bytes.last != 0x0A {
      guard let byte = try? output.read(upToCount: 1), !byte.isEmpty else { break }
      bytes += Array(byte)
    }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// Ends it, and waits until it has ended and its dump is written.
  package func stop() {
    try? input.close()
    process.withLock { $0.waitUntilExit() }
  }

  /// Its counts: `GET /_double/stats`.
  package func stats() throws -> JSON { try ask("GET", "/_double/stats") }

  /// How many documents it holds.
  package func documents() throws -> Int { try stats()["documents"]?.number ?? 0 }

  /// The ids of all documents of an index or a data stream.
  package func ids(index: String) throws -> [String] {
    try HTTPClient.send("GET", "/_double/ids?index=\(index)", port: port).body
      .split(separator: "\n").map(String.init)
  }

  /// All documents, as a dump has them.
  package func dump() throws -> [JSON] {
    try HTTPClient.send("GET", "/_double/documents", port: port).body
      .split(separator: "\n").compactMap { JSON(parsing: Array($0.utf8)) }
  }

  /// Changes how it fails, as `POST /_double/faults` takes it; members that are not named stay.
  package func change(_ faults: JSON) throws {
    _ = try ask("POST", "/_double/faults", body: faults.line)
  }

  /// Takes all faults away.
  package func heal() throws { _ = try ask("DELETE", "/_double/faults") }

  /// Asks it anything, as any client would.
  package func send(_ method: String, _ target: String, body: JSON? = nil) throws
    -> HTTPClient.Reply
  {
    try HTTPClient.send(
      method, target, port: port, headers: ["Content-Type": "application/json"],
      body: body?.line ?? "")
  }

  private func ask(_ method: String, _ target: String, body: String = "") throws -> JSON {
    let reply = try HTTPClient.send(method, target, port: port, body: body)
    guard reply.status == 200, let json = reply.json else { throw Failure.refused(reply.body) }
    return json
  }
}
