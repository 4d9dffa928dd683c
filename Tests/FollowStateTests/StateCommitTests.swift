import Testing

@testable import FollowState

@Suite("places and what belongs to them")
struct StateCommitTests {
  private func note(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("places that are held get onto the disk with their note alone, and both are read again")
  func held() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    #expect(store.committed == nil)
    store.holdPlaces()
    var state = FileState.sample(store.newNumber(), at: 1)
    store.put(state)
    try store.commit(note("one"))
    let committed = state
    state = .sample(state.number, at: 901)
    store.put(state)
    try store.sync()
    let crashed = try directory.copy().open()
    #expect(crashed.states == [committed])
    #expect(crashed.committed == note("one"))
    try store.commit(note("two"))
    store.close()
    let next = try directory.open()
    #expect(next.states == [state])
    #expect(next.committed == note("two"))
  }

  @Test("a new file, and where records were cut, are on the disk at once though places are held")
  func atOnce() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    store.holdPlaces()
    var state = FileState.sample(store.newNumber(), at: 1)
    store.put(state)
    try store.write()
    let first = state
    state.offset = 50
    state.cuts = [40, 60]
    store.put(state)
    state.offset = 70
    state.cuts = [80]
    store.put(state)
    try store.write()
    let found = try #require(try directory.copy().states().first)
    #expect(found.offset == first.offset)
    #expect(found.cuts == [40, 60, 80])
    try store.commit([])
    #expect(try directory.copy().states() == [state])
  }

  @Test("a file that is forgotten is there until the next commit")
  func removal() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    store.holdPlaces()
    let state = FileState.sample(store.newNumber(), at: 1)
    store.put(state)
    try store.write()
    store.remove(state.number)
    try store.write()
    #expect(try directory.copy().states() == [state])
    try store.commit([1])
    #expect(try directory.copy().states().isEmpty)
  }

  @Test(
    "on a disk that fills up at any byte, places and note are the old ones or the new ones, both")
  func full() throws {
    for room in stride(from: 0, through: 1500, by: 17) {
      let directory = TemporaryDirectory()
      let disk = FaultyDisk()
      let store = try directory.open(disk)
      store.holdPlaces()
      let old = FileState.sample(store.newNumber(), at: 1)
      store.put(old)
      try store.commit(note("old"))
      let new = FileState.sample(old.number, at: 700)
      store.put(new)
      disk.room = room
      let isWritten = (try? store.commit(note("new"))) != nil
      let found = try directory.copy().open()
      #expect(found.states == [isWritten ? new : old])
      #expect(found.committed == note(isWritten ? "new" : "old"))
      disk.room = nil
      try store.commit(note("new"))
      let later = try directory.copy().open()
      #expect(later.states == [new])
      #expect(later.committed == note("new"))
    }
  }

  @Test("a note that is damaged is told of, and not taken")
  func damage() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    store.put(.sample(store.newNumber(), at: 1))
    try store.commit(note("something"))
    store.close()
    let name = try #require(directory.names.last { $0.hasSuffix(".note") })
    var bytes = directory.read(name)
    bytes[bytes.count - 1] ^= 1
    directory.write(bytes, to: name)
    let next = try directory.open()
    #expect(next.committed == nil)
    #expect(next.problems.count == 1)
    #expect(next.states.count == 1)
  }
}
