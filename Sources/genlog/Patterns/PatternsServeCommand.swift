import ArgumentParser
import PatternServer
import ProgramOptions

/// The command `genlog patterns serve`.
struct PatternsServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves a page on this machine, where a pattern is written and tried.",
    discussion: """
      Prints the page's address on standard output, and serves until Ctrl-C. Open the address in a \
      browser: samples are on the left, the expression and your definitions above, what was captured or \
      where a line stopped matching on the right, with the library to search beside it. A finished \
      pattern is copied as a rule or as a pattern file, with your samples as its tests. Press ? on the \
      page for its keys.

      The server listens on 127.0.0.1 only. It answers the address with the token that it printed, which \
      is new at each start, and nobody else. It works on texts that the page sends and reads no file, but \
      those of --patterns, once, at the start. A search takes 200 ms at most.

      Examples:
        genlog patterns serve
        genlog patterns serve --port 0 --patterns site.grok
      """)

  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number"))
  var port: UInt16 = PatternServer.usualPort

  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions

  func run() throws {
    try Exit.reporting {
      var options = PatternServer.Options()
      options.port = port
      options.flavour = flavour.flavour
      options.userPaths = library.patterns
      try PatternServer.run(options) { address in
        try StandardOutput.write(address)
        Exit.note("the page is at the address above; Ctrl-C ends it")
      }
    }
  }
}
