import Glibc

/// What keeps packets from being written.
enum PacketFileError: Error, Equatable {
  /// A file cannot be made; `code` is the system's errno, `user` who the program is.
  case cannotOpen(path: String, code: Int32, user: String)
  /// A file cannot be written further, so that no more packets are.
  case cannotWrite(path: String, code: Int32)
}

extension PacketFileError: CustomStringConvertible {
  /// The error in words: where, what, and what to do.
  var description: String {
    switch self {
    case .cannotOpen(let path, let code, let user):
      "--write \(path): cannot be created: \(Self.reason(code))\nhelp: "
        + (code == EACCES || code == EPERM
          ? "\(user) may not write there: choose another folder, or --drop-to a user who may"
          : "create the folder, or correct the path")
    case .cannotWrite(let path, let code):
      "--write \(path): no further packets are written: \(Self.reason(code))\n"
        + "help: free some space, or keep fewer files: --rotate-size 100MB --keep 10; events are not concerned"
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOSPC: return "no space left on the disk"
    case EDQUOT: return "the disk quota is used up"
    case ENOENT: return "its folder does not exist"
    default:
      let words = String(cString: strerror(code))
      return words.prefix(1).lowercased() + words.dropFirst()
    }
  }
}
