import Glibc

/// Puts new bytes into a file so that it has, at any moment, either all of the old or all of the new.
enum FileReplacement {
  /// Replaces the contents of a file, or makes it; its mode stays, and so does a link to it.
  static func write(_ bytes: [UInt8], to path: String) throws(PatternToolsError) {
    let target = resolved(path)
    let draft = "\(target).\(getpid()).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
    let isWritten = fill(descriptor, bytes, mode: mode(of: target))
    let error = errno
    close(descriptor)
    guard isWritten else {
      unlink(draft)
      throw .unwritable(path: path, errno: error)
    }
    guard rename(draft, target) == 0 else {
      let error = errno
      unlink(draft)
      throw .unwritable(path: path, errno: error)
    }
  }

  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], mode: mode_t) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0
  }

  /// What a link leads to; the path itself where nothing is there yet.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func mode(of path: String) -> mode_t {
    var status = stat()
    // As a new file usually is.
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
  }
}
