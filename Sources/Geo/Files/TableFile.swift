import Glibc

/// Writes the file of a table.
package enum TableFile {
  /// Puts `bytes` in the place of the file at `path`: who has the old one open keeps it whole.
  /// - Throws: ``GeoError``.
  package static func write(_ bytes: [UInt8], to path: String) throws(GeoError) {
    var status = stat()
    // A device or a folder is not to be replaced.
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw .notAFile(path: path) }
    let draft = "\(path).\(getpid()).draft"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, code: errno) }
    var code: Int32 = 0
    var done = 0
    while done < bytes.count, code == 0 {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count > 0 { done += count } else if errno != EINTR { code = errno }
    }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(draft, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(draft)
      throw .unwritable(path: path, code: code)
    }
  }
}
