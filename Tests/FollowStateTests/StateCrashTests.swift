import Glibc
import Testing

@testable import FollowState

@Suite("state after a crash")
struct StateCrashTests {
  @Test("F71: a power cut at any moment costs nothing that was synchronized, and invents nothing")
  func powerCut() throws {
    var generator = SeededGenerator(74)
    for round in 0..<40 {
      var directory = TemporaryDirectory()
      var history = StateHistory()
      // A few power cuts one after the other, the first ones early.
      for life in 0..<4 {
        let disk = PowerCutDisk(directory, steps: Int.random(in: 3...80, using: &generator))
        let store = try directory.open(disk)
        let story = Comment(rawValue: "round \(round), life \(life)")
        history.check(store.states, losesNothing: true, story)
        history.restart(with: store.states)
        while !disk.isOff {
          for _ in 0..<Int.random(in: 1...5, using: &generator) {
            history.change(store, &generator)
          }
          switch Int.random(in: 0..<6, using: &generator) {
          case 0..<3: try? store.write()
          case 3..<5:
            if (try? store.sync()) != nil { history.settle() }
          default: _ = try? store.compactIfWorthwhile(leastBytes: 0)
          }
        }
        store.close()
        directory = disk.left(&generator)
      }
      history.check(try directory.states(), losesNothing: true, "round \(round), the end")
    }
  }

  @Test("F70: what was written survives the end of the process at any moment")
  func killed() throws {
    var generator = SeededGenerator(70)
    let directory = TemporaryDirectory()
    let store = try directory.open()
    var history = StateHistory()
    for step in 0..<400 {
      history.change(store, &generator)
      if step % 3 == 0 {
        try store.write()
        history.settle()
      }
      if step % 37 == 0 { try store.compactIfWorthwhile(leastBytes: 0) }
      if step % 11 == 0 {
        history.check(try directory.copy().states(), losesNothing: true, "step \(step)")
      }
    }
  }

  @Test("F70: a snapshot that was not finished is no harm, and is cleared away")
  func unfinished() throws {
    let directory = TemporaryDirectory()
    var store = try directory.open()
    let state = FileState.sample(store.newNumber(), at: 7)
    store.put(state)
    try store.write()
    store.close()
    directory.write(Array(directory.read("1.snapshot").prefix(20)), to: "2.snapshot.new")
    let header = directory.read("1.journal").prefix { $0 != 0x0A }
    directory.write(Array(header) + [0x0A], to: "2.journal")
    store = try directory.open()
    #expect(store.states == [state])
    #expect(store.problems.isEmpty)
    try store.compactIfWorthwhile(leastBytes: 0)
    #expect(directory.names == ["1.journal", "1.snapshot", "2.journal", "2.snapshot"])
  }

  @Test("state can be read while it is written, whatever the moment")
  func readWhileWritten() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    let number = store.newNumber()
    store.put(.sample(number, at: 1))
    try store.write()
    let journal = directory.read("1.journal")
    for length in (journal.count - 40)...journal.count {
      let copy = directory.copy()
      copy.write(journal + Array(journal.suffix(length)).dropLast(3), to: "1.journal")
      let saved = try #require(try SavedState(directory: copy.path))
      #expect(saved.states == [.sample(number, at: 1)])
    }
    let copy = directory.copy()
    copy.write(Array(journal.dropLast(9)), to: "1.journal")
    #expect(try SavedState(directory: copy.path)?.problems == [])
  }
}
