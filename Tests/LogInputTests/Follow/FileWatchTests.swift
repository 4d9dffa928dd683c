import Glibc
import LogInput
import Testing

@Suite("FileWatch")
struct FileWatchTests {
  private let directory = TemporaryDirectory()

  @Test("files that are there are found by the first scan, the longest unchanged first")
  func firstScan() throws {
    for (name, seconds) in [("b.log", 300), ("a.log", 200), ("c.log", 100), ("d.log", 200)] {
      directory.write("x", to: name)
      setModified(name, seconds)
    }
    let watching = try Watching(.auto, ["*.log"], in: directory)
    #expect(watching.waits { watching.added.count == 4 })
    #expect(watching.added.map { $0.path.suffix(5) } == ["c.log", "a.log", "d.log", "b.log"])
    #expect(watching.added.allSatisfy { $0.isFirstScan && $0.isListed && !$0.isDeleted })
  }

  @Test("a file that comes later is told of, and what is written to it", arguments: Watching.modes)
  func appended(_ mode: WatchSettings.Mode) throws {
    let watching = try Watching(mode, ["*.log"], in: directory)
    directory.write("", to: "a.log")
    #expect(watching.waits { watching.listed == ["a.log"] })
    let file = try #require(watching.file("a.log"))
    #expect(!file.isFirstScan)
    var text = ""
    for round in 1...20 {
      watching.forget()
      directory.append("line \(round)\n", to: "a.log")
      text += "line \(round)\n"
      #expect(watching.waits { watching.hasChanged(file) })
      #expect(watching.waits { (try? file.status().size) == Int64(text.utf8.count) })
    }
    #expect(try file.text() == text)
  }

  @Test("a file that gets smaller is told of", arguments: Watching.modes)
  func truncated(_ mode: WatchSettings.Mode) throws {
    directory.write("0123456789", to: "a.log")
    let watching = try Watching(mode, ["a.log"], in: directory)
    #expect(watching.waits { watching.listed == ["a.log"] })
    watching.forget()
    #expect(truncate("\(directory.path)/a.log", 3) == 0)
    let file = try #require(watching.file("a.log"))
    #expect(watching.waits { watching.hasChanged(file) })
    #expect(try file.text() == "012")
  }

  @Test(
    "F01: a file that is renamed is the same file, and what is still written to it is told of",
    arguments: Watching.modes)
  func renamed(_ mode: WatchSettings.Mode) throws {
    directory.write("old\n", to: "a.log")
    let watching = try Watching(mode, ["a.log*"], in: directory)
    #expect(watching.waits { watching.listed == ["a.log"] })
    let file = try #require(watching.file("a.log"))
    directory.rename("a.log", to: "a.log.1")
    directory.write("new\n", to: "a.log")
    #expect(watching.waits { watching.listed == ["a.log", "a.log.1"] })
    #expect(file.path.hasSuffix("a.log.1"))
    #expect(watching.added.count == 2)
    watching.forget()
    directory.append("more\n", to: "a.log.1")
    #expect(watching.waits { watching.hasChanged(file) })
    #expect(try file.text() == "old\nmore\n")
    #expect(try watching.file("a.log")?.text() == "new\n")
  }

  @Test(
    "F03: a file that is renamed out of the pattern is read on, and watched on",
    arguments: Watching.modes)
  func unlisted(_ mode: WatchSettings.Mode) throws {
    directory.write("old\n", to: "a.log")
    directory.makeDirectory("away")
    let watching = try Watching(mode, ["*.log"], in: directory)
    #expect(watching.waits { watching.listed == ["a.log"] })
    let file = try #require(watching.added.first)
    watching.forget()
    directory.rename("a.log", to: "away/a.old")
    #expect(watching.waits { !file.isListed && watching.hasChanged(file) })
    #expect(!file.isDeleted)
    #expect(file.path.hasSuffix("/a.log"))
    watching.forget()
    directory.append("more\n", to: "away/a.old")
    #expect(watching.waits { watching.hasChanged(file) })
    #expect(try file.text() == "old\nmore\n")

    watching.forget()
    directory.rename("away/a.old", to: "b.log")
    #expect(watching.waits { watching.listed == ["b.log"] })
    #expect(watching.hasChanged(file))
    #expect(watching.added.count == 1)
  }

  @Test(
    "a file that is deleted after it was renamed out of the pattern is told of",
    arguments: Watching.modes)
  func deletedElsewhere(_ mode: WatchSettings.Mode) throws {
    directory.write("old\n", to: "a.log")
    let watching = try Watching(mode, ["*.log"], in: directory)
    #expect(watching.waits { watching.listed == ["a.log"] })
    let file = try #require(watching.added.first)
    directory.rename("a.log", to: "a.old")
    #expect(watching.waits { !file.isListed })
    watching.forget()
    directory.remove("a.old")
    #expect(watching.waits { file.isDeleted && watching.hasChanged(file) })
    #expect(try file.text() == "old\n")
  }

  @Test("F04: files that are renamed one after another are each found", arguments: Watching.modes)
  func rotations(_ mode: WatchSettings.Mode) throws {
    let watching = try Watching(mode, ["a.log*"], in: directory)
    for round in 1...5 {
      for number in stride(from: round - 2, to: 0, by: -1) {
        directory.rename("a.log.\(number)", to: "a.log.\(number + 1)")
      }
      if round > 1 { directory.rename("a.log", to: "a.log.1") }
      directory.write("round \(round)", to: "a.log")
    }
    #expect(watching.waits { watching.listed.count == 5 })
    #expect(Set(try watching.added.map { try $0.text() }).count == 5)
    #expect(try watching.file("a.log.4")?.text() == "round 1")
  }

  @Test("F11, F12: files that swap their names stay what they are", arguments: Watching.modes)
  func swapped(_ mode: WatchSettings.Mode) throws {
    for name in ["a.log", "b.log", "c.log"] { directory.write(name, to: name) }
    let watching = try Watching(mode, ["*.log"], in: directory)
    #expect(watching.waits { watching.listed.count == 3 })
    for (from, to) in [("a.log", "t"), ("b.log", "a.log"), ("c.log", "b.log"), ("t", "c.log")] {
      directory.rename(from, to: to)
    }
    #expect(watching.search())
    #expect(watching.added.count == 3)
    #expect(try watching.file("a.log")?.text() == "b.log")
    #expect(try watching.file("b.log")?.text() == "c.log")
    #expect(try watching.file("c.log")?.text() == "a.log")
  }

  @Test("F13: a file of the same name is another file", arguments: Watching.modes)
  func replaced(_ mode: WatchSettings.Mode) throws {
    directory.write("old", to: "a.log")
    let watching = try Watching(mode, ["a.log"], in: directory)
    #expect(watching.waits { watching.listed == ["a.log"] })
    let old = try #require(watching.added.first)
    directory.remove("a.log")
    directory.write("new", to: "a.log")
    #expect(watching.waits { watching.added.count == 2 })
    #expect(old.key != watching.added[1].key)
    #expect(watching.waits { old.isDeleted })
    #expect(try old.text() == "old")
    #expect(try watching.added[1].text() == "new")
  }

  @Test(
    "F21: a file that is deleted can be read to its end, and is watched until then",
    arguments: Watching.modes)
  func deleted(_ mode: WatchSettings.Mode) throws {
    directory.write("old\n", to: "a.log")
    let watching = try Watching(mode, ["*.log"], in: directory)
    #expect(watching.waits { watching.listed == ["a.log"] })
    let file = try #require(watching.added.first)
    let writer = open("\(directory.path)/a.log", O_WRONLY | O_APPEND)
    defer { close(writer) }
    watching.forget()
    directory.remove("a.log")
    #expect(watching.waits { file.isDeleted && watching.hasChanged(file) })
    #expect(!file.isListed)
    watching.forget()
    #expect(write(writer, "more\n", 5) == 5)
    #expect(watching.waits { watching.hasChanged(file) })
    #expect(try file.text() == "old\nmore\n")
  }

  @Test("F16: many files without content are each found", arguments: Watching.modes)
  func empty(_ mode: WatchSettings.Mode) throws {
    let watching = try Watching(mode, ["logs"], in: directory)
    for number in 1...300 { directory.write("", to: "logs/\(number % 7)/\(number).log") }
    #expect(watching.waits { watching.listed.count == 300 })
    #expect(watching.added.count == 300)
  }

  @Test("a reader that comes later begins with the files that are listed")
  func lateReader() throws {
    for name in ["a.log", "b.log", "c.log"] { directory.write(name, to: name) }
    let watching = try Watching(.auto, ["*.log"], in: directory)
    directory.remove("b.log")
    #expect(watching.waits { watching.listed == ["a.log", "c.log"] })
    let second = try watching.watch.subscribe()
    let changes = second.next(until: .now + .seconds(30))
    #expect(changes.added.map { $0.path.suffix(5) } == ["a.log", "c.log"])
    // The same object: it is opened once for all readers.
    #expect(changes.added.allSatisfy { file in watching.added.contains { $0 === file } })
  }

  @Test("a wait ends at its deadline, when it is woken, and when the watch is stopped")
  func waits() throws {
    let watching = try Watching(.auto, ["*.log"], in: directory)
    let subscription = watching.subscription
    let start = ContinuousClock.now
    #expect(subscription.next(until: start + .milliseconds(20)).added.isEmpty)
    #expect(.now - start >= .milliseconds(20))
    subscription.wake()
    #expect(!subscription.next(until: nil).isStopped)
    watching.watch.stop()
    #expect(subscription.next(until: nil).isStopped)
    #expect(subscription.next(until: nil).isStopped)
    watching.watch.stop()
  }

  @Test("a watch that was never started can be stopped")
  func neverStarted() throws {
    let watch = try FileWatch(["a.log"], WatchSettings()) { _ in }
    let subscription = try watch.subscribe()
    watch.stop()
    watch.start()
    #expect(subscription.next(until: nil).isStopped)
  }

  private func setModified(_ name: String, _ seconds: Int) {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, "\(directory.path)/\(name)", times, 0) == 0)
  }
}
