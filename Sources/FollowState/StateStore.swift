import Event
import Glibc

/// What is known of the files of one destination, in memory and in a directory.
///
/// Changes are taken by ``put(_:)`` and ``remove(_:)``, and get onto the disk by ``write()`` and ``sync()``. Where
/// those fail, what is known stays, and the next call writes all that is still missing.
///
/// `@unchecked Sendable`: used by one thread at a time; its owner, the destination's lane, sees to that.
package final class StateStore: @unchecked Sendable {
  /// The directory.
  package let directory: String
  /// Whether nothing was there: a first start.
  package let isNew: Bool
  /// What was damaged when the store was opened, and survived; for warnings.
  package let problems: [StateProblem]

  private let files: StateDirectory
  private let disk: any StateDisk
  private var lock: StateLock?
  private var table: StateTable
  private var savedNote: StateNote?
  /// The places that wait for ``commit(_:)``, while they do; nil of one that is to be forgotten.
  private var staged: [UInt64: FileState?]?
  private var lastNumber: UInt64

  /// The generation on the disk; 0 before the first.
  private var generation: UInt64
  /// The journal of that generation; nil where a snapshot is to be written before anything else.
  private var journal: StateJournal?
  private var snapshotBytes: Int64
  /// Whether the newest snapshot's name is not safe from a power cut yet.
  private var isNameBehind = false
  /// After a snapshot that failed, how long the journal is to be for another attempt.
  private var retryBytes: Int64 = 0

  /// The numbers that the disk does not know the newest state of, in the order of their change.
  private var pending: [UInt64] = []
  private var isPending: Set<UInt64> = []

  /// The bytes that are written at once.
  private static let blockBytes = 1 << 20

  /// Opens the store in `directory`, which is made if it is not there, and takes its lock.
  ///
  /// - Parameter destination: what messages call the destination, without secrets; kept for
  ///   ``SavedState/destination``.
  /// - Throws: ``StateError``; never for damage, which is told in ``problems``.
  package convenience init(
    directory: String, destination: String = ""
  ) throws(StateError) {
    try self.init(directory: directory, destination: destination, disk: SystemDisk())
  }

  /// The same, on another disk.
  init(
    directory: String, destination: String = "", disk: any StateDisk
  ) throws(StateError) {
    self.directory = directory
    self.disk = disk
    files = StateDirectory(path: directory)
    try files.make()
    lock = try StateLock(directory: directory)
    let loaded = try StateLoader(files)
    table = loaded.table
    savedNote = loaded.note
    problems = loaded.problems
    generation = loaded.generation
    isNew = loaded.generation == 0 && loaded.problems.isEmpty
    snapshotBytes = loaded.snapshotBytes
    if !destination.isEmpty { table.header.destination = destination }
    table.header.version = max(table.header.version, FollowState.version)
    // Numbers go on from the clock, since what is lost may have had any that were given before.
    lastNumber = max(table.highest, StateStore.microseconds)
    if loaded.isSound {
      journal = try? StateJournal(
        goingOn: files.journal(generation), disk, size: loaded.journalBytes)
    }
    // A disk that is full now may have room when there is something to write.
    if journal == nil { try? writeSnapshot() }
    if isNew { try? disk.synchronize(directory: directory + "/..") }
  }

  deinit { close() }

  // MARK: - What is known

  /// How many files are known.
  package var count: Int { table.count }

  /// All files, by their numbers; copied for the caller.
  package var states: [FileState] { table.sorted.map(\.state) }

  /// The file of a number.
  package subscript(number: UInt64) -> FileState? { table.entry(number)?.state }

  /// A number for a generation that is seen for the first time: higher than all before, on this disk
  /// and after any damage to it.
  package func newNumber() -> UInt64 {
    lastNumber += 1
    return lastNumber
  }

  /// Takes what is known of a file, in place of what was known before.
  package func put(_ state: FileState) {
    if staged != nil, let known = table.entry(state.number)?.state {
      staged?[state.number] = .some(state)
      // Where a record was cut must be known before anything of it is evaluated.
      let new = state.cuts.filter { !known.cuts.contains($0) && $0 >= known.offset }
      guard !new.isEmpty else { return }
      var cut = known
      cut.cuts = (cut.cuts + new).sorted()
      table.put(cut.trimmed())
      return note(state.number)
    }
    table.put(state.trimmed())
    note(state.number)
  }

  /// Forgets a file.
  package func remove(_ number: UInt64) {
    guard table.entry(number)?.state != nil else { return }
    if staged != nil {
      staged?[number] = .some(nil)
      return
    }
    table.remove(number)
    note(number)
  }

  private func note(_ number: UInt64) {
    if isPending.insert(number).inserted { pending.append(number) }
  }

  // MARK: - What belongs to the places

  /// What was given to ``commit(_:)`` with the places that are known now; nil if there is nothing, or it is damaged.
  package var committed: [UInt8]? { savedNote?.bytes }

  /// From now on places get onto the disk by ``commit(_:)`` alone, together with what belongs to them.
  ///
  /// Files that are seen for the first time, and where records were cut, are still written at once.
  package func holdPlaces() {
    if staged == nil { staged = [:] }
  }

  /// Writes all places and `note`, which belongs to just these, as one: after a crash either both are there or neither.
  ///
  /// Both are safe from a power cut then.
  /// - Throws: as ``write()``; both are then as they were, and the next call writes all.
  package func commit(_ note: [UInt8]) throws(StateError) {
    guard lock != nil else { throw .system(path: directory, code: EBADF) }
    let before = (table, savedNote)
    for (number, state) in staged ?? [:] {
      if let state { table.put(state.trimmed()) } else { table.remove(number) }
    }
    savedNote = StateNote(bytes: note)
    do throws(StateError) {
      try writeSnapshot()
    } catch {
      (table, savedNote) = before
      throw error
    }
    if staged != nil { staged = [:] }
    try synchronizeName()
  }

  // MARK: - The disk

  /// Writes what has changed: it survives the end of this process.
  /// - Throws: ``StateError/system(path:code:)``. What is not on the disk is written by the next call.
  package func write() throws(StateError) {
    guard lock != nil else { throw .system(path: directory, code: EBADF) }
    guard let journal else { return try writeSnapshot() }
    var encoder = RecordEncoder()
    var block = JSONBuffer()
    var (start, end) = (0, 0)
    defer {
      pending[..<start].forEach { isPending.remove($0) }
      pending.removeFirst(start)
    }
    while end < pending.count {
      let number = pending[end]
      if let entry = table.entry(number) {
        encoder.append(entry, to: &block)
      } else {
        encoder.append(removal: number, to: &block)
      }
      end += 1
      if end == pending.count || block.count >= StateStore.blockBytes {
        try journal.append(block)
        block.removeAll()
        start = end
      }
    }
  }

  /// Writes what has changed, and waits for the disk: it survives a power cut.
  /// - Throws: as ``write()``.
  package func sync() throws(StateError) {
    // Somebody may have cleared the directory.
    if journal?.isThere == false { journal = nil }
    try write()
    do throws(StateError) {
      try journal?.synchronize()
    } catch {
      // What the system could not write it may take for written (fsync(2)): all goes into a new file.
      journal = nil
      throw error
    }
    try synchronizeName()
  }

  /// Writes a snapshot if the journal has become long, so that both stay in proportion to what is known.
  ///
  /// - Parameter leastBytes: a shorter journal is left alone.
  /// - Returns: whether it did.
  /// - Throws: as ``write()``; the journal is then gone on with.
  @discardableResult
  package func compactIfWorthwhile(leastBytes: Int64 = 4 << 20) throws(StateError) -> Bool {
    guard let journal, journal.size > max(leastBytes, snapshotBytes / 2, retryBytes) else {
      return false
    }
    retryBytes = journal.size * 2
    try writeSnapshot()
    try synchronizeName()
    return true
  }

  /// Gives up the lock; what was not written by then is not written any more.
  package func close() {
    journal = nil
    lock = nil
  }

  private func writeSnapshot() throws(StateError) {
    let next = try StateSnapshot(files, disk).write(
      table, note: savedNote, generation: generation + 1)
    generation += 1
    journal = next.journal
    snapshotBytes = next.bytes
    retryBytes = 0
    isNameBehind = true
    pending.removeAll()
    isPending.removeAll()
    try? synchronizeName()
  }

  /// Makes the newest snapshot's name safe; then those before the last one are of no more use.
  private func synchronizeName() throws(StateError) {
    guard isNameBehind else { return }
    try disk.synchronize(directory: directory)
    isNameBehind = false
    for old in (try? files.generations(drafts: true)) ?? [] where old + 1 < generation {
      disk.remove(files.draft(old))
      disk.remove(files.snapshot(old))
      disk.remove(files.journal(old))
      disk.remove(files.note(old))
    }
  }

  private static var microseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(clamping: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}
