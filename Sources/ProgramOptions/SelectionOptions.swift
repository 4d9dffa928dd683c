package import ArgumentParser
package import Pipeline

/// Which events are kept.
package struct SelectionOptions: ParsableArguments {
  @Option(name: .customLong("where"), help: .option("where"))
  package var filter: String?

  @Option(help: .option("from"))
  package var from: String?

  @Option(help: .option("until"))
  package var until: String?

  @Option(help: .option("timezone"))
  package var timezone: String?

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    values.where = filter
    values.from = from
    values.until = until
    values.timezone = timezone
  }
}
