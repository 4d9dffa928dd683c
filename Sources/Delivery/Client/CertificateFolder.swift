import Glibc

/// A folder of certificates to trust, under any names.
package enum CertificateFolder {
  private static let mostBytes = 16 << 20
  private static let mark = Array("-----BEGIN CERTIFICATE-----".utf8)

  /// Whether there is a folder at the path.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// All files in it that hold certificates (PEM), one after another; empty if there is none.
  package static func certificates(in path: String) -> [UInt8] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: Set<String> = []
    while let entry = readdir(folder) {
      names.insert(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    var certificates: [UInt8] = []
    for name in names.sorted() {
      var status = stat()
      // Not a pipe, at which one would wait.
      guard stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        let bytes = try? SmallFile.read("\(path)/\(name)"), bytes.firstRange(of: mark) != nil,
        certificates.count + bytes.count < mostBytes
      else { continue }
      certificates += bytes + [0x0A]
    }
    return certificates
  }
}
