import Event
import Foundation
import Glibc

@testable import FollowState

/// A directory of one test, removed with all that is in it when the test is over.
final class TemporaryDirectory {
  let path: String

  init() {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/state-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary directory can be made")
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The names in it, the lock apart.
  var names: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).filter { $0 != "lock" }.sorted()
  }

  func read(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: "\(path)/\(name)").map { Array($0) } ?? []
  }

  func text(_ name: String) -> String { String(decoding: read(name), as: UTF8.self) }

  /// Writes a file; unlike `FileManager` it does not wait for the disk.
  func write(_ bytes: [UInt8], to name: String) {
    let file = Glibc.open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  /// Another directory with the same files.
  func copy() -> TemporaryDirectory {
    let copy = TemporaryDirectory()
    for name in names { copy.write(read(name), to: name) }
    return copy
  }

  /// Opens the store in it.
  func open(_ disk: any StateDisk = FaultyDisk()) throws -> StateStore {
    try StateStore(directory: path, disk: disk)
  }

  /// What a store in it would know.
  func states() throws -> [FileState] {
    let store = try open()
    defer { store.close() }
    return store.states
  }
}

/// Random numbers that are the same in each run (SplitMix64, Steele, Lea, Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

extension FileState {
  /// A state whose every member follows from a number and an offset.
  static func sample(_ number: UInt64, at offset: Int64) -> FileState {
    var state = FileState(
      number: number, name: .init(high: number &* 3, low: ~number),
      path: FilePath("/var/log/genesys/sip.\(number).log"))
    state.device = 64_768
    state.inode = number &+ 7
    state.birth = number % 3 == 0 ? nil : Int64(number % 1000) * 1_000_000_007
    state.head = ContentMark(length: Int(min(offset, 4096)), hash: number &* 5)
    state.offset = offset
    state.tail = ContentMark(length: Int(min(offset, 64)), hash: UInt64(offset) &* 7)
    state.cuts = offset % 4 == 0 ? [offset + 10, offset + 20] : []
    state.taken = Int(offset % 3)
    state.day = offset % 2 == 0 ? 20_000 : nil
    state.isComplete = offset % 5 == 0
    state.lastSeen = 1_764_000_000 + offset
    return state
  }
}
