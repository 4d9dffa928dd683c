import CLinux
import Event
import Glibc

/// Runs a program for each notice, with the notice as JSON on its standard input.
///
/// Never a shell: the arguments are a list, in which `%{field}` stands for a value of the match.
final class CommandOutput: AlertOutput {
  private let settings: CommandSettings

  init(_ settings: CommandSettings) {
    self.settings = settings
  }

  func send(_ notice: AlertNotice) -> AlertVerdict {
    let arguments = settings.arguments.map { $0.text(of: notice) }
    guard let program = arguments.first else { return .refused("no program is named") }
    var process: pid_t = 0
    var ends: [Int32] = [-1, -1]
    guard genlog_pipe(&ends) == 0 else { return .later(Self.words(errno)) }
    let code = Self.spawn(&process, arguments, input: ends[0])
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      return .refused("\(program): cannot be started: \(Self.words(code))")
    }
    feed(input(notice), to: ends[1])
    return wait(for: process, program)
  }

  private static func spawn(_ process: inout pid_t, _ arguments: [String], input: Int32) -> Int32 {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO)
    // What it prints is no event of ours.
    posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that all of it can be ended; and no signal ignored as we ignore SIGPIPE.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    return posix_spawnp(&process, arguments[0], &files, &attributes, pointers, environ)
  }

  private func input(_ notice: AlertNotice) -> [UInt8] {
    switch settings.input {
    case .notice: notice.document + [0x0A]
    case .matches: Array("[".utf8) + notice.match + Array("]\n".utf8)
    case .text: Array(notice.text.utf8)
    }
  }

  /// Writes the notice; a program that does not read it is none the worse for it.
  private func feed(_ bytes: [UInt8], to end: Int32) {
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
    let limit = ContinuousClock.now + settings.limit
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(end, $0.baseAddress, $0.count) }
      if count > 0 {
        done += count
      } else if errno == EAGAIN, ContinuousClock.now < limit {
        var request = pollfd(fd: end, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, 100)
      } else if errno != EINTR {
        break
      }
    }
    close(end)
  }

  private func wait(for process: pid_t, _ program: String) -> AlertVerdict {
    let limit = ContinuousClock.now + settings.limit
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { return .later(Self.words(errno)) }
      if ContinuousClock.now >= limit {
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return .later("\(program): took longer than \(settings.limit), and was ended")
      }
      usleep(5000)
    }
    let signal = status & 0x7F
    if signal != 0 { return .later("\(program): ended by signal \(signal)") }
    let code = (status >> 8) & 0xFF
    // 75 is EX_TEMPFAIL of sysexits.h.
    if code == 0 { return .taken }
    let words = "\(program): ended with \(code)"
    return code == 75 ? .later(words) : .refused(words)
  }

  private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
