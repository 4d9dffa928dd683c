import Glibc

/// One walk through a snapshot or a journal, which applies what is sound.
struct StateScan {
  /// Whether there is such a file.
  private(set) var isThere = false
  /// What was wrong with it.
  private(set) var problem: StateProblem?
  /// How many bytes it has up to the end of the last whole line.
  private(set) var size: Int64 = 0
  /// How many records it has, the first and the last of a snapshot apart.
  private(set) var records: UInt64 = 0
  /// Whether the last record is sound, but without its newline.
  private(set) var lacksNewline = false
  /// Whether the first record is there.
  private var hasHeader = false
  /// What the last record of a snapshot counts.
  private var promised: UInt64?
  private var damaged = 0
  private var firstDamaged: Int64 = 0

  /// Whether this is a snapshot with all its records.
  var isCompleteSnapshot: Bool {
    problem == nil && hasHeader && !lacksNewline && promised == records
  }

  /// Whether nothing was ever written behind the first record.
  var isUntouched: Bool { records == 0 && damaged == 0 }

  /// Reads the file at `path` into `table`.
  /// - Throws: ``StateError/newerFormat(path:version:)``; and ``StateError/system(path:code:)`` where the
  ///   file may be sound, but this process cannot have it.
  init(_ path: String, into table: inout StateTable) throws(StateError) {
    guard var file = LineFile(path) else {
      let code = errno
      switch code {
      case ENOENT: return
      case EACCES, EPERM, EMFILE, ENFILE, ENOMEM: throw .system(path: path, code: code)
      default:
        isThere = true
        problem = StateProblem(path: path, kind: .unreadable(code: code))
        return
      }
    }
    isThere = true
    var tornAt: Int64?
    while let line = file.next() {
      if try apply(line, of: file, path, to: &table) {
        size = line.offset + Int64(line.range.count) + (line.isEnded ? 1 : 0)
        lacksNewline = !line.isEnded
      } else if line.isEnded {
        if damaged == 0 { firstDamaged = line.offset }
        damaged += 1
        size = line.offset + Int64(line.range.count) + 1
      } else {
        tornAt = line.offset
      }
    }
    problem = problem(of: path, tornAt, file.failure)
  }

  /// Applies a line; false if it is no sound record.
  private mutating func apply(
    _ line: LineFile.Line, of file: borrowing LineFile, _ path: String, to table: inout StateTable
  ) throws(StateError) -> Bool {
    guard !line.isTooLong, let record = file.withBytes(of: line, RecordDecoder.decode) else {
      return false
    }
    switch record {
    case .format(let header):
      if header.needs > FollowState.version {
        throw .newerFormat(path: path, version: header.version)
      }
      hasHeader = true
    case .end(let count): promised = count
    default: records += 1
    }
    table.apply(record)
    return true
  }

  private func problem(of path: String, _ tornAt: Int64?, _ failure: Int32) -> StateProblem? {
    if failure != 0 { return StateProblem(path: path, kind: .unreadable(code: failure)) }
    if damaged > 0 {
      return StateProblem(path: path, kind: .damaged(count: damaged, offset: firstDamaged))
    }
    return tornAt.map { StateProblem(path: path, kind: .cutShort(offset: $0)) }
  }
}
