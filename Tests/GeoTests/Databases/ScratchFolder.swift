import Glibc

/// A folder for the files of one test.
final class ScratchFolder {
  let path: String

  init() {
    var template = Array("/tmp/genlog-geo-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/tmp"
    }
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { unlink("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }

  /// Writes a file, in the place of another one if there is one; returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let target = "\(path)/\(name)"
    // A new file each time, as a renamed one is.
    unlink(target)
    guard let file = fopen(target, "w") else { return target }
    if !bytes.isEmpty { fwrite(bytes, 1, bytes.count, file) }
    fclose(file)
    return target
  }

  func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }
}
