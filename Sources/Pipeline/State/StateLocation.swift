import Delivery
import Glibc

/// Where `genlog follow` remembers what was delivered.
enum StateLocation {
  /// The directory where `--state` names none: what systemd gives a service, else a place of the system for
  /// root, else one of the user.
  static var standard: String {
    standard(isRoot: geteuid() == 0) { name in getenv(name).map { String(cString: $0) } }
  }

  /// The same, for an environment.
  static func standard(isRoot: Bool, _ variable: (String) -> String?) -> String {
    // Several directories come with colons between (systemd.exec(5)); the first is the service's own.
    if let first = variable("STATE_DIRECTORY")?.split(separator: ":").first { return String(first) }
    let system = "/var/lib/genlog"
    if isRoot { return system }
    // The XDG base directory specification: a relative path is to be ignored.
    if let base = variable("XDG_STATE_HOME"), base.hasPrefix("/") { return base + "/genlog" }
    guard let home = variable("HOME"), !home.isEmpty else { return system }
    return home + "/.local/state/genlog"
  }

  /// What state calls the destination that is written as `text` after `--to`: without secrets.
  static func destination(_ text: String) -> String {
    (try? Destination(parsing: text))?.name ?? text
  }
}
