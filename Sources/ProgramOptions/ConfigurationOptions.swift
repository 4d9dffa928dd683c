package import ArgumentParser
package import Pipeline

/// The configuration file, and what is in force with it.
package struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "YAML file in which every option has its key; options on the command line win "
        + "(docs/configuration.md).", valueName: "file"), completion: .file())
  package var config: String?

  @Flag(help: "Prints what is in force and where each value comes from, as such a file, and exits.")
  package var showConfig = false

  /// Nothing given.
  package init() {}

  /// The values of the command line, and below them those of the file.
  package func values(under flags: OptionValues) throws(PipelineError) -> OptionValues {
    guard let config else { return flags }
    return flags.over(try ConfigurationFile.load(config))
  }
}
