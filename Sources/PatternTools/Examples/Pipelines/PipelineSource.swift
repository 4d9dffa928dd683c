import Grok

/// What the events of a test file go through that does not say so itself.
struct PipelineSource {
  /// A Logstash configuration, or an ingest pipeline in JSON.
  let path: String?
  /// Expressions for the field `message`.
  let expressions: [String]
  /// The patterns that there are.
  let workbench: Workbench

  /// The steps for a test file: those that were asked for, or else those of a file beside it, `NAME.conf`.
  func steps(for testPath: String) throws(ExampleError) -> [any EventStep] {
    if !expressions.isEmpty { return [try filter()] }
    if let path { return try Self.read(path, workbench) }
    let stem = testPath[..<(testPath.lastIndex(of: ".") ?? testPath.endIndex)]
    let beside = "\(stem).conf"
    guard InputFile.exists(beside) else {
      throw .file(
        testPath, "does not say which filter its events go through, and there is no \(beside)",
        help:
          "add --filter CONFIG, a Logstash configuration with grok filters, or --expression EXPR")
    }
    return try Self.read(beside, workbench)
  }

  private static func read(
    _ path: String, _ workbench: Workbench
  ) throws(ExampleError) -> [any EventStep] {
    guard path.hasSuffix(".json") else { return try LogstashGrokReader.read(path, workbench) }
    let root = try DocumentReader.readJSON(path)
    // As it is stored, or as `_simulate` takes it.
    if case .object(let members) = root.value,
      let pipeline = members.first(where: { $0.key == "pipeline" })
    {
      return try IngestPipelineReader.read(pipeline.node, workbench)
    }
    return try IngestPipelineReader.read(root, workbench)
  }

  /// A grok filter of Logstash with nothing but the expressions.
  private func filter() throws(ExampleError) -> LogstashGrok {
    let library = try workbench.library()
    var patterns: [GrokPattern] = []
    for expression in expressions {
      patterns.append(
        try GrokPattern.compile(
          expression, library, GrokOptions(), at: PatternOrigin(file: "<expression>")))
    }
    var grok = LogstashGrok()
    grok.matches = [LogstashGrok.Match(field: "message", set: GrokSet(patterns))]
    return grok
  }
}
