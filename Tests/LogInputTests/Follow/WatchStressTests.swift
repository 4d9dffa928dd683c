import Glibc
import Testing

@testable import LogInput

@Suite("watching, under random changes")
struct WatchStressTests {
  @Test(
    "after any changes, what is listed is what a pattern finds, and every size was told of",
    arguments: Watching.modes, Array(UInt64(1)...6))
  func random(_ mode: WatchSettings.Mode, _ seed: UInt64) throws {
    let tree = TemporaryDirectory()
    let arguments = ["logs", "other/**/*.log", "{logs,late}/*/[0-9].log"]
    var script = RandomScript(tree, seed: seed)
    let watching = try Watching(mode, arguments, in: tree) {
      if seed % 2 == 0 { $0.maxOpenFiles = 8 }
    }
    var sizes: [FileKey: Int64] = [:]

    for step in 1...600 {
      script.step()
      if step % 40 == 0 { note(&sizes, watching) }
    }
    #expect(
      watching.waits {
        note(&sizes, watching); return sizes == script.sizes(arguments)
      })
    #expect(watching.search())
    note(&sizes, watching)

    let listed = watching.added.filter(\.isListed)
    #expect(Set(listed.map(\.key)) == Set(script.sizes(arguments).keys))
    #expect(Set(listed.map(\.key)).count == listed.count, "no file is listed twice")
    for file in listed { #expect(script.leads(file.path, to: file.key)) }
  }

  /// Reads what a reader would: the sizes of those files only that were said to have changed.
  private func note(_ sizes: inout [FileKey: Int64], _ watching: Watching) {
    for file in watching.added where watching.hasChanged(file) {
      sizes[file.key] = file.isListed ? try? file.status().size : nil
    }
    watching.forget()
  }
}

/// Random changes to a tree of files.
private struct RandomScript {
  private let tree: TemporaryDirectory
  private var random: SeededGenerator

  init(_ tree: TemporaryDirectory, seed: UInt64) {
    self.tree = tree
    random = SeededGenerator(seed: seed)
  }

  /// Makes one change, or tries to.
  mutating func step() {
    let (one, other) = (name(), name())
    switch Int.random(in: 0..<20, using: &random) {
    case 0...8: append(to: one)
    case 9...11: rename(one, other)
    case 12: unlink(one)
    case 13: link(one, other)
    case 14: symlink("\(tree.path)/\(relative())", other)
    case 15: truncate(one, 0)
    case 16: mkdir(directory(), 0o700)
    case 17: rename(directory(), directory())
    case 18:
      append(to: one)
      unlink(other)
      rename(one, other)
    default: usleep(useconds_t.random(in: 0..<3000, using: &random))
    }
  }

  /// The sizes of the files that `arguments` lead to now.
  func sizes(_ arguments: [String]) -> [FileKey: Int64] {
    var sizes: [FileKey: Int64] = [:]
    for file in InputDiscovery.resolve(arguments.map { "\(tree.path)/\($0)" }).files {
      var status = stat()
      guard stat(file.path, &status) == 0, let key = key(file.path) else { continue }
      sizes[key] = Int64(status.st_size)
    }
    return sizes
  }

  /// True if `path` is a way to the file of that key.
  func leads(_ path: String, to key: FileKey) -> Bool {
    self.key(path) == key
  }

  private func key(_ path: String) -> FileKey? {
    (try? FileStatus(path))?.key
  }

  private func append(to path: String) {
    guard let file = fopen(path, "a") else { return }
    fputs("another line of text\n", file)
    fclose(file)
  }

  private mutating func name() -> String { "\(tree.path)/\(relative())" }

  private mutating func relative() -> String {
    let directories = ["logs", "logs/a", "logs/b", "other", "other/a", "late/a", "away"]
    let directory = directories.randomElement(using: &random) ?? "logs"
    let number = Int.random(in: 0...6, using: &random)
    return "\(directory)/\(Int.random(in: 0..<8, using: &random) == 0 ? "." : "")\(number).log"
  }

  private mutating func directory() -> String {
    let names = ["logs", "logs/a", "logs/b", "other", "other/a", "late", "late/a", "away"]
    return "\(tree.path)/\(names.randomElement(using: &random) ?? "logs")"
  }
}
