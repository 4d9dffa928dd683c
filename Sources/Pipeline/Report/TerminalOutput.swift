import Delivery
import Glibc

/// What standard output offers to a table.
enum TerminalOutput {
  /// Width and colour, where standard output is a terminal and a destination; a plain page elsewhere.
  ///
  /// `NO_COLOR` (https://no-color.org) and `TERM=dumb` switch colour off.
  static func describe(_ destinations: [Destination]) -> Terminal {
    guard destinations == [.standardOutput], isatty(STDOUT_FILENO) == 1 else { return Terminal() }
    var size = winsize()
    let width =
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
      ? Int(size.ws_col) : variable("COLUMNS").flatMap { Int($0) }
    let isPlain = variable("NO_COLOR").map { !$0.isEmpty } ?? false
    return Terminal(width: width, usesColor: !isPlain && variable("TERM") != "dumb")
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
