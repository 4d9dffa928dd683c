/// What people do not want to hear for a time.
package struct AlertMute: Sendable, Equatable {
  /// The rule's name.
  package let rule: String
  /// The key as people read it; nil for all keys of the rule.
  package let key: String?
  /// Until when, in microseconds since 1970, by the events' clock.
  package let until: Int64

  /// Describes one.
  package init(rule: String, key: String?, until: Int64) {
    self.rule = rule
    self.key = key
    self.until = until
  }

  /// As a state has it.
  var state: JSONTree {
    .array([JSONTree(rule), key.map { JSONTree($0) } ?? .null, .integer(until)])
  }

  /// Reads a state; nil if it is none.
  init?(_ state: JSONTree) {
    guard let parts = state.array, parts.count == 3, let rule = parts[0].text,
      let until = parts[2].time
    else { return nil }
    self.init(rule: rule, key: parts[1].text, until: until)
  }
}

/// The mutes of all rules.
struct MuteList {
  /// The most that are remembered; of more, the one that ends first goes.
  private static let most = 1000

  /// In the order in which they were set.
  private(set) var mutes: [AlertMute] = []

  /// Until when alerts are muted; nil if they are not.
  ///
  /// `key` is asked for only where it matters.
  func until(_ rule: String, _ key: () -> String?) -> Int64? {
    let ofRule = mutes.filter { $0.rule == rule }
    guard !ofRule.isEmpty else { return nil }
    let key = key()
    return ofRule.filter { $0.key == nil || $0.key == key }.map(\.until).max()
  }

  /// Sets one in the place of what was set for the same.
  mutating func set(_ mute: AlertMute, now: Int64) {
    mutes.removeAll { $0.until <= now || $0.rule == mute.rule && $0.key == mute.key }
    if mutes.count >= Self.most, let first = mutes.map(\.until).min() {
      mutes.removeAll { $0.until == first }
    }
    if mute.until > now { mutes.append(mute) }
  }

  /// What is known.
  var state: JSONTree { .array(mutes.map(\.state)) }

  /// Takes over what was known, none where a state says nothing of it; false if it is no such state.
  mutating func restore(_ state: JSONTree?) -> Bool {
    guard let state else { return true }
    guard let items = state.array, items.count <= Self.most else { return false }
    mutes = items.compactMap(AlertMute.init)
    return mutes.count == items.count
  }
}
