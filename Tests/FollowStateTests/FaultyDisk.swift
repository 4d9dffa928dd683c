import Glibc

@testable import FollowState

/// The system's disk with faults: full, read-only, failing; and nothing waits for the real one.
final class FaultyDisk: StateDisk {
  /// How many more bytes it takes; nil for no limit.
  var room: Int?
  /// What opening, renaming and cutting off give; 0 for no fault.
  var nameFault: Int32 = 0
  /// What waiting for the disk gives; 0 for no fault.
  var syncFault: Int32 = 0
  /// What waiting for a directory gives; 0 for no fault.
  var directoryFault: Int32 = 0

  private let system = SystemDisk()

  func create(_ path: String) throws(StateError) -> StateFile {
    if nameFault != 0 { throw .system(path: path, code: nameFault) }
    return try system.create(path)
  }

  func open(_ path: String) throws(StateError) -> StateFile {
    if nameFault != 0 { throw .system(path: path, code: nameFault) }
    return try system.open(path)
  }

  func write(_ bytes: Span<UInt8>, to file: StateFile) throws(StateError) -> Int {
    guard let room else { return try system.write(bytes, to: file) }
    if room == 0 { throw .system(path: file.path, code: ENOSPC) }
    let count = try system.write(bytes.extracting(0..<min(room, bytes.count)), to: file)
    self.room = room - count
    return count
  }

  func size(of file: StateFile) -> Int64? { system.size(of: file) }

  func truncate(_ file: StateFile, to size: Int64) -> Bool {
    nameFault == 0 && system.truncate(file, to: size)
  }

  func synchronize(_ file: StateFile) throws(StateError) {
    if syncFault != 0 { throw .system(path: file.path, code: syncFault) }
  }

  func synchronize(directory path: String) throws(StateError) {
    if directoryFault != 0 { throw .system(path: path, code: directoryFault) }
  }

  func rename(_ path: String, to other: String) throws(StateError) {
    if nameFault != 0 { throw .system(path: other, code: nameFault) }
    try system.rename(path, to: other)
  }

  func remove(_ path: String) { system.remove(path) }

  func close(_ file: StateFile) { system.close(file) }
}
