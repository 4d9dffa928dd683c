import Grok
import YAMLReading

/// Reads the grok processors of an ingest pipeline of Elasticsearch; what else it holds is refused.
struct IngestPipelineReader {
  private static let pipelineKeys = ["processors", "description", "version", "_meta", "on_failure"]
  private static let grokKeys = [
    "field", "patterns", "pattern_definitions", "ecs_compatibility", "ignore_missing",
    "trace_match",
    "ignore_failure", "tag", "description", "capture_all_matches",
  ]

  /// The processors of a pipeline.
  static func read(
    _ node: DocumentNode, _ workbench: Workbench
  ) throws(ExampleError) -> [any EventStep] {
    let members = try node.members(of: "the pipeline", known: pipelineKeys)
    if let handlers = members["on_failure"] {
      throw refusal(of: "on_failure", at: handlers.place)
    }
    guard let processors = members["processors"] else {
      throw .problem(
        at: node.place, "the pipeline has no `processors`",
        help: #"write {"processors":[{"grok":{"field":"message","patterns":["..."]}}]}"#)
    }
    var steps: [any EventStep] = []
    for processor in try processors.list(named: "processors") {
      for member in try processor.object(named: "a processor") {
        guard member.key == "grok" else { throw refusal(of: member.key, at: member.place) }
        steps.append(try grok(member.node, workbench))
      }
    }
    return steps
  }

  private static func refusal(of name: String, at place: TextPlace) -> ExampleError {
    .problem(
      at: place, "`\(name)` cannot be followed: only the processor grok is",
      help: "test the grok processors by themselves, in a pipeline without others")
  }

  private static func grok(
    _ node: DocumentNode, _ workbench: Workbench
  ) throws(ExampleError) -> IngestGrok {
    for member in try node.object(named: "grok") where ["if", "on_failure"].contains(member.key) {
      throw refusal(of: member.key, at: member.place)
    }
    let members = try node.members(of: "grok", known: grokKeys)
    guard let field = members["field"], let patterns = members["patterns"] else {
      throw .problem(
        at: node.place, "the processor has no `\(members["field"] == nil ? "field" : "patterns")`",
        help: #"write {"grok":{"field":"message","patterns":["..."]}}"#)
    }
    var workbench = workbench
    // Elasticsearch's default.
    workbench.flavour =
      try members["ecs_compatibility"]?.flavour(named: "ecs_compatibility") ?? .legacy
    for member in try members["pattern_definitions"]?.object(named: "pattern_definitions") ?? [] {
      workbench.definitions.append(
        Workbench.Definition(
          name: member.key, regex: try member.node.text(named: member.key),
          origin: PatternOrigin(member.node.place)))
    }
    let library = try workbench.library()
    var options = GrokOptions()
    options.dotMatchesNewline = false
    var compiled: [GrokPattern] = []
    for pattern in try patterns.list(named: "patterns") {
      compiled.append(
        try GrokPattern.compile(
          try pattern.text(named: "patterns"), library, options, at: PatternOrigin(pattern.place)))
    }
    func flag(_ key: String) throws(ExampleError) -> Bool {
      try members[key]?.boolean(named: key) ?? false
    }
    return IngestGrok(
      field: try field.text(named: "field"), set: GrokSet(compiled),
      ignoresMissing: try flag("ignore_missing"), ignoresFailure: try flag("ignore_failure"),
      tracesMatch: try flag("trace_match"))
  }
}
