/// A Python dictionary: values by key, gone through in the order in which the keys came.
struct KeyTable<Value> {
  private struct Slot {
    let order: Int
    let name: JSONTree
    var value: Value
  }

  /// The most keys.
  private static var mostKeys: Int { 200_000 }

  private var slots: [ValueKey: Slot] = [:]
  private var next = 0

  /// How many keys there are.
  var count: Int { slots.count }

  /// The value of a key.
  subscript(key: ValueKey) -> Value? { slots[key]?.value }

  /// Sets the value of a key, whose first spelling stays.
  mutating func set(_ key: ValueKey, named name: JSONTree, _ value: Value) {
    if slots[key] != nil {
      slots[key]?.value = value
    } else {
      slots[key] = Slot(order: next, name: name, value: value)
      next += 1
      if slots.count > Self.mostKeys { dropOldest() }
    }
  }

  /// ElastAlert has no bound; here the quarter of the keys that came first goes.
  private mutating func dropOldest() {
    let orders = slots.values.map(\.order).sorted()
    let least = orders[orders.count / 4]
    slots = slots.filter { $0.value.order >= least }
  }

  /// The value of a key, which is set first if there is none.
  mutating func value(
    _ key: ValueKey, named name: JSONTree, default usual: () -> Value
  ) -> Value {
    if let value = slots[key]?.value { return value }
    let value = usual()
    set(key, named: name, value)
    return value
  }

  /// Takes a key out.
  mutating func remove(_ key: ValueKey) { slots[key] = nil }

  /// The keys in order, as they were first spelled.
  var keys: [(key: ValueKey, name: JSONTree)] {
    slots.sorted { $0.value.order < $1.value.order }.map { ($0.key, $0.value.name) }
  }
}
