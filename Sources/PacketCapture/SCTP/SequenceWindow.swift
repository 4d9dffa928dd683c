/// Which of the latest numbers were seen, so that what comes twice is known.
struct SequenceWindow {
  /// What a number is.
  enum Answer {
    case new, repeated
  }

  /// Numbers that are known: more than a sender may have on its way.
  private static let size = 4096
  /// Numbers that are further away begin a new count.
  private static let maxStep = 1 << 16

  private var seen = [UInt64](repeating: 0, count: size / 64)
  /// The greatest number; nil before the first.
  private var newest: UInt32?

  /// Takes a number in; one that is long past is taken for repeated.
  mutating func add(_ number: UInt32) -> Answer {
    guard let newest else { return restart(number) }
    let step = distance(from: newest, to: number)
    guard abs(step) <= Self.maxStep else { return restart(number) }
    if step > 0 {
      for offset in 1...min(step, Self.size) {
        set(number &- UInt32(truncatingIfNeeded: min(step, Self.size) - offset), false)
      }
      self.newest = number
      set(number, true)
      return .new
    }
    guard step > -Self.size, !isSet(number) else { return .repeated }
    set(number, true)
    return .new
  }

  private mutating func restart(_ number: UInt32) -> Answer {
    for word in seen.indices { seen[word] = 0 }
    newest = number
    set(number, true)
    return .new
  }

  private func isSet(_ number: UInt32) -> Bool {
    let place = Int(number) % Self.size
    return seen[place / 64] & 1 << UInt64(place % 64) != 0
  }

  private mutating func set(_ number: UInt32, _ isSeen: Bool) {
    let place = Int(number) % Self.size
    if isSeen {
      seen[place / 64] |= 1 << UInt64(place % 64)
    } else {
      seen[place / 64] &= ~(1 << UInt64(place % 64))
    }
  }
}
