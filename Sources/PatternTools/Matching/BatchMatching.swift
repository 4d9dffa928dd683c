import Event
import Grok

/// Answers documents: each a line of JSON, each answered with one, in order.
///
///     {"patterns":["%{INT:n:int}"],"text":"42"}
///     {"matched":true,"pattern":0,"fields":{"n":42},"tags":[]}
///
/// `matched`, `fields` and `tags` are in every answer, `pattern` where one matched. A document that
/// is wrong is answered with `{"error":"..."}`, and the next one as if it had not been.
struct BatchMatching: ~Copyable {
  private var sets: BatchSets
  private var matcher = GrokMatcher()

  /// Starts a batch; `userPaths` are values of `--patterns`.
  init(userPaths: [String] = []) { sets = BatchSets(userPaths: userPaths) }

  /// Answers every line.
  mutating func run(on reader: inout LineReader, to sink: PatternTools.Sink) throws {
    var output = JSONBuffer(capacity: 64 << 10)
    while try reader.next() {
      do throws(PatternToolsError) {
        try answer(reader, to: &output)
      } catch {
        output.append("{\"error\":")
        output.append(quoted: error.description)
        output.append("}\n")
      }
      try output.drain(to: sink, whileMoreIsReady: reader.hasWholeLine)
    }
    try output.drain(to: sink)
  }

  private mutating func answer(
    _ reader: borrowing LineReader, to output: inout JSONBuffer
  ) throws(PatternToolsError) {
    if reader.isTruncated {
      throw .badDocument(problem: "is longer than 16 MiB", help: "try a shorter text")
    }
    let document = try reader.withLine { line throws(PatternToolsError) in
      try BatchDocument(json: line)
    }
    let text = Array(document.text.utf8)
    let result = try sets.set(for: document).evaluate(text.span, with: &matcher)
    output.append("{")
    result.appendMembers(to: &output)
    output.append("}\n")
  }
}
