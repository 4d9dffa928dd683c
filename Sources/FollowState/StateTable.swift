/// All that a store knows, in memory.
struct StateTable {
  /// The destination that it is about, and what newer versions say in the first record.
  var header = FormatHeader()

  /// Files in no order; where one was removed there is nil, until another takes its place.
  private var entries: [FileEntry?] = []
  private var free: [Int] = []
  private var places: [UInt64: Int] = [:]
  /// Records of kinds that this version does not know, each once.
  private(set) var others: [[UInt8]] = []
  private var knownOthers: Set<[UInt8]> = []
  /// The highest number that was ever put or removed; 0 for none.
  private(set) var highest: UInt64 = 0

  /// How many files there are.
  var count: Int { places.count }

  /// Makes room for many.
  mutating func reserve(_ count: Int) {
    entries.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// The entry of a number.
  func entry(_ number: UInt64) -> FileEntry? {
    places[number].flatMap { entries[$0] }
  }

  /// The state of a number; what newer versions say of it stays when it is set.
  func state(_ number: UInt64) -> FileState? { entry(number)?.state }

  /// All entries, by their numbers.
  var sorted: [FileEntry] {
    entries.compactMap { $0 }.sorted { $0.state.number < $1.state.number }
  }

  /// Takes a state in place of what there is of its number.
  mutating func put(_ state: FileState) {
    guard let place = places[state.number], entries[place] != nil else {
      return put(FileEntry(state: state))
    }
    entries[place]?.state = state
  }

  /// Takes an entry in place of what there is of its number.
  mutating func put(_ entry: FileEntry) {
    let number = entry.state.number
    highest = max(highest, number)
    if let place = places[number] {
      entries[place] = entry
    } else if let place = free.popLast() {
      entries[place] = entry
      places[number] = place
    } else {
      places[number] = entries.count
      entries.append(entry)
    }
  }

  /// Forgets a number.
  mutating func remove(_ number: UInt64) {
    guard let place = places.removeValue(forKey: number) else { return }
    highest = max(highest, number)
    entries[place] = nil
    free.append(place)
  }

  /// Keeps a record that is not understood.
  mutating func keep(_ other: [UInt8]) {
    if knownOthers.insert(other).inserted { others.append(other) }
  }

  /// Applies a record, whatever it is.
  mutating func apply(_ record: StateRecord) {
    switch record {
    case .file(let entry): put(entry)
    case .removal(let number): remove(number)
    case .format(let header): self.header = header
    case .other(let bytes): keep(bytes)
    case .end: break
    }
  }
}
