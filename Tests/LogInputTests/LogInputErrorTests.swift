import Glibc
import LogInput
import Testing

@Suite("LogInputError")
struct LogInputErrorTests {
  @Test("each error says where, what, and what to do", arguments: zip(errors, texts))
  func text(_ error: LogInputError, _ text: String) {
    #expect(error.description == text)
  }

  private static let errors: [LogInputError] = [
    .unreadable(path: "logs/a.log", code: EACCES),
    .unreadable(path: "logs/a.log", code: ENOENT),
    .unreadable(path: "logs/a.log/b", code: ENOTDIR),
    .unreadableDirectory(path: "logs", code: EACCES),
    .readFailed(path: "logs/a.log", offset: 4096, code: EIO),
    .readFailed(path: "logs", offset: 0, code: EISDIR),
    .noMatch(pattern: "logs/*.txt"),
    .tooManyAlternatives(pattern: "{a,b}*"),
    .fileGone(path: "logs/a.log"),
    .cannotWatch(code: EMFILE),
    .cannotWatch(code: EAGAIN),
    .notReadable(path: "/run/s", kind: "socket"),
    .nameNotUTF8(path: "logs/b\u{FFFD}.log"),
    .damagedGzip(path: "logs/x.gz", fault: .endsEarly, offset: 12345, size: 12345),
    .damagedGzip(path: "logs/x.gz", fault: .endsEarly, offset: 12345, size: 20000),
    .damagedGzip(path: "logs/x.gz", fault: .checksumMismatch, offset: 80, size: 90),
    .damagedGzip(path: "logs/x.gz", fault: .lengthMismatch, offset: 80, size: 90),
    .damagedGzip(
      path: "standard input", fault: .invalid(reason: "invalid block type"), offset: 80, size: nil),
    .damagedGzip(path: "logs/x.gz", fault: .trailingGarbage, offset: 80, size: 90),
  ]

  private static let texts = [
    """
    logs/a.log: permission denied
    help: run as a user who may read it, or give that user the permission
    """,
    """
    logs/a.log: no such file or directory
    help: check the path
    """,
    """
    logs/a.log/b: not a directory
    help: a part of the path is a file, not a directory
    """,
    """
    logs: permission denied
    help: run as a user who may read it, or give that user the permission; the files in it were left out
    """,
    """
    logs/a.log: input/output error at byte 4096
    help: everything before it was read
    """,
    """
    logs: is a directory
    help: give it as an argument of its own, and the files in it are read
    """,
    """
    logs/*.txt: no file matches
    help: check the pattern: `*`, `?` and `[]` stay within a name, `**` spans directories
    """,
    """
    {a,b}*: stands for more than 1000 patterns; the others were left out
    help: give several patterns with fewer sets `{a,b}`, or use `*`
    """,
    """
    logs/a.log: the file that was followed is not there any more
    help: raise the limit of open files, see `ulimit -Hn`, so that all files can be kept open
    """,
    """
    files cannot be watched: too many open files
    help: raise `fs.inotify.max_user_instances`, or follow by polling
    """,
    """
    files cannot be watched: resource temporarily unavailable
    help: stop what uses up the machine's threads or memory
    """,
    """
    /run/s: is a socket
    help: give a file, a directory, a pipe or `-`
    """,
    """
    logs/b\u{FFFD}.log: file name is not valid UTF-8
    help: rename the file, or give it on standard input
    """,
    """
    logs/x.gz: compressed data ends early at byte 12345, inside a member
    help: everything before it was read; fetch the file again to have the rest
    """,
    """
    logs/x.gz: compressed data ends early at byte 12345 (of 20000), inside a member
    help: everything before it was read; fetch the file again to have the rest
    """,
    """
    logs/x.gz: compressed data is corrupt at byte 80 (of 90): the checksum does not match
    help: everything before it was read; fetch the file again to have the rest
    """,
    """
    logs/x.gz: compressed data is corrupt at byte 80 (of 90): the length does not match
    help: everything before it was read; fetch the file again to have the rest
    """,
    """
    standard input: compressed data is corrupt at byte 80: invalid block type
    help: everything before it was read; fetch the file again to have the rest
    """,
    """
    logs/x.gz: the bytes after the compressed data are not gzip, at byte 80 (of 90)
    help: all compressed data before it was read
    """,
  ]
}
