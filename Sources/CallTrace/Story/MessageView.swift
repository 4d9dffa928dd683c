/// What an event says as a message: its name, its way, its other end.
struct MessageView {
  /// Which way it went, seen from the log.
  enum Direction {
    case sent, received

    /// The direction that the other end sees.
    var opposite: Direction { self == .sent ? .received : .sent }
  }

  /// What the arrow says.
  let label: String
  let tone: StoryStep.Tone
  let direction: Direction
  /// The other end; nil where the log does not say.
  let peer: String?
  /// Whether the other end is an address, which may be that of a server whose log is here.
  let hasAddress: Bool
  /// The addresses of both ends, if a capture shows the message, which was written by neither.
  let observed: (sender: String, receiver: String)?
  /// What only this message has, whoever logs it; nil if that is not certain.
  let key: String?

  /// Reads an event; nil if it is no message.
  init?(_ event: CallEvent) {
    if let view = MessageView.sip(event) ?? MessageView.tlibrary(event) {
      self = view
    } else {
      return nil
    }
  }

  private init(
    _ label: String, _ tone: StoryStep.Tone, _ direction: Direction, peer: String?,
    hasAddress: Bool = false, observed: (sender: String, receiver: String)? = nil, key: String?
  ) {
    self.label = label
    self.tone = tone
    self.direction = direction
    self.peer = peer
    self.hasAddress = hasAddress
    self.observed = observed
    self.key = key
  }

  // MARK: - SIP

  private static func sip(_ event: CallEvent) -> MessageView? {
    // The account of a whole call is no message.
    guard event.text("event.action") != "sip-call" else { return nil }
    let code = event.text("sip.code")
    let method = event.text("sip.cseq.method")
    guard let name = code ?? event.text("sip.method") else { return nil }
    let source = address(event, "source")
    let destination = address(event, "destination")
    guard let direction = direction(event.text("network.direction"), source, destination) else {
      return nil
    }
    var label = name
    if code != nil {
      if let status = event.text("sip.status") { label += " " + status }
      if let method { label += " (\(method))" }
    } else if let number = event.text("sip.uri.username") {
      label += " " + number
    }
    let isFailure = code.flatMap { Int($0) }.map { $0 >= 400 } ?? false
    var observed: (sender: String, receiver: String)?
    if let source, let destination, event.text("service.name") == nil {
      observed = (source, destination)
    }
    return MessageView(
      label, isFailure ? .failure : .sip, direction,
      peer: direction == .sent ? destination : source, hasAddress: true,
      observed: observed, key: sipKey(event, name))
  }

  /// Call-ID, CSeq and the branch that the sender of the request made up: RFC 3261 s 17.
  private static func sipKey(_ event: CallEvent, _ name: String) -> String? {
    guard let call = event.text("sip.call_id"), let number = event.text("sip.cseq.code"),
      let branch = event.text("branch", inFirstOf: "sip.via")
    else { return nil }
    return "sip|\(call)|\(number)|\(event.text("sip.cseq.method") ?? "")|\(name)|\(branch)"
  }

  private static func direction(
    _ word: String?, _ source: String?, _ destination: String?
  ) -> Direction? {
    switch word {
    case "egress", "outbound": .sent
    case "ingress", "inbound": .received
    default: source != nil && destination != nil ? .sent : nil
    }
  }

  private static func address(_ event: CallEvent, _ side: String) -> String? {
    guard let host = event.text(side + ".ip") ?? event.text(side + ".address") else { return nil }
    guard let port = event.text(side + ".port") else { return host }
    return host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  // MARK: - T-Library, and other messages between servers

  private static func tlibrary(_ event: CallEvent) -> MessageView? {
    guard let name = event.text("genesys.tlib.message") ?? event.text("genesys.message.name"),
      let direction = direction(event)
    else { return nil }
    let dn = event.text("genesys.tlib.attributes.ThisDN")
    let isFailure = name == "EventError" || name.hasSuffix("Error")
    return MessageView(
      [name, dn].compactMap { $0 }.joined(separator: " "), isFailure ? .failure : .message,
      direction, peer: peer(event) ?? dn.map { "DN " + $0 }, key: tlibraryKey(event, name))
  }

  private static func direction(_ event: CallEvent) -> Direction? {
    switch event.text("genesys.tlib.direction") ?? event.text("genesys.message.direction") {
    case "sent": .sent
    case "received": .received
    default: nil
    }
  }

  /// The name of the other end, else its address.
  static func peer(_ event: CallEvent) -> String? {
    for place in ["genesys.tlib.peer.name", "genesys.client.name", "genesys.peer.name"] {
      if let name = event.text(place) { return withoutDN(name, event) }
    }
    if let host = event.text("genesys.tlib.peer.host") {
      return [host, event.text("genesys.tlib.peer.port")].compactMap { $0 }.joined(separator: ":")
    }
    return address(event, "client")
  }

  /// `SIP_Server_1` for `SIP_Server_1@7000` in a message about 7000: the name with the DN it is for.
  private static func withoutDN(_ name: String, _ event: CallEvent) -> String {
    guard let dn = event.text("genesys.tlib.attributes.ThisDN"), name.hasSuffix("@" + dn),
      name.utf8.count > dn.utf8.count + 1
    else { return name }
    return String(name.dropLast(dn.count + 1))
  }

  /// An event's sequence number, or a request's reference id: both are given by its sender.
  private static func tlibraryKey(_ event: CallEvent, _ name: String) -> String? {
    let attributes = "genesys.tlib.attributes."
    let call = (event.text("genesys.conn_id") ?? "").lowercased()
    if let number = event.text(attributes + "EventSequenceNumber") {
      return "event|\(name)|\(call)|\(number)"
    }
    guard name.hasPrefix("Request"), let number = event.text("genesys.ref_id") else { return nil }
    return "request|\(name)|\(call)|\(number)"
  }
}
