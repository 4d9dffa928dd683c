import Glibc

/// Turns what was asked for on a command line into the files to read.
///
/// An argument is a file, a directory (read recursively, sorted by name, hidden entries left out), a pattern,
/// or `-`. Symbolic links are followed, but no directory is entered twice and no file is read twice, by
/// whatever names they are reached.
package struct InputDiscovery {
  /// A file that was found.
  struct Found {
    /// All ways to it, the first one first.
    var paths: [String]

    /// What it was when it was found; nil for standard input.
    let status: FileStatus?

    /// Whether it was asked for by its path.
    var isNamed: Bool
  }

  /// The files, in the order of the arguments.
  private(set) var files: [Found] = []

  /// What could not be found or listed.
  private(set) var problems: [LogInputError] = []

  /// Where the search looked.
  private(set) var trail = SearchTrail()

  private let excludes: [PathPattern]
  private let leavesOthers: Bool
  private var noted: Set<LogInputError> = []
  /// The directories that were entered.
  private var entered: Set<FileKey> = []
  /// The places of files in `files`.
  private var places: [FileKey: Int] = [:]

  /// Looks for `arguments`; files whose paths end as one of `excludes` says are left out, and with `leavesOthers` those
  /// that are no logs by their names, unless they are named.
  init(_ arguments: [String], excludes: [PathPattern], leavesOthers: Bool = false) {
    self.excludes = excludes
    self.leavesOthers = leavesOthers
    for argument in arguments { resolve(argument) }
  }

  /// The files that `arguments` name, in that order, and what could not be found or listed.
  package static func resolve(
    _ arguments: [String]
  ) -> (files: [InputFile], problems: [LogInputError]) {
    let discovery = InputDiscovery(arguments, excludes: [])
    let files = discovery.files.map { file in
      file.status == nil
        ? .standardInput : InputFile(path: file.paths[0], isNamed: file.isNamed)
    }
    return (files, discovery.problems)
  }

  /// Where the content of each of the files lies, symbolic links followed; the trail learns of the way.
  mutating func followLinks() -> [[FilePlace]] {
    files.map { file in
      var places: [FilePlace] = []
      for path in file.paths {
        if let place = trail.follow(path), !places.contains(place) { places.append(place) }
      }
      return places
    }
  }

  private mutating func resolve(_ argument: String) {
    if argument == InputFile.standardInput.path {
      if !files.contains(where: { $0.status == nil }) {
        files.append(Found(paths: [argument], status: nil, isNamed: true))
      }
      return
    }
    trail.look(forPath: argument)
    do throws(LogInputError) {
      try add(argument, isNamed: true)
    } catch {
      // A file whose own name has such characters was tried first.
      if error.isMissingFile, let pattern = PathPattern(argument) {
        expand(pattern)
      } else {
        note(error)
      }
    }
  }

  private mutating func expand(_ pattern: PathPattern) {
    let (paths, newProblems) = pattern.matches(&trail)
    if paths.isEmpty, newProblems.isEmpty {
      note(.noMatch(pattern: pattern.text))
    }
    newProblems.forEach { note($0) }
    for path in paths { addFound(path) }
  }

  /// Adds what was found in a directory or by a pattern; streams are read only where they are named.
  private mutating func addFound(_ path: String) {
    do throws(LogInputError) {
      try add(path, isNamed: false)
    } catch {
      note(error)
    }
  }

  private mutating func add(_ path: String, isNamed: Bool) throws(LogInputError) {
    let status = try FileStatus(path)
    switch status.kind {
    case .directory:
      if entered.insert(status.key).inserted { addEntries(of: path) }
    case .regular:
      append(path, status, isNamed: isNamed)
    case .stream:
      if isNamed { append(path, status, isNamed: true) }
    case .other(let kind):
      if isNamed { throw .notReadable(path: path, kind: kind) }
    }
  }

  private mutating func append(_ path: String, _ status: FileStatus, isNamed: Bool) {
    if excludes.contains(where: { $0.matchesEnd(of: path) }) { return }
    if leavesOthers, !isNamed, InputFile.isOther(path) { return }
    if let place = places[status.key] {
      if !files[place].paths.contains(path) { files[place].paths.append(path) }
      if isNamed { files[place].isNamed = true }
    } else {
      places[status.key] = files.count
      files.append(Found(paths: [path], status: status, isNamed: isNamed))
    }
  }

  private mutating func addEntries(of directory: String) {
    trail.look(for: .visible, in: directory)
    do throws(LogInputError) {
      let listing = try DirectoryListing(directory)
      listing.problems.forEach { note($0) }
      for entry in listing.entries where !entry.name.hasPrefix(".") {
        addFound(trail.join(directory, entry))
      }
    } catch {
      note(error)
    }
  }

  private mutating func note(_ problem: LogInputError) {
    // A directory may be listed for a pattern and then for itself.
    if noted.insert(problem).inserted { problems.append(problem) }
  }
}
