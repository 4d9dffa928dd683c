import ArgumentParser
import Pipeline

/// Where events go, and in which form.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where events go; can be given several times. - is standard output (the default), a path a "
        + "file, compressed when it ends in .gz; one that ends in .pcap takes the wire messages found; "
        + "http(s)://HOST:9200[,HOST...][/INDEX] is Elasticsearch or OpenSearch.",
      valueName: "dest"), completion: .file())
  var to: [String] = []

  @Option(help: "ndjson (the default), json, csv or table; servers take events as they are.")
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The columns of csv and table, in that order: @timestamp,event.code,message.",
      valueName: "names"))
  var fields: String?

  @Option(
    help: ArgumentHelp(
      "Hides passwords, card numbers, names and the like before anything is written: default, or "
        + "a file of rules (docs/masking.md).", valueName: "rules"), completion: .file())
  var mask: String?

  @Option(
    help: ArgumentHelp("Writes the records that no rule knew, as they are.", valueName: "file"),
    completion: .file())
  var unmatched: String?

  func fill(_ values: inout OptionValues) {
    values.to = to.isEmpty ? nil : to
    values.format = format
    values.fields = fields
    values.mask = mask
    values.unmatched = unmatched
  }
}

/// What a run that ends says of itself.
struct OutcomeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Writes the run's counts as JSON.", valueName: "file"),
    completion: .file())
  var report: String?

  @Flag(help: "Ends with 1 if there are unmatched records.")
  var strict = false

  func fill(_ values: inout OptionValues) {
    values.report = report
    values.strict = strict ? true : nil
  }
}

/// How the input is read, and which events are kept.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Pattern files (.grok and others), rule files (.yml) or directories of them, loaded after "
        + "the built-in ones; can be given several times.",
      valueName: "path"), completion: .file())
  var patterns: [String] = []

  @Option(
    help: ArgumentHelp(
      "A Grok expression used instead of the Genesys rules; can be given several times, the first "
        + "that matches wins.",
      valueName: "expr"))
  var pattern: [String] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Field names of the Elastic Common Schema (the default), or of old Logstash versions.")
  var ecs: Bool?

  @Option(
    help: ArgumentHelp(
      "Cuts records of more lines, with the tag _truncated; 10000 by default.", valueName: "n"))
  var maxRecordLines: Int?

  @Option(
    help: ArgumentHelp(
      "Cuts records of more bytes, with the tag _truncated; 1048576 by default.",
      valueName: "n"))
  var maxRecordBytes: Int?

  @Option(help: "The component that wrote the log; recognised from its header by default.")
  var component: String?

  @Option(
    help: ArgumentHelp("The date, where the log does not say it.", valueName: "yyyy-mm-dd"))
  var date: String?

  @Option(
    help: ArgumentHelp(
      "The time zone, where the log does not say it: Europe/London, UTC, +01:00.",
      valueName: "zone"))
  var timezone: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Keeps the events for which the expression holds: 'event.code in (24200, 24201) and "
        + "log.level >= Std'.", valueName: "expr"))
  var filter: String?

  @Option(help: ArgumentHelp("Keeps events at or after this time.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Keeps events before this time.", valueName: "time"))
  var until: String?

  func fill(_ values: inout OptionValues) {
    values.patterns = patterns.isEmpty ? nil : patterns
    values.pattern = pattern.isEmpty ? nil : pattern
    values.ecs = ecs
    values.maxRecordLines = maxRecordLines
    values.maxRecordBytes = maxRecordBytes
    values.component = component
    values.date = date
    values.timezone = timezone
    values.where = filter
    values.from = from
    values.until = until
  }
}

/// genlog's own messages.
struct MessageOptions: ParsableArguments {
  @Flag(help: "Says nothing but errors.")
  var quiet = false

  @Flag(help: "Says also how many records each rule knew.")
  var verbose = false

  @Option(help: "How genlog's own messages are written: text (the default) or json.")
  var logFormat: String?

  func fill(_ values: inout OptionValues) {
    values.quiet = quiet ? true : nil
    values.verbose = verbose ? true : nil
    values.logFormat = logFormat
  }
}
