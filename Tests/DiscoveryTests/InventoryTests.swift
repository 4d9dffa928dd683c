import Testing

@testable import Discovery

/// What is found in events.
@Suite("inventory")
struct InventoryTests {
  private typealias Make = TestEvents

  private func services(_ report: DiscoveryReport) -> [String] {
    report.services.map { "\($0.place) \($0.key.transport) \($0.protocolText)" }
  }

  private func connections(_ report: DiscoveryReport) -> [String] {
    report.connections.map { "\($0.key.client) \($0.key.service.endpoint)" }
  }

  @Test("a flow is a service with a client, with bytes both ways and its span of time")
  func flow() throws {
    let report = Make.report([
      Make.flow(
        "192.0.2.1:40000", "192.0.2.2:1433", bytes: (100, 2000), clock: "09:00:05.500"),
      Make.flow("192.0.2.1:40001", "192.0.2.2:1433", bytes: (1, 2), clock: "08:59:00.000"),
    ])
    #expect(services(report) == ["192.0.2.2:1433 tcp unknown"])
    let connection = try #require(report.connections.first)
    #expect(connection.flows == 2)
    #expect(connection.bytes.sent == 101)
    #expect(connection.bytes.received == 2002)
    #expect(Instant.text(connection.span.first) == "2026-01-12T08:59:00.000Z")
    #expect(Instant.text(connection.span.last) == "2026-01-12T09:00:05.500Z")
    #expect(report.hosts.map { "\($0.address)" } == ["192.0.2.1", "192.0.2.2"])
  }

  @Test("who asks over UDP is the client, and two that ask each other are both")
  func peers() throws {
    let one = [
      Make.request(
        "INVITE", "192.0.2.5:5060", "192.0.2.20:5060", host: "sip.example.com", agent: "SBC 8.4"),
      Make.answer(100, "192.0.2.20:5060", "192.0.2.5:5060", server: "SIPServer/8.1"),
    ]
    let single = Make.report(one)
    #expect(connections(single) == ["192.0.2.5 192.0.2.20:5060"])
    let service = try #require(single.services.first)
    #expect(service.software.texts == ["SIPServer/8.1"])
    #expect(service.names.texts == ["sip.example.com"])
    let client = try #require(HostAddress("192.0.2.5"))
    #expect(single.host(client)?.software.texts == ["SBC 8.4"])
    let both = Make.report(
      one + [
        Make.request("BYE", "192.0.2.20:5060", "192.0.2.5:5060", toTag: "a"),
        Make.answer(200, "192.0.2.5:5060", "192.0.2.20:5060"),
        Make.flow("192.0.2.5:5060", "192.0.2.20:5060", via: "udp", protocol: "sip"),
      ])
    #expect(services(both) == ["192.0.2.5:5060 udp sip", "192.0.2.20:5060 udp sip"])
    #expect(
      connections(both) == ["192.0.2.5 192.0.2.20:5060", "192.0.2.20 192.0.2.5:5060"])
    #expect(both.connections.map(\.requests) == [1, 1])
    #expect(both.connections.map(\.calls) == [1, 0])
    #expect(both.connections.map(\.bytes.sent) == [500, 500])
  }

  @Test("an answer alone tells who is the server")
  func answerOnly() {
    let report = Make.report([Make.answer(200, "192.0.2.20:5060", "192.0.2.5:5060")])
    #expect(connections(report) == ["192.0.2.5 192.0.2.20:5060"])
  }

  @Test("a phone at a port of its own choice is a client only, also when it is asked")
  func phone() {
    let report = Make.report([
      Make.request("REGISTER", "198.51.100.9:49152", "192.0.2.20:5060"),
      Make.request("INVITE", "192.0.2.20:5060", "198.51.100.9:49152"),
      Make.flow(
        "192.0.2.20:5060", "198.51.100.9:49152", via: "udp", protocol: "sip", bytes: (700, 600)),
    ])
    #expect(connections(report) == ["198.51.100.9 192.0.2.20:5060"])
    #expect(report.connections.first?.requests == 2)
    #expect(report.connections.first?.flows == 1)
    #expect(report.connections.first?.bytes.sent == 600)
  }

  @Test("over TCP the flow says who is the client, whoever asks")
  func stream() {
    let report = Make.report([
      Make.request("INVITE", "192.0.2.20:5060", "192.0.2.5:33000", via: "tcp"),
      Make.answer(200, "192.0.2.5:33000", "192.0.2.20:5060", via: "tcp"),
      Make.flow("192.0.2.5:33000", "192.0.2.20:5060", protocol: "sip", bytes: (300, 500)),
    ])
    #expect(services(report) == ["192.0.2.20:5060 tcp sip"])
    #expect(connections(report) == ["192.0.2.5 192.0.2.20:5060"])
    #expect(report.connections.first?.bytes.received == 500)
    #expect(report.connections.first?.flows == 1)
  }

  @Test(
    "over TCP without a flow the known, the well-known or the lower port is the server's",
    arguments: [
      ("192.0.2.9:5060", "192.0.2.1:6000"), ("192.0.2.9:7000", "192.0.2.1:50000"),
      ("192.0.2.9:5061", "192.0.2.1:80"),
    ])
  func noFlow(server: String, client: String) {
    let report = Make.report([Make.request("OPTIONS", server, client, via: "tcp")])
    #expect(report.services.map(\.place) == [server])
  }

  @Test("errors are answers from 400 on, without challenges and without those sent again")
  func errors() {
    let report = Make.report([
      Make.request("INVITE", "192.0.2.5:5060", "192.0.2.20:5060"),
      Make.answer(401, "192.0.2.20:5060", "192.0.2.5:5060"),
      Make.answer(407, "192.0.2.20:5060", "192.0.2.5:5060"),
      Make.answer(486, "192.0.2.20:5060", "192.0.2.5:5060"),
      Make.answer(
        486, "192.0.2.20:5060", "192.0.2.5:5060", #""wire":{"retransmission":true}"#),
      Make.request(
        "INVITE", "192.0.2.5:5060", "192.0.2.20:5060", #""wire":{"retransmission":true}"#),
      Make.answer(603, "192.0.2.20:5060", "192.0.2.5:5060"),
    ])
    #expect(report.connections.first?.errors == 2)
    #expect(report.connections.first?.requests == 1)
  }

  @Test("calls that ended count more than the requests that may have begun one")
  func calls() {
    let invite = Make.request("INVITE", "192.0.2.5:5060", "192.0.2.20:5060")
    let again = Make.request("INVITE", "192.0.2.5:5060", "192.0.2.20:5060", toTag: "x")
    #expect(Make.report([invite, invite, again]).connections.first?.calls == 2)
    let ended = Make.event(
      "call", "192.0.2.5:5060", "192.0.2.20:5060", via: "udp", #""call":{"state":"answered"}"#)
    #expect(Make.report([invite, invite, ended]).connections.first?.calls == 1)
  }

  @Test("HTTP tells server, agent, name and failures")
  func http() throws {
    let report = Make.report([
      Make.http("198.51.100.1:40001", "192.0.2.40:80"),
      Make.http("198.51.100.1:40001", "192.0.2.40:80", status: 503),
      Make.http("198.51.100.1:40001", "192.0.2.40:80", status: 404),
    ])
    let service = try #require(report.services.first)
    #expect(service.software.texts == ["nginx/1.24"])
    #expect(service.names.texts == ["www.example.com"])
    let connection = try #require(report.connections.first)
    #expect(connection.requests == 3)
    #expect(connection.errors == 1)
    #expect(connection.software.texts == ["curl/8.5"])
    #expect(connection.bytes.sent == 300)
  }

  @Test("TLS tells names, versions and until when a certificate is valid")
  func tls() throws {
    let report = Make.report([
      Make.tls("198.51.100.1:40001", "192.0.2.40:443"),
      Make.tls("198.51.100.1:40002", "192.0.2.40:443"),
    ])
    let tls = try #require(report.services.first?.tls)
    #expect(tls.versions.texts == ["tls 1.2"])
    #expect(tls.certificates.count == 1)
    #expect(tls.certificates.first?.issuer == "Example CA")
    #expect(tls.certificates.first?.notAfter.map(Instant.text) == "2027-03-01T00:00:00.000Z")
    #expect(report.services.first?.names.texts == ["gws.example.com"])
  }

  @Test("media are one service a host, and one connection without a client")
  func media() throws {
    let report = Make.report([
      Make.event(
        "rtp", "192.0.2.30:30000", "192.0.2.5:20000", via: "udp", protocol: "rtp",
        #""rtp":{"bytes":100,"expected":10,"lost":1}"#),
      Make.event(
        "rtp", "192.0.2.5:20000", "192.0.2.30:30000", via: "udp", protocol: "rtp",
        #""rtp":{"bytes":200,"expected":10,"lost":2}"#),
      Make.flow(
        "192.0.2.30:30002", "192.0.2.5:20002", via: "udp", protocol: "rtcp", bytes: (7, 9)),
    ])
    #expect(
      report.services.map(\.place) == [
        "192.0.2.5 ports 20000-20002", "192.0.2.30 ports 30000-30002",
      ])
    let connection = try #require(report.connections.first)
    #expect(report.connections.count == 1)
    #expect("\(connection.key.client)" == "192.0.2.5")
    #expect(connection.bytes.sent == 9)
    #expect(connection.lostPackets == 3)
    #expect(connection.faults == "3 of 20 packets lost")
    #expect(report.services.map { report.use(of: $0).clients } == [1, 1])
  }

  @Test("a port that only refuses is told as such")
  func refused() {
    let report = Make.report([
      Make.flow("192.0.2.60:41001", "192.0.2.21:3000", state: "refused", bytes: (0, 0))
    ])
    #expect(services(report) == ["192.0.2.21:3000 tcp refused"])
    #expect(report.connections.first?.faults == "1 refused")
  }

  @Test("what is seen of Genesys is shown as evidence")
  func evidence() {
    let report = Make.report(TestEvents.site)
    let service = report.services.first { $0.key.endpoint.port == 3000 && !$0.isSilent }
    #expect(service?.description == "hello; reads 'tserver protocol'")
  }

  @Test("a server's log tells the name of its host")
  func logs() {
    let report = Make.report([
      #"{"@timestamp":"2026-01-12T09:00:00Z","event":{"dataset":"genesys.sipserver"},"host":{"name":"sip1"},"#
        + #""network":{"transport":"udp","direction":"ingress"},"source":{"ip":"192.0.2.5","port":5060},"#
        + #""destination":{"ip":"192.0.2.20","port":5060},"sip":{"type":"request","method":"INVITE"}}"#
    ])
    #expect(HostAddress("192.0.2.20").flatMap(report.host)?.names.texts == ["sip1"])
  }

  @Test("a log names the other end only; its own is the topmost Via of what it sent")
  func logEnds() {
    func line(_ direction: String, _ other: String, _ sip: String) -> String {
      #"{"@timestamp":"2026-01-12T09:00:00Z","log":{"file":{"path":"sip.log"}},"network":{"transport":"udp","#
        + #""bytes":400,"direction":"\#(direction)"},"\#(other)":{"ip":"192.0.2.5","port":5060},"sip":{\#(sip)}}"#
    }
    let via = #""via":[{"sent_by":{"address":"192.0.2.20","port":5070}}]"#
    let report = Make.report([
      line("ingress", "source", #""type":"request","method":"INVITE""#),
      line("egress", "destination", #""type":"request","method":"OPTIONS",\#(via)"#),
      line("ingress", "source", #""type":"request","method":"INVITE""#),
      line("egress", "destination", #""type":"response","code":200"#),
    ])
    #expect(report.others == 1)
    #expect(connections(report) == ["192.0.2.5 192.0.2.20:5070", "192.0.2.20 192.0.2.5:5060"])
    #expect(report.connections.map(\.bytes.sent) == [400, 400])
  }

  @Test("events that say nothing of who talks to whom are counted")
  func others() {
    let report = Make.report([
      #"{"@timestamp":"2026-01-12T09:00:00Z","message":"text"}"#,
      #"{"@timestamp":"x","source":{"ip":"192.0.2.1"},"destination":{"ip":"192.0.2.2"}}"#, "",
      "text", "[1]",
    ])
    #expect(report.events == 2)
    #expect(report.others == 2)
    #expect(report.hosts.isEmpty)
    #expect(DiscoveryTable(report).text == "no traffic between hosts was seen\n")
  }
}
