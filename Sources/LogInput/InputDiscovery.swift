import Glibc

/// Turns what was asked for on a command line into the files to read.
///
/// An argument is a file, a directory (read recursively, sorted by name, hidden entries left out), a pattern,
/// or `-`. Symbolic links are followed, but no directory is entered twice and no file is read twice, by
/// whatever names they are reached.
package struct InputDiscovery {
  private var files: [InputFile] = []
  private var problems: [LogInputError] = []
  private var noted: Set<LogInputError> = []
  private var seen: Set<FileIdentity> = []

  /// The files that `arguments` name, in that order, and what could not be found or listed.
  package static func resolve(
    _ arguments: [String]
  ) -> (files: [InputFile], problems: [LogInputError]) {
    var discovery = InputDiscovery()
    for argument in arguments { discovery.resolve(argument) }
    return (discovery.files, discovery.problems)
  }

  private mutating func resolve(_ argument: String) {
    if argument == InputFile.standardInput.path {
      if !files.contains(.standardInput) { files.append(.standardInput) }
      return
    }
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
    let (paths, newProblems) = pattern.matches()
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
      if seen.insert(status.identity).inserted { addEntries(of: path) }
    case .regular:
      append(path, status)
    case .stream:
      if isNamed { append(path, status) }
    case .other(let kind):
      if isNamed { throw .notReadable(path: path, kind: kind) }
    }
  }

  private mutating func append(_ path: String, _ status: FileStatus) {
    if seen.insert(status.identity).inserted { files.append(InputFile(path: path)) }
  }

  private mutating func addEntries(of directory: String) {
    do throws(LogInputError) {
      let listing = try DirectoryListing(directory)
      listing.problems.forEach { note($0) }
      for name in listing.names where !name.hasPrefix(".") {
        addFound(DirectoryListing.join(directory, name))
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
