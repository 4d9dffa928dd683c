import Foundation
import Glibc

/// A directory of one test, removed with all that is in it when the test is over.
final class TemporaryDirectory {
  let path: String

  init() {
    var template = Array(
      "\(FileManager.default.temporaryDirectory.path)/loginput-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary directory can be made")
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, and the directories on the way to it; returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let target = "\(path)/\(name)"
    if let slash = target.lastIndex(of: "/") { makeDirectories(String(target[..<slash])) }
    precondition(FileManager.default.createFile(atPath: target, contents: Data(bytes)))
    return target
  }

  /// Writes a file of text; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) -> String {
    write(Array(text.utf8), to: name)
  }

  /// Makes a symbolic link at `name`; returns its path.
  @discardableResult
  func link(_ name: String, to destination: String) -> String {
    precondition(symlink(destination, "\(path)/\(name)") == 0)
    return "\(path)/\(name)"
  }

  /// Makes a named pipe; returns its path.
  func makePipe(_ name: String) -> String {
    precondition(mkfifo("\(path)/\(name)", 0o600) == 0)
    return "\(path)/\(name)"
  }

  /// Makes an empty directory; returns its path.
  @discardableResult
  func makeDirectory(_ name: String) -> String {
    makeDirectories("\(path)/\(name)")
    return "\(path)/\(name)"
  }

  private func makeDirectories(_ path: String) {
    let made: Void? = try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
    precondition(made != nil)
  }
}

/// Random numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
