import Event
import Grok

/// Tries expressions on the lines of a text: one line of JSON for each.
///
///     {"line":1,"matched":true,"pattern":0,"fields":{"n":42},"tags":[]}
struct LineMatching: ~Copyable {
  private let set: GrokSet
  private var matcher = GrokMatcher()

  /// Compiles the expressions.
  init(
    _ expressions: [String], library: PatternLibrary, options: MatchOptions = MatchOptions()
  ) throws(PatternToolsError) {
    set = try GrokSet.compile(expressions, library: library, options: options)
  }

  /// Answers every line.
  mutating func run(on reader: inout LineReader, to sink: PatternTools.Sink) throws {
    var output = JSONBuffer(capacity: 64 << 10)
    var number: Int64 = 0
    while try reader.next() {
      number += 1
      let result = reader.withLine { line in set.evaluate(line, with: &matcher) }
      output.append("{\"line\":")
      output.append(integer: number)
      output.append(UInt8(ascii: ","))
      result.appendMembers(tags: reader.isTruncated ? ["_truncated"] : [], to: &output)
      output.append("}\n")
      try output.drain(to: sink, whileMoreIsReady: reader.hasWholeLine)
    }
    try output.drain(to: sink)
  }
}

extension JSONBuffer {
  /// Hands on what was written and forgets it.
  ///
  /// Goes in large pieces while more input lies ready, and at once where it has to be waited for,
  /// so that whoever asks one question at a time has its answer.
  mutating func drain(to sink: PatternTools.Sink, whileMoreIsReady isReady: Bool = false) throws {
    if count == 0 || isReady && count < 64 << 10 { return }
    try withBytes { try sink($0) }
    removeAll()
  }
}
