import Glibc

extension PatternLibrary {
  /// Adds the definitions of a pattern file's contents, in the Logstash format.
  ///
  /// - Throws: ``GrokError/malformedLine(problem:text:at:)``.
  public mutating func load(contents: [UInt8], path: String) throws(GrokError) {
    var reader = PatternFileReader(path: path, flavour: flavour)
    for definition in try reader.read(contents) { try add(definition) }
  }

  /// Adds the definitions of a pattern file's contents, in the Logstash format.
  ///
  /// - Throws: ``GrokError/malformedLine(problem:text:at:)``.
  public mutating func load(contents: String, path: String) throws(GrokError) {
    try load(contents: Array(contents.utf8), path: path)
  }

  /// Adds the definitions of a file, of a directory's files or of the files that a glob names.
  ///
  /// A directory's files are read in the order of their names; hidden ones, directories in it, and
  /// those whose names end in `~`, `.md`, `.lms`, `.conf`, `.json` or `.test.yml` are passed over.
  ///
  /// - Throws: ``GrokError/unreadable(path:reason:)``, ``GrokError/malformedLine(problem:text:at:)``.
  public mutating func load(path: String) throws(GrokError) {
    for file in try PatternFiles.files(at: path) {
      try load(contents: PatternFiles.contents(of: file), path: file)
    }
  }
}

/// Finds and reads pattern files.
package enum PatternFiles {
  /// No pattern file is this long; a device that never ends is cut off here.
  static let maximumBytes = 16 << 20

  /// The files that a path means, in the order to load them.
  package static func files(at path: String) throws(GrokError) -> [String] {
    var status = stat()
    if stat(path, &status) == 0 {
      return status.st_mode & S_IFMT == S_IFDIR ? try filesInDirectory(path) : [path]
    }
    let error = errno
    let matches = isGlob(path) ? expand(path) : []
    guard !matches.isEmpty else {
      throw .unreadable(
        path: path, reason: isGlob(path) ? "no file matches" : reason(error))
    }
    return matches
  }

  /// Whether a path is that of a directory.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func isGlob(_ path: String) -> Bool {
    path.utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[")
    }
  }

  /// The files a glob names, sorted; directories are passed over.
  private static func expand(_ pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }.filter { isRegular($0) }
  }

  private static func filesInDirectory(_ path: String) throws(GrokError) -> [String] {
    try allFiles(inDirectory: path).filter(isPatternFile)
  }

  /// Whether a file of a folder is read for patterns or rules, as its name tells.
  ///
  /// Neither an editor's copies, nor a page about the folder, nor lists of messages, nor what the patterns are
  /// tested with.
  package static func isPatternFile(_ path: String) -> Bool {
    let others = ["~", ".md", ".lms", ".conf", ".json", ".test.yml", ".test.yaml"]
    return !others.contains { path.hasSuffix($0) }
  }

  /// The regular files of a directory but hidden ones, in the order of their names.
  package static func allFiles(inDirectory path: String) throws(GrokError) -> [String] {
    guard let directory = opendir(path) else {
      throw .unreadable(path: path, reason: reason(errno))
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return names.sorted().map { prefix + $0 }.filter { isRegular($0) }
  }

  /// The system's words for an error number, beginning in lower case.
  private static func reason(_ number: Int32) -> String {
    let words = String(cString: strerror(number))
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The definitions of a pattern file, also those that a later one of the same name replaces.
  package static func definitions(at path: String) throws(GrokError) -> [PatternDefinition] {
    var reader = PatternFileReader(path: path, flavour: nil)
    return try reader.read(contents(of: path))
  }

  /// A file's bytes.
  package static func contents(of path: String) throws(GrokError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: reason(errno))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(descriptor, &block, block.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: reason(errno))
      }
      bytes += block[..<count]
      guard bytes.count <= maximumBytes else {
        throw .unreadable(path: path, reason: "longer than \(maximumBytes) bytes")
      }
    }
  }
}
