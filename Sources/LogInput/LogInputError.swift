import Glibc

/// What keeps an input from being read, in whole or in part.
package enum LogInputError: Error, Hashable {
  /// The file is missing or may not be opened; `code` is the system's errno.
  case unreadable(path: String, code: Int32)

  /// A directory could not be listed; what else was asked for is read.
  case unreadableDirectory(path: String, code: Int32)

  /// Reading stopped at `offset`, counted in the file's own (compressed) bytes.
  case readFailed(path: String, offset: Int64, code: Int32)

  /// No file matches the pattern, and none has it as its name.
  case noMatch(pattern: String)

  /// The sets of a pattern stand for more paths than are looked for.
  case tooManyAlternatives(pattern: String)

  /// The file that was followed is not at its path any more, and was not kept open.
  case fileGone(path: String)

  /// The system has no thread or no inotify for watching files; `code` is its errno.
  case cannotWatch(code: Int32)

  /// The path names something that holds no log: a socket or a block device.
  case notReadable(path: String, kind: String)

  /// The file is compressed in a way that is not read; `format` is its name.
  case otherCompression(path: String, format: String)

  /// The file holds packets, and no log.
  case capture(path: String)

  /// A directory entry whose name is not UTF-8; `path` shows it repaired.
  case nameNotUTF8(path: String)

  /// The gzip data is damaged at `offset` of the file's own bytes; `size` is the file's, if it has one.
  case damagedGzip(path: String, fault: GzipFault, offset: Int64, size: Int64?)
}

/// What is wrong with gzip data (RFC 1952).
package enum GzipFault: Hashable, Sendable {
  /// The file ends inside a member.
  case endsEarly

  /// A member's CRC-32 is not that of its bytes.
  case checksumMismatch

  /// A member's length is not that of its bytes.
  case lengthMismatch

  /// A header or a deflate block is not valid; `reason` is zlib's word for it.
  case invalid(reason: String)

  /// After a member come bytes that are neither another member nor zeros.
  case trailingGarbage
}

extension LogInputError {
  /// True if the path leads to no file at all.
  var isMissingFile: Bool {
    guard case .unreadable(_, let code) = self else { return false }
    return code == ENOENT || code == ENOTDIR
  }
}

extension LogInputError {
  /// True if compressed data ends in the middle: it was cut, or is being written.
  package var isEarlyEnd: Bool {
    if case .damagedGzip(_, .endsEarly, _, _) = self { true } else { false }
  }
}

extension LogInputError: CustomStringConvertible {
  /// The message, and below it what to do.
  package var description: String {
    "\(statement)\nhelp: \(help)"
  }

  private var statement: String {
    switch self {
    case .unreadable(let path, let code), .unreadableDirectory(let path, let code):
      "\(path): \(systemText(code))"
    case .readFailed(let path, _, EISDIR):
      "\(path): is a directory"
    case .readFailed(let path, let offset, let code):
      "\(path): \(systemText(code)) at byte \(offset)"
    case .noMatch(let pattern):
      "\(pattern): no file matches"
    case .tooManyAlternatives(let pattern):
      "\(pattern): stands for more than \(BraceExpansion.limit) patterns; the others were left out"
    case .fileGone(let path):
      "\(path): the file that was followed is not there any more"
    case .cannotWatch(let code):
      "files cannot be watched: \(systemText(code))"
    case .notReadable(let path, let kind):
      "\(path): is a \(kind)"
    case .otherCompression(let path, let format):
      "\(path): is compressed as \(format)"
    case .capture(let path):
      "\(path): is a packet capture"
    case .nameNotUTF8(let path):
      "\(path): file name is not valid UTF-8"
    case .damagedGzip(let path, let fault, let offset, let size):
      "\(path): \(fault.statement(at: place(offset, of: size)))"
    }
  }

  private var help: String {
    switch self {
    case .unreadable(_, let code):
      helpText(for: code)
    case .unreadableDirectory(_, let code):
      "\(helpText(for: code)); the files in it were left out"
    case .readFailed(_, _, EISDIR):
      "give it as an argument of its own, and the files in it are read"
    case .readFailed:
      "everything before it was read"
    case .noMatch:
      "check the pattern: `*`, `?` and `[]` stay within a name, `**` spans directories"
    case .tooManyAlternatives:
      "give several patterns with fewer sets `{a,b}`, or use `*`"
    case .fileGone:
      "raise the limit of open files, see `ulimit -Hn`, so that all files can be kept open"
    case .cannotWatch(let code):
      code == EMFILE
        ? "raise `fs.inotify.max_user_instances`, or follow by polling"
        : "stop what uses up the machine's threads or memory"
    case .notReadable:
      "give a file, a directory, a pipe or `-`"
    case .otherCompression:
      "only gzip is read: decompress it, and give genlog what comes out"
    case .capture:
      "`genlog-wire decode` reads it; `genlog call` joins it with logs"
    case .nameNotUTF8:
      "rename the file, or give it on standard input"
    case .damagedGzip(_, .trailingGarbage, _, _):
      "all compressed data before it was read"
    case .damagedGzip:
      "everything before it was read; fetch the file again to have the rest"
    }
  }

  private func place(_ offset: Int64, of size: Int64?) -> String {
    guard let size, size != offset else { return "byte \(offset)" }
    return "byte \(offset) (of \(size))"
  }

  private func systemText(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private func helpText(for code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "run as a user who may read it, or give that user the permission"
    case ENOENT: "check the path"
    case ENOTDIR: "a part of the path is a file, not a directory"
    case ELOOP: "its symbolic links lead in a circle"
    case EMFILE, ENFILE: "raise the limit of open files, see `ulimit -n`"
    default: "look at it with `ls -l`"
    }
  }
}

extension GzipFault {
  fileprivate func statement(at place: String) -> String {
    switch self {
    case .endsEarly:
      "compressed data ends early at \(place), inside a member"
    case .checksumMismatch:
      "compressed data is corrupt at \(place): the checksum does not match"
    case .lengthMismatch:
      "compressed data is corrupt at \(place): the length does not match"
    case .invalid(let reason):
      "compressed data is corrupt at \(place): \(reason)"
    case .trailingGarbage:
      "the bytes after the compressed data are not gzip, at \(place)"
    }
  }
}
