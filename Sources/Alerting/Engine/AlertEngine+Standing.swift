/// A condition of a rule and a key that holds, or is on its way to.
package struct StandingAlert: Sendable {
  /// How far it is.
  package enum Stage: String, Sendable {
    /// It holds, but not for as long as `for` asks.
    case pending
    /// It holds.
    case firing
    /// It has ended, and `keep_firing_for` holds it for true a while longer.
    case ending
  }

  /// The rule's name.
  package let rule: String
  /// The key as people read it; nil without one.
  package let key: String?
  /// How far it is.
  package let stage: Stage
  /// Since when, in microseconds since 1970.
  package let since: Int64
  /// How often it was told.
  package let tellings: Int
}

extension AlertEngine {
  /// The conditions of all rules that hold, by rule; those of rules in ElastAlert's mode have no length, and are not
  /// among them.
  package var standing: [StandingAlert] { streams.flatMap(\.standing) }

  /// What is muted.
  package var mutes: [AlertMute] { book.mutes.mutes }

  /// The latest time of any event or tick; nil before the first.
  package var now: Int64? { clock }

  /// Mutes a rule, or one key of it, for a time by the events' clock; for none the mute is lifted.
  ///
  /// - Returns: what is muted now; nil before the first event.
  package func mute(_ rule: String, key: String?, for length: Int64) -> AlertMute? {
    guard let clock else { return nil }
    let (end, overflow) = clock.addingReportingOverflow(length)
    let mute = AlertMute(rule: rule, key: key, until: overflow ? .max : end)
    book.mutes.set(mute, now: clock)
    return mute
  }

  /// Ends conditions of a rule, of one key or of all, as if they had passed; those that still hold begin anew.
  ///
  /// - Returns: how many there were.
  package func resolve(_ rule: String, key: String?, to tell: (Alert) -> Void) -> Int {
    guard let clock else { return 0 }
    return streams.filter { $0.rule.name == rule }
      .reduce(0) { $0 + $1.resolve(key: key, at: clock, tell) }
  }
}
