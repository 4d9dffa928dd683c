import Event
import FollowState
import GenesysLog
import Glibc
import LogInput
import PacketCapture

/// Which content each file holds: one that is remembered, a new one, or a copy of one.
///
/// A remembered content is gone on with only where device, inode and birth time, the beginning, and the bytes
/// before the committed place agree; or where the last two do and its own file holds it no more (a copy made
/// before a truncation, a file moved to another file system). Everything else begins anew.
final class GenerationTable {
  let store: StateStore
  private let maker: GenerationMaker

  /// What is read, by file.
  private(set) var live: [FileKey: Generation] = [:]
  /// Contents that are read or detached, by number.
  private(set) var byNumber: [UInt64: Generation] = [:]
  /// Contents whose file holds something else now, and since when; their copy may turn up.
  private var detached: [(generation: Generation, since: ContinuousClock.Instant)] = []
  /// Files that are not read yet.
  private(set) var parked: [FileKey: ParkedFile] = [:]
  /// Files whose content is read elsewhere now, or has changed while it was looked at.
  private var vacated: [FollowedFile] = []
  /// Whether a content is not read any more that parked files may be copies of.
  private var originalHasGone = false
  /// What is remembered of contents that are not read now.
  private var remembered: RememberedStates

  /// How long a content is remembered whose file is gone.
  private static let memory: Int64 = 30 * 86_400

  /// How long a content without a file may turn up elsewhere, before its unread rest is told lost.
  private static let search: Duration = .seconds(60)

  init(_ store: StateStore, _ maker: GenerationMaker) {
    self.store = store
    self.maker = maker
    remembered = RememberedStates(store.states)
  }

  /// Finds out what `files` hold; returns those that are read from now on.
  ///
  /// Those that are known by device and inode come first, so that no copy takes their place.
  func adopt(_ files: [FollowedFile], _ problem: (LogInputError) -> Void) -> [Generation] {
    var glances: [FileGlance] = []
    for file in files where live[file.key] == nil {
      do throws(LogInputError) {
        let glance = try FileGlance(file)
        if let format = glance.otherCompression {
          throw .otherCompression(path: file.path, format: format)
        }
        if CaptureReader.recognises(glance.head.span) { throw .capture(path: file.path) }
        glances.append(glance)
      } catch {
        problem(error)
      }
    }
    var adopted: [Generation] = []
    var others: [FileGlance] = []
    for glance in glances {
      if let state = ownState(of: glance) {
        if let generation = resume(state, glance) { adopted.append(generation) }
      } else {
        others.append(glance)
      }
    }
    // A log that was compressed in a moment may still be there itself, without a name: it is the one to read.
    for glance in others.filter({ !$0.isGzip }) + others.filter(\.isGzip) {
      if let generation = adopt(glance) { adopted.append(generation) }
    }
    return adopted
  }

  private func adopt(_ glance: FileGlance) -> Generation? {
    let before = parked.removeValue(forKey: glance.file.key)
    if glance.size == 0 { return glance.file.isListed ? park(glance, .empty, before) : nil }
    if glance.isGzip { return adoptArchive(glance, before) }
    if let found = detached.firstIndex(where: { glance.holds($0.generation) }) {
      let generation = detached.remove(at: found).generation
      bind(generation, to: glance)
      return generation
    }
    if let generation = displaced(into: glance) { return generation }
    if let state = strayState(of: glance) { return resume(state, glance) }
    if let original = original(of: glance, before) {
      return park(glance, original, before)
    }
    if !maker.isOnce, glance.file.isListed, glance.isYoung,
      before.map({ !$0.isOlder(than: ParkedFile.youth) }) ?? true
    {
      return park(glance, .young, before)
    }
    guard glance.isTrueStill else {
      // It was truncated under our eyes: what did not agree with the rest of the look proves nothing.
      vacated.append(glance.file)
      return nil
    }
    let number = store.newNumber()
    let name = remembered.newName(startingWith: glance.head, of: glance.file.key, number)
    return keep(maker.begin(glance, number, name, isFirstStart: store.isNew), glance)
  }

  // MARK: - What is remembered

  /// Forgets contents whose files have been gone for long.
  ///
  /// Where their directory is missing too, a file system may only not be there right now.
  func forgetOld() {
    let oldest = Int64(time(nil)) - GenerationTable.memory
    for state in remembered.all where state.lastSeen < oldest && state.isDirectoryThere {
      remembered.remove(state)
      store.remove(state.number)
    }
  }

  /// The state that was kept of this very file, if it still holds that content.
  private func ownState(of glance: FileGlance) -> FileState? {
    remembered.states(of: glance.file.key).last { glance.holds($0, isSameFile: true) }
  }

  /// A content that is read and stands in this file now, as its own holds something else: a copy was made, and
  /// the truncation behind it was not heard of yet.
  private func displaced(into glance: FileGlance) -> Generation? {
    for generation in live.values where generation.mayBegin(with: glance.head) {
      if glance.holds(generation), !generation.isInPlace { return move(generation, to: glance) }
    }
    return nil
  }

  /// Goes on with a content in another file; its own is to be looked at again.
  private func move(_ generation: Generation, to glance: FileGlance) -> Generation {
    if let file = generation.file {
      live[file.key] = nil
      vacated.append(file)
    }
    bind(generation, to: glance)
    return generation
  }

  /// The files that hold something else than what was seen of them; to be adopted again.
  func takeVacated() -> [FollowedFile] {
    let files = vacated
    vacated = []
    return files
  }

  /// The state of a file that is gone, if this one holds its content.
  private func strayState(of glance: FileGlance) -> FileState? {
    GenerationTable.furthest(remembered.all.filter { glance.holds($0, isSameFile: false) })
  }

  /// The one of which most is acknowledged.
  private static func furthest(_ states: [FileState]) -> FileState? {
    states.max { $0.offset < $1.offset }
  }

  private func resume(_ state: FileState, _ glance: FileGlance) -> Generation? {
    guard let generation = maker.resume(state, glance) else { return nil }
    return keep(generation, glance)
  }

  private func keep(_ generation: Generation, _ glance: FileGlance) -> Generation {
    byNumber[generation.state.number] = generation
    remembered.remove(generation.state)
    bind(generation, to: glance)
    return generation
  }

  /// From now on the content is read where `glance` has seen it.
  private func bind(_ generation: Generation, to glance: FileGlance) {
    let file = glance.file
    generation.file = file
    generation.state.path = FilePath(file.path)
    generation.state.key = file.key
    generation.state.lastSeen = Int64(time(nil))
    generation.state.isComplete = false
    live[file.key] = generation
    parked[file.key] = nil
    store.put(generation.state)
  }

  // MARK: - Compressed logs

  /// A gzip file is read once it is complete, and only as far as its content was not read before.
  private func adoptArchive(_ glance: FileGlance, _ before: ParkedFile?) -> Generation? {
    let file = glance.file
    guard let head = try? ArchiveGlance.head(file) else { return park(glance, .growing, before) }
    // Packets are passed over.
    if CaptureReader.recognises(head.span) { return nil }
    let mark = ContentMark.of(head.span)
    let isKnown = { (state: FileState) in
      state.head.length == head.count && !head.isEmpty
        ? state.head == mark : state.head.matches(beginningOf: head)
    }
    if remembered.states(of: file.key).contains(where: { $0.isComplete && isKnown($0) }) {
      return nil
    }
    let states = remembered.all.filter(isKnown)
    let others = live.values.filter { $0.file !== file && isKnown($0.state) }
    let lost = detached.map(\.generation).filter { isKnown($0.state) }
    let places = Set(
      states.map(\.offset) + others.flatMap { [$0.state.offset, $0.place.offset] }
        + lost.map(\.place.offset))
    guard let look = try? ArchiveGlance(file, keepingBefore: places) else {
      return park(glance, .growing, before)
    }
    if look.fault == .endsEarly, !maker.isOnce, !isLongUnchanged(glance, before) {
      return park(glance, .growing, before)
    }
    if let generation = others.first(where: { look.holds($0) && !$0.isInPlace }) {
      maker.open(generation, look)
      return move(generation, to: glance)
    }
    if others.contains(where: { look.holds($0.state) }) {
      // What it was made from is still there, and read.
      return park(glance, .copy(isCertain: true), before)
    }
    if let generation = lost.first(where: { look.holds($0) }) {
      detached.removeAll { $0.generation === generation }
      maker.open(generation, look)
      bind(generation, to: glance)
      return generation
    }
    if let state = GenerationTable.furthest(states.filter { look.holds($0) }) {
      return resume(state, look, glance)
    }
    let number = store.newNumber()
    let name = remembered.newName(startingWith: head, of: file.key, number)
    return keep(
      maker.begin(look, glance, number, name, isFirstStart: store.isNew), glance)
  }

  private func resume(
    _ state: FileState, _ look: ArchiveGlance, _ glance: FileGlance
  ) -> Generation? {
    guard state.offset < look.size else {
      var state = state
      state.isComplete = look.fault == nil
      state.path = FilePath(glance.file.path)
      state.key = glance.file.key
      remembered.insert(state)
      store.put(state)
      return nil
    }
    guard let generation = maker.resume(state, look, glance) else { return nil }
    return keep(generation, glance)
  }

  private func isLongUnchanged(_ glance: FileGlance, _ before: ParkedFile?) -> Bool {
    before.map { $0.size == glance.size && $0.isOlder(than: ParkedFile.patience) } ?? false
  }

  // MARK: - Copies

  /// What this file may be a copy of, as long as that is likely.
  private func original(of glance: FileGlance, _ before: ParkedFile?) -> ParkedFile.Reason? {
    for generation in live.values {
      guard let file = generation.file, file !== glance.file,
        generation.mayBegin(with: glance.head), glance.isBeginning(of: file)
      else { continue }
      guard let before, case .copy = before.reason, before.size == glance.size,
        before.isOlder(than: ParkedFile.doubt)
      else { return .copy(isCertain: false) }
      if case .copy(isCertain: true) = before.reason { return before.reason }
      // Long unchanged: then it is a copy if all of it is, and not just two logs that begin alike.
      guard glance.size >= ParkedFile.smallestCopy, glance.isBeginningThroughout(of: file)
      else { return nil }
      return .copy(isCertain: true)
    }
    return nil
  }

  private func park(
    _ glance: FileGlance, _ reason: ParkedFile.Reason, _ before: ParkedFile?
  ) -> Generation? {
    let isSame = before.map { $0.size == glance.size } ?? false
    parked[glance.file.key] = ParkedFile(
      file: glance.file, reason: reason, size: glance.size,
      since: isSame ? before?.since ?? .now : .now)
    return nil
  }

  // MARK: - Contents that go

  /// The file of a content holds something else now: the content is looked for in copies.
  ///
  /// - Returns: the content itself if it was found again.
  func detach(_ generation: Generation) -> Generation? {
    guard let file = generation.file else { return nil }
    live[file.key] = nil
    generation.file = nil
    for copy in parked.values {
      guard let glance = try? FileGlance(copy.file), glance.holds(generation) else {
        continue
      }
      bind(generation, to: glance)
      return generation
    }
    detached.append((generation, .now))
    return nil
  }

  /// Nothing more is to be read of a content; it is forgotten here, and remembered on disk.
  func complete(_ generation: Generation) {
    generation.state.isComplete = !generation.isDamaged
    release(generation)
  }

  /// The content is not read any more, as its file is nowhere.
  private func release(_ generation: Generation) {
    generation.state.lastSeen = Int64(time(nil))
    if let file = generation.file { live[file.key] = nil }
    byNumber[generation.state.number] = nil
    remembered.insert(generation.state)
    store.put(generation.state)
    originalHasGone = true
  }

  /// The contents that are looked for.
  var searched: [Generation] { detached.map(\.generation) }

  /// Lets go contents that were looked for long enough; returns them, to tell what was lost of them.
  func giveUpSearch(_ now: ContinuousClock.Instant) -> [Generation] {
    var lost: [Generation] = []
    detached.removeAll { entry in
      guard now - entry.since >= GenerationTable.search, entry.generation.isSettled else {
        return false
      }
      lost.append(entry.generation)
      return true
    }
    for generation in lost { release(generation) }
    return lost
  }

  /// Whether something is to be looked at again though nothing is heard of it.
  var hasTimers: Bool {
    !detached.isEmpty || originalHasGone || parked.values.contains { $0.hasTimer }
  }

  /// The files that may be read by now, though nothing was heard of them.
  func takeDue() -> [FollowedFile] {
    let all = originalHasGone
    originalHasGone = false
    return parked.values.filter { $0.isDue || (all && $0.isCopy) }.map(\.file)
  }
}

/// A file that is not read yet.
struct ParkedFile {
  /// Why.
  enum Reason: Equatable {
    /// Nothing is in it.
    case empty
    /// It is so short that its beginning does not tell it from others.
    case young
    /// It is being compressed: its end is not there yet.
    case growing
    /// All it holds, another file begins with: the copy before a truncation, or a backup.
    case copy(isCertain: Bool)
  }

  let file: FollowedFile
  let reason: Reason
  let size: Int64
  /// Since when it has been of that size.
  let since: ContinuousClock.Instant

  /// How long a file may be too short to be told from others.
  static let youth: Duration = .seconds(1)
  /// How long a file that may be a copy is watched for a difference.
  static let doubt: Duration = .seconds(10)
  /// How long a compressed file that ends early may go on growing after it last did.
  static let patience: Duration = .seconds(60)
  /// Shorter files that are alike are no copies.
  static let smallestCopy: Int64 = 1024

  func isOlder(than age: Duration) -> Bool { .now - since >= age }

  /// Whether it is held back as a copy.
  var isCopy: Bool {
    if case .copy = reason { true } else { false }
  }

  /// Whether it will be looked at again though nothing is heard of it.
  var hasTimer: Bool {
    switch reason {
    case .empty, .copy(isCertain: true): false
    case .young, .growing, .copy(isCertain: false): true
    }
  }

  /// Whether it is to be looked at again, though nothing was heard of it.
  var isDue: Bool {
    switch reason {
    case .empty: false
    case .young: isOlder(than: ParkedFile.youth)
    case .growing: isOlder(than: ParkedFile.patience)
    case .copy(let isCertain): !isCertain && isOlder(than: ParkedFile.doubt)
    }
  }
}
