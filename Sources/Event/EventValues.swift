/// The values of one record, as places in its bytes: what an ``EventLayout`` turns into JSON.
///
/// One instance is used again and again, so that a record costs no allocation.
package struct EventValues: ~Copyable {
  /// A place in the record's bytes; absent when `start` is negative.
  package struct Slot: Sendable {
    /// The first byte, or -1.
    package var start: Int32
    /// Just past the last byte.
    package var end: Int32
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
  /// Whether no byte of the record is above 0x7F.
  package var isASCII = false

  private let slots: UnsafeMutablePointer<Slot>

  /// Makes values that are all absent.
  package init() {
    slots = .allocate(capacity: EventValues.slotCount)
    slots.initialize(repeating: Slot(start: -1, end: -1), count: EventValues.slotCount)
  }

  deinit {
    slots.deallocate()
  }

  /// The value at `index`.
  package subscript(index: Int) -> Slot {
    get {
      precondition(index >= 0 && index < EventValues.slotCount)
      return slots[index]
    }
    set {
      precondition(index >= 0 && index < EventValues.slotCount)
      slots[index] = newValue
    }
  }

  /// Sets the value at `index` to the bytes in `range`; nil makes it absent.
  package mutating func set(_ index: Int, _ range: Range<Int>?) {
    if let range {
      self[index] = Slot(
        start: Int32(truncatingIfNeeded: range.lowerBound),
        end: Int32(truncatingIfNeeded: range.upperBound))
    } else {
      self[index] = Slot(start: -1, end: -1)
    }
  }

  /// Whether the value at `index` is there and not empty.
  package func isPresent(_ index: Int) -> Bool {
    let slot = self[index]
    return slot.start >= 0 && slot.end > slot.start
  }
}
