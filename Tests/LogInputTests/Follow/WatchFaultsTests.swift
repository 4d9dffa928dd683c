import Glibc
import LogInput
import Testing

@Suite("faults while files are followed")
struct WatchFaultsTests {
  private let directory = TemporaryDirectory()

  @Test(
    "F52: files whose directory is gone for a while are the same files afterwards",
    arguments: Watching.modes)
  func directoryGone(_ mode: WatchSettings.Mode) throws {
    for number in 1...20 { directory.write("x", to: "mount/logs/\(number).log") }
    let watching = try Watching(mode, ["mount/logs/*.log"], in: directory)
    #expect(watching.waits { watching.listed.count == 20 })
    directory.rename("mount", to: "gone")
    // Nothing in the directory itself tells of what happens to one above it.
    #expect(watching.search())
    #expect(watching.listed.isEmpty)
    #expect(watching.added.allSatisfy { !$0.isDeleted })
    watching.forget()
    directory.rename("gone", to: "mount")
    #expect(watching.waits { watching.listed.count == 20 })
    #expect(watching.changed.count == 20)
    #expect(watching.added.count == 20, "none of them is new")
    watching.forget()
    directory.append("more", to: "mount/logs/7.log")
    let file = try #require(watching.file("mount/logs/7.log"))
    #expect(watching.waits { watching.hasChanged(file) })
  }

  @Test("F54: after notices were lost, files are searched for and all of them may have changed")
  func lostNotices() throws {
    for number in 1...20 { directory.write("x", to: "logs/\(number).log") }
    let watching = try Watching(.auto, ["logs"], in: directory)
    #expect(watching.waits { watching.listed.count == 20 })
    watching.forget()
    watching.watch.rescan(reportsAll: true)
    #expect(watching.waits { watching.changed.count == 20 })
    #expect(watching.added.count == 20)
  }

  @Test("F55: directories for which there is no watch left are polled, with one warning")
  func watchLimit() throws {
    for number in 1...5 { directory.write("x", to: "logs/\(number)/a.log") }
    let watching = try Watching(.auto, ["logs/*/*.log"], in: directory) { $0.maxWatches = 2 }
    #expect(watching.waits { watching.listed.count == 5 })
    for file in watching.added {
      watching.forget()
      directory.append("more", to: String(file.path.dropFirst(directory.path.count + 1)))
      #expect(watching.waits { watching.hasChanged(file) })
    }
    directory.write("x", to: "logs/6/b.log")
    #expect(watching.waits { watching.listed.count == 6 })
    #expect(watching.warnings.count == 1)
    #expect(watching.warnings.first?.contains("fs.inotify.max_user_watches") == true)
  }

  @Test("F56: more files than may be open are read all the same", arguments: Watching.modes)
  func descriptors(_ mode: WatchSettings.Mode) throws {
    for number in 1...50 { directory.write("\(number)", to: "logs/\(number).log") }
    let before = openDescriptors
    let watching = try Watching(mode, ["logs"], in: directory) { $0.maxOpenFiles = 5 }
    #expect(watching.waits { watching.listed.count == 50 })
    for _ in 1...2 {
      for file in watching.added {
        #expect(try file.text() == "\(file.path.split(separator: "/").last?.dropLast(4) ?? "")")
      }
    }
    // Its own five: signals, inotify; other tests have some open too, but not as many as there are files.
    #expect(openDescriptors - before < 45)
  }

  @Test(
    "F56: a file that was closed and then replaced is said to be gone, one that was open is read on",
    arguments: Watching.modes)
  func closedAndReplaced(_ mode: WatchSettings.Mode) throws {
    for name in ["a.log", "b.log"] { directory.write("old \(name)", to: name) }
    let watching = try Watching(mode, ["a.log", "b.log"], in: directory) { $0.maxOpenFiles = 1 }
    #expect(watching.waits { watching.listed.count == 2 })
    let a = try #require(watching.file("a.log"))
    let b = try #require(watching.file("b.log"))
    #expect(try a.text() == "old a.log")
    #expect(try b.text() == "old b.log")
    for name in ["a.log", "b.log"] {
      directory.write("new", to: "t")
      directory.rename("t", to: name)
    }
    #expect(throws: LogInputError.fileGone(path: a.path)) { try a.text() }
    #expect(try b.text() == "old b.log")
    #expect(watching.waits { watching.added.count == 4 })
    #expect(try watching.added.filter(\.isListed).map { try $0.text() } == ["new", "new"])
    #expect(try b.text() == "old b.log")
  }

  @Test(
    "F57: a file that may not be read is told of once, and followed once it may",
    arguments: Watching.modes)
  func permission(_ mode: WatchSettings.Mode) throws {
    // The superuser may read everything.
    guard geteuid() != 0 else { return }
    directory.write("x", to: "logs/a.log")
    #expect(chmod("\(directory.path)/logs/a.log", 0) == 0)
    let watching = try Watching(mode, ["logs"], in: directory)
    #expect(watching.search())
    #expect(watching.listed.isEmpty)
    #expect(watching.warnings.count == 1)
    #expect(watching.warnings.first?.contains("permission denied") == true)
    #expect(chmod("\(directory.path)/logs/a.log", 0o600) == 0)
    #expect(watching.waits { watching.listed == ["logs/a.log"] })
    #expect(watching.warnings.count == 1)
  }

  @Test("F58: a read that fails throws, and ends nothing")
  func readFailure() throws {
    directory.write("x", to: "a.log")
    // Nothing is mapped at address 0.
    let watching = try Watching(.poll, ["/proc/self/mem", "a.log"], in: directory)
    #expect(watching.waits { watching.listed.count == 2 })
    let broken = try #require(watching.file("/proc/self/mem"))
    let error = LogInputError.readFailed(path: "/proc/self/mem", offset: 0, code: EIO)
    for _ in 1...2 { #expect(throws: error) { try broken.text() } }
    #expect(try watching.file("a.log")?.text() == "x")
  }

  @Test("many files that cannot be followed are told of in few words")
  func manyProblems() throws {
    directory.makeDirectory("logs")
    for number in 1...50 { directory.link("logs/\(number).log", to: "none") }
    let watching = try Watching(.auto, ["logs"], in: directory)
    #expect(watching.search())
    #expect(watching.warnings.count == 11)
    #expect(watching.warnings.last == "40 more files cannot be followed")
  }

  private var openDescriptors: Int {
    guard let stream = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(stream) }
    var count = 0
    while readdir(stream) != nil { count += 1 }
    return count
  }
}
