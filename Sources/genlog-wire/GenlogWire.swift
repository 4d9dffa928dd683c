import ArgumentParser
import Glibc
import Pipeline
import ProgramOptions

/// The companion program: arguments in, exit codes out.
@main
struct GenlogWire: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genlog-wire",
    abstract: "Turns the network traffic of a contact centre into JSON events.",
    discussion: """
      Exit codes: 0 done; 2 usage or configuration; 3 an input could not be read, in whole or in part \
      (the rest was done); 4 a destination refused events (those that a server refused are in the \
      dead-letter file).
      """,
    version: Program.version,
    subcommands: [DecodeCommand.self, CaptureCommand.self, DiscoverCommand.self])

  /// Usage errors end with 2; ArgumentParser's own code is 64.
  static func main() {
    // A reader that goes away is told by EPIPE, and is no reason to die by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      if !(error is ExitCode) { Exit.write(fullMessage(for: error) + "\n") }
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}
