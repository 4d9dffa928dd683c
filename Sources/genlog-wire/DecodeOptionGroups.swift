import ArgumentParser
import Pipeline

/// Where events go, and in which form.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where events go; can be given several times. - is standard output, the default; a path a file, compressed "
        + "when it ends in .gz; http(s)://HOST:9200[,HOST...][/INDEX] is Elasticsearch or OpenSearch, "
        + "cloud:CLOUD-ID a deployment of Elastic Cloud; lumberjack(s)://HOST:5044[,HOST...] or "
        + "logstash+http(s)://HOST:8080[,HOST...][/PATH] is Logstash.", valueName: "dest"),
    completion: .file())
  var to: [String] = []

  @Option(help: .option("format"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The columns of csv and table, in that order: @timestamp,source.ip,message.",
      valueName: "names"))
  var fields: String?

  @Option(help: .option("mask"), completion: .file())
  var mask: String?

  func fill(_ values: inout OptionValues) {
    values.to = to.isEmpty ? nil : to
    values.format = format
    values.fields = fields
    values.mask = mask
  }
}

/// Which events are kept.
struct SelectionOptions: ParsableArguments {
  @Option(name: .customLong("where"), help: .option("where"))
  var filter: String?

  @Option(help: .option("from"))
  var from: String?

  @Option(help: .option("until"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "The time zone of --from and --until, where they say none: Europe/London, UTC, +01:00.",
      valueName: "zone"))
  var timezone: String?

  func fill(_ values: inout OptionValues) {
    values.where = filter
    values.from = from
    values.until = until
    values.timezone = timezone
  }
}

/// genlog's own messages.
struct MessageOptions: ParsableArguments {
  @Flag(help: .option("quiet"))
  var quiet = false

  @Option(help: .option("log-format"))
  var logFormat: String?

  func fill(_ values: inout OptionValues) {
    values.quiet = quiet ? true : nil
    values.logFormat = logFormat
  }
}
