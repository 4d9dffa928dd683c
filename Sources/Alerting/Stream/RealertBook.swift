import Event

/// Until when nothing is told again of the same thing, by the time of the events.
final class RealertBook {
  private struct Entry {
    var until: Int64
    /// How many times the wait has doubled.
    var exponent: Int64
    /// What was kept silent since.
    var silenced: Int
  }

  /// The most things that are remembered; of more, those go whose time is over, then all that are nearest to it.
  private static let mostEntries = 200_000

  /// What people have muted.
  var mutes = MuteList()

  private var entries: [EventHash.Value: Entry] = [:]

  /// Whether something may be told at a time; if so, it is silent from then on for the wait of its policy.
  ///
  /// - Returns: how many were kept silent before; nil if this one is too.
  func ask(_ name: EventHash.Value, _ policy: AlertPolicy, at time: Int64) -> Int? {
    guard let entry = entries[name] else {
      set(name, Entry(until: time + policy.realert, exponent: 0, silenced: 0), now: time)
      return 0
    }
    guard time >= entry.until else {
      entries[name]?.silenced += 1
      return nil
    }
    let (wait, exponent) = Self.wait(entry, policy, time)
    set(name, Entry(until: time + wait, exponent: exponent, silenced: 0), now: time)
    return entry.silenced
  }

  /// Until when something is silent; nil if it is not.
  func silentUntil(_ name: EventHash.Value) -> Int64? { entries[name]?.until }

  /// The next wait: it doubles where the last one had just ended, and halves with each wait that has passed since.
  private static func wait(
    _ entry: Entry, _ policy: AlertPolicy, _ time: Int64
  ) -> (Int64, Int64) {
    guard let most = policy.exponentialRealert, policy.realert > 0 else {
      return (policy.realert, 0)
    }
    var exponent = min(max(entry.exponent, 0), 40)
    var passed = time - entry.until
    func length(_ exponent: Int64) -> Int64 {
      let (product, overflow) = policy.realert.multipliedReportingOverflow(by: 1 << exponent)
      return overflow ? .max : product
    }
    if passed < length(exponent) {
      exponent += 1
    } else {
      while passed > length(exponent), exponent > 0 {
        passed -= length(exponent)
        exponent -= 1
      }
    }
    return length(exponent) >= most ? (most, exponent - 1) : (length(exponent), exponent)
  }

  private func set(_ name: EventHash.Value, _ entry: Entry, now: Int64) {
    entries[name] = entry
    guard entries.count > Self.mostEntries else { return }
    entries = entries.filter { $0.value.until > now }
    guard entries.count > Self.mostEntries else { return }
    let times = entries.values.map(\.until).sorted()
    let least = times[times.count / 4]
    entries = entries.filter { $0.value.until >= least || $0.key == name }
  }

  /// What is known.
  var state: JSONTree {
    let sorted = entries.sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }
    return .array(
      sorted.map { name, entry in
        .array([
          .integer(Int64(bitPattern: name.high)), .integer(Int64(bitPattern: name.low)),
          .integer(entry.until), .integer(entry.exponent), .integer(Int64(entry.silenced)),
        ])
      })
  }

  /// Takes over what was known; false if it is no such state.
  func restore(_ state: JSONTree?) -> Bool {
    guard let items = state?.array else { return false }
    for item in items.prefix(Self.mostEntries) {
      guard let parts = item.array, parts.count == 5, let high = parts[0].integer,
        let low = parts[1].integer, let until = parts[2].time, let exponent = parts[3].integer,
        let silenced = parts[4].integer
      else { return false }
      let name = EventHash.Value(high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
      entries[name] = Entry(
        until: until, exponent: min(max(exponent, -1), 40),
        silenced: Int(clamping: max(0, silenced)))
    }
    return true
  }
}
