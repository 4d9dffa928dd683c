extension [ElastAlertEvent] {
  /// The latest time of the events; of equal ones the first, in the zone in which it was written.
  var latest: EventInstant? {
    var latest: EventInstant?
    for event in self {
      guard let instant = event.instant else { continue }
      if latest.map({ $0.microseconds < instant.microseconds }) ?? true { latest = instant }
    }
    return latest
  }
}

extension ElastAlertContext {
  /// The events of a delivery by key, as the buckets of an aggregation; those without one are in none.
  func parts(of events: [ElastAlertEvent]) -> [(JSONTree, [ElastAlertEvent])] {
    guard let queryKey else { return [(.null, events)] }
    var parts: KeyTable<[ElastAlertEvent]> = KeyTable()
    for event in events {
      guard let name = queryKey.field.value(in: event.members), !name.isNull else { continue }
      let key = ValueKey(name.hashable)
      parts.set(key, named: name.hashable, (parts[key] ?? []) + [event])
    }
    return parts.keys.map { ($0.name, parts[$0.key] ?? []) }
  }

  /// A match that is no event: a time, figures, and the key, at its place where its name has dots.
  func match(at time: EventInstant, _ figures: [(String, JSONTree)], key: JSONTree) -> JSONObject {
    var match = JSONObject(
      [(timestamp.field.name, .string(time.text))] + figures)
    guard let queryKey else { return match }
    var parts = queryKey.name.split(separator: ".", omittingEmptySubsequences: false)[...]
    var value = key
    while parts.count > 1 {
      value = .object(JSONObject([(String(parts.removeLast()), value)]))
    }
    match[String(parts[0])] = value
    return match
  }
}
