package import Grok

/// What `genlog patterns` does: list the library, show one pattern, try expressions on text.
///
/// Brief overview: a ``PatternCatalog`` lists and shows what the libraries of both flavours hold.
/// ``LineMatching`` tries expressions on the lines of a file, ``BatchMatching`` answers one JSON
/// document after another (``BatchDocument``); both read with a ``LineReader`` and write a
/// `GrokResult` as one line of JSON. A ``PatternBench`` says what patterns cost; a ``DebugRun`` shows
/// why texts match an expression, or do not. An ``ExamplePlan`` gathers the examples of patterns, rules
/// and test files, an ``ExampleRun`` tries them; a ``LintRun`` says what is wrong with patterns though
/// they compile. A ``RuleSuggester`` makes rules of records, a ``LineSuggester`` patterns of lines:
/// samples of one shape become a ``PatternSketch``, and that an expression which is tried on all of
/// them. Each folder has the doors for the program:
///
///     print(try PatternTools.list(as: .table))
///     try PatternTools.match(["%{INT:n:int}"], input: "-") { bytes in write(1, bytes) }
package enum PatternTools {
  /// Takes bytes that are ready to go out; what it throws ends the run and reaches the caller.
  package typealias Sink = (Span<UInt8>) throws -> Void

  /// The names of the library, with file, flavour and meaning.
  /// - Parameter userPaths: values of `--patterns`, loaded over the built-in files.
  package static func list(
    as format: ListFormat = .table, userPaths: [String] = []
  ) throws(PatternToolsError) -> String {
    try PatternCatalog(userPaths: userPaths).list(as: format)
  }

  /// All about one pattern, for people to read.
  /// - Throws: ``PatternToolsError/unknownPattern(name:nearest:)``, and what is wrong with the pattern.
  package static func show(
    _ name: String, flavour: Flavour = .ecs, userPaths: [String] = []
  ) throws(PatternToolsError) -> String {
    try PatternCatalog(userPaths: userPaths).page(of: name, flavour: flavour)
  }

  /// Tries expressions on each line of a file or, for `-`, of standard input.
  package static func match(
    _ expressions: [String], input: String, flavour: Flavour = .ecs,
    options: MatchOptions = MatchOptions(), userPaths: [String] = [], to sink: Sink
  ) throws {
    let library = try PatternLibrary.load(flavour, userPaths: userPaths)
    var matching = try LineMatching(expressions, library: library, options: options)
    try InputFile.read(input) { reader in try matching.run(on: &reader, to: sink) }
  }

  /// Answers the documents of a file or, for `-`, of standard input, one on each line.
  package static func matchBatch(
    input: String, userPaths: [String] = [], to sink: Sink
  ) throws {
    var matching = BatchMatching(userPaths: userPaths)
    try InputFile.read(input) { reader in try matching.run(on: &reader, to: sink) }
  }

  /// Measures patterns of the library, or expressions: what a match costs, a miss, and a late miss.
  /// - Parameters:
  ///   - names: names or expressions; empty for all patterns that describe a line.
  ///   - lines: what to measure with besides the examples of the library.
  ///   - isJSON: whether the answer is one JSON object a line, for programs.
  package static func bench(
    _ names: [String], lines: [String], isJSON: Bool = false, flavour: Flavour = .ecs,
    userPaths: [String] = []
  ) throws(PatternToolsError) -> String {
    let library = try PatternLibrary.load(flavour, userPaths: userPaths)
    let bench = try PatternBench(names, lines: lines, library: library)
    return isJSON ? bench.json() : bench.table()
  }

  /// Tells expressions from an input given after them: `match EXPR... [FILE|-]`.
  ///
  /// The last of several arguments is an input if it is `-`, or a file's path, or nothing that
  /// could capture anything: then the path is probably misspelled, which reading it will tell.
  package static func expressionsAndInput(
    _ arguments: [String]
  ) -> (expressions: [String], input: String) {
    guard arguments.count > 1, let last = arguments.last else { return (arguments, "-") }
    let couldCapture = last.contains("%{") || last.contains("(?")
    guard last == "-" || !couldCapture || InputFile.exists(last) else { return (arguments, "-") }
    return (Array(arguments.dropLast()), last)
  }
}

/// How several expressions are tried on one text.
package struct MatchOptions: Sendable, Hashable {
  /// Whether the first pattern that matches ends the trial.
  package var breaksOnMatch = true
  /// Whether captures that are empty or took no part in the match give fields too.
  package var keepsEmptyCaptures = false

  /// First match wins, empty captures give no field.
  package init() {}
}
