import Foundation
import TestPackets
import TestServers
import Testing

/// Events of captures at a server.
@Suite("genlog-wire decode, to Elasticsearch")
struct WireDeliveryTests {
  @Test(
    "each message is there once, however often its capture is read, and whatever its name",
    arguments: [false, true])
  func names(isMasked: Bool) throws {
    let server = ElasticsearchDouble()
    let program = try Program()
    try program.write("rules.yml", "rules:\n  - {field: sip.user_agent.original, action: hide}\n")
    let mask = isMasked ? ["--mask", "rules.yml"] : []
    // The same message four times: twice in a segment, and sent again in two datagrams.
    let message = TestMessage.request(call: 1)
    var connection = TestConnection(.v4(10, port: 40_000), .v4(20, port: 5060))
    connection.open()
    connection.send([message + message])
    let datagram = TestPacket.udp(.v4(10, port: 5060), .v4(20, port: 5060), message)
    let capture = TestCapture(connection.packets + [datagram, datagram]).pcap()
    try program.write("a.pcap", capture)
    try program.write("b.pcap", capture)
    for name in ["a.pcap", "b.pcap", "a.pcap"] {
      let result = try program.wire(["decode", "--flows", "all", "--to", server.url, name] + mask)
      #expect(result.status == 0, "\(result.errors)")
    }
    let streams = server.seen.events.mapValues(\.count)
    #expect(streams == ["logs-genesys.sip-default": 4, "logs-genesys.flow-default": 2])
  }
}
