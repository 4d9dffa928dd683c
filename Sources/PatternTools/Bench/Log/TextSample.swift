/// An even choice of texts, of which there may be any number.
///
/// Each text has a number that follows from its place alone, and those with the lowest are kept: the
/// choice is the same however the texts were divided among threads.
struct TextSample: Sendable {
  private let capacity: Int
  private var kept: [(number: UInt64, text: TrialText)] = []
  /// Numbers from here on are not among the lowest.
  private var limit = UInt64.max
  /// How many texts there were.
  private(set) var count = 0

  /// A choice of so many texts.
  init(capacity: Int) { self.capacity = max(1, capacity) }

  /// The texts.
  var texts: [TrialText] {
    kept.sorted { $0.number < $1.number }.prefix(capacity).map(\.text)
  }

  /// Counts a text; true if it is to be given to ``keep(_:_:)``.
  mutating func counts(_ number: UInt64) -> Bool {
    count += 1
    return number < limit
  }

  /// Keeps a text.
  mutating func keep(_ number: UInt64, _ text: TrialText) {
    kept.append((number, text))
    if kept.count >= 2 * capacity { shrink() }
  }

  /// Takes in another choice of the same capacity.
  mutating func merge(_ other: Self) {
    count += other.count
    for (number, text) in other.kept where number < limit { keep(number, text) }
  }

  /// A number for a place in a log, as even as if it were thrown (SplitMix64).
  static func number(offset: Int64, seed: UInt64) -> UInt64 {
    var mixed = (UInt64(bitPattern: offset) ^ seed) &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func shrink() {
    kept.sort { $0.number < $1.number }
    kept.removeLast(kept.count - capacity)
    limit = kept[capacity - 1].number
  }
}
