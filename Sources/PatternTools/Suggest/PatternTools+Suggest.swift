import GenesysLog
import Grok
package import Pipeline

extension PatternTools {
  /// Suggests rules for the records of logs, or patterns for lines, and tells what came of it.
  ///
  /// - Returns: the exit code: 0; 3 if an input was not read in full.
  /// - Throws: ``PipelineError`` when a pattern or rule of the user's is wrong, and what `sink` throws.
  package static func suggest(
    _ options: SuggestOptions, _ parse: ParseOptions, _ messages: MessageLog, to sink: Sink
  ) throws -> Int32 {
    let suggestion = try suggestion(options, parse, messages)
    if !suggestion.text.isEmpty { try sink(Array(suggestion.text.utf8).span) }
    suggestion.notes.forEach(messages.warning)
    if !suggestion.text.isEmpty, suggestion.format != .expressions {
      messages.info("examples are taken from the log: look them over before you share them")
    }
    messages.info(suggestion.summary)
    return suggestion.problems > 0 ? 3 : 0
  }

  /// Rules for the records of logs, or patterns for lines.
  ///
  /// - Parameter parse: how the logs are read, with their inputs.
  /// - Throws: ``PipelineError`` when a pattern or rule of the user's is wrong.
  static func suggestion(
    _ options: SuggestOptions, _ parse: ParseOptions, _ messages: MessageLog
  ) throws -> Suggestion {
    var parse = parse
    if let format = options.format, format != .yaml {
      // An expression that stands for rules makes lines of what is read.
      parse.expressions = ["^"]
      parse.expressionOrigins = [.expression]
    }
    let scan = try RecordScan(parse)
    let outcome = scan.run(messages, into: SampleSet()) { SampleCollector(options) }
    let set = outcome.findings
    let format = options.format ?? (set.isGenesys ? .yaml : .grok)
    var suggestion =
      format == .yaml
      ? RuleSuggester(options, library: scan.rules.library, taken: scan.rules.rules.map(\.name))
        .suggest(set)
      : LineSuggester(options, library: scan.rules.library).suggest(set.lines, as: format)
    suggestion.format = format
    suggestion.problems = outcome.problems
    suggestion.known = set.known
    if set.skipped > 0 {
      suggestion.notes.append("only the first \(suggestion.records) were looked at")
    }
    return suggestion
  }
}
