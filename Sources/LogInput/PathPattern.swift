import Glibc

/// A path with `*`, `?`, `[]` in its names, and `**` for any number of directories.
///
/// Names are matched by fnmatch(3): a leading dot only by a dot. Matches come sorted, directory by directory.
struct PathPattern {
  /// The pattern as given.
  let text: String

  private let parts: [Substring]

  /// Takes `text` apart; nil if nothing in it is a pattern.
  init?(_ text: String) {
    guard PathPattern.hasWildcard(text) else { return nil }
    self.text = text
    var parts: [Substring] = []
    for part in text.split(separator: "/") where part != "**" || parts.last != "**" {
      parts.append(part)
    }
    self.parts = parts
  }

  /// The paths of what matches, and the directories that could not be looked into.
  func matches() -> (paths: [String], problems: [LogInputError]) {
    var search = PathSearch()
    search.descend(from: text.hasPrefix("/") ? "/" : "", parts[...])
    return (search.paths, search.problems)
  }

  /// True if `text` has a character that makes it a pattern.
  static func hasWildcard(_ text: some StringProtocol) -> Bool {
    text.utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[")
    }
  }
}

/// One walk through the file system along the parts of a pattern.
private struct PathSearch {
  var paths: [String] = []
  var problems: [LogInputError] = []

  /// The directories that a `**` was followed from, with how many parts of the pattern came after it.
  ///
  /// Symbolic links may lead to a directory in many ways, or in a circle.
  private var visited: Set<Visit> = []

  private struct Visit: Hashable {
    let directory: FileIdentity
    let partsLeft: Int
  }

  /// Follows `parts` from `path`, which the parts before them led to.
  mutating func descend(from path: String, _ parts: ArraySlice<Substring>) {
    guard let part = parts.first else {
      paths.append(path)
      return
    }
    let rest = parts.dropFirst()
    if part == "**" {
      descendAnyDepth(from: path, rest)
    } else if PathPattern.hasWildcard(part) {
      for name in names(in: path) where fnmatch(String(part), name, FNM_PERIOD) == 0 {
        let next = DirectoryListing.join(path, name)
        if rest.isEmpty || kind(of: next) == .directory { descend(from: next, rest) }
      }
    } else {
      let next = DirectoryListing.join(path, String(part))
      if kind(of: next) != nil { descend(from: next, rest) }
    }
  }

  /// `**`: follows `rest` from `path` and from each directory below it.
  private mutating func descendAnyDepth(from path: String, _ rest: ArraySlice<Substring>) {
    guard let status = try? FileStatus(path.isEmpty ? "." : path), status.kind == .directory,
      visited.insert(Visit(directory: status.identity, partsLeft: rest.count)).inserted
    else { return }
    // The directory itself stands for all that is in it.
    if rest.isEmpty {
      paths.append(path.isEmpty ? "." : path)
      return
    }
    descend(from: path, rest)
    for name in names(in: path) where !name.hasPrefix(".") {
      let next = DirectoryListing.join(path, name)
      if kind(of: next) == .directory { descendAnyDepth(from: next, rest) }
    }
  }

  /// What `path` is; nil if there is no such file, or, which is a problem, if that cannot be told.
  private mutating func kind(of path: String) -> FileStatus.Kind? {
    do throws(LogInputError) {
      return try FileStatus(path).kind
    } catch {
      if !error.isMissingFile { problems.append(error) }
      return nil
    }
  }

  private mutating func names(in path: String) -> [String] {
    do throws(LogInputError) {
      let listing = try DirectoryListing(path.isEmpty ? "." : path)
      problems += listing.problems
      return listing.names
    } catch {
      problems.append(error)
      return []
    }
  }
}
