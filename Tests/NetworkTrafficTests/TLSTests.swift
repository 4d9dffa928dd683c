import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("TLS handshakes")
struct TLSTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v4(20, port: 5061)

  private static let hello = TestTLS.records(
    TestTLS.clientHello(
      session: [7], ciphers: [0x2A2A, 0x1301, 0xC02F, 0xFE42],
      [
        TestTLS.serverName("sip.example.com"), TestTLS.protocols(["sip", "h2"]),
        TestTLS.numbers(10, [29, 23]), (11, [1, 0]), TestTLS.numbers(13, [0x0403]),
      ]))
  private static let finished = TestTLS.changeCipherSpec + TestTLS.encrypted(22, count: 40)

  private static var certificate: [UInt8] {
    var certificate = TestCertificate("sip.example.com")
    certificate.alternativeNames =
      TestCertificate.value(0x82, Array("sip.example.com".utf8))
      + TestCertificate.value(0x87, [192, 0, 2, 20])
    return certificate.bytes
  }

  private static let answer = TestTLS.records(
    TestTLS.serverHello(session: [8], cipher: 0xC02F, [TestTLS.protocols(["sip"])])
      + TestTLS.certificates([certificate]) + TestTLS.serverKeyExchange(group: 23)
      + TestTLS.serverHelloDone, size: 200)
  private static let exchange = TestTLS.records(TestTLS.message(16, [1, 2, 3])) + finished
  private static let data = TestTLS.encrypted(23, count: 600)

  /// A connection with a whole handshake, and data behind it.
  private static func connection(size: Int = 1400) -> TestConnection {
    var connection = TestConnection(client, server)
    connection.open()
    for (isClient, bytes) in [(true, hello), (false, answer), (true, exchange), (false, finished)] {
      connection.send(fromClient: isClient, pieces(bytes, size))
    }
    connection.send([data])
    connection.send(fromClient: false, [data, data])
    connection.close()
    return connection
  }

  private static func pieces(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
  }

  @Test("a handshake is one event, from the client to the server")
  func whole() throws {
    let decoded = try DecodedTraffic(packets: Self.connection().packets)
    let event = try #require(decoded.tls.first)
    #expect(decoded.tls.count == 1)
    #expect(decoded.counts.handshakes == 1)
    #expect(
      event.text("message") == "TLS 1.2 with sip.example.com, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    )
    #expect(event.text("event.action") == "tls-handshake")
    #expect(event.text("event.dataset") == "genesys.tls")
    #expect(event.text("source.ip") == "192.0.2.10")
    #expect(event.number("destination.port") == 5061)
    #expect(event.text("network.protocol") == "tls")
    #expect(event.text("network.transport") == "tcp")
    #expect(event.number("event.duration") ?? 0 > 0)
    #expect(event.text("tls.version") == "1.2")
    #expect(event.text("tls.version_protocol") == "tls")
    #expect(event.text("tls.cipher") == "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
    #expect(event.text("tls.curve") == "secp256r1")
    #expect(event.value("tls.established") as? Bool == true)
    #expect(event.value("tls.resumed") as? Bool == false)
    #expect(event.text("tls.next_protocol") == "sip")
    #expect(event.value("tls.alerts") == nil)
  }

  @Test("it says what the client offers and how it does so, and what the certificate says")
  func sides() throws {
    let event = try #require(try DecodedTraffic(packets: Self.connection().packets).tls.first)
    #expect(event.text("tls.client.server_name") == "sip.example.com")
    #expect(event.value("tls.client.supported_versions") as? [String] == ["1.2"])
    #expect(event.value("tls.client.supported_protocols") as? [String] == ["sip", "h2"])
    #expect(
      event.value("tls.client.supported_ciphers") as? [String]
        == ["TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "0xFE42"])
    // MD5 of 771,4865-49199-65090,0-16-10-11-13,29-23,0 and of 771,49199,16.
    #expect(event.text("tls.client.ja3") == "10c43efde6f5448bbc1642a085d26e13")
    #expect(event.text("tls.server.ja3s") == "896415616b22361262d7a961b6325cfd")
    #expect(event.text("tls.server.subject") == "CN=sip.example.com,O=Example\\, Ltd,C=GB")
    #expect(event.text("tls.server.issuer") == "CN=Test CA,O=Example")
    #expect(event.text("tls.server.not_before") == "2026-01-01T00:00:00Z")
    #expect(event.text("tls.server.x509.not_after") == "2051-06-12T23:59:59Z")
    #expect(event.text("tls.server.x509.subject.common_name") == "sip.example.com")
    #expect(event.text("tls.server.x509.issuer.organization") == "Example")
    #expect(event.text("tls.server.x509.serial_number") == "9F01")
    #expect(
      event.value("tls.server.x509.alternative_names") as? [String]
        == ["sip.example.com", "192.0.2.20"])
    #expect(event.text("tls.server.hash.sha256")?.count == 64)
  }

  @Test(
    "JA4 and JA3 of clients whose values are published",
    arguments: [
      // Chrome, in the documentation of JA4.
      (
        [
          0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014,
          0x9C, 0x9D, 0x2F, 0x35,
        ],
        [
          0x1B, 0, 0x33, 0x10, 0x4469, 0x17, 0x2D, 0x0D, 0x05, 0x23, 0x12, 0x2B, 0xFF01, 0x0B, 0x0A,
          0x15,
        ], [29, 23, 24], "t13d1516h2_8daaf6152771_e5627efa2ab1", nil
      ),
      // A later Chrome, as browserleaks.com shows it.
      (
        [
          0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014,
          0x9C, 0x9D, 0x2F, 0x35,
        ],
        [
          0x2D, 0x33, 0x10, 0xFE0D, 0x17, 0x44CD, 0, 0x0B, 0x0A, 0x2B, 0xFF01, 0x23, 0x12, 0x05,
          0x0D, 0x1B,
        ], [4588, 29, 23, 24], "t13d1516h2_8daaf6152771_d8a2da3f94cd",
        "98487aa16281980e7d1120d399efb6a4"
      ),
    ] as [([UInt16], [UInt16], [UInt16], String, String?)])
  func published(
    ciphers: [UInt16], extensions: [UInt16], groups: [UInt16], ja4: String, ja3: String?
  ) throws {
    let signatures: [UInt16] = [
      0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601,
    ]
    let contents: [TestTLS.Extension] = [
      TestTLS.serverName("example.com"), TestTLS.protocols(["h2", "http/1.1"]),
      TestTLS.versions([0x5A5A, 0x0304, 0x0303]), TestTLS.numbers(10, [0x6A6A] + groups),
      TestTLS.numbers(13, signatures), (11, [1, 0]),
    ]
    let list = extensions.map { kind in
      contents.first { $0.kind == kind } ?? (kind: kind, content: [])
    }
    let hello = TestTLS.clientHello(
      ciphers: [0x3A3A] + ciphers, [(0x4A4A, [])] + list + [(0x7A7A, [0])])
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    connection.send([TestTLS.records(hello)])
    let event = try #require(try DecodedTraffic(packets: connection.packets).tls.first)
    #expect(event.text("tls.client.ja4") == ja4)
    if let ja3 { #expect(event.text("tls.client.ja3") == ja3) }
  }

  @Test("a fatal alert is told at once, and by whom")
  func refused() throws {
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    connection.send([Self.hello])
    connection.send(fromClient: false, [TestTLS.alert(2, 40)])
    connection.close()
    let event = try #require(try DecodedTraffic(packets: connection.packets).tls.first)
    #expect(
      event.text("message")
        == "TLS with sip.example.com: not established, server says fatal handshake_failure")
    #expect(event.value("tls.established") as? Bool == false)
    #expect(event.value("tls.alerts") as? [String] == ["server: fatal handshake_failure"])
    #expect(event.number("wire.frame") == 6)
    #expect(event.text("tls.version") == nil)
    #expect(event.text("tls.version_protocol") == "tls")
  }

  @Test("an answer in plain text ends a handshake with the connection")
  func plainAnswer() throws {
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    connection.send([Self.hello])
    connection.send(fromClient: false, [Array("-ERR plain text only\r\n".utf8)])
    connection.close()
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.tls.count == 1)
    #expect(decoded.tls.first?.value("tls.established") as? Bool == false)
    #expect(decoded.tls.first?.text("source.ip") == "192.0.2.10")
  }

  @Test("an answer behind the client's end belongs to the same handshake")
  func lateAnswer() throws {
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    connection.send([Self.hello])
    var packets = connection.packets
    connection.close()
    packets.append(connection.packets[packets.count])
    var answered = TestConnection(Self.client, Self.server)
    answered.send(fromClient: false, [Self.answer], isAnswered: false)
    let decoded = try DecodedTraffic(packets: packets + answered.packets)
    #expect(decoded.tls.count == 1)
    #expect(decoded.tls.first?.text("tls.client.server_name") == "sip.example.com")
    #expect(decoded.tls.first?.text("tls.version") == "1.2")
  }

  @Test("a server that speaks after the client's end has an event as well")
  func endedBefore() throws {
    var closing = TestConnection(Self.client, Self.server)
    closing.close()
    var answering = TestConnection(Self.client, Self.server)
    answering.send(fromClient: false, [Self.answer], isAnswered: false)
    let decoded = try DecodedTraffic(packets: [closing.packets[0]] + answering.packets)
    #expect(decoded.tls.map { $0.text("tls.version") } == ["1.2"])
  }

  @Test("a host without a name is told by its address")
  func address() throws {
    var connection = TestConnection(.v6(10, port: 40_000), .v6(20, port: 443))
    connection.open()
    connection.send([TestTLS.records(TestTLS.clientHello(ciphers: [0x1301], []))])
    connection.reset()
    let event = try #require(try DecodedTraffic(packets: connection.packets).tls.first)
    #expect(event.text("message") == "TLS with 2001:db8::14: not established")
    #expect(event.text("network.type") == "ipv6")
  }

  @Test("of a connection whose handshake was not captured there is no event")
  func midstream() throws {
    var connection = TestConnection(Self.client, Self.server)
    for isClient in [true, false, true] { connection.send(fromClient: isClient, [Self.data]) }
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.tls.isEmpty)
    #expect(decoded.counts.handshakes == 0)
  }

  @Test("its flow is known as TLS, as are those of connections and datagrams that go on before")
  func flows() throws {
    var connection = TestConnection(Self.client, Self.server)
    for isClient in [true, false, true] { connection.send(fromClient: isClient, [Self.data]) }
    let record: [UInt8] = [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3, 1, 2, 3]
    let datagram = TestPacket.udp(.v4(30, port: 5684), .v4(31, port: 5684), record)
    let decoded = try DecodedTraffic(
      packets: Self.connection().packets + connection.packets + [datagram], flows: .all)
    #expect(Set(decoded.flows.map { $0.text("network.protocol") }) == ["tls", "dtls"])
  }

  @Test(
    "a connection that goes on as TLS has its handshake told",
    arguments: [
      (["EHLO a\r\n", "STARTTLS\r\n"], ["250 STARTTLS\r\n", "220 ready\r\n"]),
      (["\0\0\0\u{8}\u{4}\u{6F}\u{16}\u{2F}"], ["S"]),
    ] as [([String], [String])])
  func upgraded(asked: [String], answered: [String]) throws {
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    for (question, answer) in zip(asked, answered) {
      connection.send([Array(question.utf8)])
      connection.send(fromClient: false, [Array(answer.utf8)])
    }
    connection.send([Self.hello])
    connection.send(fromClient: false, [Self.answer])
    connection.send([Self.exchange])
    connection.send(fromClient: false, [Self.finished])
    let decoded = try DecodedTraffic(packets: connection.packets)
    #expect(decoded.tls.map { $0.value("tls.established") as? Bool } == [true])
    #expect(decoded.tls.first?.text("tls.client.server_name") == "sip.example.com")
  }

  @Test("the server's side alone is an event with what it says")
  func oneSided() throws {
    var connection = TestConnection(Self.client, Self.server)
    connection.lose(Self.hello.count)
    connection.send(fromClient: false, [Self.answer])
    let event = try #require(try DecodedTraffic(packets: connection.packets).tls.first)
    #expect(event.text("source.ip") == "192.0.2.10")
    #expect(event.text("tls.cipher") == "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
    #expect(event.text("tls.client.server_name") == nil)
  }

  @Test("the same ports make a second connection, and a second event")
  func again() throws {
    var second = TestConnection(Self.client, Self.server, first: (800_000_000, 900_000_000))
    second.open()
    second.send([Self.hello])
    second.send(fromClient: false, [TestTLS.alert(2, 70)])
    let decoded = try DecodedTraffic(packets: Self.connection().packets + second.packets)
    #expect(decoded.tls.map { $0.value("tls.established") as? Bool } == [true, false])
  }

  @Test("segments of any size, reordered and repeated, give the same", arguments: 0..<60)
  func shaken(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed))
    let whole = try #require(try DecodedTraffic(packets: Self.connection().packets).tls.first)
    var packets = Self.connection(size: Int.random(in: 1...300, using: &generator)).packets
    for index in packets.indices where generator.isOnce(in: 6) {
      packets.insert(packets[index], at: Int.random(in: index...packets.count, using: &generator))
    }
    for index in packets.indices.dropFirst(3) {
      packets.swapAt(
        index, min(index + Int.random(in: 0...3, using: &generator), packets.count - 1))
    }
    let decoded = try DecodedTraffic(packets: packets)
    #expect(decoded.tls.count == 1)
    let event = try #require(decoded.tls.first)
    for field in [
      "tls.version", "tls.cipher", "tls.client.server_name", "tls.client.ja3", "tls.server.ja3s",
      "tls.server.subject",
    ] {
      #expect(event.text(field) == whole.text(field))
    }
    #expect(event.value("tls.established") as? Bool == true)
  }

  @Test("lost segments are told, and nothing is made up of them", arguments: 0..<100)
  func lost(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed) + 300)
    let packets = Self.connection(size: 150).packets
    let victim = Int.random(in: 3..<packets.count, using: &generator)
    let kept = packets.enumerated().filter { $0.offset != victim }.map(\.element)
    let decoded = try DecodedTraffic(packets: kept)
    #expect(decoded.tls.count == 1)
    for event in decoded.tls {
      #expect([nil, "1.2"].contains(event.text("tls.version")))
      #expect([nil, "sip.example.com"].contains(event.text("tls.client.server_name")))
      #expect(
        [nil, "CN=sip.example.com,O=Example\\, Ltd,C=GB"].contains(
          event.text("tls.server.subject")))
      #expect(event.value("tls.established") as? Bool != false)
      if event.number("wire.gap_bytes") ?? 0 > 0 {
        #expect((event["tags"] as? [String])?.contains("_gap") == true)
      }
    }
  }

  @Test("connections with any bytes changed give sound events", arguments: 0..<100)
  func changed(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed) + 700)
    var packets = Self.connection(size: 400).packets
    for index in packets.indices where packets[index].count > 45 {
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 40..<packets[index].count, using: &generator)
        packets[index][place] = UInt8.random(in: 0...255, using: &generator)
      }
    }
    // Reading them as JSON is what is tested.
    let decoded = try DecodedTraffic(packets: packets)
    #expect(decoded.tls.count <= 1)
  }
}

extension DecodedTraffic {
  /// The events of TLS handshakes.
  fileprivate var tls: [[String: Any]] { events.filter { $0["tls"] != nil } }
}
