import ArgumentParser
import Pipeline

/// How events are delivered to servers: `--to http://...`.
struct DeliveryOptions: ParsableArguments {
  @OptionGroup(title: "Delivery to servers")
  var access: ServerAccessOptions

  @Option(help: .option("index"))
  var index: String?

  @Option(help: .option("batch-bytes"))
  var batchBytes: Int?

  @Option(help: .option("batch-events"))
  var batchEvents: Int?

  @Option(help: .option("flush"))
  var flush: String?

  @Option(help: .option("requests"))
  var requests: Int?

  @Flag(inversion: .prefixedNo, help: .option("compression"))
  var compression: Bool?

  @Option(help: .option("retry-for"))
  var retryFor: String?

  @Option(help: .option("dead-letters"), completion: .file())
  var deadLetters: String?

  func fill(_ values: inout OptionValues) {
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
