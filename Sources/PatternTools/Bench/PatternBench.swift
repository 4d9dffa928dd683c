import Grok

/// Measures patterns: those that were asked for, or all of the library that describe a line.
struct PatternBench {
  /// Bytes that each example of a pattern has which describes a line, not a part of one.
  static let leastExample = 20
  /// How many patterns the smaller of the two sets has.
  static let smallSet = 150

  /// Lines that few patterns match: of a Configuration Server, and for patterns of those, of a web server.
  static let foreignLines = [
    "16:29:54.229 Std 24200 Object: [CfgFolder], name [Demands], DBID: [268] is created by client, "
      + "type [SCE], name: [default], user: [default]",
    "192.0.2.7 - - [13/May/2016:16:29:54 +0000] \"GET /demands?id=268 HTTP/1.1\" 200 5120",
  ]

  /// The patterns, in the order they were asked for, or of their names.
  let costs: [PatternCost]
  /// The patterns as a set, all and the first ``smallSet``; empty if single ones were asked for.
  let sets: [SetCost]

  /// Measures.
  ///
  /// - Parameters:
  ///   - names: names of the library, or expressions; empty for all that describe a line.
  ///   - lines: what to measure with besides the examples.
  init(
    _ names: [String], lines: [String], library: PatternLibrary
  ) throws(PatternToolsError) {
    let given = lines.map { Array($0.utf8) }
    let foreign = given + Self.foreignLines.map { Array($0.utf8) }
    var matcher = GrokMatcher()
    var costs: [PatternCost] = []
    for name in names.isEmpty ? library.names.sorted() : names {
      let pattern = try Self.compile(name, library)
      let examples = (library[name]?.examples ?? []).filter(\.matches).map { Array($0.text.utf8) }
      if names.isEmpty, !Self.describesLine(pattern, examples) { continue }
      costs.append(
        PatternCost(name, pattern, examples: examples + given, foreign: foreign, &matcher))
    }
    self.costs = costs
    let line = foreign[0]
    let strangers = costs.filter { matcher.match($0.pattern, line.span) != .matched }
    sets =
      names.isEmpty
      ? [strangers.prefix(Self.smallSet), strangers[...]].map { SetCost($0, line, &matcher) } : []
  }

  private static func compile(
    _ name: String, _ library: PatternLibrary
  ) throws(PatternToolsError) -> GrokPattern {
    do {
      return try GrokPattern(library[name] == nil ? name : "%{\(name)}", library: library)
    } catch {
      throw .grok(error)
    }
  }

  /// Whether a pattern of the library captures fields, and none of its examples is short.
  private static func describesLine(_ pattern: GrokPattern, _ examples: [[UInt8]]) -> Bool {
    !pattern.fields.isEmpty && !examples.isEmpty
      && examples.allSatisfy { $0.count >= leastExample }
  }
}
