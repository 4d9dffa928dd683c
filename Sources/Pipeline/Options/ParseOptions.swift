package import Delivery
package import EventFilter
package import GenesysLog
package import Grok
package import Masking

/// What `genlog parse` is to do: all options with their defaults, checked.
package struct ParseOptions: Sendable {
  /// How genlog's own messages are written.
  package enum LogFormat: String, Sendable {
    case text, json
  }

  /// Files, directories, globs, or `-`.
  package var inputs: [String]
  package var destinations: [Destination]
  /// Those of the destinations that are servers.
  package var servers: [ServerOptions]
  package var format: EventFormat
  /// Columns of csv and table; nil for the usual ones.
  package var fields: FieldList?
  package var patternPaths: [String]
  package var expressions: [String]
  /// Which flavour of the standard library expressions and pattern files mean.
  package var flavour: Flavour
  package var component: Component?
  /// Days since 1970-01-01, for logs that do not say their date.
  package var day: Int32?
  /// For logs that do not say their zone.
  package var zone: ZoneRules?
  package var filter: EventFilter?
  /// Microseconds since 1970: events before it are left out.
  package var from: Int64?
  /// Microseconds since 1970: events at or after it are left out.
  package var until: Int64?
  /// How long a record of several lines may be.
  package var recordLimits: RecordLimits
  /// What is hidden in events and in unmatched records; nil is nothing.
  package var mask: MaskRules?
  package var unmatchedPath: String?
  package var isStrict: Bool
  package var jobs: Int
  package var reportPath: String?
  package var isQuiet: Bool
  package var isVerbose: Bool
  package var logFormat: LogFormat

  /// Checks `values` and fills in the defaults.
  /// - Throws: ``PipelineError`` that names the option, its value, what is wrong and what to write.
  package init(inputs: [String], _ values: OptionValues) throws(PipelineError) {
    self.inputs = inputs
    patternPaths = values.patterns ?? []
    expressions = values.pattern ?? []
    flavour = values.ecs ?? true ? .ecs : .legacy
    unmatchedPath = values.unmatched
    isStrict = values.strict ?? false
    reportPath = values.report
    isQuiet = values.quiet ?? false
    isVerbose = values.verbose ?? false
    destinations = try OptionParsing.destinations(values.to ?? ["-"])
    servers = try ServerOptionParsing.servers(destinations, values)
    format = try OptionParsing.format(values.format ?? "ndjson")
    fields = try OptionParsing.fields(values.fields, format)
    component = try OptionParsing.component(values.component)
    zone = try OptionParsing.zone(values.timezone)
    day = try OptionParsing.day(values.date)
    filter = try OptionParsing.filter(values.where)
    from = try OptionParsing.instant(values.from, option: "from", zone: zone)
    until = try OptionParsing.instant(values.until, option: "until", zone: zone)
    recordLimits = try OptionParsing.recordLimits(values.maxRecordLines, values.maxRecordBytes)
    mask = try OptionParsing.mask(values.mask)
    jobs = try OptionParsing.jobs(values.jobs)
    logFormat = try OptionParsing.logFormat(values.logFormat ?? "text")
    if inputs.isEmpty {
      throw .invalid("nothing to read\nhelp: name files, directories, or - for standard input")
    }
    if mask != nil, destinations.contains(where: \.isCapture) {
      throw .invalid(
        "--mask hides values in events, not in the bytes of a capture\n"
          + "help: leave out one of --mask and --to FILE.pcap")
    }
    if !format.isIdentity, servers.count == destinations.count {
      throw .invalid(
        "--format \(format.rawValue) is for files and standard output; servers take events as they are\n"
          + "help: leave it out, or add another --to")
    }
    if !expressions.isEmpty, from != nil || until != nil {
      throw .invalid(
        "--from and --until need the times of Genesys records, which --pattern leaves aside\n"
          + "help: filter with --where on a captured field")
    }
  }
}
