import Event
import WireDecoder

/// SIP messages: whatever the bytes, the fields are sound JSON.
final class SIPTarget: FuzzTarget {
  static let name = "sip"
  static let words = [
    "Via:", "From: ", "To:", "Contact:", "SIP/2.0/UDP ", "sip:", "sips:", "tel:", ";tag=", "\r\n",
    "\r\n ", "Route:", "Reason:", "WWW-Authenticate: Digest ", "Warning:", "CSeq: 1 ",
    "c: multipart/mixed;boundary=x\r\n", "--x\r\n", "m=audio 1 RTP/AVP 0", "a=rtpmap:0 PCMU/8000",
    "c: application/sdp\r\n\r\n", "Subject", "l: 9", "X-Genesys-CallUUID: ", "SIP/2.0 200 OK\r\n",
    "INVITE ", ";branch=z9hG4bK", "Content-Length: ", "Content-Encoding: gzip",
  ]
  static let seeds = [
    """
    INVITE sip:7001@192.0.2.82:5060;user=phone SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK1;rport, SIP/2.0/TCP [2001:db8::1]
    From: "A, \\"B\\"" <sip:a@example.com>;tag=1
    To: <sip:7001@example.com>
    Call-ID: 1@192.0.2.9
    CSeq: 1 INVITE
    Contact: <sip:a@192.0.2.9;transport=udp>;expires=60, *
    X-Genesys-CallUUID: 00PN8M303SBR7E9P
    Authorization: Digest username="a", realm="b", nonce="c", response="d"
    Reason: Q.850;cause=16;text="x"
    Content-Type: application/sdp
    Content-Length: 101

    v=0
    o=- 1 1 IN IP4 192.0.2.9
    s=-
    c=IN IP4 192.0.2.9
    t=0 0
    m=audio 4000 RTP/AVP 0 101
    a=rtpmap:101 telephone-event/8000
    a=sendrecv
    """,
    """
    SIP/2.0 200 OK
    v: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK1
    f: a <tel:+44-7700-900123;phone-context=x>;tag=1
    t: sip:b@example.com;tag=2
    i: 1
    CSeq: 4294967295 BYE
    c: multipart/mixed;boundary="x"

    --x
    Content-Type: application/sdp

    v=0
    --x--
    """,
  ].map { Array($0.replacing("\n", with: "\r\n").utf8) }

  private var decoder = SIPDecoder()
  private var buffer = JSONBuffer()

  init() {}

  func run(_ bytes: [UInt8]) {
    _ = SIPFraming.isStart(bytes.span)
    if let next = SIPFraming.nextStart(bytes.span, from: 1) {
      hold(SIPFraming.isStart(bytes.span, at: next), "a start that is none at \(next)")
    }
    _ = decoder.decode(bytes.span)
    hold(decoder.body.upperBound <= bytes.count, "a body outside the message")
    for range in [
      decoder.callID, decoder.cseqMethod, decoder.fromTag, decoder.toTag, decoder.branch,
      decoder.callUUID, decoder.method, decoder.requestURI,
    ] {
      hold(range?.upperBound ?? 0 <= bytes.count, "a range outside the message")
    }
    buffer.removeAll()
    decoder.appendFields(bytes.span, to: &buffer)
    holdObject(buffer.text().utf8, "sip")
  }
}
