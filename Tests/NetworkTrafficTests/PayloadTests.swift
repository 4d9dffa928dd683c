import NetworkTraffic
import TestPackets
import Testing

@Suite("messages as they were")
struct PayloadTests {
  private static let headers = """
    REGISTER sip:example.com SIP/2.0\r
    Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1\r
    From: <sip:alice:secret1@example.com>;tag=1\r
    To: "a:b@c" <sips:alice:secret2@example.com>\r
    Contact: sip:alice@192.0.2.10:5060, <sip:x:secret3@192.0.2.10>\r
    Call-ID: a:b:c@192.0.2.10\r
    CSeq: 1 REGISTER\r
    Authorization: Digest username="alice",\r
     response="secret4"\r
    proxy-authorization : Basic secret5\r
    Authentication-Info: nextnonce="secret6"\r
    Allow: INVITE\r
    Content-Type: application/sdp\r
    Content-Length: LENGTH\r
    \r

    """
  private static let body = """
    v=0\r
    k=clear:secret7\r
    m=audio 4000 RTP/SAVP 0\r
    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret8\r
    a=cryptographic:no key\r

    """

  private func original(_ choice: PayloadChoice) throws -> String? {
    let message = Self.headers.replacing("LENGTH", with: "\(Self.body.utf8.count)") + Self.body
    let packet = TestPacket.udp(.v4(1, port: 5060), .v4(2, port: 5060), Array(message.utf8))
    return try DecodedTraffic(packets: [packet], payload: choice).events[0].text("event.original")
  }

  @Test("nothing, the headers, or all of a message is shown")
  func choices() throws {
    #expect(try original(.none) == nil)
    let end = "Content-Length: \(Self.body.utf8.count)\r\n\r\n"
    #expect(try original(.headers)?.hasSuffix(end) == true)
    #expect(try original(.full)?.hasSuffix("a=cryptographic:no key\r\n") == true)
  }

  @Test("what proves an identity or opens a stream is not shown")
  func secrets() throws {
    let text = try #require(try original(.full))
    #expect(!text.contains("secret"))
    for line in [
      "From: <sip:alice:******@example.com>;tag=1", #"To: "a:b@c" <sips:alice:******@example.com>"#,
      "Contact: sip:alice@192.0.2.10:5060, <sip:x:******@192.0.2.10>", "Call-ID: a:b:c@192.0.2.10",
      "Authorization: Digest ******", "proxy-authorization : Basic ******",
      "Authentication-Info: ******", "Allow: INVITE", "k=******",
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 ******", "a=cryptographic:no key",
    ] {
      #expect(text.contains(line + "\r\n"), "\(line)")
    }
  }
}
