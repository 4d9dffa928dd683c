package import Pipeline

/// What `genlog patterns coverage` is asked for, besides what it reads.
package struct CoverageOptions: Sendable {
  /// How many shapes of unmatched texts are shown.
  package var shapes = 20
  /// Whether the answer is one JSON object a line, for programs.
  package var isJSON = false
  /// Whether rules and messages that come with the program count.
  package var usesBuiltInRules = true
  /// The least share of records, in percent, that is no failure.
  package var leastPercent: Double?

  /// Twenty shapes, for people.
  package init() {}
}

extension PatternTools {
  /// Tells how much of logs each rule explains, and what the rest looks like.
  ///
  /// - Returns: the exit code: 0; 1 if less is explained than asked for; 3 if an input was not read in full.
  /// - Throws: ``PipelineError`` when a rule or expression is wrong, and what `sink` throws.
  package static func coverage(
    _ reading: ParseOptions, _ options: CoverageOptions, style: TextStyle,
    _ messages: MessageLog, to sink: Sink
  ) throws -> Int32 {
    let scan = try RecordScan(reading, usesBuiltInRules: options.usesBuiltInRules)
    let outcome = scan.run(messages, into: CoverageCount(scan)) {
      CoverageCounter(scan, describesUnmatched: options.shapes > 0)
    }
    let report = CoverageReport(outcome, of: scan)
    let text =
      options.isJSON
      ? report.json(shapes: options.shapes)
      : CoveragePage(report, shapes: options.shapes, style: style).text
    try sink(Array(text.utf8).span)
    if outcome.problems > 0 { return 3 }
    guard let least = options.leastPercent, report.explained * 100 < least else { return 0 }
    messages.error(
      "\(CoveragePage.percent(report.explained)) of \(report.records) records are explained, and not "
        + "\(least)%\nhelp: `genlog patterns suggest` makes rules for what is not")
    return 1
  }
}
