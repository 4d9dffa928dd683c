/// The attributes of the METRIC lines of Orchestration Server.
///
/// Their values are not escaped: a quote ends one only where another attribute or the end follows.
/// Where the value is free text, such as a script, that other attribute must be one that is known.
enum MetricAttribute {
  private static let known: [StaticString] = [
    "sid", "name", "url", "reason", "expression", "result", "cond", "expr", "label", "message",
    "target", "source", "event", "type", "level", "duration", "namespace", "function", "requestid",
    "params", "data", "state", "id", "status", "error", "location", "sendid", "size", "code",
  ]

  /// Whether attributes of that name are met in METRIC lines.
  static func isKnown(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    for index in known.indices where DumpText.equals(bytes, name, known[index]) { return true }
    return false
  }

  /// Whether the value is text that may hold quotes and equals signs.
  static func isFreeText(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    switch name.count {
    case 4:
      DumpText.equals(bytes, name, "cond") || DumpText.equals(bytes, name, "expr")
        || DumpText.equals(bytes, name, "data")
    case 5: DumpText.equals(bytes, name, "label") || DumpText.equals(bytes, name, "error")
    case 6: DumpText.equals(bytes, name, "result") || DumpText.equals(bytes, name, "params")
    case 7: DumpText.equals(bytes, name, "message")
    case 10: DumpText.equals(bytes, name, "expression")
    default: false
    }
  }

  /// Whether the value is a number where it has only digits.
  static func isNumber(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    DumpText.equals(bytes, name, "duration")
  }
}
