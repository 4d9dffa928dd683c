import Glibc
import Testing

@testable import FollowState

@Suite("state on a disk that fails")
struct StateFaultTests {
  /// Puts `count` states of which the offsets begin at `offset`; what they are.
  private func put(
    _ count: Int, from offset: Int64, into store: StateStore, _ known: inout [FileState]
  ) {
    for index in 0..<Int64(count) {
      let state = FileState.sample(store.newNumber(), at: offset + index)
      store.put(state)
      known.append(state)
    }
  }

  @Test(
    "F72: a disk that fills up at any byte costs nothing that was there, and is caught up with",
    arguments: [true, false])
  func full(canTruncate: Bool) throws {
    // Less than three records have.
    for room in stride(from: 0, through: 600, by: 13) {
      let directory = TemporaryDirectory()
      let disk = FaultyDisk()
      let store = try directory.open(disk)
      var known: [FileState] = []
      put(2, from: 10, into: store, &known)
      try store.sync()
      let safe = known
      disk.room = room
      disk.nameFault = canTruncate ? 0 : EROFS
      put(3, from: 20, into: store, &known)
      for _ in 0..<2 {
        #expect(throws: StateError.system(path: directory.path + "/1.journal", code: ENOSPC)) {
          try store.sync()
        }
        #expect(store.states == known)
        // A restart at this moment knows all that was safe, and nothing that never was.
        let restarted = try directory.copy().states()
        #expect(restarted.starts(with: safe))
        #expect(known.starts(with: restarted))
        disk.room = 0
      }
      disk.room = nil
      put(1, from: 30, into: store, &known)
      try store.sync()
      #expect(try SavedState(directory: directory.path)?.states == known)
      store.close()
      #expect(try directory.states() == known)
    }
  }

  @Test(
    "F72: a file system that has become read-only is told, and written to when it is not any more")
  func readOnly() throws {
    let directory = TemporaryDirectory()
    let disk = FaultyDisk()
    disk.nameFault = EROFS
    let store = try directory.open(disk)
    #expect(store.isNew)
    var known: [FileState] = []
    put(2, from: 1, into: store, &known)
    for _ in 0..<2 {
      #expect(throws: StateError.system(path: directory.path + "/1.journal", code: EROFS)) {
        try store.write()
      }
    }
    #expect(directory.names.isEmpty)
    disk.nameFault = 0
    try store.sync()
    #expect(try directory.copy().states() == known)
  }

  @Test("F72: after bytes that the disk could not keep, all is written into a new file")
  func failedSync() throws {
    let directory = TemporaryDirectory()
    let disk = FaultyDisk()
    let store = try directory.open(disk)
    var known: [FileState] = []
    put(2, from: 1, into: store, &known)
    try store.sync()
    put(2, from: 5, into: store, &known)
    disk.syncFault = EIO
    #expect(throws: StateError.system(path: directory.path + "/1.journal", code: EIO)) {
      try store.sync()
    }
    #expect(throws: StateError.system(path: directory.path + "/2.journal", code: EIO)) {
      try store.write()
    }
    #expect(directory.names == ["1.journal", "1.snapshot"])
    disk.syncFault = 0
    try store.write()
    #expect(directory.names == ["1.journal", "1.snapshot", "2.journal", "2.snapshot"])
    // What the disk has of the first journal is no matter any more.
    let copy = directory.copy()
    copy.write([0, 0, 0], to: "1.journal")
    #expect(try copy.states() == known)
  }

  @Test(
    "F72: a snapshot that cannot be finished leaves everything as it was",
    arguments: [0, 10, 60, 500, 5000])
  func failedSnapshot(room: Int) throws {
    let directory = TemporaryDirectory()
    let disk = FaultyDisk()
    let store = try directory.open(disk)
    var known: [FileState] = []
    put(50, from: 1, into: store, &known)
    try store.sync()
    let before = directory.read("1.journal")
    disk.room = room
    #expect(throws: StateError.self) { try store.compactIfWorthwhile(leastBytes: 0) }
    #expect(directory.names == ["1.journal", "1.snapshot"])
    #expect(directory.read("1.journal") == before)
    disk.room = nil
    // Not again at once.
    #expect(try !store.compactIfWorthwhile(leastBytes: 0))
    put(60, from: 1, into: store, &known)
    try store.write()
    #expect(try store.compactIfWorthwhile(leastBytes: 0))
    #expect(try directory.copy().states() == known)
  }

  @Test("a snapshot's name that is not safe is no reason to forget the one before")
  func failedDirectory() throws {
    let directory = TemporaryDirectory()
    let disk = FaultyDisk()
    let store = try directory.open(disk)
    var known: [FileState] = []
    for _ in 0..<3 {
      put(5, from: 1, into: store, &known)
      try store.write()
      #expect(try store.compactIfWorthwhile(leastBytes: 0))
    }
    #expect(directory.names == ["3.journal", "3.snapshot", "4.journal", "4.snapshot"])
    disk.directoryFault = EIO
    put(9, from: 1, into: store, &known)
    try store.write()
    #expect(throws: StateError.system(path: directory.path, code: EIO)) {
      try store.compactIfWorthwhile(leastBytes: 0)
    }
    #expect(directory.names == ["3.journal", "3.snapshot", "4.journal", "4.snapshot"])
    disk.directoryFault = 0
    try store.sync()
    #expect(try directory.copy().states() == known)
  }

  @Test("a directory that somebody clears while it is in use is filled again")
  func cleared() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    var known: [FileState] = []
    put(5, from: 1, into: store, &known)
    try store.sync()
    for name in directory.names { directory.remove(name) }
    put(1, from: 9, into: store, &known)
    try store.sync()
    #expect(try directory.copy().states() == known)
  }
}
