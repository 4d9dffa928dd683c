import NetworkTraffic
import TestPackets
import Testing

/// What flows carry, by their content.
@Suite("protocols of flows")
struct FlowProtocolTests {
  private static let client = TestHost.v4(10, port: 40_000)

  private static func packets(_ payloads: [[UInt8]], port: UInt16 = 9000) -> [[UInt8]] {
    payloads.map { TestPacket.udp(client, .v4(20, port: port), $0) }
  }

  private static func flow(_ packets: [[UInt8]]) throws -> [String: Any] {
    try #require(try DecodedTraffic(packets: packets, flows: .unknown).flows.first)
  }

  private static func flow(of sample: ProtocolSamples.Sample) throws -> [String: Any] {
    if sample.isDatagram { return try flow(packets([sample.payload], port: sample.port)) }
    var connection = TestConnection(client, .v4(20, port: sample.port))
    connection.open()
    connection.send([sample.payload])
    return try flow(connection.packets)
  }

  @Test("a payload tells its protocol, on any port", arguments: ProtocolSamples.all)
  func known(sample: ProtocolSamples.Sample) throws {
    let flow = try Self.flow(of: sample)
    #expect(flow.text("network.protocol") == sample.name)
    #expect(flow.text("message")?.contains(", \(sample.name)") == true)
  }

  @Test(
    "a payload that was cut within its first five bytes tells nothing",
    arguments: ProtocolSamples.all)
  func cut(sample: ProtocolSamples.Sample) throws {
    for count in 0..<min(5, sample.payload.count) {
      var part = sample
      part = .init(
        name: sample.name, isDatagram: sample.isDatagram,
        payload: Array(sample.payload.prefix(count)), port: sample.port)
      #expect(try Self.flow(of: part).text("network.protocol") == nil, "\(count)")
    }
  }

  @Test(
    "what only looks alike has no protocol",
    arguments: [
      "220 ready\r\n", "* OKAY\r\n", "<999>text and more of it", "<12>", "HELP 1200 x SIP/1.0\r\n",
      "SSH-3.0-x", "*a\r\n$1\r\n", "(DESCRIPTION=", "0\u{1}", "plain words that mean nothing",
    ])
  func alike(text: String) throws {
    #expect(try Self.flow(Self.packets([Array(text.utf8)])).text("network.protocol") == nil)
    var connection = TestConnection(Self.client, .v4(20, port: 9000))
    connection.send([Array(text.utf8)])
    #expect(try Self.flow(connection.packets).text("network.protocol") == nil)
  }

  private static func media(_ numbers: [UInt16], source: UInt8 = 7, type: UInt8 = 0) -> [[UInt8]] {
    numbers.map { number in
      [0x80, type] + TestPacket.big16(number) + [0, 0, 0, 160, 0, 0, 0, source]
        + [UInt8](repeating: 0xD5, count: 160)
    }
  }

  @Test("media is told by four packets of one source whose numbers rise")
  func media() throws {
    func name(_ payloads: [[UInt8]]) throws -> String? {
      try Self.flow(Self.packets(payloads)).text("network.protocol")
    }
    #expect(try name(Self.media([65_533, 65_534, 65_535, 0])) == "rtp")
    #expect(try name(Self.media([1, 3, 3, 9, 30])) == "rtp")
    #expect(try name(Self.media([1, 2, 3])) == nil)
    #expect(try name(Self.media([4, 3, 2, 1, 0])) == nil)
    #expect(try name(Self.media([1, 1000, 2000, 3000])) == nil)
    #expect(
      try name((1...8).flatMap { Self.media([UInt16($0)], source: UInt8($0)) }) == nil)
  }

  @Test("reports on media are told by two whose lengths are right")
  func reports() throws {
    let report: [UInt8] = [0x80, 200, 0, 6] + [UInt8](repeating: 1, count: 24)
    let name: [UInt8] = [0x81, 202, 0, 2, 0, 0, 0, 1, 1, 2, 65, 66]
    let both = try Self.flow(Self.packets([report + name, report + name]))
    #expect(both.text("network.protocol") == "rtcp")
    #expect(try Self.flow(Self.packets([report])).text("network.protocol") == nil)
    let short = try Self.flow(Self.packets([report + [0], report + [0], report.dropLast()]))
    #expect(short.text("network.protocol") == nil)
  }

  @Test("the first line of a server that greets with text is shown, that of a client is not")
  func banner() throws {
    func banner(_ server: String, _ client: String = "") throws -> String? {
      var connection = TestConnection(Self.client, .v4(20, port: 9000))
      connection.open()
      connection.send([Array(client.utf8)])
      connection.send(fromClient: false, [Array(server.utf8)])
      return try Self.flow(connection.packets).text("flow.banner")
    }
    #expect(try banner("SSH-2.0-OpenSSH_9.2\r\nrest") == "SSH-2.0-OpenSSH_9.2")
    #expect(try banner("220 mail ESMTP\r\n") == "220 mail ESMTP")
    #expect(try banner("Welcome to port \"9\"\n> ") == "Welcome to port \"9\"")
    #expect(try banner("", "password for nobody\r\n") == nil)
    #expect(try banner("\u{0}\u{1}\u{2}\u{3}binary\u{4}") == nil)
    #expect(try banner(String(repeating: "x", count: 1000))?.count == 128)
    #expect(try banner("+PONG\r\n....", "*1\r\n$4\r\nPING\r\n") == nil)
  }
}
