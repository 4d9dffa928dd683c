import Glibc
import LogInput
import Testing

@Suite("InputDiscovery")
struct InputDiscoveryTests {
  private let directory = TemporaryDirectory()

  @Test("arguments keep their order, and a directory is read sorted, to any depth")
  func order() {
    for name in ["b.log", "sub/2.log", "sub/10.log", "a.log", "sub/deep/x.log", "z.log"] {
      directory.write("x", to: "logs/\(name)")
    }
    directory.write("x", to: "first.log")
    #expect(
      found(["first.log", "logs"]) == [
        "first.log", "logs/a.log", "logs/b.log", "logs/sub/10.log", "logs/sub/2.log",
        "logs/sub/deep/x.log", "logs/z.log",
      ])
  }

  @Test("paths begin as the argument does", arguments: ["logs", "logs/", "./logs"])
  func pathsAsGiven(_ argument: String) {
    directory.write("x", to: "logs/a.log")
    let base = argument.hasSuffix("/") ? argument : argument + "/"
    #expect(found([argument]) == [base + "a.log"])
  }

  @Test("hidden entries of a directory are left out, unless they are named")
  func hidden() {
    directory.write("x", to: "logs/.a.log")
    directory.write("x", to: "logs/.git/b.log")
    directory.write("x", to: "logs/c.log")
    #expect(found(["logs"]) == ["logs/c.log"])
    #expect(found(["logs/.a.log", "logs/.git"]) == ["logs/.a.log", "logs/.git/b.log"])
  }

  @Test("a file reached twice is read once")
  func duplicates() {
    directory.write("x", to: "logs/a.log")
    directory.link("logs/b.log", to: "a.log")
    directory.link("other", to: "logs")
    #expect(found(["logs/a.log", "logs", "./logs/a.log", "other", "logs/*"]) == ["logs/a.log"])
  }

  @Test("a circle of symbolic links is entered once")
  func circle() {
    directory.write("x", to: "logs/sub/a.log")
    directory.link("logs/sub/up", to: "..")
    directory.link("logs/sub/self", to: ".")
    #expect(found(["logs"]) == ["logs/sub/a.log"])
    #expect(found(["logs/**/*.log"]) == ["logs/sub/a.log"])
    #expect(found(["**/a.log"]) == ["logs/sub/a.log"])
  }

  @Test("directories that are linked crosswise are each entered once")
  func crosswise() {
    for from in 0..<12 {
      directory.write("x", to: "logs/\(from)/a.log")
      for to in 0..<12 { directory.link("logs/\(from)/to\(to)", to: "../\(to)") }
    }
    #expect(found(["logs/**/a.log"]).count == 12)
    #expect(found(["logs/**/**/*/**/a.log"]).count == 12)
    #expect(found(["logs"]).count == 12)
  }

  @Test(
    "patterns",
    arguments: [
      (pattern: "*.log", paths: ["a.log", "b.log"]), (pattern: "?.log", paths: ["a.log", "b.log"]),
      (pattern: "[b-z].log", paths: ["b.log"]), (pattern: "s*/*.log", paths: ["sub/c.log"]),
      (pattern: "s*", paths: ["sub/c.log", "sub/deep/d.log"]),
      (pattern: "**/*.log", paths: ["a.log", "b.log", "sub/c.log", "sub/deep/d.log"]),
      (pattern: "sub/**", paths: ["sub/c.log", "sub/deep/d.log"]),
      (pattern: "sub/**/d.log", paths: ["sub/deep/d.log"]),
      (pattern: "**/deep/*", paths: ["sub/deep/d.log"]),
      (pattern: "./*/deep/*.log", paths: ["./sub/deep/d.log"]),
      (pattern: "{b,a}.log", paths: ["b.log", "a.log"]),
      (pattern: "{sub,none}/{c,deep/d}.log", paths: ["sub/c.log", "sub/deep/d.log"]),
      (pattern: "{*.log,sub/**}", paths: ["a.log", "b.log", "sub/c.log", "sub/deep/d.log"]),
      (pattern: ".*.log", paths: [".h.log"]), (pattern: "a[.log", paths: ["a[.log"]),
    ])
  func patterns(_ pattern: String, _ paths: [String]) {
    for name in ["a.log", "b.log", "sub/c.log", "sub/deep/d.log", ".h.log", ".hid/e.log"] {
      directory.write("x", to: name)
    }
    if pattern == "a[.log" { directory.write("x", to: pattern) }
    #expect(found([pattern]) == paths)
  }

  @Test("a file whose own name looks like a pattern is that file")
  func literalName() {
    directory.write("x", to: "a*.log")
    directory.write("x", to: "ab.log")
    #expect(found(["a*.log"]) == ["a*.log"])
  }

  @Test("what cannot be found is named, and the rest goes on")
  func problems() {
    directory.write("x", to: "a.log")
    let (paths, problems) = resolve(["none.log", "*.txt", "a.log/b", "a.log"])
    #expect(paths == ["a.log"])
    #expect(
      problems == [
        .unreadable(path: full("none.log"), code: ENOENT), .noMatch(pattern: full("*.txt")),
        .unreadable(path: full("a.log/b"), code: ENOTDIR),
      ])
  }

  @Test("a link that leads nowhere, or to itself, is named")
  func deadLinks() {
    directory.write("x", to: "logs/a.log")
    directory.link("logs/dead.log", to: "none.log")
    directory.link("logs/loop.log", to: "loop.log")
    let (paths, problems) = resolve(["logs"])
    #expect(paths == ["logs/a.log"])
    #expect(
      problems == [
        .unreadable(path: full("logs/dead.log"), code: ENOENT),
        .unreadable(path: full("logs/loop.log"), code: ELOOP),
      ])
  }

  @Test("a directory that cannot be listed is named, once, and the rest goes on")
  func unreadableDirectory() {
    // The superuser may list everything.
    guard geteuid() != 0 else { return }
    directory.write("x", to: "logs/a.log")
    directory.write("x", to: "logs/private/b.log")
    #expect(chmod(full("logs/private"), 0) == 0)
    defer { chmod(full("logs/private"), 0o700) }
    let (paths, problems) = resolve(["logs", "logs/**/*.log"])
    #expect(paths == ["logs/a.log"])
    #expect(problems == [.unreadableDirectory(path: full("logs/private"), code: EACCES)])
  }

  @Test("a pattern that leads through a closed directory is no mere mismatch")
  func closedDirectory() {
    guard geteuid() != 0 else { return }
    directory.write("x", to: "private/sub/b.log")
    #expect(chmod(full("private"), 0) == 0)
    defer { chmod(full("private"), 0o700) }
    let problems = resolve(["p*/sub/*.log"]).problems
    #expect(problems == [.unreadable(path: full("private/sub"), code: EACCES)])
  }

  @Test("a name that is not UTF-8 is named")
  func nameNotUTF8() throws {
    directory.write("x", to: "logs/a.log")
    let name = Array(full("logs/b").utf8CString.dropLast()) + [CChar(bitPattern: 0xFC), 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
    let (paths, problems) = resolve(["logs", "logs/*"])
    #expect(paths == ["logs/a.log"])
    #expect(problems == [.nameNotUTF8(path: full("logs/b\u{FFFD}"))])
  }

  @Test("a pipe is read where it is named, and left out where it is found")
  func pipes() {
    _ = directory.makePipe("pipe")
    directory.write("x", to: "a.log")
    #expect(found(["pipe"]) == ["pipe"])
    #expect(found(["."]) == ["./a.log"])
    #expect(found(["*"]) == ["a.log"])
  }

  @Test("a socket is refused")
  func sockets() {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: full("s").utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    #expect(resolve(["s"]).problems == [.notReadable(path: full("s"), kind: "socket")])
  }

  @Test("standard input is read once")
  func standardInput() {
    directory.write("x", to: "a.log")
    let files = InputDiscovery.resolve(["-", full("a.log"), "-"]).files
    #expect(files.map(\.isStandardInput) == [true, false])
    #expect(files.map(\.path) == ["-", full("a.log")])
  }

  @Test("an empty directory holds nothing, and that is no fault")
  func emptyDirectory() {
    directory.makeDirectory("logs")
    let (paths, problems) = resolve(["logs"])
    #expect(paths.isEmpty)
    #expect(problems.isEmpty)
  }

  private func full(_ path: String) -> String {
    "\(directory.path)/\(path)"
  }

  /// The paths found, from the test's directory on; a problem fails the test.
  private func found(_ arguments: [String]) -> [String] {
    let (paths, problems) = resolve(arguments)
    #expect(problems.isEmpty)
    return paths
  }

  private func resolve(_ arguments: [String]) -> (paths: [String], problems: [LogInputError]) {
    let (files, problems) = InputDiscovery.resolve(arguments.map(full))
    return (files.map { String($0.path.dropFirst(directory.path.count + 1)) }, problems)
  }
}
