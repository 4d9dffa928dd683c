@testable import Discovery

/// Events as genlog-wire writes them, and what is found in them.
enum TestEvents {
  /// What is found in events.
  static func report(
    _ events: [String], limits: Inventory.Limits = Inventory.Limits()
  ) -> DiscoveryReport {
    var inventory = Inventory(limits: limits)
    for event in events {
      let bytes = Array(event.utf8)
      _ = inventory.add(bytes.span)
    }
    return inventory.report(of: "test")
  }

  /// An event from `source` to `destination`, both `address:port`; `fields` are the members that follow.
  static func event(
    _ dataset: String, _ source: String, _ destination: String, via transport: String = "tcp",
    protocol name: String? = nil, bytes: (Int, Int) = (0, 0), clock: String = "09:00:00.000",
    _ fields: String = ""
  ) -> String {
    let kind = name.map { #","protocol":"\#($0)""# } ?? ""
    return #"{"@timestamp":"2026-01-12T\#(clock)Z","message":"text","event":{"kind":"event","#
      + #""module":"genesys","dataset":"genesys.\#(dataset)"},"network":{"transport":"#
      + #""\#(transport)"\#(kind)},"source":\#(end(source, bytes.0)),"destination":"#
      + #"\#(end(destination, bytes.1))\#(fields.isEmpty ? "" : "," + fields)}"#
  }

  private static func end(_ text: String, _ bytes: Int) -> String {
    let colon = text.lastIndex(of: ":") ?? text.endIndex
    return #"{"ip":"\#(text[..<colon])","port":\#(text[colon...].dropFirst()),"bytes":\#(bytes)}"#
  }

  /// A flow that ended.
  static func flow(
    _ client: String, _ server: String, via transport: String = "tcp", protocol name: String? = nil,
    state: String = "closed", bytes: (Int, Int) = (10, 20), clock: String = "09:00:09.000",
    _ fields: String = ""
  ) -> String {
    event(
      "flow", client, server, via: transport, protocol: name, bytes: bytes, clock: clock,
      #""flow":{"state":"\#(state)"\#(fields.isEmpty ? "" : "," + fields)}"#)
  }

  /// A request of SIP.
  static func request(
    _ method: String, _ sender: String, _ receiver: String, via transport: String = "udp",
    host: String = "192.0.2.20", agent: String? = nil, toTag: String? = nil,
    clock: String = "09:00:01.000",
    _ fields: String = ""
  ) -> String {
    let agent = agent.map { #","user_agent":{"original":"\#($0)"}"# } ?? ""
    let tag = toTag.map { #","to":{"tag":"\#($0)"}"# } ?? ""
    return event(
      "sip", sender, receiver, via: transport, protocol: "sip", bytes: (500, 0), clock: clock,
      #""sip":{"type":"request","method":"\#(method)","uri":{"host":"\#(host)"}\#(agent)\#(tag)}"#
        + (fields.isEmpty ? "" : "," + fields))
  }

  /// An answer of SIP.
  static func answer(
    _ code: Int, _ sender: String, _ receiver: String, via transport: String = "udp",
    server: String? = nil, clock: String = "09:00:02.000", _ fields: String = ""
  ) -> String {
    let server = server.map { #","server":{"original":"\#($0)"}"# } ?? ""
    return event(
      "sip", sender, receiver, via: transport, protocol: "sip", bytes: (300, 0), clock: clock,
      #""sip":{"type":"response","code":\#(code)\#(server)}"#
        + (fields.isEmpty ? "" : "," + fields))
  }

  /// A request of HTTP with its answer.
  static func http(
    _ client: String, _ server: String, status: Int = 200, agent: String = "curl/8.5"
  )
    -> String
  {
    event(
      "http", client, server, protocol: "http",
      #""http":{"request":{"method":"GET","bytes":100},"response":{"status_code":\#(status),"bytes":900,"#
        + #""headers":{"server":"nginx/1.24"}}},"url":{"domain":"www.example.com"},"#
        + #""user_agent":{"original":"\#(agent)"}"#)
  }

  /// A handshake of TLS.
  static func tls(_ client: String, _ server: String) -> String {
    event(
      "tls", client, server, protocol: "tls",
      #""tls":{"version":"1.2","version_protocol":"tls","cipher":"TLS_RSA_WITH_AES_128_CBC_SHA","#
        + #""established":true,"client":{"server_name":"gws.example.com"},"server":{"x509":{"subject":"#
        + #"{"common_name":"gws.example.com"},"issuer":{"common_name":"Example CA"},"#
        + #""not_after":"2027-03-01T00:00:00.000Z"}}}"#)
  }

  /// A site with all that can be found.
  static let site: [String] =
    [
      request(
        "INVITE", "192.0.2.5:5060", "192.0.2.20:5060", host: "sip.example.com", agent: "SBC 8.4"),
      answer(200, "192.0.2.20:5060", "192.0.2.5:5060", server: "SIPServer/8.1"),
      request("BYE", "192.0.2.20:5060", "192.0.2.5:5060", toTag: "a"),
      answer(481, "192.0.2.5:5060", "192.0.2.20:5060"),
      flow("192.0.2.5:5060", "192.0.2.20:5060", via: "udp", protocol: "sip", state: "idle"),
      event(
        "rtp", "192.0.2.5:20000", "192.0.2.30:30000", via: "udp", protocol: "rtp",
        #""rtp":{"bytes":1600,"expected":10,"lost":1}"#),
      http("198.51.100.1:40001", "192.0.2.40:8080"),
      flow("198.51.100.1:40001", "192.0.2.40:8080", protocol: "http", bytes: (120, 950)),
      tls("198.51.100.1:40002", "192.0.2.40:443"),
      flow("198.51.100.1:40002", "192.0.2.40:443", protocol: "tls", bytes: (3000, 5000)),
      flow(
        "192.0.2.60:41000", "192.0.2.20:3000", bytes: (50, 70),
        #""evidence":["reads 'tserver protocol'"],"banner":"hello""#),
      flow("192.0.2.60:41001", "192.0.2.21:3000", state: "refused", bytes: (0, 0)),
      event(
        "sctp", "192.0.2.70:2905", "192.0.2.71:2905", via: "sctp",
        #""sctp":{"protocol":"m3ua"}"#),
    ]
}
