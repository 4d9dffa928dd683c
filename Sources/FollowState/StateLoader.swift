/// State as it is read from a directory, from whatever is sound there.
///
/// The newest snapshot that has all its records is where it begins; the journals and pieces of
/// snapshots after it are laid over that, in their order. Without damage this is one snapshot and its journal.
struct StateLoader {
  /// What is known.
  private(set) var table = StateTable()
  /// What the owner said of the places there; nil if it said nothing, or if that is damaged.
  private(set) var note: StateNote?
  /// What was damaged.
  private(set) var problems: [StateProblem] = []
  /// The newest generation that holds anything; 0 if there is none.
  private(set) var generation: UInt64 = 0
  /// The bytes of that generation's snapshot.
  private(set) var snapshotBytes: Int64 = 0
  /// The bytes of that generation's journal, up to the end of its last whole line.
  private(set) var journalBytes: Int64 = 0
  /// Whether a newline is missing behind them.
  private var lacksNewline = false
  /// Whether the newest journal can be added to; if not, the next thing to write is a snapshot.
  private(set) var isSound = false

  private let directory: StateDirectory

  /// Reads a directory.
  /// - Throws: as ``StateScan``, and where the directory cannot be listed.
  init(_ directory: StateDirectory) throws(StateError) {
    self.directory = directory
    let all = try directory.generations()
    let chain = try findBase(in: all)
    for (index, number) in chain.generations.enumerated() {
      if index > 0 || !chain.hasBase { try overlaySnapshot(number) }
      try overlayJournal(number)
    }
    // Even a record that only lacks its newline might be taken along, in a power cut, by what is written
    // behind it; and one that was cut off might come back.
    isSound = generation > 0 && !lacksNewline && problems.isEmpty
  }

  /// Whether a problem is that the newest journal ends in the middle of a record.
  func isTornEnd(_ problem: StateProblem) -> Bool {
    guard case .cutShort = problem.kind else { return false }
    return problem.path == directory.journal(generation)
  }

  /// Reads the newest complete snapshot; gives its generation and those after it.
  private mutating func findBase(
    in all: [UInt64]
  ) throws(StateError) -> (generations: [UInt64], hasBase: Bool) {
    for (index, number) in all.enumerated().reversed() {
      var table = StateTable()
      let path = directory.snapshot(number)
      let scan = try StateScan(path, into: &table)
      if scan.isCompleteSnapshot {
        self.table = table
        generation = number
        snapshotBytes = scan.size
        try readNote(number)
        return (Array(all[index...]), true)
      }
      if scan.isThere {
        problems.append(scan.problem ?? StateProblem(path: path, kind: .incomplete))
      }
    }
    return (all, false)
  }

  private mutating func readNote(_ number: UInt64) throws(StateError) {
    let path = directory.note(number)
    switch try StateNote.read(path) {
    case .missing: break
    case .damaged: problems.append(StateProblem(path: path, kind: .incomplete))
    case .sound(let note): self.note = note
    }
  }

  private mutating func overlaySnapshot(_ number: UInt64) throws(StateError) {
    let scan = try StateScan(directory.snapshot(number), into: &table)
    if scan.isThere { generation = number }
  }

  private mutating func overlayJournal(_ number: UInt64) throws(StateError) {
    let path = directory.journal(number)
    let scan = try StateScan(path, into: &table)
    if let problem = scan.problem { problems.append(problem) }
    if generation == number {
      // A journal is made before its snapshot gets its name.
      if !scan.isThere { problems.append(StateProblem(path: path, kind: .missing)) }
    } else if scan.isUntouched, scan.problem == nil {
      // What is left of a snapshot that was not finished.
      return
    } else {
      problems.append(StateProblem(path: directory.snapshot(number), kind: .missing))
      generation = number
    }
    journalBytes = scan.size
    lacksNewline = scan.lacksNewline
  }
}
