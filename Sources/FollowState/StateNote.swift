import Event
import Glibc

/// What a store's owner says of the places in one snapshot: bytes of its own, in a file of the snapshot's generation.
///
/// The file is safe on the disk before the snapshot has its name, so that who has the one has the other. Its first eight
/// bytes are a checksum of the rest, in hexadecimal; the ninth is a newline.
struct StateNote {
  /// What a file holds.
  enum Reading {
    /// There is none.
    case missing
    /// It is not as it was written.
    case damaged
    /// It is.
    case sound(StateNote)
  }

  /// What the owner says.
  let bytes: [UInt8]

  private static let prefix = 9

  /// Reads the file at `path`.
  static func read(_ path: String) throws(StateError) -> Reading {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return .missing }
      throw .system(path: path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .damaged
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes { all in
        Glibc.read(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path: path, code: errno) }
      if count == 0 { return .damaged }
      done += count
    }
    return note(in: bytes).map { .sound($0) } ?? .damaged
  }

  private static func note(in file: [UInt8]) -> StateNote? {
    guard file.count >= prefix, file[prefix - 1] == UInt8(ascii: "\n"),
      let checksum = HexDigits.number(file.span, 0..<prefix - 1)
    else { return nil }
    let bytes = Array(file[prefix...])
    return UInt64(CRC32C.of(bytes.span)) == checksum ? StateNote(bytes: bytes) : nil
  }

  /// Writes it to the file at `path`, which is safe from a power cut then; its name is not.
  func write(to path: String, _ disk: any StateDisk) throws(StateError) {
    let file = try disk.create(path)
    defer { disk.close(file) }
    var head = JSONBuffer(capacity: 16)
    HexDigits.append(CRC32C.of(bytes.span), to: &head)
    head.append("\n")
    try head.withBytes { head throws(StateError) in try append(head, to: file, disk) }
    try append(bytes.span, to: file, disk)
    try disk.synchronize(file)
  }

  private func append(
    _ bytes: Span<UInt8>, to file: StateFile, _ disk: any StateDisk
  ) throws(StateError) {
    var done = 0
    while done < bytes.count {
      done += try disk.write(bytes.extracting(done..<bytes.count), to: file)
    }
  }
}
