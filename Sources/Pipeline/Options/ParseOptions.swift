package import Delivery
package import EventFilter
package import GenesysLog
package import Geo
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
  /// Where the expressions stand.
  package var expressionOrigins: [PatternOrigin]
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
  /// What is looked up for places, and in which tables; nil is nothing.
  package var geo: PlaceLookup?
  /// What is hidden in events and in unmatched records; nil is nothing.
  package var mask: MaskRules?
  package var unmatchedPath: String?
  package var isStrict: Bool
  package var jobs: Int
  package var reportPath: String?
  package var isQuiet: Bool
  package var isVerbose: Bool
  package var logFormat: LogFormat

  /// Checks `values` and fills in the defaults; `inputs`, if any, stand for those of the values.
  /// - Throws: ``PipelineError``, all that is wrong: each names the option or its place in the configuration
  ///   file, its value, what is wrong and what to write.
  package init(
    inputs: [String] = [], _ values: OptionValues, needsInputs: Bool = true
  ) throws(PipelineError) {
    var check = OptionCheck(values)
    self.inputs = inputs.isEmpty ? values.inputs ?? [] : inputs
    patternPaths = values.patterns ?? []
    expressions = values.pattern ?? []
    expressionOrigins = expressions.indices.map {
      PatternOrigin(values.place(of: "pattern", element: $0))
    }
    flavour = values.ecs ?? true ? .ecs : .legacy
    unmatchedPath = values.unmatched
    isStrict = values.strict ?? false
    reportPath = values.report
    isQuiet = values.quiet ?? false
    isVerbose = values.verbose ?? false
    let named = check.destinations(values.to ?? ["-"])
    destinations = named.compactMap { $0 }
    servers = ServerOptionParsing.servers(named, &check)
    let known = check.read("format", or: nil, try OptionParsing.format(values.format ?? "ndjson"))
    format = known ?? .ndjson
    // Whether columns make sense cannot be said of a format that is none.
    fields =
      known == nil
      ? nil
      : check.read("fields", or: nil, try OptionParsing.fields(values.fields, known ?? .ndjson))
    component = check.read("component", or: nil, try OptionParsing.component(values.component))
    zone = check.read("timezone", or: nil, try OptionParsing.zone(values.timezone))
    day = check.read("date", or: nil, try OptionParsing.day(values.date))
    filter = check.read("where", or: nil, try OptionParsing.filter(values.where))
    from = check.instant("from", values.from, zone)
    until = check.instant("until", values.until, zone)
    recordLimits = .standard
    recordLimits.lines = check.read(
      "max-record-lines", or: 1, try OptionParsing.recordLines(values.maxRecordLines))
    recordLimits.bytes = check.read(
      "max-record-bytes", or: 1, try OptionParsing.recordBytes(values.maxRecordBytes))
    geo = check.geo()
    mask = check.read("mask", or: nil, try OptionParsing.mask(values.mask))
    jobs = check.read("jobs", or: 1, try OptionParsing.jobs(values.jobs))
    logFormat = check.read(
      "log-format", or: .text, try OptionParsing.logFormat(values.logFormat ?? "text"))
    check.contradictions(in: self, needsInputs: needsInputs)
    try check.finish()
  }
}
