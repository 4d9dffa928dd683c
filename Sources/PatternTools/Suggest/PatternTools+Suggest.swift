import GenesysLog
package import Pipeline

extension PatternTools {
  /// Suggests rules for the records of logs, or patterns for lines.
  ///
  /// - Parameter parse: how the logs are read, with their inputs.
  package static func suggest(
    _ options: SuggestOptions, _ parse: ParseOptions, _ messages: MessageLog
  ) throws -> Suggestion {
    let scan = try RecordScan(parse)
    let outcome = scan.run(messages, into: SampleSet()) { SampleCollector(options) }
    let set = outcome.findings
    var suggestion = RuleSuggester(
      options, library: scan.rules.library, taken: scan.rules.rules.map(\.name)
    ).suggest(set)
    suggestion.problems = outcome.problems
    if set.skipped > 0 {
      suggestion.notes.append("only the first \(set.records.count) records were looked at")
    }
    return suggestion
  }
}
