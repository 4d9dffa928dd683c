/// `blacklist` and `whitelist`.
struct ElastAlertListed: ElastAlertRule {
  /// The rule's options.
  let options: ListedOptions

  var needsTime: Bool { false }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events where options.matches(options.field.value(in: event.members)) {
      matches.append(event.members)
    }
  }
}

extension ListedOptions {
  /// Whether a value matches; nil or `null` where the event has none.
  func matches(_ value: JSONTree?) -> Bool {
    guard let value, !value.isNull else { return isWhitelist && !ignoresNull }
    // A list or an object is in no list; ElastAlert fails on it.
    return entries.contains(ValueKey(value)) != isWhitelist
  }
}
