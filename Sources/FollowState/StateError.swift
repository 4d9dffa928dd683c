import Glibc

/// What keeps state from being read or written.
package enum StateError: Error, Equatable {
  /// Another process uses the directory; `process` is its id, where it says so.
  case locked(directory: String, process: Int32?)
  /// The file at `path` was written by a genlog that says this one must not touch it.
  case newerFormat(path: String, version: UInt64)
  /// The system refuses; `code` is its errno.
  case system(path: String, code: Int32)
}

extension StateError: CustomStringConvertible {
  /// The error in words: where, what, and what to do.
  package var description: String {
    switch self {
    case .locked(let directory, let process):
      "\(directory): is in use by \(process.map { "process \($0)" } ?? "another process")\n"
        + "help: use another --state, or end that process first"
    case .newerFormat(let path, let version):
      "\(path): is in format \(version), which this genlog cannot read\n"
        + "help: use the genlog that wrote it, or another --state"
    case .system(let path, let code):
      "\(path): \(StateError.reason(code))\nhelp: \(StateError.help(code))"
    }
  }

  /// The system's words for an errno, in lower case.
  static func reason(_ code: Int32) -> String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  private static func help(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "make room there; until then nothing is lost, and after a restart more is sent again"
    case EROFS: "make the file system writable, or use another --state"
    case EACCES, EPERM: "run as the user that the directory belongs to, or use another --state"
    case ENOTDIR, ENOENT: "check the path, or use another --state"
    case ENOLCK, EOPNOTSUPP: "use a --state on a local disk"
    default: "check the disk, or use another --state"
    }
  }
}
