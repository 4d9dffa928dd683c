/// The windows of a rule by key, and how they are written down.
struct ElastAlertWindows {
  private let timeframe: Int64
  private var table: KeyTable<ElastAlertWindow> = KeyTable()

  /// No windows yet.
  init(timeframe: Int64) { self.timeframe = timeframe }

  /// The window of a key.
  subscript(key: ValueKey) -> ElastAlertWindow? { table[key] }

  /// The window of a key, which is made if there is none.
  mutating func window(_ key: ValueKey, named name: JSONTree) -> ElastAlertWindow {
    table.value(key, named: name) { ElastAlertWindow(timeframe: timeframe) }
  }

  /// Takes a window out.
  mutating func remove(_ key: ValueKey) { table.remove(key) }

  /// The keys in the order in which they came.
  var keys: [(key: ValueKey, name: JSONTree)] { table.keys }

  /// The windows with their events.
  var state: JSONTree {
    .array(
      keys.map { key, name in
        .array([
          name,
          .array(
            (table[key]?.events ?? []).map { entry in
              .array([.integer(entry.time), .number(entry.count), .object(entry.event.members)])
            }),
        ])
      })
  }

  /// Takes over windows; false if they are none.
  mutating func restore(_ state: JSONTree?) -> Bool {
    for item in state?.array ?? [] {
      guard let parts = item.array, parts.count == 2, let entries = parts[1].array else {
        return false
      }
      let window = window(ValueKey(parts[0]), named: parts[0])
      for entry in entries {
        guard let fields = entry.array, fields.count == 3, let time = fields[0].time,
          let count = fields[1].double, let members = fields[2].object
        else { return false }
        window.append(
          ElastAlertWindow.Entry(
            time: time, count: count,
            event: ElastAlertEvent(members, EventInstant(microseconds: time))))
      }
    }
    return state?.array != nil
  }
}
