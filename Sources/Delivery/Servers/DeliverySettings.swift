/// How a client delivers: everything but where to.
package struct DeliverySettings: Sendable, Equatable {
  /// What the client shows to be let in.
  package var credentials = Credentials.none
  /// How hosts are trusted, where TLS is spoken.
  package var tls = TLSSettings()
  /// The proxy between; nil for what the environment says.
  package var proxy: ProxySettings?
  /// How large requests are, and how many are on their way.
  package var limits = BatchLimits()
  /// Whether requests are compressed.
  package var compresses = true
  /// How long a reply may take, from the last sign of life.
  package var replyTimeout: Duration = .seconds(90)
  /// How long events that find no taker are tried again; nil is for ever.
  package var retryFor: Duration? = .seconds(300)
  /// Whether a server that refuses all there is, before it took anything, ends the delivery.
  ///
  /// Otherwise it is tried again as one that took events before: logins, certificates and names may be
  /// put right while a program follows its logs.
  package var endsOnRefusal = true
  /// The pauses between tries.
  package var backoff = Backoff()
  /// Where events go that find no taker; created with the first one.
  package var deadLetterPath = "genlog-dead-letters.ndjson"

  /// Makes the usual settings.
  package init() {}
}

/// How large requests are, and how many are on their way.
package struct BatchLimits: Sendable, Equatable {
  /// Bytes of a request before compression.
  ///
  /// Elasticsearch refuses 100 MB, small AWS nodes 10 MiB.
  package var requestBytes = 1 << 20
  /// Events of a request.
  package var requestEvents = 5000
  /// How long an event waits for others to share its request.
  package var age: Duration = .seconds(1)
  /// Requests on their way at once.
  package var requests = 4

  /// Makes the usual limits.
  package init() {}

  /// How many bytes of events are held before the reader has to wait: requests on their way, and
  /// as many again half made up.
  var heldBytes: Int { requestBytes * (requests + 2) }
}

/// Growing, random pauses between tries, so that many clients do not come back at once.
package struct Backoff: Sendable, Equatable {
  /// The longest pause after the first try.
  package var first: Duration = .seconds(1)
  /// The longest pause ever.
  package var most: Duration = .seconds(60)

  /// Makes the usual pauses.
  package init() {}

  /// The pause after the try `number`, the first being 0: any length up to a limit that doubles.
  package func pause(after number: Int) -> Duration {
    let limit = min(first * (1 << min(number, 20)), most)
    return limit * Double.random(in: 0.1...1)
  }
}
