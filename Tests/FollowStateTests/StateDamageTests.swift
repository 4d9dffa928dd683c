import Event
import Glibc
import Testing

@testable import FollowState

@Suite("state that is damaged")
struct StateDamageTests {
  /// A directory of several generations, closed in order, and what was put into it.
  private func directory(
    _ generator: inout SeededGenerator, rounds: Int = 60
  ) throws -> (TemporaryDirectory, StateHistory) {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    var history = StateHistory()
    for _ in 0..<rounds {
      for _ in 0..<Int.random(in: 1...6, using: &generator) { history.change(store, &generator) }
      try store.write()
      if Int.random(in: 0..<4, using: &generator) == 0 { try store.sync() }
      if Int.random(in: 0..<15, using: &generator) == 0 {
        try store.compactIfWorthwhile(leastBytes: 0)
      }
    }
    history.settle()
    store.close()
    return (directory, history)
  }

  /// Damages one file in a random way.
  private func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) -> String {
    let kind = Int.random(in: 0..<8, using: &generator)
    guard !bytes.isEmpty else { return "empty" }
    let start = Int.random(in: bytes.indices, using: &generator)
    let end = min(start + Int.random(in: 1...2000, using: &generator), bytes.count)
    switch kind {
    case 0: bytes.removeLast(bytes.count - start)
    case 1: for place in start..<end { bytes[place] = 0 }
    case 2: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 3: bytes = []
    case 4: bytes.removeSubrange(start..<end)
    case 5:
      bytes.insert(
        contentsOf: bytes[start..<end], at: Int.random(in: bytes.indices, using: &generator))
    case 6: for place in bytes.indices { bytes[place] = 0 }
    default: for place in start..<end { bytes[place] = .random(in: 0...255, using: &generator) }
    }
    return "damage \(kind) from \(start) to \(end)"
  }

  @Test("F71: whatever happens to the files, what is known of a file was true of it once")
  func anything() throws {
    var generator = SeededGenerator(71)
    for round in 0..<10 {
      let (whole, history) = try directory(&generator)
      #expect(
        Dictionary(uniqueKeysWithValues: try whole.copy().states().map { ($0.number, $0) })
          == history.last)
      for _ in 0..<12 {
        let copy = whole.copy()
        var story = "round \(round)"
        for name in copy.names where Bool.random(using: &generator) {
          var bytes = copy.read(name)
          if Int.random(in: 0..<6, using: &generator) == 0 {
            copy.remove(name)
            story += "; \(name): removed"
          } else {
            story += "; \(name): " + damage(&bytes, &generator)
            copy.write(bytes, to: name)
          }
        }
        let store = try copy.open()
        history.check(store.states, losesNothing: false, Comment(rawValue: story))
        #expect(!history.numbers.contains(store.newNumber()))
        // It goes on, and the damage is gone with the next start.
        store.put(.sample(store.newNumber(), at: 5))
        try store.write()
        let known = store.states
        store.close()
        let again = try copy.open()
        #expect(again.states == known, Comment(rawValue: story))
        #expect(again.problems.isEmpty, Comment(rawValue: story))
      }
    }
  }

  @Test("F71: one damaged file costs nothing, unless it is the newest journal")
  func oneFile() throws {
    var generator = SeededGenerator(72)
    for round in 0..<10 {
      let (whole, history) = try directory(&generator)
      let newest = "\(whole.names.compactMap { Int($0.prefix { $0 != "." }) }.max() ?? 0).journal"
      for name in whole.names {
        let copy = whole.copy()
        var bytes = copy.read(name)
        let before = bytes
        let story = Comment(rawValue: "round \(round), \(name): " + damage(&bytes, &generator))
        copy.write(bytes, to: name)
        let store = try copy.open()
        history.check(store.states, losesNothing: name != newest, story)
        let isOld = name != newest && name != newest.replacing("journal", with: "snapshot")
        // What is not needed is not looked at; a cut between two records cannot be seen.
        if isOld { #expect(store.problems.isEmpty, story) }
        if !isOld, name != newest, bytes != before { #expect(!store.problems.isEmpty, story) }
      }
    }
  }

  @Test("F71: a journal cut at any byte gives what was written before")
  func cutAnywhere() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    let number = store.newNumber()
    var ends: [(end: Int, offset: Int64)] = [(directory.read("1.journal").count, -1)]
    for offset in 1...6 {
      store.put(.sample(number, at: Int64(offset)))
      try store.write()
      ends.append((directory.read("1.journal").count, Int64(offset)))
    }
    store.close()
    let journal = directory.read("1.journal")
    for length in ends[0].end...journal.count {
      let copy = directory.copy()
      copy.write(Array(journal.prefix(length)), to: "1.journal")
      // The newline at the end of a record is no part of it.
      let expected = ends.last { $0.end <= length + 1 }?.offset ?? -1
      let store = try copy.open()
      #expect(store[number]?.offset ?? -1 == expected)
      let isWhole = ends.contains { $0.end == length || $0.end == length + 1 }
      #expect(store.problems.isEmpty == isWhole)
      store.put(.sample(number, at: 100))
      try store.write()
      store.close()
      let again = try copy.open()
      #expect(again.states == [.sample(number, at: 100)])
      #expect(again.problems.isEmpty)
      // Nothing is added to what is cut off.
      #expect(copy.names.count == (ends.contains { $0.end == length } ? 2 : 4))
    }
  }

  @Test("damage is told: the file, the place, and what it means")
  func told() throws {
    let directory = TemporaryDirectory()
    let store = try directory.open()
    (1...5).forEach { store.put(.sample(store.newNumber(), at: $0)) }
    try store.write()
    store.close()
    let journal = directory.read("1.journal")
    let path = directory.path + "/1.journal"
    func problems(_ change: (inout [UInt8]) -> Void) throws -> [StateProblem] {
      var bytes = journal
      change(&bytes)
      directory.write(bytes, to: "1.journal")
      for name in directory.names where !name.hasPrefix("1.") { directory.remove(name) }
      let store = try directory.open()
      store.close()
      return store.problems
    }
    let lines = journal.indices.filter { journal[$0] == 0x0A }
    #expect(
      try problems { $0[lines[1] + 20] = 0 }
        == [StateProblem(path: path, kind: .damaged(count: 1, offset: Int64(lines[1] + 1)))])
    #expect(
      try problems { $0[lines[1]] = 0 }
        == [StateProblem(path: path, kind: .damaged(count: 1, offset: Int64(lines[0] + 1)))])
    #expect(
      try problems { $0.removeLast(10) }
        == [StateProblem(path: path, kind: .cutShort(offset: Int64(lines[4] + 1)))])
    #expect(
      try problems { $0 = [UInt8](repeating: 0, count: 5_000_000) }
        == [StateProblem(path: path, kind: .cutShort(offset: 0))])
    for name in directory.names { directory.remove(name) }
    directory.write(journal, to: "1.journal")
    let missing = StateProblem(path: directory.path + "/1.snapshot", kind: .missing)
    let again = try directory.open()
    #expect(again.problems == [missing])
    #expect(again.count == 5)
    again.close()
    #expect(
      missing.description == directory.path
        + "/1.snapshot: is missing\nhelp: nothing is lost; what was "
        + "known of some files may be older, and what was delivered since is sent again under the same names"
    )
  }

  @Test("names that are no files of state, and things that are no files, are no harm")
  func strange() throws {
    let directory = TemporaryDirectory()
    directory.write([1], to: "x.journal")
    directory.write([1], to: "01.journal")
    directory.write([1], to: "99999999999999999999999.snapshot")
    #expect(mkfifo(directory.path + "/3.journal", 0o600) == 0)
    #expect(mkdir(directory.path + "/2.snapshot", 0o700) == 0)
    let store = try directory.open()
    #expect(
      store.problems.contains(
        StateProblem(path: directory.path + "/2.snapshot", kind: .unreadable(code: EISDIR))))
    store.put(.sample(store.newNumber(), at: 1))
    try store.sync()
    store.close()
    #expect(try directory.states().count == 1)
  }

  @Test("random bytes as files are no state, and no harm")
  func randomBytes() throws {
    var generator = SeededGenerator(73)
    let alphabet = Array("0123456789abcdef {}[]\",:\n".utf8)
    for _ in 0..<60 {
      let directory = TemporaryDirectory()
      for name in ["1.snapshot", "1.journal", "2.journal", "2.snapshot.new"] {
        let count = Int.random(in: 0...3000, using: &generator)
        let isText = Bool.random(using: &generator)
        directory.write(
          (0..<count).map { _ in
            isText
              ? alphabet.randomElement(using: &generator) ?? 0
              : .random(in: 0...255, using: &generator)
          }, to: name)
      }
      let store = try directory.open()
      #expect(store.states.isEmpty)
      #expect(!store.isNew)
      store.put(.sample(store.newNumber(), at: 1))
      try store.sync()
      store.close()
      let again = try directory.open()
      #expect(again.count == 1)
      #expect(again.problems.isEmpty)
    }
  }

  @Test("a record longer than records are is passed over, however long the file")
  func endless() throws {
    let directory = TemporaryDirectory()
    try directory.open().close()
    let state = FileState.sample(5, at: 5)
    let sound = JournalText.lines([JournalText.json(state)])
    let endless = [UInt8](repeating: UInt8(ascii: "a"), count: 5 << 20)
    directory.write(
      sound + endless + [0x0A] + JournalText.lines([JournalText.json(.sample(6, at: 6))]),
      to: "1.journal")
    let store = try directory.open()
    #expect(store.states == [state, .sample(6, at: 6)])
    #expect(
      store.problems == [
        StateProblem(
          path: directory.path + "/1.journal",
          kind: .damaged(count: 1, offset: Int64(sound.count)))
      ])
  }
}
