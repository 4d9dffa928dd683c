import Glibc
import TestServers

// lumberjack-double: a beats input for clients of others, until its standard input ends.
// It prints its port, then each event that it acknowledges, one a line; each window is acknowledged in
// two parts, after a sign of life.

@Sendable func say(_ lines: [String]) {
  let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count <= 0 { return }
    done += count
  }
}

let server = LumberjackServer { window in
  say(window.events)
  return .keepAlive(times: 1, pauseMilliseconds: 1, then: [.partly([window.count / 2])])
}
say(["\(server.port)"])
while getchar() != EOF {}
server.stop()
