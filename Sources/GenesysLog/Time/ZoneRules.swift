/// The offsets from UTC of one place, over all time.
///
///     let london = try ZoneRules.named("Europe/London")
///     london.offset(atUTC: 1_467_000_000)                              // 3600
///     london.utc(fromLocal: 1_477_791_000, preferring: .earlier)       // 01:30 of the night it comes twice
package struct ZoneRules: Sendable, Equatable {
  /// A span of time in which the offset does not change.
  package struct Window: Sendable, Equatable {
    /// Seconds east of UTC.
    package var offset: Int
    /// The first second of the window, UTC; `Int64.min` if it has no start.
    package var validFrom: Int64
    /// The second after the last one, UTC; `Int64.max` if it has no end.
    package var validUntil: Int64
  }

  /// Which instant to take where a local time names two, or none.
  package enum Preference: Sendable {
    case earlier, later
  }

  /// How many instants have a local time.
  package enum LocalKind: Sendable, Equatable {
    /// One.
    case unique
    /// Two: the clock was put back.
    case ambiguous
    /// None: the clock was put forward past it.
    case gap
  }

  /// The name by which the rules were asked for.
  package var name: String
  /// Ascending; `offsets[i]` holds from `transitions[i]` on.
  private let transitions: [Int64]
  private let offsets: [Int32]
  /// The offset before the first transition.
  private let firstOffset: Int32
  /// The rule after the last transition; nil if the last offset stays.
  private let footer: PosixZone?

  /// Rules with one offset.
  package static func fixed(secondsEastOfUTC seconds: Int, name: String) -> ZoneRules {
    ZoneRules(
      name: name, transitions: [], offsets: [], firstOffset: Int32(clamping: seconds), footer: nil)
  }

  init(
    name: String, transitions: [Int64], offsets: [Int32], firstOffset: Int32, footer: PosixZone?
  ) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.footer = footer
  }

  /// The same rules, with `footer` for the time after the last transition.
  func followed(by footer: PosixZone) -> ZoneRules {
    ZoneRules(
      name: name, transitions: transitions, offsets: offsets, firstOffset: firstOffset,
      footer: footer)
  }

  /// Seconds east of UTC at an instant.
  package func offset(atUTC seconds: Int64) -> Int {
    window(atUTC: seconds).offset
  }

  /// The offset at an instant, and how long it holds: until then no one need ask again.
  package func window(atUTC seconds: Int64) -> Window {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    guard low == transitions.count, let footer else {
      return Window(
        offset: Int(low == 0 ? firstOffset : offsets[low - 1]),
        validFrom: low == 0 ? .min : transitions[low - 1],
        validUntil: low == transitions.count ? .max : transitions[low])
    }
    var window = footer.window(atUTC: seconds)
    // The rule holds from the table's last entry on.
    if let last = transitions.last { window.validFrom = max(window.validFrom, last) }
    return window
  }

  /// The instant at which clocks show `seconds` (since 1970-01-01T00:00, local), and how many there are.
  ///
  /// In a gap, the earlier instant counts by the offset after it, the later by the offset before it.
  package func utc(
    fromLocal seconds: Int64, preferring preference: Preference
  ) -> (utc: Int64, kind: LocalKind) {
    // No offset is further from UTC than a day and an hour (RFC 8536, 3.2).
    let reach: Int64 = 25 * 3600
    let local = min(max(seconds, .min / 4), .max / 4)
    var before = window(atUTC: local - reach)
    var instants: (first: Int64, last: Int64)?
    var gap: (earlier: Int64, later: Int64)?
    while true {
      let instant = local - Int64(before.offset)
      if instant >= before.validFrom, instant < before.validUntil {
        instants = (instants?.first ?? instant, instant)
      }
      guard before.validUntil <= local + reach else { break }
      let after = window(atUTC: before.validUntil)
      let other = local - Int64(after.offset)
      if instant >= before.validUntil, other < before.validUntil { gap = (other, instant) }
      before = after
    }
    if let instants {
      let kind = instants.first == instants.last ? LocalKind.unique : .ambiguous
      return (preference == .earlier ? instants.first : instants.last, kind)
    }
    // Windows adjoin: a local time that none of them shows lies between two.
    let instant = gap ?? (local, local)
    return (preference == .earlier ? instant.earlier : instant.later, .gap)
  }
}
