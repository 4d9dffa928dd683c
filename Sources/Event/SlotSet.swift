/// Slots of ``EventValues``, a bit for each.
struct SlotSet: Hashable, Sendable {
  /// The first 64 slots, which nearly all patterns make do with.
  private var low: UInt64 = 0
  private var high = SIMD4<UInt64>(repeating: 0)

  /// Puts a slot in or takes it out.
  @inline(__always)
  mutating func set(_ slot: Int, to isMember: Bool) {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: slot & 63)
    if slot < 64 {
      // Without a branch: which groups take part no processor foretells.
      low = low & ~bit | (isMember ? bit : 0)
    } else {
      high[slot >> 6] = isMember ? high[slot >> 6] | bit : high[slot >> 6] & ~bit
    }
  }

  /// Whether a slot is in the set.
  func contains(_ slot: Int) -> Bool {
    (slot < 64 ? low : high[slot >> 6]) >> UInt64(slot & 63) & 1 != 0
  }

  /// The slots in both sets.
  @inline(__always)
  func intersection(_ other: SlotSet) -> SlotSet {
    var both = self
    both.low &= other.low
    both.high = both.high & other.high
    return both
  }
}
