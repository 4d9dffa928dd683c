import CallTrace

/// Events in the shape that `genlog parse` gives them, and what becomes of them.
enum Fixture {
  /// The closure of `id` over the events; nil if none has it.
  static func closure(_ id: String, _ events: [String]) throws -> CallClosure? {
    let ids = CallIDs()
    let block = Array(events.map { $0 + "\n" }.joined().utf8)
    try ids.write(block.span, events: events.count)
    return ids.closure(of: id)
  }

  /// The names that are found from `id`.
  static func names(_ id: String, _ events: [String]) throws -> [String] {
    try closure(id, events)?.ids.map(\.text) ?? []
  }

  /// The story of `id` over the events; nil if none has it.
  static func story(_ id: String, _ events: [String]) throws -> CallStory? {
    guard let closure = try closure(id, events) else { return nil }
    let collector = CallCollector(closure)
    let block = Array(events.map { $0 + "\n" }.joined().utf8)
    try collector.write(block.span, events: events.count)
    return CallStory(closure, collector.collected)
  }

  /// An event of one log; `fields` are the members that follow.
  static func event(
    _ clock: String, _ service: String, _ fields: String, message: String = "text"
  ) -> String {
    #"{"@timestamp":"2026-01-12T\#(clock)Z","message":"\#(message)","log":{"file":"#
      + #"{"path":"\#(service).log"},"offset":1},"service":{"name":"\#(service)"},\#(fields)}"#
  }

  /// A SIP message as `service` logged it.
  static func sip(
    _ clock: String, _ service: String, sent: Bool, with address: String, _ start: String,
    callID: String = "a84b@192.0.2.20", branch: String = "z9hG4bK1"
  ) -> String {
    let parts = address.split(separator: ":")
    let side = sent ? "destination" : "source"
    let words = start.split(separator: " ", maxSplits: 1).map(String.init)
    let line =
      Int(words[0]) == nil
      ? #""method":"\#(words[0])","uri":{"username":"\#(words.last ?? "")"}"#
      : #""code":\#(words[0]),"status":"\#(words.last ?? "")""#
    return event(
      clock, service,
      #""network":{"direction":"\#(sent ? "egress" : "ingress")","transport":"udp"},"#
        + #""\#(side)":{"ip":"\#(parts[0])","port":\#(parts[1])},"#
        + #""sip":{\#(line),"call_id":"\#(callID)","cseq":{"code":1,"method":"INVITE"},"#
        + #""via":[{"branch":"\#(branch)"}]}"#)
  }

  /// A T-Library message as `service` logged it.
  static func tlib(
    _ clock: String, _ service: String, _ message: String, sent: Bool, peer: String? = nil,
    _ attributes: [String: String], ref: Int? = nil
  ) -> String {
    let list = attributes.sorted { $0.key < $1.key }
      .map { #""\#($0.key)":"\#($0.value)""# }.joined(separator: ",")
    let peer = peer.map { #","peer":{"name":"\#($0)"}"# } ?? ""
    let connection = attributes["ConnID"].map { #","conn_id":"\#($0)""# } ?? ""
    let call = attributes["CallUUID"].map { #","call_uuid":"\#($0)""# } ?? ""
    let reference = ref.map { #","ref_id":\#($0)"# } ?? ""
    return event(
      clock, service,
      #""genesys":{"tlib":{"message":"\#(message)","direction":"\#(sent ? "sent" : "received")"#
        + #""\#(peer),"attributes":{\#(list)}}\#(connection)\#(call)\#(reference)}"#)
  }
}
