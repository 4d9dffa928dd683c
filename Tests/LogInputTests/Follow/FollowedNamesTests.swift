import Glibc
import LogInput
import Testing

@Suite("names that are followed")
struct FollowedNamesTests {
  private let directory = TemporaryDirectory()

  @Test(
    "F18: hard links, two patterns and a symbolic link give one file", arguments: Watching.modes)
  func sameFile(_ mode: WatchSettings.Mode) throws {
    directory.write("x", to: "logs/a.log")
    directory.hardLink("logs/b.log", to: "logs/a.log")
    directory.link("logs/c.log", to: "a.log")
    directory.link("other", to: "logs")
    let watching = try Watching(mode, ["logs", "logs/*.log", "**/a.log", "other"], in: directory)
    #expect(watching.waits { watching.listed == ["logs/a.log"] })
    #expect(watching.search())
    #expect(watching.added.count == 1)

    directory.remove("logs/a.log")
    #expect(watching.waits { watching.listed == ["logs/b.log"] })
    #expect(watching.added.count == 1)
  }

  @Test(
    "what is written by a name that is not watched is told of",
    arguments: Watching.modes)
  func unwatchedName(_ mode: WatchSettings.Mode) throws {
    directory.write("x", to: "logs/a.log")
    directory.makeDirectory("away")
    directory.hardLink("away/b", to: "logs/a.log")
    let watching = try Watching(mode, ["logs/*.log"], in: directory)
    #expect(watching.waits { watching.listed == ["logs/a.log"] })
    for round in 1...3 {
      watching.forget()
      directory.append("more", to: "away/b")
      #expect(watching.waits { watching.changed.count == 1 }, "round \(round)")
    }
  }

  @Test("F19: a symbolic link that is set to another file is followed", arguments: Watching.modes)
  func retargeted(_ mode: WatchSettings.Mode) throws {
    directory.write("one", to: "days/1.log")
    directory.write("two", to: "days/2.log")
    directory.link("current.log", to: "days/1.log")
    let watching = try Watching(mode, ["current.log"], in: directory)
    #expect(watching.waits { watching.listed == ["current.log"] })
    let first = watching.added[0]
    watching.forget()
    directory.append(" more", to: "days/1.log")
    #expect(watching.waits { watching.hasChanged(first) })

    directory.link("new", to: "days/2.log")
    directory.rename("new", to: "current.log")
    #expect(watching.waits { watching.added.count == 2 })
    #expect(watching.waits { !first.isListed })
    #expect(!first.isDeleted)
    #expect(try first.text() == "one more")
    #expect(try watching.added[1].text() == "two")
  }

  @Test(
    "F19: a symbolic link that is set to another directory is followed",
    arguments: Watching.modes, ["current/app.log", "c*/app.log", "current"])
  func retargetedDirectory(_ mode: WatchSettings.Mode, _ argument: String) throws {
    directory.write("one", to: "days/1/app.log")
    directory.makeDirectory("days/2")
    directory.link("current", to: "days/1")
    let watching = try Watching(mode, [argument], in: directory)
    #expect(watching.waits { watching.listed == ["current/app.log"] })
    directory.link("new", to: "days/2")
    directory.rename("new", to: "current")
    #expect(watching.waits { watching.listed.isEmpty })
    directory.write("two", to: "days/2/app.log")
    #expect(watching.waits { watching.listed == ["current/app.log"] })
    #expect(try watching.added[1].text() == "two")
    let second = watching.added[1]
    watching.forget()
    directory.append(" more", to: "days/2/app.log")
    #expect(watching.waits { watching.hasChanged(second) })
  }

  @Test(
    "F20: circles of links and a directory with the name of a log do no harm",
    arguments: Watching.modes)
  func circles(_ mode: WatchSettings.Mode) throws {
    directory.write("x", to: "logs/x.log/inner.log")
    directory.link("logs/self", to: ".")
    directory.link("logs/a.log", to: "b.log")
    directory.link("logs/b.log", to: "a.log")
    let watching = try Watching(mode, ["logs/**/*.log", "logs"], in: directory)
    #expect(watching.waits { watching.listed == ["logs/x.log/inner.log"] })
    #expect(watching.search())
    #expect(watching.added.count == 1)
    #expect(watching.warnings.count == 2, "one for each link of the circle")
  }

  @Test(
    "F59: what an argument says may come later, directories too", arguments: Watching.modes,
    [
      "logs/sub/a.log", "logs/sub", "logs/*/a.log", "logs/**/a.log", "**/a.log",
      "logs/{sub,other}/{a,b}.log", "logs/sub/[a].log", "l?gs",
    ])
  func later(_ mode: WatchSettings.Mode, _ argument: String) throws {
    let watching = try Watching(mode, [argument], in: directory)
    #expect(watching.listed.isEmpty)
    #expect(watching.warnings.count == 1, "that there is nothing yet is told once")
    directory.makeDirectory("logs")
    #expect(watching.search())
    directory.write("x", to: "logs/sub/a.log")
    #expect(watching.waits { watching.listed == ["logs/sub/a.log"] })
    let file = watching.added[0]
    watching.forget()
    directory.append("more", to: "logs/sub/a.log")
    #expect(watching.waits { watching.hasChanged(file) })
    #expect(watching.warnings.count == 1)
  }

  @Test("F59: names with blanks and newlines are names", arguments: Watching.modes)
  func blanks(_ mode: WatchSettings.Mode) throws {
    let watching = try Watching(mode, ["logs"], in: directory)
    let names = ["logs/ a b.log", "logs/a\nb.log", "logs/\u{E4}\u{1F600}.log", "logs/a*.log"]
    for name in names { directory.write(name, to: name) }
    #expect(watching.waits { watching.listed == names.sorted() })
    for file in watching.added {
      watching.forget()
      directory.append("!", to: String(file.path.dropFirst(directory.path.count + 1)))
      #expect(watching.waits { watching.hasChanged(file) })
    }
  }

  @Test("F59: a name that is not UTF-8 is told of once", arguments: Watching.modes)
  func notUTF8(_ mode: WatchSettings.Mode) throws {
    directory.write("x", to: "logs/a.log")
    let name =
      Array("\(directory.path)/logs/b".utf8CString.dropLast()) + [CChar(bitPattern: 0xFC), 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
    let watching = try Watching(mode, ["logs", "logs/*"], in: directory)
    #expect(watching.search())
    #expect(watching.listed == ["logs/a.log"])
    #expect(watching.warnings.count == 1)
    #expect(watching.warnings.first?.contains("logs/b\u{FFFD}: file name is not valid") == true)
  }

  @Test("F59: what is excluded is not followed, by its name or the end of its path")
  func excluded() throws {
    for name in ["a.log", "a.gz", "old/b.log", "old/deep/c.log", "sub/d.log", "sub/e.log"] {
      directory.write(name, to: "logs/\(name)")
    }
    let watching = try Watching(.auto, ["logs"], in: directory) {
      $0.excludes = ["*.{gz,zip}", "old/**", "sub/e.log"]
    }
    #expect(watching.waits { watching.listed == ["logs/a.log", "logs/sub/d.log"] })
    directory.write("x", to: "logs/b.gz")
    directory.write("x", to: "logs/z.log")
    #expect(watching.waits { watching.listed.contains("logs/z.log") })
    #expect(watching.listed.count == 3)
  }

  @Test("hidden files are followed only where they are named", arguments: Watching.modes)
  func hidden(_ mode: WatchSettings.Mode) throws {
    let watching = try Watching(mode, ["logs", "logs/.b.log"], in: directory)
    for name in [".a.log", ".b.log", ".c/d.log", "e.log"] {
      directory.write("x", to: "logs/\(name)")
    }
    #expect(watching.waits { watching.listed.count == 2 })
    #expect(watching.search())
    #expect(watching.listed == ["logs/.b.log", "logs/e.log"])
  }

  @Test("a pipe is not followed, and says so once", arguments: Watching.modes)
  func pipes(_ mode: WatchSettings.Mode) throws {
    _ = directory.makePipe("pipe")
    let watching = try Watching(mode, ["pipe", "*"], in: directory)
    #expect(watching.search())
    #expect(watching.listed.isEmpty)
    #expect(watching.warnings.filter { $0.contains("special file") }.count == 1)
  }
}
