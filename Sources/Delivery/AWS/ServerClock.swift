/// The time that requests are signed with: the system's, unless the server's is another.
struct ServerClock {
  /// Seconds from the system's time to the server's.
  private var offset: Int64 = 0
  private var corrected: ContinuousClock.Instant?

  /// What servers say of a time that is too far from theirs, in lower case.
  private static let complaints = [
    "signature expired", "signature not yet current", "requesttimetooskewed", "requestexpired",
    "requestinthefuture", "too skewed",
  ]
  /// A correction that did not help is not to be followed by another at once.
  private static let shortestPause = Duration.seconds(300)
  /// Less makes no difference to a server.
  private static let smallestChange: Int64 = 30

  /// The time to sign with, in seconds since 1970.
  var now: Int64 { WireTime.now + offset }

  /// Reads the server's time from a reply that complains about ours; returns what was found, in words, and
  /// nil if it does not, or was believed just before.
  mutating func correct(
    reply: [UInt8], date: String?, at now: ContinuousClock.Instant
  ) -> String? {
    let text = String(decoding: reply.prefix(4096), as: UTF8.self).lowercased()
    guard ServerClock.complaints.contains(where: text.contains), let date,
      let time = WireTime.header(date), time <= WireTime.latest
    else { return nil }
    if let corrected, now - corrected < ServerClock.shortestPause { return nil }
    let found = time - WireTime.now
    if abs(found - offset) < ServerClock.smallestChange { return nil }
    offset = found
    corrected = now
    let direction = found < 0 ? "ahead of" : "behind"
    return
      "the clock of this machine is \(abs(found)) s \(direction) the server's; signing by the server's"
  }
}
