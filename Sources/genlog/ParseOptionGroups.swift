import ArgumentParser
import Pipeline

/// Where events go, and in which form.
struct OutputOptions: ParsableArguments {
  @Option(help: .option("to"), completion: .file())
  var to: [String] = []

  @Option(help: .option("format"))
  var format: String?

  @Option(help: .option("fields"))
  var fields: String?

  @Option(help: .option("mask"), completion: .file())
  var mask: String?

  @Option(help: .option("unmatched"), completion: .file())
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
  @Option(help: .option("report"), completion: .file())
  var report: String?

  @Flag(help: .option("strict"))
  var strict = false

  func fill(_ values: inout OptionValues) {
    values.report = report
    values.strict = strict ? true : nil
  }
}

/// How the input is read, and which events are kept.
struct ReadingOptions: ParsableArguments {
  @Option(help: .option("patterns"), completion: .file())
  var patterns: [String] = []

  @Option(help: .option("pattern"))
  var pattern: [String] = []

  @Flag(inversion: .prefixedNo, help: .option("ecs"))
  var ecs: Bool?

  @Option(help: .option("max-record-lines"))
  var maxRecordLines: Int?

  @Option(help: .option("max-record-bytes"))
  var maxRecordBytes: Int?

  @Option(help: .option("component"))
  var component: String?

  @Option(help: .option("date"))
  var date: String?

  @Option(help: .option("timezone"))
  var timezone: String?

  @Option(name: .customLong("where"), help: .option("where"))
  var filter: String?

  @Option(help: .option("from"))
  var from: String?

  @Option(help: .option("until"))
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

/// Where events come from on the map.
struct PlaceOptions: ParsableArguments {
  @Flag(help: .option("geo"))
  var geo = false

  @Option(help: .option("geo-numbers"))
  var geoNumbers: [String] = []

  @Option(help: .option("geo-postcodes"))
  var geoPostcodes: [String] = []

  func fill(_ values: inout OptionValues) {
    values.geo = geo ? true : nil
    values.geoNumbers = geoNumbers.isEmpty ? nil : geoNumbers
    values.geoPostcodes = geoPostcodes.isEmpty ? nil : geoPostcodes
  }
}

/// genlog's own messages.
struct MessageOptions: ParsableArguments {
  @Flag(help: .option("quiet"))
  var quiet = false

  @Flag(help: .option("verbose"))
  var verbose = false

  @Option(help: .option("log-format"))
  var logFormat: String?

  func fill(_ values: inout OptionValues) {
    values.quiet = quiet ? true : nil
    values.verbose = verbose ? true : nil
    values.logFormat = logFormat
  }
}
