import Delivery
import Glibc
import LogInput

/// Keeps a run from writing over what it reads: opening a destination empties the file.
enum OverwriteGuard {
  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// - Throws: ``PipelineError`` when one of the files to write is one of the files to read.
  static func check(_ inputs: [InputFile], _ options: ParseOptions) throws(PipelineError) {
    let read = Set(inputs.compactMap { $0.isStandardInput ? nil : identity($0.path) })
    for path in outputPaths(options) {
      guard let identity = identity(path), read.contains(identity) else { continue }
      throw .invalid(
        "\(path): is read by this run, and would be emptied by writing to it\n"
          + "help: write to another file")
    }
  }

  /// Whether both paths lead to one regular file.
  static func isSame(_ path: String, _ other: String) -> Bool {
    guard let identity = identity(path) else { return path == other }
    return identity == self.identity(other)
  }

  private static func outputPaths(_ options: ParseOptions) -> [String] {
    let destinations = options.destinations.compactMap { destination in
      switch destination {
      case .standardOutput, .elasticsearch, .logstash: nil as String?
      case .file(let path), .gzipFile(let path), .capture(let path): path
      }
    }
    return destinations + [options.unmatchedPath, options.reportPath].compactMap { $0 }
  }

  /// Which regular file a path leads to; nil for what does not exist or is no file.
  private static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}
