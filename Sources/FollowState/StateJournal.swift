import Event
import Glibc

/// The file that changes are appended to.
final class StateJournal {
  private let disk: any StateDisk
  private let file: StateFile
  /// How many sound bytes there are.
  private(set) var size: Int64
  /// Whether something stands behind them that is no record.
  private var isTorn: Bool
  /// Whether bytes were written that are not safe from a power cut.
  private(set) var isBehind = false

  /// Goes on with the journal at `path`, of which `size` bytes are sound.
  init(
    goingOn path: String, _ disk: any StateDisk, size: Int64
  ) throws(StateError) {
    self.disk = disk
    self.size = size
    file = try disk.open(path)
    isTorn = disk.size(of: file) != size
  }

  /// Begins an empty journal at `path`; its first record is safe on return.
  init(
    _ path: String, _ disk: any StateDisk, _ header: FormatHeader
  ) throws(StateError) {
    self.disk = disk
    size = 0
    isTorn = false
    file = try disk.create(path)
    var encoder = RecordEncoder()
    var line = JSONBuffer()
    encoder.append(header, to: &line)
    try append(line)
    try synchronize()
  }

  deinit {
    disk.close(file)
  }

  /// Whether the file is still in its directory.
  var isThere: Bool { disk.size(of: file) != nil }

  /// Appends whole lines; if that is not possible, none of them counts.
  func append(_ lines: borrowing JSONBuffer) throws(StateError) {
    if isTorn { try repair() }
    isBehind = true
    isTorn = true
    try lines.withBytes { bytes throws(StateError) in
      var done = 0
      while done < bytes.count {
        done += try disk.write(bytes.extracting(done..<bytes.count), to: file)
      }
    }
    isTorn = false
    size += Int64(lines.count)
  }

  /// Waits until all is safe from a power cut.
  func synchronize() throws(StateError) {
    guard isBehind else { return }
    try disk.synchronize(file)
    isBehind = false
  }

  /// Takes away what a failed write left; where that is not possible, a newline ends it.
  private func repair() throws(StateError) {
    guard let now = disk.size(of: file) else { throw .system(path: file.path, code: ENOENT) }
    if disk.truncate(file, to: size) {
      isTorn = false
      return
    }
    let newline = [UInt8(ascii: "\n")]
    _ = try disk.write(newline.span, to: file)
    size = now + 1
    isTorn = false
  }
}
