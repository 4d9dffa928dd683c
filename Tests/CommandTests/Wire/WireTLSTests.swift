import Foundation
import Testing

/// `genlog-wire decode`, on TLS and SCTP of real programs (samples/wire).
@Suite("genlog-wire decode, TLS and SCTP")
struct WireTLSTests {
  private static let captures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("samples/wire").path

  private func decode(_ name: String) throws -> Program.Result {
    try Program().wire(["decode", Self.captures + "/" + name])
  }

  @Test("TLS 1.2: a whole handshake, one resumed, one without ALPN")
  func tls12() throws {
    let result = try decode("tls12.pcap")
    let events = try result.events()
    #expect(
      events.map { $0.text("event.action") } == ["tls-handshake", "tls-handshake", "tls-handshake"])
    #expect(events.map { $0.value("tls.resumed") as? Bool } == [false, true, false])
    #expect(events.allSatisfy { $0.value("tls.established") as? Bool == true })
    #expect(events.allSatisfy { $0.text("tls.client.server_name") == "sip.example.com" })
    #expect(events.map { $0.text("tls.next_protocol") } == ["sip", "sip", nil])
    #expect(events[0].text("tls.curve") == "x25519")
    #expect(
      events[0].text("tls.server.subject")
        == "CN=sip.example.com,OU=Voice,O=Example Ltd,L=Frimley,C=GB")
    #expect(events[0].text("tls.server.x509.issuer.common_name") == "Example Test CA")
    #expect(
      events[0].value("tls.server.x509.alternative_names") as? [String]
        == ["sip.example.com", "*.voice.example.com", "192.0.2.20", "2001:db8::20"])
    #expect(events[1].text("tls.server.subject") == nil)
    #expect(events[2].text("tls.cipher") == "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")
    #expect(result.errors.contains("3 TLS handshakes"))
  }

  @Test("TLS 1.3: a whole handshake, one resumed, one in which the client says hello twice")
  func tls13() throws {
    let events = try decode("tls13.pcap").events()
    #expect(events.map { $0.text("tls.version") } == ["1.3", "1.3", "1.3"])
    #expect(events.map { $0.value("tls.resumed") as? Bool } == [false, true, false])
    #expect(events.allSatisfy { $0.value("tls.established") as? Bool == true })
    #expect(events.map { $0.text("tls.curve") } == ["x25519", "x25519", "secp384r1"])
    #expect(events[2].text("tls.cipher") == "TLS_CHACHA20_POLY1305_SHA256")
  }

  @Test("handshakes that fail say why, and who said so")
  func failed() throws {
    let events = try decode("tls-failed.pcap").events()
    #expect(
      events.map { ($0.value("tls.alerts") as? [String])?.first } == [
        "server: fatal protocol_version", "server: fatal handshake_failure",
        "client: fatal unknown_ca", "client: fatal unknown_ca",
        "server: fatal no_application_protocol",
      ])
    #expect(events.allSatisfy { $0.value("tls.established") as? Bool == false })
    #expect(events.map { $0.text("tls.version") } == [nil, nil, "1.2", "1.3", nil])
  }

  @Test("a client with a certificate of its own, and one without that is turned down")
  func mutual() throws {
    let events = try decode("tls-mutual.pcap").events()
    #expect(events.map { $0.value("tls.established") as? Bool } == [true, false])
    #expect(events[0].text("tls.client.subject") == "CN=agent-desktop-17,O=Example Ltd")
    #expect(events[0].text("network.type") == "ipv6")
    #expect(events[1].text("tls.client.subject") == nil)
    #expect(events[1].text("tls.server.x509.subject.common_name") == "sip.example.com")
  }

  @Test("messages of SCTP, bundled, in parts and within UDP")
  func sctp() throws {
    let bundled = try decode("sctp.pcap").events()
    #expect(bundled.map { $0.value("network.bytes") as? Int } == [6, 6, 6, 6])
    #expect(bundled.map { $0.value("wire.frame") as? Int } == [5, 7, 9, 10])
    let result = try decode("sctp-udp.pcap")
    let parts = try result.events()
    #expect(parts.map { $0.value("network.bytes") as? Int } == [2500, 2500])
    #expect(parts.allSatisfy { $0.value("sctp.stream_sequence") == nil })
    #expect(parts.allSatisfy { $0.value("destination.port") as? Int == 5001 })
    #expect(result.errors.contains("2 SCTP messages"))
  }
}
