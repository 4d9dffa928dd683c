import Glibc

/// Which names of a directory matter.
struct NameInterest: Equatable {
  /// One kind of names.
  enum Names: Equatable {
    /// This name.
    case named(String)
    /// What fnmatch(3) matches.
    case matching(String)
    /// All but hidden names.
    case visible
    /// Directories whose names are not hidden.
    case directories
    /// No name in particular, but what is written to the files in the directory.
    case contents
  }

  private var names: Set<String> = []
  private var patterns: Set<String> = []
  private var takesVisible = false
  private var takesDirectories = false

  /// True if writing to the directory's files matters too.
  private(set) var includesContents = false

  /// Adds more names.
  mutating func add(_ more: Names) {
    switch more {
    case .named(let name): names.insert(name)
    case .matching(let pattern): patterns.insert(pattern)
    case .visible: takesVisible = true
    case .directories: takesDirectories = true
    case .contents: includesContents = true
    }
  }

  /// Adds the names of another way to the same directory.
  mutating func formUnion(_ other: NameInterest) {
    names.formUnion(other.names)
    patterns.formUnion(other.patterns)
    takesVisible = takesVisible || other.takesVisible
    takesDirectories = takesDirectories || other.takesDirectories
    includesContents = includesContents || other.includesContents
  }

  /// True if `name` matters, which is a directory or is not.
  func includes(_ name: String, isDirectory: Bool) -> Bool {
    let isHidden = name.hasPrefix(".")
    if takesVisible && !isHidden || takesDirectories && isDirectory && !isHidden { return true }
    return names.contains(name) || patterns.contains { fnmatch($0, name, FNM_PERIOD) == 0 }
  }
}
