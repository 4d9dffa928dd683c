import LiveCapture
import Pipeline

/// Packets that were lost, and by whom.
struct DropCounts: Sendable, Equatable {
  /// Dropped by the kernel, as they were not fetched in time.
  var kernel = 0
  /// Dropped by a card or its driver.
  var interface = 0
  /// Dropped as too many waited to be decoded.
  var queue = 0
  /// Dropped as too many waited to be written to a file.
  var files = 0

  /// Whether none were.
  var isNone: Bool { self == DropCounts() }

  /// The counts in words, those that are zero left out.
  var text: String {
    [
      (kernel, "by the kernel"), (interface, "by the interface"),
      (queue, "as the queue to the decoder was full"), (files, "as the queue to --write was full"),
    ].compactMap { $0 > 0 ? "\($0) \($1)" : nil }.joined(separator: ", ")
  }

  /// What to do about it.
  var help: String {
    if queue > 0 || files > 0 {
      return
        "a destination or the disk is slow: a larger --queue bridges pauses, --filter takes less"
    }
    return kernel > 0
      ? "this machine is busy: a larger --kernel-buffer bridges pauses, --filter takes less"
      : "the card has no room: ethtool -g shows its ring, ethtool -G makes it larger"
  }

  /// What was lost since `earlier`.
  func since(_ earlier: DropCounts) -> DropCounts {
    DropCounts(
      kernel: kernel - earlier.kernel, interface: interface - earlier.interface,
      queue: queue - earlier.queue, files: files - earlier.files)
  }
}

/// Tells what is lost while a capture goes on.
struct LossWatch {
  private var drops = DropWatch()
  private var toldProblems = 0

  /// Tells what is new.
  ///
  /// - Parameters:
  ///   - problems: all that ended the capture on interfaces so far.
  ///   - counts: all packets that were lost so far; none, to say nothing of them.
  mutating func tell(
    _ problems: [LiveCaptureError], _ counts: DropCounts, _ messages: MessageLog
  ) {
    for problem in problems[toldProblems...] { messages.error("\(problem)") }
    toldProblems = problems.count
    guard !counts.isNone, let warning = drops.warning(counts, .now) else { return }
    messages.warning(warning)
  }
}

/// Decides when to tell that packets are lost: at once, and then every ten seconds while it goes on.
struct DropWatch {
  private var told = DropCounts()
  private var next: ContinuousClock.Instant?

  /// The pause between two warnings.
  private static let pause: Duration = .seconds(10)

  /// What to tell, if anything.
  mutating func warning(_ counts: DropCounts, _ now: ContinuousClock.Instant) -> String? {
    guard counts != told, next.map({ now >= $0 }) ?? true else { return nil }
    let lost = counts.since(told)
    told = counts
    next = now + Self.pause
    return "packets were dropped: \(lost.text)\nhelp: \(lost.help)"
  }
}
