import FollowState
import Glibc

/// The files that a word on the command line means: a path, a glob or a number.
///
/// In a glob `*`, `?` and `[]` stay within a name, and `**` stands for any number of directories. A word that
/// does not begin with `/` is also tried from the working directory.
struct StateSelection: Sendable {
  private let number: UInt64?
  private let paths: [[[UInt8]]]

  /// Takes the word.
  init(_ word: String) {
    self.init(word, workingDirectory: StateSelection.workingDirectory())
  }

  /// The same, in another working directory.
  init(_ word: String, workingDirectory: String?) {
    number = UInt64(word)
    var words = [word]
    if !word.hasPrefix("/"), let workingDirectory { words.append(workingDirectory + "/" + word) }
    paths = words.map { StateSelection.parts(Array($0.utf8)) }
  }

  /// Whether a file is meant.
  func matches(_ file: RememberedFile) -> Bool { matches(file.state) }

  /// Whether a file is meant.
  func matches(_ state: FileState) -> Bool {
    if state.number == number { return true }
    let path = StateSelection.parts(state.path.bytes)
    return paths.contains { pattern in
      pattern == path || StateSelection.matches(pattern, path)
    }
  }

  /// The names of a path; one that begins with `/` begins with an empty name.
  private static func parts(_ path: [UInt8]) -> [[UInt8]] {
    let slash = UInt8(ascii: "/")
    let names = path.split(separator: slash).filter { $0 != [UInt8(ascii: ".")] }.map { Array($0) }
    return path.first == slash ? [[]] + names : names
  }

  /// Whether the names of a path are those of a pattern; the time is bounded by the product of both.
  private static func matches(_ pattern: [[UInt8]], _ path: [[UInt8]]) -> Bool {
    // Which beginnings of the path are taken by the pattern so far, by their number of names.
    var taken = [Bool](repeating: false, count: path.count + 1)
    taken[0] = true
    for part in pattern {
      var next = [Bool](repeating: false, count: path.count + 1)
      if part == Array("**".utf8) {
        let first = taken.firstIndex(of: true) ?? taken.count
        for count in first..<next.count { next[count] = true }
      } else {
        for count in path.indices where taken[count] && matches(part, name: path[count]) {
          next[count + 1] = true
        }
      }
      taken = next
    }
    return taken[path.count]
  }

  private static func matches(_ pattern: [UInt8], name: [UInt8]) -> Bool {
    if pattern == name { return true }
    if pattern.isEmpty || name.isEmpty { return false }
    return FilePath(bytes: pattern).withCString { pattern in
      FilePath(bytes: name).withCString { name in fnmatch(pattern, name, FNM_PERIOD) == 0 }
    }
  }

  private static func workingDirectory() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
