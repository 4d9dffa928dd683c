/// The values of one record, as places in its bytes: what an ``EventLayout`` turns into JSON.
///
/// One instance is used again and again, so that a record costs no allocation.
package struct EventValues: ~Copyable {
  /// A place in the record's bytes.
  private struct Slot {
    var start: Int32
    var end: Int32
  }

  /// How many slots there are.
  package static let slotCount = 256

  /// The record's time, in microseconds since 1970-01-01T00:00:00Z.
  package var time: Int64 = 0
  /// Whether the record has a time.
  package var hasTime = false
  /// How many digits of the second the source printed.
  package var timeDigits = 3
  /// The offset of the record's first byte in its file.
  package var offset: Int64 = 0
  /// The marks set so far.
  package var tags = EventTags(rawValue: 0)
  /// The slots whose value is there and not empty.
  private(set) var present = SlotSet()
  /// JSON values made for this record; a slot that ``EventField/Source/json(_:)`` names lies in here.
  package var fragments = JSONBuffer(capacity: 16 << 10)

  private let slots: UnsafeMutablePointer<Slot>

  /// Makes values that are all absent.
  package init() {
    slots = .allocate(capacity: EventValues.slotCount)
    slots.initialize(repeating: Slot(start: 0, end: 0), count: EventValues.slotCount)
  }

  deinit {
    slots.deallocate()
  }

  /// Sets the value at `index` to the bytes in `range`; nil makes it absent.
  package mutating func set(_ index: Int, _ range: Range<Int>?) {
    precondition(index >= 0 && index < EventValues.slotCount)
    let range = range ?? 0..<0
    slots[index] = Slot(
      start: Int32(truncatingIfNeeded: range.lowerBound),
      end: Int32(truncatingIfNeeded: range.upperBound))
    present.set(index, to: !range.isEmpty)
  }

  /// Takes what was appended to ``fragments`` since it held `start` bytes for the value at `index`.
  package mutating func setFragment(_ index: Int, from start: Int) {
    set(index, start..<fragments.count)
  }

  /// Makes values absent, and forgets the fragments.
  package mutating func clear(_ indices: Range<Int>) {
    for index in indices { present.set(index, to: false) }
    fragments.removeAll()
  }

  /// Sets the values from `first` on to the groups of a match.
  ///
  /// - Parameters:
  ///   - bounds: a start and an end for each, -1 where a group took no part.
  ///   - shift: where the matched text starts.
  package mutating func set(from first: Int, _ bounds: Span<Int>, shift: Int) {
    precondition(first >= 0 && first &+ bounds.count / 2 <= EventValues.slotCount)
    var present = present
    var slot = first
    var place = 0
    while place &+ 1 < bounds.count {
      let start = bounds[unchecked: place]
      let end = bounds[unchecked: place &+ 1]
      slots[slot] = Slot(
        start: Int32(truncatingIfNeeded: start &+ shift),
        end: Int32(truncatingIfNeeded: end &+ shift))
      // Where a group took no part both are -1.
      present.set(slot, to: end > start)
      slot &+= 1
      place &+= 2
    }
    self.present = present
  }

  /// The bytes of the value at `index`, one that is there.
  @inline(__always)
  func range(_ index: Int) -> Range<Int> {
    precondition(index < EventValues.slotCount)
    return Range(uncheckedBounds: (Int(slots[index].start), Int(slots[index].end)))
  }
}
