import ArgumentParser
import Glibc

/// Standard output for commands that answer in text.
package enum StandardOutput {
  /// Writes text, with a newline at its end.
  package static func write(_ text: String) throws {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    try write(bytes.span)
  }

  /// Writes bytes.
  ///
  /// - Throws: an exit code. A reader that has gone is no failure: the program ends quietly.
  package static func write(_ bytes: Span<UInt8>) throws {
    try bytes.withUnsafeBytes { all in
      var done = 0
      while done < all.count {
        let count = Glibc.write(STDOUT_FILENO, all.baseAddress.map { $0 + done }, all.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure(errno) }
        done += count
      }
    }
  }

  private static func failure(_ code: Int32) -> ExitCode {
    if code == EPIPE { return .success }
    Exit.tell("standard output: cannot be written: \(String(cString: strerror(code)))")
    return ExitCode(4)
  }
}
