package import ArgumentParser
package import Pipeline

/// What a run that ends says of itself in a file.
package struct ReportOption: ParsableArguments {
  @Option(help: .option("report"), completion: .file())
  package var report: String?

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    values.report = report
  }
}
