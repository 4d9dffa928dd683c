import Event
import Glibc
import Testing

@testable import FollowState

@Suite("state store")
struct StateStoreTests {
  @Test("what was put is there when the store is opened again")
  func reopened() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    #expect(store.isNew)
    let states = (0..<5).map { FileState.sample(store.newNumber(), at: $0 * 11) }
    states.forEach(store.put)
    store.remove(states[1].number)
    try store.write()
    store.close()
    let again = try directory.open()
    #expect(!again.isNew)
    #expect(again.problems.isEmpty)
    #expect(again.states == [states[0]] + states[2...])
    #expect(again[states[2].number] == states[2])
    #expect(again[states[1].number] == nil)
  }

  @Test("the last state of a number counts, and cuts that the offset passed are gone")
  func lastCounts() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    var state = FileState.sample(store.newNumber(), at: 100)
    state.cuts = [100, 150, 200]
    store.put(state)
    #expect(store[state.number]?.cuts == [100, 150, 200])
    try store.write()
    state.offset = 150
    store.put(state)
    try store.write()
    store.close()
    #expect(try directory.states().map(\.cuts) == [[150, 200]])
    #expect(try directory.states().map(\.offset) == [150])
  }

  @Test("cuts are bounded")
  func manyCuts() throws {
    let store = try TemporaryDirectory().open()
    var state = FileState.sample(store.newNumber(), at: 1)
    state.cuts = Array(2...10_000)
    store.put(state)
    #expect(store[state.number]?.cuts == Array(2...Int64(FileState.maxCuts) + 1))
  }

  @Test("what was not written is not there, and nothing is written that did not change")
  func unwritten() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    store.put(.sample(store.newNumber(), at: 1))
    try store.write()
    let bytes = directory.read("1.journal")
    try store.write()
    try store.sync()
    #expect(directory.read("1.journal") == bytes)
    store.put(.sample(store.newNumber(), at: 2))
    store.close()
    #expect(try directory.states().map(\.offset) == [1])
  }

  @Test("the files are for their owner alone, in a directory that is made with all above it")
  func permissions() throws {
    let root = TemporaryDirectory()
    let path = root.path + "/a/b"
    let store = try StateStore(directory: path, destination: "http://192.0.2.1:9200")
    var status = stat()
    for (name, mode) in [
      ("", 0o700), ("/lock", 0o600), ("/1.journal", 0o600), ("/1.snapshot", 0o600),
    ] {
      #expect(stat(path + name, &status) == 0)
      #expect(status.st_mode & 0o777 == mode)
    }
    #expect(try SavedState(directory: path)?.destination == "http://192.0.2.1:9200")
    #expect(try SavedState.directories(below: root.path + "/a") == [path])
    store.close()
  }

  @Test("F73: a second process gets an error that says which one is the first")
  func locked() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    #expect(throws: StateError.locked(directory: directory.path, process: getpid())) {
      try directory.open()
    }
    #expect(
      StateError.locked(directory: "/state", process: 17).description
        == "/state: is in use by process 17\nhelp: use another --state, or end that process first")
    // Looking does no harm.
    #expect(try SavedState(directory: directory.path)?.states == [])
    store.close()
    #expect(throws: Never.self) { try directory.open().close() }
    #expect(throws: StateError.system(path: directory.path, code: EBADF)) { try store.write() }
  }

  @Test(
    "F75, F76: the journal is written anew when it is long; memory and disk follow what is known")
  func compaction() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    let number = store.newNumber()
    var compactions = 0
    for offset in 0..<2000 {
      store.put(.sample(number, at: Int64(offset)))
      let passing = store.newNumber()
      store.put(.sample(passing, at: 1))
      try store.write()
      store.remove(passing)
      try store.write()
      if try store.compactIfWorthwhile(leastBytes: 50_000) { compactions += 1 }
    }
    #expect(compactions > 20)
    let size = directory.names.reduce(0) { $0 + directory.read($1).count }
    #expect(size < 150_000)
    #expect(directory.names.count == 4)
    store.close()
    #expect(try directory.states() == [.sample(number, at: 1999)])
  }

  @Test("numbers go up, also when the files are damaged or gone")
  func numbers() throws {
    let directory = TemporaryDirectory()
    var last: UInt64 = 0
    for round in 0..<6 {
      let store = try directory.open()
      for _ in 0..<3 {
        let number = store.newNumber()
        #expect(number > last)
        last = number
        store.put(.sample(number, at: 1))
      }
      try store.write()
      store.close()
      for name in directory.names where round % 2 == 0 { directory.remove(name) }
      for name in directory.names where round % 2 == 1 { directory.write([1, 2], to: name) }
    }
  }

  @Test("F77: what a newer version says stays in the snapshot, with its version")
  func newerVersion() throws {
    let directory = TemporaryDirectory()
    var store = try directory.open()
    let number = store.newNumber()
    store.put(.sample(number, at: 1))
    try store.write()
    store.close()
    directory.write(
      directory.read("1.journal")
        + JournalText.lines([
          #"{"format":"genlog-state","version":2,"needs":1,"site":"x"}"#,
          JournalText.json(.sample(number, at: 2)).dropLast() + #","lines":7}"#,
          #"{"index":[1,2]}"#, #"{"index":[1,2]}"#, #"{"note":"a"}"#,
        ]), to: "1.journal")
    store = try directory.open()
    #expect(store.problems.isEmpty)
    store.put(.sample(number, at: 3))
    try store.write()
    #expect(try store.compactIfWorthwhile(leastBytes: 0))
    store.close()
    let snapshot = directory.text("2.snapshot").split(separator: "\n").map { $0.dropFirst(9) }
    #expect(
      snapshot == [
        #"{"format":"genlog-state","version":2,"needs":1,"site":"x"}"#,
        JournalText.json(.sample(number, at: 3)).dropLast() + #","lines":7}"#,
        #"{"index":[1,2]}"#, #"{"note":"a"}"#, #"{"end":3}"#,
      ])
    #expect(try directory.states() == [.sample(number, at: 3)])
  }

  @Test("F77: a format that says it must not be touched is refused, and not changed")
  func refused() throws {
    let directory = TemporaryDirectory()
    try directory.open().close()
    let text = JournalText.lines([
      #"{"format":"genlog-state","version":3,"needs":2}"#, #"{"end":0}"#,
    ])
    for name in ["1.journal", "1.snapshot"] {
      let copy = directory.copy()
      copy.write(text, to: name)
      let error = StateError.newerFormat(path: copy.path + "/" + name, version: 3)
      #expect(throws: error) { try copy.open() }
      #expect(throws: error) { try SavedState(directory: copy.path) }
      #expect(copy.read(name) == text)
    }
  }

  @Test("a directory that cannot be is an error that says what to do")
  func noDirectory() throws {
    let directory = TemporaryDirectory()
    directory.write([], to: "file")
    #expect(throws: StateError.system(path: directory.path + "/file/x", code: ENOTDIR)) {
      try StateStore(directory: directory.path + "/file/x")
    }
    #expect(
      StateError.system(path: "/s/1.journal", code: ENOSPC).description
        == "/s/1.journal: no space left on device\n"
        + "help: make room there; nothing is lost, but a restart now would send more again")
    #expect(try SavedState(directory: directory.path) == nil)
    #expect(throws: StateError.system(path: directory.path + "/none", code: ENOENT)) {
      try SavedState(directory: directory.path + "/none")
    }
  }
}

/// Journals written by hand.
enum JournalText {
  /// The lines of records in JSON.
  static func lines(_ records: [some StringProtocol]) -> [UInt8] {
    records.flatMap { record in
      let digits = String(CRC32C.of(Array(record.utf8).span), radix: 16)
      let padding = String(repeating: "0", count: 8 - digits.count)
      return Array("\(padding)\(digits) \(record)\n".utf8)
    }
  }

  /// The record of a state.
  static func json(_ state: FileState) -> String {
    var encoder = RecordEncoder()
    var out = JSONBuffer()
    encoder.append(FileEntry(state: state), to: &out)
    return String(out.text().dropFirst(9).dropLast())
  }
}
