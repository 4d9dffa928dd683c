/// How much of a message its event shows as it was.
package enum PayloadChoice: String, Sendable, CaseIterable {
  /// Nothing.
  case none
  /// All up to the body.
  case headers
  /// All of it.
  case full
}

/// Who captures live: `observer`, which events then have instead of `log`.
package struct TrafficObserver: Sendable {
  /// The name of the machine.
  package var hostname: String
  /// The names of the interfaces, by their numbers in ``FrameStamp``.
  package var interfaces: [String]

  /// Makes an observer.
  package init(hostname: String, interfaces: [String]) {
    self.hostname = hostname
    self.interfaces = interfaces
  }
}

/// Of which flows an event is made when they end.
package enum FlowChoice: String, Sendable, CaseIterable {
  /// Of none.
  case none
  /// Of those of which no other event was made.
  case unknown
  /// Of all.
  case all
}

/// What events of a capture say besides what is in it.
package struct TrafficOptions: Sendable {
  /// The capture's path: `log.file.path`.
  package var path: String
  /// Who captures, where there is no file.
  package var observer: TrafficObserver?
  /// What is in `event.original`.
  package var payload: PayloadChoice
  /// Of which flows an event is made.
  package var flows: FlowChoice
  /// Flows that are known at a time; the one silent for longest is ended where there are more.
  package var maxFlows = 65_536
  /// Whether events are to be named, for which their messages are hashed.
  package var namesEvents: Bool

  /// Makes options.
  package init(
    path: String, payload: PayloadChoice = .headers, flows: FlowChoice = .none,
    namesEvents: Bool = false
  ) {
    self.path = path
    self.payload = payload
    self.flows = flows
    self.namesEvents = namesEvents
  }
}
