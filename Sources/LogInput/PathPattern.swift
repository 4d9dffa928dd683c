import Glibc

/// A path with `*`, `?`, `[]` in its names, `**` for any number of directories, and sets `{a,b}`.
///
/// Names are matched by fnmatch(3): a leading dot only by a dot. Matches come sorted, directory by directory,
/// for one alternative of the sets after another.
struct PathPattern {
  /// The pattern as given.
  let text: String

  private let alternatives: [Alternative]
  private let isCut: Bool

  private struct Alternative {
    let isAbsolute: Bool
    let parts: [String]
  }

  /// Takes `text` apart; nil if nothing in it is a pattern.
  init?(_ text: String) {
    self.init(any: text)
    guard alternatives.count > 1 || PathPattern.hasWildcard(text) else { return nil }
  }

  /// Takes `text` apart, which may be a mere name.
  init(any text: String) {
    self.text = text
    let expansion = BraceExpansion(text)
    isCut = expansion.isCut
    alternatives = expansion.texts.map { text in
      var parts: [String] = []
      for part in text.split(separator: "/") where part != "**" || parts.last != "**" {
        parts.append(String(part))
      }
      return Alternative(isAbsolute: text.hasPrefix("/"), parts: parts)
    }
  }

  /// The paths of what matches, and the directories that could not be looked into; `trail` learns
  /// where a change would matter.
  func matches(_ trail: inout SearchTrail) -> (paths: [String], problems: [LogInputError]) {
    var search = PathSearch(trail: trail)
    // Held by the search alone meanwhile, so that it is not copied.
    trail = SearchTrail()
    if isCut { search.problems.append(.tooManyAlternatives(pattern: text)) }
    for alternative in alternatives {
      search.descend(from: alternative.isAbsolute ? "/" : "", alternative.parts[...])
    }
    trail = search.trail
    return (search.paths, search.problems)
  }

  /// True if `path` ends as the pattern says; one that begins with `/` has to say all of it.
  ///
  /// A leading dot is like any other character here.
  func matchesEnd(of path: String) -> Bool {
    let names = path.split(separator: "/").filter { $0 != "." }.map(String.init)
    return alternatives.contains { alternative in
      if alternative.parts.isEmpty { return false }
      guard alternative.isAbsolute else {
        return PathPattern.match(["**"] + alternative.parts, names)
      }
      return path.hasPrefix("/") && PathPattern.match(alternative.parts, names)
    }
  }

  /// True if `text` has a character that makes it a pattern.
  static func hasWildcard(_ text: some StringProtocol) -> Bool {
    text.utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[")
    }
  }

  /// True if `parts` say all of `names`.
  private static func match(_ parts: [String], _ names: [String]) -> Bool {
    // How many of the names the parts so far may have taken.
    var taken: Set<Int> = [0]
    for part in parts {
      if part == "**" {
        if let least = taken.min() { taken = Set(least...names.count) }
      } else {
        taken = Set(
          taken.filter { $0 < names.count && fnmatch(part, names[$0], 0) == 0 }.map { $0 + 1 })
      }
      if taken.isEmpty { return false }
    }
    return taken.contains(names.count)
  }
}

/// One walk through the file system along the parts of a pattern.
private struct PathSearch {
  var paths: [String] = []
  var problems: [LogInputError] = []
  var trail: SearchTrail

  /// The directories that a `**` was followed from, with how many parts of the pattern came after it.
  ///
  /// Symbolic links may lead to a directory in many ways, or in a circle.
  private var visited: Set<Visit> = []

  private struct Visit: Hashable {
    let directory: FileKey
    let partsLeft: [String]
  }

  init(trail: SearchTrail) {
    self.trail = trail
  }

  /// Follows `parts` from `path`, which the parts before them led to.
  mutating func descend(from path: String, _ parts: ArraySlice<String>) {
    guard let part = parts.first else {
      paths.append(path)
      return
    }
    let rest = parts.dropFirst()
    if part == "**" {
      descendAnyDepth(from: path, rest)
    } else if PathPattern.hasWildcard(part) {
      trail.look(for: .matching(part), in: path)
      for entry in entries(of: path) where fnmatch(part, entry.name, FNM_PERIOD) == 0 {
        let next = trail.join(path, entry)
        if rest.isEmpty || (entry.kind ?? kind(of: next)) == .directory {
          descend(from: next, rest)
        }
      }
    } else {
      let next = trail.join(path, name: part)
      if kind(of: next) != nil { descend(from: next, rest) }
    }
  }

  /// `**`: follows `rest` from `path` and from each directory below it.
  private mutating func descendAnyDepth(from path: String, _ rest: ArraySlice<String>) {
    guard let status = try? FileStatus(path.isEmpty ? "." : path), status.kind == .directory,
      visited.insert(Visit(directory: status.key, partsLeft: Array(rest))).inserted
    else { return }
    // The directory itself stands for all that is in it.
    if rest.isEmpty {
      paths.append(path.isEmpty ? "." : path)
      return
    }
    descend(from: path, rest)
    trail.look(for: .directories, in: path)
    for entry in entries(of: path) where !entry.name.hasPrefix(".") {
      let next = trail.join(path, entry)
      if (entry.kind ?? kind(of: next)) == .directory { descendAnyDepth(from: next, rest) }
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

  private mutating func entries(of path: String) -> [DirectoryListing.Entry] {
    do throws(LogInputError) {
      let listing = try DirectoryListing(path.isEmpty ? "." : path)
      problems += listing.problems
      return listing.entries
    } catch {
      problems.append(error)
      return []
    }
  }
}
