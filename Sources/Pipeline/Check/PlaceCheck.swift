import Delivery
import Glibc

/// Whether something can be written at a path, and how much.
enum PlaceCheck {
  /// Less than that is told of: logs of an hour may be as large.
  private static let littleBytes: UInt64 = 1 << 30

  /// A file that is written, or made where there is none.
  static func step(_ name: String, file path: String) -> ProbeStep {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR {
      return ProbeStep(name, .fail, "\(path) is a folder", help: "give the name of a file in it")
    }
    // A pipe or a device has no space of its own.
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      return access(path, W_OK) == 0
        ? ProbeStep(name, .ok, "\(path), a pipe or a device") : refusal(name, path)
    }
    if access(isThere ? path : folder(of: path), W_OK) != 0 { return refusal(name, path) }
    return space(name, path, at: folder(of: path))
  }

  /// How much room there is in a folder.
  static func space(_ name: String, _ path: String, at folder: String) -> ProbeStep {
    var system = statvfs()
    guard statvfs(folder, &system) == 0 else { return ProbeStep(name, .ok, path) }
    let (free, isTooMuch) = UInt64(system.f_bavail)
      .multipliedReportingOverflow(by: UInt64(system.f_frsize))
    if !isTooMuch, free < littleBytes {
      return ProbeStep(
        name, .warn, "\(path): \(free >> 20) MiB free", help: "make room, or write elsewhere")
    }
    return ProbeStep(name, .ok, isTooMuch ? path : "\(path): \(free >> 30) GiB free")
  }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func refusal(_ name: String, _ path: String) -> ProbeStep {
    ProbeStep(
      name, .fail, "\(path): \(PipelineError.reason(errno))",
      help: "check the path and its permissions, and as whom genlog runs")
  }
}
