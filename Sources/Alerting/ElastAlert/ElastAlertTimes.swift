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
}
