/// Times by key, as states have them.
enum ElastAlertTimes {
  /// A list of keys and times.
  static func state(_ times: [ValueKey: Int64]) -> JSONTree {
    .array(
      times.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }.map { key, time in
        .array([.string(key.bytes), .integer(time)])
      })
  }

  /// The times of such a list; nil if it is none.
  static func restore(_ state: JSONTree?) -> [ValueKey: Int64]? {
    guard let items = state?.array else { return nil }
    var times: [ValueKey: Int64] = [:]
    for item in items {
      guard let parts = item.array, parts.count == 2, case .string(let key) = parts[0],
        let time = parts[1].time
      else { return nil }
      times[ValueKey(bytes: key)] = time
    }
    return times
  }

  /// Sets a time; of very many keys those go whose times are the oldest.
  static func set(_ times: inout [ValueKey: Int64], _ key: ValueKey, _ time: Int64) {
    times[key] = time
    guard times.count > mostKeys else { return }
    let sorted = times.values.sorted()
    let least = sorted[sorted.count / 4]
    times = times.filter { $0.value > least || $0.key == key }
  }

  /// The most keys; ElastAlert has no bound.
  private static let mostKeys = 200_000
}
