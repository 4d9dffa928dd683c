package import Delivery

/// How patient lanes are, and how fast.
package struct AlertLimits: Sendable {
  /// Notices that wait at an output; more are given up, the oldest first.
  package var waiting = 1000
  /// How long a notice is tried again.
  package var retryFor: Duration = .seconds(3600)
  /// The pauses between tries.
  package var backoff = Backoff()
  /// Notices a minute at an output; nil for any number.
  package var perMinute: Int? = 60
  /// Notices that are remembered, so that none is sent twice.
  package var remembered = 10_000
  /// Where notices go that found no taker; made with the first one.
  package var deadLetterPath = "genlog-dead-alerts.ndjson"

  /// The usual limits.
  package init() {}
}

/// What became of notices at an output.
package struct AlertAccount: Sendable, Equatable {
  /// The output.
  package let output: String
  /// How many it took.
  package var taken = 0
  /// How many were given to it more than once, and sent once.
  package var repeated = 0
  /// How many times one was tried again.
  package var retries = 0
  /// How many found no taker, and are in the dead-letter file.
  package var dead = 0
  /// Why the last of those did.
  package var reason: String?

  /// Nothing yet.
  package init(output: String) {
    self.output = output
  }
}
