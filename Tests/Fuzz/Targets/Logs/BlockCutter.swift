import GenesysLog

/// Gives a log to a reader in blocks of any size, as ``LogInput`` would.
struct BlockCutter {
  /// A block: where it stands, its bytes, and what follows it.
  struct Block {
    var start: Int
    var bytes: [UInt8]
    var following: RecordReader.Following
  }

  private let log: [UInt8]
  private var sizes: Sizes
  private var start = 0
  private var end = 0
  private var isDone = false

  /// Cuts `log` into blocks whose sizes follow from `seed`; one block where it is 0.
  init(_ log: [UInt8], seed: UInt8) {
    self.log = log
    sizes = Sizes(seed: seed)
    if seed == 0 { end = log.count }
  }

  /// The next block, which begins where the last was left; nil at the end.
  mutating func next(leftAt place: Int) -> Block? {
    start += place
    guard !isDone else { return nil }
    end = min(end + sizes.next(), log.count)
    end = log[end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? log.count
    isDone = end == log.count
    return Block(start: start, bytes: Array(log[start..<end]), following: isDone ? .end : .more)
  }

  private struct Sizes {
    private var state: UInt32

    init(seed: UInt8) { state = UInt32(seed) &* 0x9E37_79B9 | 1 }

    mutating func next() -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 24) * Int(state >> 20 & 3)
    }
  }
}
