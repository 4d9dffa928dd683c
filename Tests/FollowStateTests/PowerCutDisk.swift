import Foundation
import Glibc

@testable import FollowState

/// The system's disk, and beside it what would be left of it after a power cut.
///
/// Bytes are safe once their file is synchronized, names once their directory is. What is not safe may be
/// there in part, in any part. After `steps` calls the power is off, and nothing works any more.
final class PowerCutDisk: StateDisk {
  /// The content of one file.
  private final class Content {
    var now: [UInt8] = []
    var safe: [UInt8] = []
  }

  private let system = SystemDisk()
  private let directory: TemporaryDirectory
  private var steps: Int
  private var open: [Int32: Content] = [:]
  private var names: [String: Content] = [:]
  private var safeNames: [String: Content] = [:]

  /// Begins with what is in a directory, all of it safe.
  init(_ directory: TemporaryDirectory, steps: Int) {
    self.directory = directory
    self.steps = steps
    for name in directory.names {
      let content = Content()
      content.now = directory.read(name)
      content.safe = content.now
      names[name] = content
    }
    safeNames = names
  }

  /// Whether the power is off.
  var isOff: Bool { steps <= 0 }

  /// What is found after the power cut.
  func left(_ generator: inout SeededGenerator) -> TemporaryDirectory {
    let left = TemporaryDirectory()
    for name in Set(names.keys).union(safeNames.keys).sorted() {
      let content = Bool.random(using: &generator) ? safeNames[name] : names[name]
      guard let content else { continue }
      left.write(PowerCutDisk.torn(content, &generator), to: name)
    }
    return left
  }

  /// Content that lost some of what was not safe: from the end, or in the middle, where zeros are then.
  private static func torn(_ content: Content, _ generator: inout SeededGenerator) -> [UInt8] {
    let common = min(content.now.count, content.safe.count)
    guard content.now.count > content.safe.count else {
      return Bool.random(using: &generator) ? content.now : content.safe
    }
    let length = Int.random(in: content.safe.count...content.now.count, using: &generator)
    var bytes = Array(content.now.prefix(length))
    for place in 0..<common { bytes[place] = content.safe[place] }
    var place = content.safe.count
    while place < length {
      let end = min(place + 128, length)
      if Int.random(in: 0..<4, using: &generator) == 0 {
        for index in place..<end { bytes[index] = 0 }
      }
      place = end
    }
    return bytes
  }

  private func step(_ path: String) throws(StateError) {
    steps -= 1
    if steps <= 0 { throw .system(path: path, code: EIO) }
  }

  private func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  func create(_ path: String) throws(StateError) -> StateFile {
    try step(path)
    let file = try system.create(path)
    // An old content of that name is gone when the new one is there.
    let content = names[name(path)] ?? Content()
    content.now = []
    names[name(path)] = content
    open[file.descriptor] = content
    return file
  }

  func open(_ path: String) throws(StateError) -> StateFile {
    try step(path)
    let file = try system.open(path)
    open[file.descriptor] = names[name(path)]
    return file
  }

  func write(_ bytes: Span<UInt8>, to file: StateFile) throws(StateError) -> Int {
    try step(file.path)
    let count = try system.write(bytes, to: file)
    bytes.withUnsafeBufferPointer { open[file.descriptor]?.now += Array($0.prefix(count)) }
    return count
  }

  func size(of file: StateFile) -> Int64? { system.size(of: file) }

  func truncate(_ file: StateFile, to size: Int64) -> Bool {
    guard (try? step(file.path)) != nil, system.truncate(file, to: size) else { return false }
    if let content = open[file.descriptor] { content.now = Array(content.now.prefix(Int(size))) }
    return true
  }

  func synchronize(_ file: StateFile) throws(StateError) {
    try step(file.path)
    if let content = open[file.descriptor] { content.safe = content.now }
  }

  func synchronize(directory path: String) throws(StateError) {
    try step(path)
    safeNames = names
  }

  func rename(_ path: String, to other: String) throws(StateError) {
    try step(other)
    try system.rename(path, to: other)
    names[name(other)] = names.removeValue(forKey: name(path))
  }

  func remove(_ path: String) {
    guard (try? step(path)) != nil else { return }
    system.remove(path)
    names[name(path)] = nil
  }

  func close(_ file: StateFile) {
    open[file.descriptor] = nil
    system.close(file)
  }
}
