import Testing

@testable import WireDecoder

@Suite("bodies")
struct SDPTests {
  /// Decodes a request with a body.
  private func decode(
    _ body: String, type: String = "application/sdp", more: String = ""
  ) throws -> DecodedMessage {
    try DecodedMessage(
      """
      INVITE sip:a@example.com SIP/2.0
      Via: SIP/2.0/UDP 192.0.2.1
      From: <sip:b@example.com>;tag=1
      To: <sip:a@example.com>
      Call-ID: 1
      CSeq: 1 INVITE
      Content-Type: \(type)
      \(more)Content-Length: \(wireBytes(body).count)

      \(body)
      """)
  }

  @Test("media have their own address, direction and encodings, or those of the session")
  func media() throws {
    let message = try decode(
      """
      v=0
      o=- 1 2 IN IP6 2001:db8::1
      s=-
      c=IN IP4 192.0.2.1/127
      a=sendonly
      m=audio 5004/2 RTP/SAVP 96 18 97 200
      c=IN IP6 2001:db8::2
      a=rtpmap:96 opus/48000/2
      a=fmtp:96 useinbandfec=1
      a=recvonly
      a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRETkey|2^20
      m=video 0 UDP/TLS/RTP/SAVPF 34 98
      a=inactive
      a=candidate:1 1 UDP 2130706431 192.0.2.1 5004 typ host
      a=fingerprint:sha-256 AB:CD
      a=ice-pwd:SECRETpassword
      m=image 4000 udptl t38
      m=bad
      k=clear:SECRETkey
      """)
    #expect(message.problem == nil)
    let expected: [String: String?] = [
      "sdp.owner.username": nil, "sdp.owner.ip": "2001:db8::1", "sdp.session": nil,
      "sdp.connection.address": "192.0.2.1", "sdp.media": "3 elements",
      "sdp.media.0.port": "5004", "sdp.media.0.protocol": "RTP/SAVP",
      "sdp.media.0.formats": "96|18|97|200", "sdp.media.0.codecs": "opus/48000/2|G729/8000",
      "sdp.media.0.address": "2001:db8::2", "sdp.media.0.direction": "recvonly",
      "sdp.media.0.fmtp": "96 useinbandfec=1", "sdp.media.0.crypto": "AES_CM_128_HMAC_SHA1_80",
      "sdp.media.1.port": "0", "sdp.media.1.codecs": "H263/90000",
      "sdp.media.1.address": "192.0.2.1", "sdp.media.1.direction": "inactive",
      "sdp.media.1.candidates": "1 1 UDP 2130706431 192.0.2.1 5004 typ host",
      "sdp.media.1.fingerprints": "sha-256 AB:CD", "sdp.media.2.type": "image",
      "sdp.media.2.direction": "sendonly", "sdp.media.2.formats": "t38",
      "sdp.media.2.codecs": nil,
    ]
    for (path, value) in expected { #expect(message[path] == value, "\(path) of \(message.json)") }
    #expect(!message.json.contains("SECRET"))
  }

  @Test("a session description in a part, and in a part of a part, is read")
  func multipart() throws {
    let message = try decode(
      """
      before
      --one
      Content-Type: text/plain

      hello
      --one
      Content-Type: multipart/alternative; boundary="two words"

      --two words
      content-type : Application/SDP ; charset=utf-8

      v=0
      m=audio 1 RTP/AVP 8
      --two words--
      --one--
      after
      """, type: "Multipart/Mixed ; boundary=one")
    #expect(message.problem == nil && message["content_type"] == "multipart/mixed")
    #expect(message["body.parts"] == "3 elements" && message["body.parts.0.bytes"] == "5")
    #expect(message["body.parts.2.content_type"] == "application/sdp")
    #expect(message["sdp.media.0.codecs"] == "PCMA/8000")
  }

  @Test("parts of a body that is cut off are read as far as they go")
  func cutParts() throws {
    let message = try decode(
      "--x\nContent-Type: application/sdp\n\nm=audio 7 RTP/AVP 0",
      type: "multipart/mixed;boundary=x")
    #expect(message["body.parts"] == "1 elements" && message["sdp.media.0.port"] == "7")
  }

  @Test("a body that is compressed or of another type is not looked into")
  func others() throws {
    let body = "m=audio 7 RTP/AVP 0"
    #expect(try decode(body, more: "Content-Encoding: gzip\n")["sdp"] == nil)
    #expect(try decode(body, type: "text/plain")["sdp"] == nil)
    #expect(try decode(body, type: "multipart/mixed")["body.parts"] == nil)
    #expect(try decode(body, type: "multipart/mixed")["body.bytes"] == "19")
  }

  @Test("a body without Content-Length is the rest, and bytes after one with it are ignored")
  func lengths() throws {
    let head =
      "SIP/2.0 200 OK\nv: SIP/2.0/UDP h\nf: sip:a@b\nt: sip:c@d\ni: 1\nCSeq: 1 BYE\nc: application/sdp\n"
    let rest = try DecodedMessage(head + "\nm=audio 7 RTP/AVP 0\nm=audio 8 RTP/AVP 0")
    #expect(rest.problem == nil && rest["sdp.media"] == "2 elements")
    let part = try DecodedMessage(head + "l: 19\n\nm=audio 7 RTP/AVP 0\nm=audio 8 RTP/AVP 0")
    #expect(part.problem == nil && part["sdp.media"] == "1 elements" && part.bodyBytes == 19)
  }
}
