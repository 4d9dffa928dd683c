import EventFilter

/// Expressions of `--where`: an error or a filter, and `not` is its exact opposite.
final class FilterTarget: FuzzTarget {
  static let name = "where"
  static let words = [
    " and ", " or ", "not ", "!", "exists(", " in (", "not in", "=~ '", "!~ ", ">=", "<", "==",
    "!=",
    "event.code", "log.level", "@timestamp", "Std", "24200", "2016-05-13",
    "2016-05-13T16:29:54.229Z",
    "`a b`", "\"x\"", "''", "true", "1e3", "-0.5", "\n{\"", "\\u00e9", "\\ud83d",
  ]
  static let seeds = [
    """
    event.code in (24200, 24201) and log.level >= Std
    {"event":{"code":"24200"},"log":{"level":"Std"}}
    """,
    """
    not (a.b =~ 'x+' or `a b` != "y") && exists(c) || @timestamp > 2016-05-13T16:29
    {"a":{"b":["x",1,null,true]},"a b":"\\u00e9","c":{},"@timestamp":"2016-05-13T16:29:54.229Z"}
    """,
    "n >= -1.5e3 and m = 'it''s'\n{\"n\":5,\"m\":\"it's\"}",
  ].map { Array($0.utf8) }

  init() {}

  /// An input is an expression, and an event after its last line feed.
  func run(_ bytes: [UInt8]) {
    let split = bytes.lastIndex(of: 0x0A) ?? bytes.count
    let event = Array(bytes[min(split + 1, bytes.count)...])
    let expression = text(bytes[..<split])
    guard let filter = try? EventFilter(expression) else { return }
    var evaluator = filter.makeEvaluator()
    let matches = evaluator.matches(event.span)
    guard let opposite = try? EventFilter("not (\(expression))") else {
      // Only one that stands at the limit of nesting may have none.
      return hold(
        bytes.count { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "!") } > 20
          || expression.lowercased().split(separator: "not").count > 20,
        "\(expression) has no opposite")
    }
    var other = opposite.makeEvaluator()
    hold(other.matches(event.span) != matches, "\(expression) and its opposite are both \(matches)")
  }
}
