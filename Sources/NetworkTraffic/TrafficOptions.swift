/// How much of a message its event shows as it was.
package enum PayloadChoice: String, Sendable, CaseIterable {
  /// Nothing.
  case none
  /// All up to the body.
  case headers
  /// All of it.
  case full
}

/// What events of a capture say besides what is in it.
package struct TrafficOptions: Sendable {
  /// The capture's path: `log.file.path`.
  package var path: String
  /// What is in `event.original`.
  package var payload: PayloadChoice
  /// Whether events are to be named, for which their messages are hashed.
  package var namesEvents: Bool

  /// Makes options.
  package init(path: String, payload: PayloadChoice = .headers, namesEvents: Bool = false) {
    self.path = path
    self.payload = payload
    self.namesEvents = namesEvents
  }
}
