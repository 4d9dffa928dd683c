import Glibc

/// Why there is no page.
package enum PatternServerError: Error, Equatable, CustomStringConvertible {
  /// Something listens at the port already.
  case portTaken(UInt16)
  /// The port cannot be had; `errno` is the system's.
  case portRefused(UInt16, errno: Int32)
  /// The server ended by itself; the text is FlyingFox's.
  case ended(reason: String)

  /// The error in words.
  package var description: String {
    switch self {
    case .portTaken(let port):
      "port \(port): something listens there already\n"
        + "help: choose another with --port, or any free one with --port 0"
    case .portRefused(let port, let code):
      "port \(port): \(String(cString: strerror(code)))\n"
        + "help: choose a port above 1023 with --port"
    case .ended(let reason):
      "the server has ended: \(reason)\nhelp: start it again"
    }
  }
}
