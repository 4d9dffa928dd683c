import FollowState
import GenesysLog
import Glibc
import LogInput

/// One content of one file, as one lane reads it.
///
/// A file that is truncated begins a new generation; one that is renamed, or whose content is found again in
/// another file, goes on.
final class Generation {
  /// What is remembered of it.
  var state: FileState
  /// Where its bytes are read; nil while they are nowhere to be found.
  var file: FollowedFile?
  /// Where its log stands at `place`.
  var reader: LogReader
  /// The first byte that no destination was given.
  var place: TailPlace
  /// How blocks are cut: by lines, but for spools.
  var framing = BlockReader.Framing.lines
  /// The content of a compressed file, from `place` on.
  var archive: BlockReader?
  /// Whether the compressed file ended early, or has a fault: it is looked at again when it changes.
  var isDamaged = false
  /// Whether the next segment of the same log may be read.
  var isSegmentDone = false
  /// The whole lines behind `place` that belong to a record which may go on.
  var unfinishedBytes = 0
  /// All bytes behind `place` that were seen, a line without its end among them.
  var waitingBytes: Int64 = 0
  /// The largest size that was seen.
  var seenSize: Int64 = 0
  /// Since when there have been bytes that are not delivered; nil if there are none.
  private var behindSince: ContinuousClock.Instant?
  /// The time of the last event that came of it in this run, in microseconds since 1970, where that matters.
  var reached = Int64.min
  /// How much of it is read at once where that matters: 0 is the least.
  var stride = 0
  /// When bytes were last seen to come.
  var lastGrowth = ContinuousClock.now
  /// The first bytes of the file: what tells most files apart at a glance.
  let firstBytes: [UInt8]
  /// Since when the file has seemed to be shorter than what was read of it.
  private var shrunkSince: ContinuousClock.Instant?
  /// What is on its way to the destination.
  private(set) var ledger = BlockLedger()

  init(_ state: FileState, _ reader: LogReader, at place: TailPlace, firstBytes: [UInt8]) {
    self.state = state
    self.reader = reader
    self.place = place
    self.firstBytes = firstBytes
    seenSize = place.offset
  }

  /// Whether everything that was read of it has been settled.
  var isSettled: Bool { ledger.isEmpty }

  /// How far it has been delivered.
  var lag: LaneMeter.FileLag {
    // The size of a compressed file is not that of its content.
    LaneMeter.FileLag(
      number: state.number, path: state.path, file: archive == nil ? file : nil,
      offset: state.offset,
      seenSize: seenSize, behindSince: behindSince)
  }

  /// Whether a content that begins with these bytes may be this one, or a copy of it.
  func mayBegin(with head: [UInt8]) -> Bool {
    let count = min(firstBytes.count, head.count)
    return count > 0 && firstBytes[..<count] == head[..<count]
  }

  /// Whether a block from the beginning of its file is what it begins with: it may be another content by now.
  func begins(with block: InputBlock) -> Bool {
    block.withBytes { bytes in
      firstBytes.indices.prefix(bytes.count).allSatisfy { bytes[$0] == firstBytes[$0] }
    }
  }

  /// Whether its file still holds what was read of it, as far as the bytes before its place tell.
  ///
  /// A file system of another machine may tell an old size for a moment, so that proves nothing there.
  var isInPlace: Bool {
    guard archive == nil, let file, let size = try? file.status().size else { return true }
    if size < place.offset { return file.isRemote }
    if place.offset == 0 {
      guard let head = try? FileGlance.read(file, at: 0, firstBytes.count) else { return true }
      return head == firstBytes
    }
    let start = place.offset - Int64(place.bytesBefore.count)
    guard let bytes = try? FileGlance.read(file, at: start, place.bytesBefore.count) else {
      return true
    }
    return bytes == place.bytesBefore
  }

  /// Whether the file has nothing that was not handed over.
  var isReadToEnd: Bool {
    guard let file, let status = try? file.status() else { return false }
    return status.size <= place.offset
  }

  /// Whether nothing was added for so long, by what was seen or by the file's own time.
  func isQuiet(for time: Duration) -> Bool {
    if .now - lastGrowth >= time { return true }
    guard let status = try? file?.status() else { return false }
    return status.modified / 1000 < WallClock.microseconds - time.microseconds
  }

  /// Where a record was ended that is read again: there it ends again, though the file now has more.
  ///
  /// Its event may have been taken already, and is known by the place where it begins.
  var nextCut: Int64? {
    guard let cut = state.cuts.filter({ $0 > place.offset }).min(),
      let size = try? file?.status().size, size > cut
    else { return nil }
    return cut
  }

  /// How many bytes a block has to pass: those in which no record ended, or all before a cut.
  func bytesToPass(before cut: Int64?) -> Int {
    guard let cut else { return unfinishedBytes }
    return Int(min(Int64(unfinishedBytes), cut - place.offset - 1))
  }

  /// Takes over the path that the file has now.
  func noticePath() {
    if let file { state.path = FilePath(file.path) }
  }

  /// Whether the file is shorter than what was read for the second time, half a second apart or more.
  func isShrunkTwice() -> Bool {
    guard let shrunkSince else {
      shrunkSince = .now
      return false
    }
    return .now - shrunkSince >= .milliseconds(500)
  }

  /// Marks more of the file's beginning, once it has more.
  func growHead() {
    guard state.head.length < FileGlance.headBytes, state.offset >= Int64(2 * state.head.length),
      archive == nil, let file,
      let head = try? FileGlance.read(file, at: 0, FileGlance.headBytes),
      // What is there now may be another content already.
      head.count > state.head.length, state.head.matches(beginningOf: head)
    else { return }
    state.head = .of(head.span)
  }

  /// Leaves out everything before `offset`.
  func skip(to offset: Int64) {
    place = TailPlace(offset: offset)
    state.offset = offset
    state.isComplete = true
  }

  /// Notes a block that is handed over; it ends at `place`.
  func hand(over number: Int) {
    behindSince = behindSince ?? .now
    ledger.add(number, end: place)
  }

  /// Notes that a block was settled; true if the committed offset has moved.
  func settle(_ number: Int) -> Bool {
    guard let end = ledger.settle(number) else { return false }
    state.offset = end.offset
    state.tail = .of(end.bytesBefore.span)
    state.cuts.removeAll { $0 < end.offset }
    behindSince = ledger.isEmpty ? nil : .now
    return true
  }
}

/// The blocks of a file that are on their way, in the file's order.
///
/// They are settled in any order; what is remembered is the place up to which all are.
struct BlockLedger {
  private struct Entry {
    let number: Int
    let end: TailPlace
    var isSettled = false
  }

  private var entries: [Entry] = []

  /// Whether nothing is on its way.
  var isEmpty: Bool { entries.isEmpty }

  /// Adds a block, which ends at `end`.
  mutating func add(_ number: Int, end: TailPlace) {
    entries.append(Entry(number: number, end: end))
  }

  /// Settles a block; returns the place up to which all are settled, if it has moved.
  mutating func settle(_ number: Int) -> TailPlace? {
    guard let index = entries.firstIndex(where: { $0.number == number }) else { return nil }
    entries[index].isSettled = true
    guard let open = entries.firstIndex(where: { !$0.isSettled }) else {
      let end = entries.last?.end
      entries.removeAll(keepingCapacity: true)
      return end
    }
    guard open > 0 else { return nil }
    let end = entries[open - 1].end
    entries.removeFirst(open)
    return end
  }
}

extension FileState {
  /// Whether the directory of its path is there.
  var isDirectoryThere: Bool {
    let bytes = path.bytes
    let end = bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return FilePath(bytes: end == 0 ? [UInt8(ascii: ".")] : Array(bytes[..<end]))
      .withCString { access($0, F_OK) == 0 }
  }

  /// Which file it is.
  var key: FileKey {
    get { FileKey(device: device, inode: inode, birth: birth) }
    set {
      device = newValue.device
      inode = newValue.inode
      birth = newValue.birth
    }
  }
}
