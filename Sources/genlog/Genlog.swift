import ArgumentParser
import Glibc
import Pipeline
import ProgramOptions

/// The program: arguments in, exit codes out.
@main
struct Genlog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genlog",
    abstract: "Turns Genesys logs into JSON events.",
    discussion: """
      Exit codes: 0 done; 1 done, but --strict found unmatched records, or a test of patterns failed; 2 usage or configuration; \
      3 an input could not be read, in whole or in part (the rest was done); 4 a destination \
      refused events (those that a server refused are in the dead-letter file).
      """,
    version: Program.version,
    subcommands: [
      ParseCommand.self, FollowCommand.self, ReplayCommand.self, SetupCommand.self,
      CheckCommand.self, CallCommand.self, PatternsCommand.self, CatalogCommand.self,
      StateCommand.self, GeoCommand.self, AlertCommand.self, OptionsCommand.self,
      FieldsCommand.self,
    ])

  /// Usage errors end with 2, as the design has it; ArgumentParser's own code is 64.
  static func main() {
    // A reader that goes away is told by EPIPE, and is no reason to die by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      if !(error is ExitCode) {
        var text = fullMessage(for: error) + "\n"
        text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
      }
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}
