/// Values by their hashes, each in one of a few lists, in the order in which they were used.
///
/// Every list has values that are forgotten after the same time, so that those to forget stand at its head.
/// All is chained through one array and found by open addressing: each operation costs the same however many
/// values there are, and none allocates once the table has grown.
struct RecentTable<Value> {
  private struct Entry {
    var key: UInt64
    var value: Value
    var time: Int64
    var previous: Int32
    var next: Int32
    var list: Int32
  }

  /// Where an entry is, and the lower half of its hash, so that others are told apart without a look at them.
  private struct Slot {
    var tag: UInt32 = 0
    var place: Int32 = -1
  }

  private struct Ends {
    var oldest: Int32 = -1
    var newest: Int32 = -1
  }

  /// How many values fit.
  let capacity: Int
  /// How many there are.
  private(set) var count = 0

  private let blank: Value
  private var entries: [Entry] = []
  private var free: [Int32] = []
  private var ends: [Ends]
  /// Entries by hash; at most half of the slots are taken.
  private var slots: [Slot]

  /// An empty table.
  ///
  /// - Parameter blank: what stands where no value is.
  init(capacity: Int, lists: Int = 1, blank: Value) {
    self.capacity = min(max(capacity, 1), 1 << 24)
    self.blank = blank
    ends = Array(repeating: Ends(), count: max(lists, 1))
    slots = Array(repeating: Slot(), count: 256)
  }

  /// Whether a value has to be removed before another one comes in.
  var isFull: Bool { count >= capacity }

  /// The value at a place that the table gave.
  subscript(place: Int) -> Value {
    @inline(__always) _read { yield entries[place].value }
    @inline(__always) _modify { yield &entries[place].value }
  }

  /// When the value at a place was last used.
  func time(_ place: Int) -> Int64 { entries[place].time }

  /// The hash of the value at a place.
  func key(_ place: Int) -> UInt64 { entries[place].key }

  /// The list of the value at a place.
  func list(_ place: Int) -> Int { Int(entries[place].list) }

  /// The value of a list that was not used for longest; nil if the list is empty.
  func oldest(_ list: Int = 0) -> Int? {
    let place = ends[list].oldest
    return place >= 0 ? Int(place) : nil
  }

  /// The first value of a list if it was not used since `time`; nil if there is none.
  func expired(_ list: Int = 0, since time: Int64) -> Int? {
    guard let place = oldest(list), entries[place].time < time else { return nil }
    return place
  }

  /// Where the value of a hash is; nil if there is none.
  func find(_ key: UInt64) -> Int? {
    let tag = UInt32(truncatingIfNeeded: key)
    var slot = home(tag)
    while slots[slot].place >= 0 {
      let place = Int(slots[slot].place)
      if slots[slot].tag == tag, entries[place].key == key { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Takes in a value whose hash has none, into a table that is not full.
  ///
  /// - Returns: where it is.
  mutating func insert(_ key: UInt64, _ value: Value, list: Int = 0, at time: Int64) -> Int {
    if (count + 1) * 2 > slots.count { grow() }
    let entry = Entry(
      key: key, value: value, time: time, previous: -1, next: -1, list: Int32(list))
    let place: Int
    if let last = free.popLast() {
      place = Int(last)
      entries[place] = entry
    } else {
      place = entries.count
      entries.append(entry)
    }
    count += 1
    take(Slot(tag: UInt32(truncatingIfNeeded: key), place: Int32(place)))
    link(place)
    return place
  }

  /// Makes a value the one of its list, or of another, that was used last.
  mutating func use(_ place: Int, list: Int, at time: Int64) {
    entries[place].time = time
    if entries[place].list == list, ends[list].newest == place { return }
    unlink(place)
    entries[place].list = Int32(list)
    link(place)
  }

  /// Forgets the value at a place.
  mutating func remove(_ place: Int) {
    vacate(place)
    unlink(place)
    entries[place].value = blank
    free.append(Int32(place))
    count -= 1
  }

  @inline(__always)
  private func home(_ tag: UInt32) -> Int { Int(tag) & (slots.count - 1) }

  private mutating func take(_ taken: Slot) {
    var slot = home(taken.tag)
    while slots[slot].place >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = taken
  }

  /// Empties the slot of an entry, and moves those behind it up that would not be found any more.
  private mutating func vacate(_ place: Int) {
    let mask = slots.count - 1
    var hole = home(UInt32(truncatingIfNeeded: entries[place].key))
    while slots[hole].place >= 0, slots[hole].place != place { hole = (hole + 1) & mask }
    guard slots[hole].place >= 0 else { return }
    var slot = (hole + 1) & mask
    while slots[slot].place >= 0 {
      let distance = (slot &- home(slots[slot].tag)) & mask
      if distance >= (slot &- hole) & mask {
        slots[hole] = slots[slot]
        hole = slot
      }
      slot = (slot + 1) & mask
    }
    slots[hole] = Slot()
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.place >= 0 { take(slot) }
  }

  private mutating func unlink(_ place: Int) {
    let (previous, next) = (entries[place].previous, entries[place].next)
    let list = Int(entries[place].list)
    if previous >= 0 { entries[Int(previous)].next = next } else { ends[list].oldest = next }
    if next >= 0 { entries[Int(next)].previous = previous } else { ends[list].newest = previous }
  }

  private mutating func link(_ place: Int) {
    let list = Int(entries[place].list)
    let newest = ends[list].newest
    entries[place].previous = newest
    entries[place].next = -1
    if newest >= 0 {
      entries[Int(newest)].next = Int32(place)
    } else {
      ends[list].oldest = Int32(place)
    }
    ends[list].newest = Int32(place)
  }
}
