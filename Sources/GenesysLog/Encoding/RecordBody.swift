import Event

/// What the members of a record say: one thread's decoders.
///
/// A body becomes values in the slots ``GenesysEncoder/Slot/body``: places in the record, and JSON
/// made for it. Which decoder reads it, its first line tells.
struct RecordBody: ~Copyable {
  /// What a body is.
  enum Kind: Int, CaseIterable {
    /// Nothing that a decoder knows.
    case none
    /// The attributes of a T-Library message, as servers or clients on the Platform SDK print them.
    case tlibrary
    /// A message of Configuration Server or of the management protocol.
    case configuration
    /// A measurement of Orchestration Server.
    case metric
  }

  private enum Slot {
    static let message = GenesysEncoder.Slot.body.lowerBound
    static let direction = message + 1
    static let peerSocket = message + 2
    static let peerName = message + 3
    static let peerHost = message + 4
    static let peerPort = message + 5
    static let attributes = message + 6
    static let attributeNames = message + 7
    static let isIncomplete = message + 8
    static let connectionID = message + 9
    static let callUUID = message + 10
    static let referenceID = message + 11
    static let interactionID = message + 12
    static let configuration = message + 13
    static let metric = message + 14
    static let sessionID = message + 15
  }

  private var tlibrary = TLibraryDecoder()
  private var platform = PlatformDecoder()
  private var configuration = ConfigurationDecoder()
  private var metric = MetricDecoder()

  /// The fields that a body may give, each absent where it does not.
  static let fields: [EventField] = [
    text("genesys.tlib.message", Slot.message),
    EventField("genesys.tlib.direction", .json(Slot.direction)),
    text("genesys.tlib.peer.socket", Slot.peerSocket, as: .integer),
    text("genesys.tlib.peer.name", Slot.peerName),
    text("genesys.tlib.peer.host", Slot.peerHost),
    text("genesys.tlib.peer.port", Slot.peerPort, as: .integer),
    EventField("genesys.tlib.attributes", .json(Slot.attributes)),
    EventField("genesys.tlib.attribute_names", .json(Slot.attributeNames)),
    EventField("genesys.tlib.incomplete", .json(Slot.isIncomplete)),
    text("genesys.conn_id", Slot.connectionID),
    text("genesys.call_uuid", Slot.callUUID),
    text("genesys.ref_id", Slot.referenceID, as: .integer),
    text("genesys.interaction_id", Slot.interactionID),
    text("genesys.session_id", Slot.sessionID),
    EventField("genesys.config", .json(Slot.configuration)),
    EventField("genesys.ors.metric", .json(Slot.metric)),
  ]

  private static func text(
    _ path: String, _ slot: Int, as type: ScalarType = .string
  ) -> EventField {
    EventField(path, .slots([.init(slot, as: type)]))
  }

  /// Reads the members of a record.
  mutating func read(
    _ record: LogRecord, of bytes: Span<UInt8>, into values: inout EventValues
  ) -> Kind {
    switch BodyShape(bytes, record.members) {
    case .none: .none
    case .tlibrary: readTLibrary(record, bytes, &values)
    case .platform: readPlatform(record, bytes, &values)
    case .configuration: readConfiguration(record, bytes, &values)
    }
  }

  /// Reads a text that may be a measurement of Orchestration Server.
  mutating func readMetric(
    _ range: Range<Int>, of bytes: Span<UInt8>, into values: inout EventValues
  ) -> Bool {
    guard metric.decode(bytes, range) else { return false }
    let start = values.fragments.count
    if metric.append(bytes, to: &values.fragments) {
      values.setFragment(Slot.metric, from: start)
    }
    values.set(Slot.sessionID, metric.sessionID)
    return true
  }

  private mutating func readTLibrary(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ values: inout EventValues
  ) -> Kind {
    guard tlibrary.decode(bytes, members: record.members) else { return .none }
    let start = values.fragments.count
    if tlibrary.appendAttributes(bytes, to: &values.fragments) {
      values.setFragment(Slot.attributes, from: start)
    }
    let names = values.fragments.count
    if tlibrary.hasNames, tlibrary.appendNames(bytes, to: &values.fragments) {
      values.setFragment(Slot.attributeNames, from: names)
    }
    finish(tlibrary.places, isIncomplete: tlibrary.isIncomplete, record, bytes, &values)
    return .tlibrary
  }

  private mutating func readPlatform(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ values: inout EventValues
  ) -> Kind {
    guard platform.decode(bytes, members: record.members) else { return .none }
    let start = values.fragments.count
    if platform.appendAttributes(bytes, to: &values.fragments) {
      values.setFragment(Slot.attributes, from: start)
    }
    let names = values.fragments.count
    if platform.appendNames(bytes, to: &values.fragments) {
      values.setFragment(Slot.attributeNames, from: names)
    }
    finish(platform.places, isIncomplete: platform.isIncomplete, record, bytes, &values)
    return .tlibrary
  }

  private mutating func readConfiguration(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ values: inout EventValues
  ) -> Kind {
    guard configuration.decode(bytes, members: record.members) else { return .none }
    let start = values.fragments.count
    if configuration.append(bytes, to: &values.fragments) {
      values.setFragment(Slot.configuration, from: start)
    }
    return .configuration
  }

  /// Sets what a message is called, where it came from or went, and what ties it to a call.
  private func finish(
    _ places: MessagePlaces, isIncomplete: Bool, _ record: LogRecord, _ bytes: Span<UInt8>,
    _ values: inout EventValues
  ) {
    values.set(Slot.connectionID, places.connectionID)
    values.set(Slot.callUUID, places.callUUID)
    values.set(Slot.referenceID, places.referenceID)
    values.set(Slot.interactionID, places.interactionID)
    if isIncomplete {
      let start = values.fragments.count
      values.fragments.append("true")
      values.setFragment(Slot.isIncomplete, from: start)
    }
    guard
      let title = MessageTitle.find(bytes, head: record.head.textRange, members: record.members)
    else { return }
    values.set(Slot.message, title.name)
    values.set(Slot.peerSocket, title.peer.socket)
    values.set(Slot.peerName, title.peer.name)
    values.set(Slot.peerHost, title.peer.host)
    values.set(Slot.peerPort, title.peer.port)
    guard let direction = title.direction else { return }
    let start = values.fragments.count
    values.fragments.append(direction == .inbound ? "\"received\"" : "\"sent\"")
    values.setFragment(Slot.direction, from: start)
  }
}

extension RecordBody.Kind {
  /// `event.action` of a record that has such a body and no rule of its own; nil for none.
  var action: String? {
    switch self {
    case .none: nil
    case .tlibrary: "tlib-message"
    case .configuration: "config-message"
    case .metric: "metric"
    }
  }
}
