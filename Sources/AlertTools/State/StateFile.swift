import Alerting
import Glibc
import Pipeline

/// What rules know between two runs, in a file.
struct StateFile {
  /// Why a state cannot be used.
  struct Problem: Error, CustomStringConvertible {
    /// The message as printed.
    let description: String
  }

  /// Where it lies.
  let path: String

  /// How large a state may be.
  private static let mostBytes = 1 << 30

  /// Gives an engine what the file knows, if there is one.
  ///
  /// - Returns: the names of rules that begin afresh though the file is there.
  func restore(_ engine: AlertEngine) throws(Problem) -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    switch SmallText.read(path, limit: Self.mostBytes) {
    case .failure(let problem):
      throw Problem(
        description: "\(path): the state cannot be read: \(problem.reason)\n"
          + "help: name another file, or remove this one to begin afresh")
    case .success(let text):
      guard let fresh = engine.restore(Array(text.utf8)) else {
        throw Problem(
          description: "\(path): is no state of alert rules\n"
            + "help: name another file, or remove this one to begin afresh")
      }
      return fresh
    }
  }

  /// Writes what an engine knows in the place of what was there, whole or not at all.
  func write(_ engine: AlertEngine) throws(Problem) {
    let bytes = engine.state
    let part = path + ".part"
    let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw problem(errno) }
    var done = 0
    var fault: Int32 = 0
    while done < bytes.count, fault == 0 {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
      }
      if count > 0 { done += count } else if errno != EINTR { fault = errno }
    }
    if fault == 0, fsync(descriptor) != 0 { fault = errno }
    close(descriptor)
    if fault == 0, rename(part, path) != 0 { fault = errno }
    if fault != 0 {
      unlink(part)
      throw problem(fault)
    }
  }

  private func problem(_ code: Int32) -> Problem {
    Problem(
      description:
        "\(path): the state cannot be written: \(String(cString: strerror(code)).lowercased())\n"
        + "help: name a file in a folder that can be written to")
  }
}
