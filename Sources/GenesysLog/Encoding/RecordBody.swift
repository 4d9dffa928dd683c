import Event
import WireDecoder

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
    /// A SIP message.
    case sip
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
    static let sip = message + 16
    static let problem = message + 17
    static let isShort = message + 18
    static let spool = message + 19
  }

  /// How many slots a body has.
  static let slotCount = 20

  private var tlibrary = TLibraryDecoder()
  private var platform = PlatformDecoder()
  private var configuration = ConfigurationDecoder()
  private var metric = MetricDecoder()
  private var sip = SIPDecoder()

  /// The bytes of the last wire message, as they went over the wire.
  private(set) var wire = LoggedBytes()

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
    EventField("genesys.call_uuid", .json(Slot.callUUID)),
    text("genesys.ref_id", Slot.referenceID, as: .integer),
    text("genesys.interaction_id", Slot.interactionID),
    text("genesys.session_id", Slot.sessionID),
    EventField("genesys.config", .json(Slot.configuration)),
    EventField("genesys.ors.metric", .json(Slot.metric)),
    EventField("genesys.wire.incomplete", .json(Slot.isShort)),
    EventField("genesys.spool", .json(Slot.spool)),
    EventField("sip", .json(Slot.sip)),
    EventField("error.message", .json(Slot.problem)),
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
    if let message = record.wire { return readWire(message, bytes, &values) }
    return switch BodyShape(bytes, record.members) {
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

  /// Reads a message that went over a wire; of SIP its fields.
  private mutating func readWire(
    _ message: LoggedMessage, _ bytes: Span<UInt8>, _ values: inout EventValues
  ) -> Kind {
    // Out of its place while it is read, and back: no copy.
    var wire = LoggedBytes()
    swap(&wire, &self.wire)
    defer { swap(&wire, &self.wire) }
    wire.fill(with: message, of: bytes)
    if !message.isComplete { setTrue(Slot.isShort, &values) }
    guard SIPFraming.isStart(wire.bytes.span) else { return .none }
    let local = readSIP(wire.bytes.span, isInbound: message.head.isInbound, &values)
    if let local { wire.setLocal(address: local.host, port: local.port) }
    return .sip
  }

  /// Reads a SIP message; returns the end at which it was logged, as far as it says.
  private mutating func readSIP(
    _ message: Span<UInt8>, isInbound: Bool, _ values: inout EventValues
  ) -> SIPEndpoint? {
    let problem = sip.decode(message)
    let start = values.fragments.count
    sip.appendFields(message, to: &values.fragments)
    values.setFragment(Slot.sip, from: start)
    if let callUUID = sip.callUUID { setText(Slot.callUUID, message.extracting(callUUID), &values) }
    if let problem { setText(Slot.problem, Array(problem.description.utf8).span, &values) }
    return sip.localEndpoint(message, isInbound: isInbound)
  }

  private func setText(_ slot: Int, _ text: Span<UInt8>, _ values: inout EventValues) {
    let start = values.fragments.count
    values.fragments.append(quoted: text)
    values.setFragment(slot, from: start)
  }

  private func setTrue(_ slot: Int, _ values: inout EventValues) {
    let start = values.fragments.count
    values.fragments.append("true")
    values.setFragment(slot, from: start)
  }

  /// Takes what a spool says of a record besides its text.
  mutating func readSpool(
    _ spool: SpoolValues, of bytes: Span<UInt8>, into values: inout EventValues
  ) {
    let start = values.fragments.count
    if spool.append(bytes, to: &values.fragments) { values.setFragment(Slot.spool, from: start) }
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
    if let callUUID = places.callUUID {
      setText(Slot.callUUID, bytes.extracting(callUUID), &values)
    }
    values.set(Slot.referenceID, places.referenceID)
    values.set(Slot.interactionID, places.interactionID)
    if isIncomplete { setTrue(Slot.isIncomplete, &values) }
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
    case .sip: "sip-message"
    }
  }
}
