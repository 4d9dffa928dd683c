package import ArgumentParser
package import Pipeline

/// Where events go, and in which form.
package struct OutputOptions: ParsableArguments {
  @Option(help: .option("to"), completion: .file())
  package var to: [String] = []

  @Option(help: .option("format"))
  package var format: String?

  @Option(help: .option("fields"))
  package var fields: String?

  @Option(help: .option("mask"), completion: .file())
  package var mask: String?

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    values.to = to.isEmpty ? nil : to
    values.format = format
    values.fields = fields
    values.mask = mask
  }
}
