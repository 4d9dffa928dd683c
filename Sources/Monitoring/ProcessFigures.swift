import Glibc

/// What the system says of this process.
package struct ProcessFigures: Sendable {
  /// Memory that is in use, in bytes.
  package let residentBytes: Int64
  /// Time of processors that was used, in seconds.
  package let processorSeconds: Double
  /// Descriptors that are open.
  package let openDescriptors: Int
  /// How many may be.
  package let maxDescriptors: Int64

  /// Asks the system; what it does not tell is zero.
  package static var now: ProcessFigures {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return ProcessFigures(
      residentBytes: residentPages * Int64(sysconf(Int32(_SC_PAGESIZE))),
      processorSeconds: Double(microseconds(usage.ru_utime) + microseconds(usage.ru_stime)) / 1e6,
      openDescriptors: openCount, maxDescriptors: Int64(clamping: limit.rlim_cur))
  }

  private static func microseconds(_ time: timeval) -> Int64 {
    Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_usec)
  }

  /// The second number of `/proc/self/statm` (proc(5)).
  private static var residentPages: Int64 {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &bytes, bytes.count)
    let words = String(decoding: bytes[..<max(count, 0)], as: UTF8.self).split(separator: " ")
    return words.count > 1 ? Int64(words[1]) ?? 0 : 0
  }

  private static var openCount: Int {
    guard let directory = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(directory) }
    var count = 0
    while readdir(directory) != nil { count += 1 }
    // The directory itself, `.` and `..`.
    return max(0, count - 3)
  }
}
