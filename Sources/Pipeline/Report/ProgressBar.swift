import Glibc
import LogInput

/// A line on the terminal that tells how far a run is: part done, rate, time left.
///
/// Only where standard error is a terminal; never in a pipe or file.
struct ProgressBar: Sendable {
  private let sizes: [Int64]
  private let total: Int64
  private let start = MonotonicClock.seconds
  private var lastShown = 0.0
  private var isShown = false

  /// Makes the bar; nil where there is no terminal to show it on.
  init?(_ inputs: [InputFile]) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    sizes = inputs.map { input in
      var status = stat()
      guard !input.isStandardInput, stat(input.path, &status) == 0 else { return 0 }
      return Int64(status.st_size)
    }
    total = sizes.reduce(0, +)
  }

  /// Shows the state after a block of the input `index`, at most ten times a second.
  mutating func update(input index: Int, sourceBytes: Int64) {
    let now = MonotonicClock.seconds
    guard now - lastShown >= 0.1, now - start >= 0.3 else { return }
    lastShown = now
    isShown = true
    let done = sizes[..<index].reduce(0, +) + sourceBytes
    ProgressBar.write("\r\u{1B}[K" + text(done: done, seconds: now - start))
  }

  /// Removes the line, so that other text can be written.
  mutating func clear() {
    if isShown { ProgressBar.write("\r\u{1B}[K") }
    isShown = false
  }

  private func text(done: Int64, seconds: Double) -> String {
    let rate = Double(done) / max(seconds, 0.001)
    let speed = "\(Int(rate / 1e6)) MB/s"
    guard total > 0, done <= total else { return "\(done / 1_000_000) MB, \(speed)" }
    let width = 30
    let filled = Int(Double(width) * Double(done) / Double(total))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let left = Int(Double(total - done) / max(rate, 1))
    return "[\(bar)] \(done * 100 / total)% \(done / 1_000_000)/\(total / 1_000_000) MB, "
      + "\(speed), \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
