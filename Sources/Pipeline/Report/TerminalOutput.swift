package import Delivery
import Glibc

/// What standard output offers to a table.
package enum TerminalOutput {
  /// Width and colour, where standard output is a terminal and a destination; a plain page elsewhere.
  package static func describe(_ destinations: [Destination]) -> Terminal {
    guard destinations == [.standardOutput], isatty(STDOUT_FILENO) == 1 else { return Terminal() }
    var size = winsize()
    let width =
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
      ? Int(size.ws_col) : variable("COLUMNS").flatMap { Int($0) }
    return Terminal(width: width, usesColor: usesColor)
  }

  /// Whether standard output is a terminal that shows colours, and they are wanted.
  ///
  /// `NO_COLOR` (https://no-color.org) and `TERM=dumb` switch colour off.
  package static var usesColor: Bool {
    let isPlain = variable("NO_COLOR").map { !$0.isEmpty } ?? false
    return isatty(STDOUT_FILENO) == 1 && !isPlain && variable("TERM") != "dumb"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
