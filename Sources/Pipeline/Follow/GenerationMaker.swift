import Event
import FollowState
import GenesysLog
import LogInput

/// Where a file is begun that is there when genlog follows for the first time.
package enum FollowStart: Sendable, Equatable {
  /// At its first byte.
  case beginning
  /// At its end.
  case end
  /// At the first record of this time (microseconds since 1970) or later.
  case time(Int64)
}

/// Begins generations, and goes on with remembered ones.
struct GenerationMaker {
  let logs: LogOpener
  let tail: TailReader
  let start: FollowStart
  let isOnce: Bool

  private var rewind: LogRewind { LogRewind(tail: tail, readsRecords: logs.readsRecords) }

  /// A new generation, from the file's first byte on as a rule.
  ///
  /// - Parameter isFirstStart: whether nothing is remembered: then files may be begun elsewhere.
  func begin(
    _ glance: FileGlance, _ number: UInt64, _ name: EventHash.Value, isFirstStart: Bool
  ) -> Generation {
    var state = FileState(number: number, name: name, path: FilePath(glance.file.path))
    state.head = .of(glance.head.span)
    var (reader, day) = reader(glance, day: nil)
    state.day = day
    var place = start(of: glance)
    if isFirstStart, glance.file.isFirstScan, !isSpool(glance) {
      place = startPlace(glance, &reader)
      state.offset = place.offset
      state.tail = .of(place.bytesBefore.span)
    }
    return generation(state, glance, reader, place)
  }

  /// Goes on with a generation; nil if its file changes while it is looked at.
  func resume(_ state: FileState, _ glance: FileGlance) -> Generation? {
    var (reader, _) = reader(glance, day: state.day)
    reader.skipAfterHeader(state.taken)
    var place = TailPlace()
    if isSpool(glance) {
      // Its records stand for themselves.
      let start = max(state.offset - Int64(TailPlace.mostBytesBefore), 0)
      guard
        let before = try? FileGlance.read(glance.file, at: start, Int(state.offset - start))
      else { return nil }
      place = TailPlace(offset: state.offset, bytesBefore: before)
    } else {
      guard let found = rewind.run(&reader, over: glance.file, to: .offset(state.offset)) else {
        return nil
      }
      place = found.offset > 0 ? found : start(of: glance)
      if state.cuts.contains(state.offset) { reader.endEarly() }
    }
    return generation(state, glance, reader, place)
  }

  // MARK: - Compressed logs

  /// A new generation of a compressed log.
  func begin(
    _ look: ArchiveGlance, _ glance: FileGlance, _ number: UInt64, _ name: EventHash.Value,
    isFirstStart: Bool
  ) -> Generation {
    var state = FileState(number: number, name: name, path: FilePath(look.file.path))
    state.head = .of(look.head.span)
    let (reader, day) = reader(look, glance, day: nil)
    state.day = day
    let generation = Generation(
      state, reader, at: TailPlace(), firstBytes: Array(look.head.prefix(EventNaming.headBytes)))
    generation.archive = try? ArchiveGlance.lines(look.file)
    if isFirstStart, look.file.isFirstScan, !isWanted(glance) {
      // Nothing of it is read.
      generation.archive = nil
      generation.skip(to: look.size)
    }
    return generation
  }

  /// Goes on with a compressed log; nil if it changes meanwhile.
  func resume(_ state: FileState, _ look: ArchiveGlance, _ glance: FileGlance) -> Generation? {
    var (reader, _) = reader(look, glance, day: state.day)
    reader.skipAfterHeader(state.taken)
    guard let blocks = try? ArchiveGlance.lines(look.file),
      let place = rewind.run(&reader, over: blocks, to: state.offset)
    else { return nil }
    if state.cuts.contains(state.offset) { reader.endEarly() }
    let generation = Generation(
      state, reader, at: place, firstBytes: Array(look.head.prefix(EventNaming.headBytes)))
    generation.archive = blocks
    return generation
  }

  /// Lets a generation go on in a compressed copy of its file.
  func open(_ generation: Generation, _ look: ArchiveGlance) {
    guard let blocks = try? ArchiveGlance.lines(look.file) else { return }
    var reader = generation.reader
    guard rewind.run(&reader, over: blocks, to: generation.place.offset) != nil else { return }
    generation.archive = blocks
  }

  private func isWanted(_ glance: FileGlance) -> Bool {
    switch start {
    case .beginning: true
    case .end: false
    case .time(let time): glance.modified * 1_000_000 >= time - 1_000_000
    }
  }

  private func reader(
    _ look: ArchiveGlance, _ glance: FileGlance, day: Int32?
  ) -> (reader: LogReader, day: Int32) {
    let blocks = try? ArchiveGlance.lines(look.file)
    return logs.reader(
      path: look.file.path, modified: glance.modified, day: day, isSpool: false
    ) { try? blocks?.next() }
  }

  private func generation(
    _ state: FileState, _ glance: FileGlance, _ reader: LogReader, _ place: TailPlace
  ) -> Generation {
    let generation = Generation(
      state, reader, at: place, firstBytes: Array(glance.head.prefix(EventNaming.headBytes)))
    if isSpool(glance) { generation.framing = .bytes }
    return generation
  }

  /// The first byte of a file.
  private func start(of glance: FileGlance) -> TailPlace {
    TailPlace(beginning: Array(glance.head.prefix(EventNaming.headBytes)))
  }

  private func isSpool(_ glance: FileGlance) -> Bool {
    logs.readsRecords && SpoolReader.recognises(glance.head.span)
  }

  private func reader(_ glance: FileGlance, day: Int32?) -> (reader: LogReader, day: Int32) {
    var place = TailPlace()
    var isDone = false
    return logs.reader(
      path: glance.file.path, modified: glance.modified, day: day, isSpool: isSpool(glance)
    ) {
      guard !isDone, case .block(let block, let extent)? = try? tail.next(glance.file, &place)
      else { return nil }
      place.advance(over: block, block.count, inputBytes: extent.inputBytes)
      isDone = extent.isAtEnd
      return block
    }
  }

  private func startPlace(_ glance: FileGlance, _ reader: inout LogReader) -> TailPlace {
    let place: TailPlace? =
      switch start {
      case .beginning: nil
      case .end: rewind.run(&reader, over: glance.file, to: .end)
      case .time(let time):
        // Nothing in it is younger than its last change.
        rewind.run(&reader, over: glance.file, to: isWanted(glance) ? .time(time) : .end)
      }
    return place ?? start(of: glance)
  }
}
