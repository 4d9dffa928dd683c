import Event

/// Writes a snapshot, and the empty journal that belongs to it.
struct StateSnapshot {
  /// The bytes that are written at once.
  private static let blockBytes = 1 << 20

  private let directory: StateDirectory
  private let disk: any StateDisk

  /// Writes into a directory.
  init(_ directory: StateDirectory, _ disk: any StateDisk) {
    self.directory = directory
    self.disk = disk
  }

  /// Writes all that `table` holds as a generation; what there was before is not touched.
  ///
  /// The snapshot has its name on return, but only a synchronized directory keeps it through a power cut.
  /// - Returns: the generation's journal, and the bytes of its snapshot.
  func write(
    _ table: borrowing StateTable, note: StateNote?, generation: UInt64
  ) throws(StateError) -> (journal: StateJournal, bytes: Int64) {
    let draft = directory.draft(generation)
    do throws(StateError) {
      let journal = try StateJournal(directory.journal(generation), disk, table.header)
      try note?.write(to: directory.note(generation), disk)
      // First, so that a snapshot without a journal is known as damage.
      try disk.synchronize(directory: directory.path)
      let bytes = try write(table, to: draft)
      try disk.rename(draft, to: directory.snapshot(generation))
      return (journal, bytes)
    } catch {
      disk.remove(draft)
      disk.remove(directory.journal(generation))
      disk.remove(directory.note(generation))
      throw error
    }
  }

  private func write(
    _ table: borrowing StateTable, to path: String
  ) throws(StateError) -> Int64 {
    let file = try disk.create(path)
    defer { disk.close(file) }
    var encoder = RecordEncoder()
    var block = JSONBuffer(capacity: StateSnapshot.blockBytes + 4096)
    var written: Int64 = 0
    encoder.append(table.header, to: &block)
    let entries = table.sorted
    for entry in entries {
      encoder.append(entry, to: &block)
      if block.count >= StateSnapshot.blockBytes { written += try flush(&block, to: file) }
    }
    for other in table.others { encoder.append(other: other, to: &block) }
    encoder.append(end: UInt64(entries.count + table.others.count), to: &block)
    written += try flush(&block, to: file)
    try disk.synchronize(file)
    return written
  }

  private func flush(
    _ block: inout JSONBuffer, to file: StateFile
  ) throws(StateError) -> Int64 {
    try block.withBytes { bytes throws(StateError) in
      var done = 0
      while done < bytes.count {
        done += try disk.write(bytes.extracting(done..<bytes.count), to: file)
      }
    }
    defer { block.removeAll() }
    return Int64(block.count)
  }
}
