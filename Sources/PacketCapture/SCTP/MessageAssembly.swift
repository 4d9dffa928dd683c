/// Puts the messages together that one end of an association sends in parts (RFC 9260 s 6.9).
///
/// The parts of a message have numbers that follow each other. What is there of it is a run of parts, which grows
/// at both ends and is joined with those that it meets.
struct MessageAssembly {
  /// A message that is whole, or was given up.
  struct Result {
    /// What SCTP says of it.
    let message: SCTPMessage
    /// Its bytes from its beginning on, as far as they are there.
    let bytes: [UInt8]
    /// How many bytes are missing behind those, at least.
    let missing: Int
  }

  /// Parts that follow each other.
  private struct Run {
    let message: SCTPMessage
    var first: UInt32
    var last: UInt32
    var isBegun: Bool
    var isEnded: Bool
    /// The bytes of each part, and how many of it were not captured.
    var parts: [(bytes: [UInt8], missing: Int)]
    var byteCount: Int
    /// When its first part came.
    let begun: Int64
  }

  /// The longest message: 1 MiB.
  private static let maxBytes = 1 << 20
  /// Parts of a message.
  private static let maxParts = 4096
  /// Messages that wait for parts at a time.
  private static let maxRuns = 64

  private var runs: [Run] = []

  /// Whether no message waits for parts.
  var isEmpty: Bool { runs.isEmpty }

  /// Bytes that wait.
  private(set) var heldBytes = 0

  /// Takes a part that is not the whole message; hands on what is whole by it, or given up for it.
  mutating func add(
    _ data: SCTPData, of bytes: Span<UInt8>, at time: Int64, _ take: (Result) -> Void
  ) {
    let part = (bytes: bytes.extracting(data.payload).copied, missing: data.missing)
    var run = Run(
      message: data.message, first: data.number, last: data.number, isBegun: data.isBegin,
      isEnded: data.isEnd, parts: [part], byteCount: part.bytes.count, begun: time)
    heldBytes += part.bytes.count
    if !run.isBegun, let place = runs.firstIndex(where: { Self.continues($0, with: run) }) {
      run = Self.joined(runs.remove(at: place), run)
    }
    if !run.isEnded, let place = runs.firstIndex(where: { Self.continues(run, with: $0) }) {
      run = Self.joined(run, runs.remove(at: place))
    }
    if run.isBegun, run.isEnded {
      finish(run, take)
    } else if run.byteCount > Self.maxBytes || run.parts.count > Self.maxParts {
      finish(run, take)
    } else {
      if runs.count >= Self.maxRuns { finish(runs.removeFirst(), take) }
      runs.append(run)
    }
  }

  /// Gives up messages whose first part came before a time.
  mutating func expire(before time: Int64, _ take: (Result) -> Void) {
    while let place = runs.firstIndex(where: { $0.begun < time }) {
      finish(runs.remove(at: place), take)
    }
  }

  /// Gives up all messages.
  mutating func giveUp(_ take: (Result) -> Void) {
    for run in runs { finish(run, take) }
    runs = []
  }

  /// Whether a run goes on with another one.
  private static func continues(_ run: Run, with next: Run) -> Bool {
    run.last &+ 1 == next.first && !run.isEnded && !next.isBegun
      && run.message.stream == next.message.stream && run.message.sequence == next.message.sequence
  }

  private static func joined(_ run: Run, _ next: Run) -> Run {
    var whole = Run(
      message: run.message, first: run.first, last: next.last, isBegun: run.isBegun,
      isEnded: next.isEnded, parts: run.parts, byteCount: run.byteCount + next.byteCount,
      begun: min(run.begun, next.begun))
    whole.parts += next.parts
    return whole
  }

  /// Hands a run on, from its beginning to the first byte that is missing; without a beginning it is of no use.
  private mutating func finish(_ run: Run, _ take: (Result) -> Void) {
    heldBytes -= run.byteCount
    var bytes: [UInt8] = []
    var missing = 0
    for part in run.parts {
      if missing == 0 {
        bytes += part.bytes
        missing += part.missing
      } else {
        missing += part.bytes.count + part.missing
      }
    }
    if !run.isEnded { missing += 1 }
    guard run.isBegun else {
      return take(Result(message: run.message, bytes: [], missing: missing))
    }
    take(Result(message: run.message, bytes: bytes, missing: missing))
  }
}
