import ArgumentParser
import Pipeline
import ProgramOptions

/// What a run that ends says of itself.
struct OutcomeOptions: ParsableArguments {
  @OptionGroup(title: "Outcome")
  var account: ReportOption

  @Flag(help: .option("strict"))
  var strict = false

  func fill(_ values: inout OptionValues) {
    account.fill(&values)
    values.strict = strict ? true : nil
  }
}

/// How the input is read.
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

  @OptionGroup(title: "Reading")
  var selection: SelectionOptions

  @Option(help: .option("unmatched"), completion: .file())
  var unmatched: String?

  func fill(_ values: inout OptionValues) {
    values.patterns = patterns.isEmpty ? nil : patterns
    values.pattern = pattern.isEmpty ? nil : pattern
    values.ecs = ecs
    values.maxRecordLines = maxRecordLines
    values.maxRecordBytes = maxRecordBytes
    values.component = component
    values.date = date
    selection.fill(&values)
    values.unmatched = unmatched
  }
}

/// genlog's own messages, and how many.
struct DetailOptions: ParsableArguments {
  @OptionGroup(title: "Messages")
  var shared: MessageOptions

  @Flag(help: .option("verbose"))
  var verbose = false

  func fill(_ values: inout OptionValues) {
    shared.fill(&values)
    values.verbose = verbose ? true : nil
  }
}
