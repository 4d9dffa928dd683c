package import ArgumentParser
package import Pipeline

/// genlog's own messages.
package struct MessageOptions: ParsableArguments {
  @Flag(help: .option("quiet"))
  package var quiet = false

  @Option(help: .option("log-format"))
  package var logFormat: String?

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    values.quiet = quiet ? true : nil
    values.logFormat = logFormat
  }
}
