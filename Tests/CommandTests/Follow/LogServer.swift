import Foundation
import Glibc

/// A server that writes a log: records of one line, with numbers that no other record has.
final class LogServer {
  private let program: Program
  private var descriptor: Int32 = -1
  private var next: Int
  /// The numbers that were written so far, in that order.
  private(set) var written: [Int] = []

  /// Opens a log, and makes it if it is not there.
  ///
  /// - Parameters:
  ///   - first: the first number.
  ///   - appends: false for one that goes on where it was, whatever becomes of the file.
  init(_ program: Program, _ name: String = "logs/app.log", first: Int = 0, appends: Bool = true) {
    self.program = program
    next = first
    open(name, appends: appends)
  }

  deinit { close(descriptor) }

  /// Opens another file, as servers do when they rotate; the old one is closed.
  func open(_ name: String, appends: Bool = true) {
    if descriptor >= 0 { close(descriptor) }
    let path = program.path(name)
    try? FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | (appends ? O_APPEND : 0), 0o644)
    precondition(descriptor >= 0, "no \(name)")
  }

  /// The line of a record.
  static func line(_ number: Int) -> String {
    let milliseconds = String(1000 + number % 1000).dropFirst()
    let seconds = String(100 + number / 1000 % 60).dropFirst()
    let minutes = String(100 + number / 60_000 % 60).dropFirst()
    return "10:\(minutes):\(seconds).\(milliseconds) Trc 24216 Transaction [\(number)] is committed"
  }

  /// Writes so many records.
  func write(_ count: Int = 1) {
    var text = ""
    for number in next..<next + count { text += LogServer.line(number) + "\n" }
    written += next..<next + count
    next += count
    write(text: text)
  }

  /// Writes any text.
  func write(text: String) { write(bytes: Array(text.utf8)[...]) }

  /// Writes any bytes.
  func write(bytes: ArraySlice<UInt8>) {
    var bytes = bytes
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      precondition(count > 0, "the disk is full")
      bytes = bytes.dropFirst(count)
    }
  }

  /// Sets when the file was last changed, so many seconds from now.
  func setModified(_ seconds: Int) {
    let time = timespec(tv_sec: Glibc.time(nil) + seconds, tv_nsec: 0)
    _ = [time, time].withUnsafeBufferPointer { futimens(descriptor, $0.baseAddress) }
  }
}

extension Program {
  /// Gives a file another name.
  func rename(_ name: String, to other: String) {
    precondition(Glibc.rename(path(name), path(other)) == 0, "no \(name)")
  }

  /// Makes a file shorter.
  func truncate(_ name: String, to size: Int = 0) {
    precondition(Glibc.truncate(path(name), off_t(size)) == 0, "no \(name)")
  }

  /// Copies a file.
  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
  }

  /// Deletes a file.
  func delete(_ name: String) {
    precondition(unlink(path(name)) == 0, "no \(name)")
  }

  /// Compresses a file in place, as logrotate does: its name gets `.gz`.
  func compress(_ name: String) throws {
    let result = try shell("gzip \(name)")
    precondition(result.status == 0, result.errors)
  }
}
