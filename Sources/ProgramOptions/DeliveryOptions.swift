package import ArgumentParser
package import Pipeline

/// How events are delivered to servers: `--to http://...`.
package struct DeliveryOptions: ParsableArguments {
  @OptionGroup(title: "Delivery to servers")
  package var access: ServerAccessOptions

  @Option(help: .option("index"))
  package var index: String?

  @Option(help: .option("batch-bytes"))
  package var batchBytes: Int?

  @Option(help: .option("batch-events"))
  package var batchEvents: Int?

  @Option(help: .option("flush"))
  package var flush: String?

  @Option(help: .option("requests"))
  package var requests: Int?

  @Flag(inversion: .prefixedNo, help: .option("compression"))
  package var compression: Bool?

  @Option(help: .option("retry-for"))
  package var retryFor: String?

  @Option(help: .option("dead-letters"), completion: .file())
  package var deadLetters: String?

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    access.fill(&values)
    values.index = index
    values.batchBytes = batchBytes
    values.batchEvents = batchEvents
    values.flush = flush
    values.requests = requests
    values.compression = compression
    values.retryFor = retryFor
    values.deadLetters = deadLetters
  }
}
