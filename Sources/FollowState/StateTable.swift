/// All that a store knows, in memory.
struct StateTable {
  /// The destination that it is about, and what newer versions say in the first record.
  var header = FormatHeader()

  /// Numbers in ascending order.
  ///
  /// New ones are higher than all before, so that one is nearly always appended.
  private var numbers: [UInt64] = []
  /// What is known of each of them; nil where it was forgotten.
  private var entries: [FileEntry?] = []
  /// How many of them are nil.
  private var holes = 0
  /// The files whose numbers came later than higher ones, which only damage makes.
  private var strays: [UInt64: FileEntry] = [:]

  /// Records of kinds that this version does not know, each once.
  private(set) var others: [[UInt8]] = []
  private var knownOthers: Set<[UInt8]> = []
  /// The highest number that was ever put; 0 for none.
  private(set) var highest: UInt64 = 0

  /// About what a record has.
  private static let usualBytes: Int64 = 300
  /// Room is not made for more at once: a damaged file may have any size.
  private static let maxReserved: Int64 = 1 << 20

  /// How many files there are.
  var count: Int { numbers.count - holes + strays.count }

  /// Makes room for as many files as `bytes` of records may hold, within reason.
  mutating func reserve(bytes: Int64) {
    let count = Int(min(max(bytes, 0) / StateTable.usualBytes, StateTable.maxReserved))
    guard count > entries.capacity else { return }
    numbers.reserveCapacity(count)
    entries.reserveCapacity(count)
  }

  /// What is known of a number.
  func entry(_ number: UInt64) -> FileEntry? {
    if let place = place(of: number) { return entries[place] }
    return strays.isEmpty ? nil : strays[number]
  }

  /// All that is known, by numbers.
  var sorted: [FileEntry] {
    let all = entries.compactMap { $0 }
    if strays.isEmpty { return all }
    return (all + strays.values).sorted { $0.state.number < $1.state.number }
  }

  /// Takes a state in place of what there is of its number; what newer versions say of that stays.
  mutating func put(_ state: FileState) {
    put(FileEntry(state: state, unknown: entry(state.number)?.unknown ?? []))
  }

  /// Takes an entry in place of what there is of its number.
  mutating func put(_ entry: FileEntry) {
    let number = entry.state.number
    if number > highest || numbers.isEmpty {
      highest = max(highest, number)
      numbers.append(number)
      entries.append(entry)
    } else if let place = place(of: number) {
      if entries[place] == nil { holes -= 1 }
      entries[place] = entry
    } else {
      strays[number] = entry
    }
  }

  /// Forgets a number.
  mutating func remove(_ number: UInt64) {
    guard let place = place(of: number) else {
      strays[number] = nil
      return
    }
    guard entries[place] != nil else { return }
    entries[place] = nil
    holes += 1
    // Each that is moved was paid for by one that was removed.
    if holes > 1024, holes > numbers.count / 2 { fillHoles() }
  }

  /// Keeps a record that is not understood.
  mutating func keep(_ other: [UInt8]) {
    if knownOthers.insert(other).inserted { others.append(other) }
  }

  private mutating func fillHoles() {
    entries = entries.filter { $0 != nil }
    numbers = entries.compactMap { $0?.state.number }
    holes = 0
  }

  /// Where a number stands among ``numbers``.
  private func place(of number: UInt64) -> Int? {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number ? low : nil
  }
}
