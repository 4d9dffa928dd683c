/// A SIP message with every header that has a field of its own, as a SIP Server logs it.
enum FullMessage {
  /// The log.
  static var log: String {
    let bytes = head.count + body.count + (head + body).count { $0 == "\n" }
    return "Application type: TServer (1)\n\n"
      + "14:42:43.100: SIPTR: Received [0,UDP] \(bytes) bytes from 192.0.2.20:5060 <<<<<\n\(head)\(body)\n"
      + "14:42:44.100: x\n"
  }

  private static let address = "\"Kim\" <sip:kim@192.0.2.20:5061;transport=TCP;line=a1>"

  private static var head: String {
    """
    INVITE sip:7000@192.0.2.81:5060 SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK776;received=192.0.2.21;rport=5061;maddr=192.0.2.22
    From: \(address);tag=19283
    To: \(address);tag=4711
    Call-ID: a84b4c76e66710-nw@192.0.2.20
    CSeq: 1 INVITE
    Contact: \(address);expires=60;q=0.7, \(address);expires=30;q=0.5
    Max-Forwards: 70
    Route: <sip:192.0.2.30;lr>
    Record-Route: <sip:192.0.2.31;lr>
    Path: <sip:192.0.2.32;lr>
    Service-Route: <sip:192.0.2.33;lr>
    User-Agent: Northwind/1.0
    Server: Northwind/2.0
    Allow: INVITE, ACK
    Supported: 100rel, timer
    Require: timer
    Proxy-Require: sec-agree
    Unsupported: foo
    Allow-Events: presence
    Accept: application/sdp
    Accept-Encoding: gzip
    Accept-Language: en
    Content-Disposition: session
    Expires: 3600
    Min-Expires: 60
    Min-SE: 90
    Session-Expires: 1800;refresher=uac
    Retry-After: 18
    Reason: Q.850;cause=16;text="Normal"
    Diversion: \(address);reason=no-answer;counter=1;privacy=off
    History-Info: \(address);index=1
    P-Asserted-Identity: \(address)
    P-Preferred-Identity: \(address)
    P-Associated-URI: <sip:kim@192.0.2.20:5061>
    Remote-Party-ID: \(address);party=calling;screen=yes;privacy=off
    Refer-To: \(address)
    Referred-By: \(address)
    Reply-To: \(address)
    Replaces: 1@192.0.2.1;to-tag=a;from-tag=b;local-tag=c;remote-tag=d
    Target-Dialog: 2@192.0.2.1;to-tag=a;from-tag=b;local-tag=c;remote-tag=d
    Join: 3@192.0.2.1;to-tag=a;from-tag=b;local-tag=c;remote-tag=d
    Event: presence;id=1
    Subscription-State: terminated;reason=timeout;expires=60;retry-after=5
    WWW-Authenticate: Digest realm="a", algorithm=MD5, qop="auth", stale=FALSE, nonce="n"
    Proxy-Authenticate: Digest realm="a", algorithm=MD5, qop="auth", stale=FALSE, nonce="n"
    Authorization: Digest username="kim", realm="a", algorithm=MD5, qop=auth, uri="sip:192.0.2.81:5060"
    Proxy-Authorization: Digest username="kim", realm="a", algorithm=MD5, qop=auth, uri="sip:192.0.2.81:5060"
    Warning: 399 192.0.2.1 "no way"
    Privacy: id
    Subject: a call
    Date: Mon, 12 Jan 2026 09:00:00 GMT
    Accept-Contact: *;audio
    Request-Disposition: no-fork
    Reject-Contact: *;video
    Identity-Info: <https://example.com/cert>
    Identity: abc
    X-Genesys-CallUUID: N5AQ8L3T0D2H54M9V7CEU2PB7S000001
    Content-Type: application/sdp
    Content-Length: \(body.count + body.count { $0 == "\n" })


    """
  }

  private static let body = """
    v=0
    o=northwind 2890844526 2890844527 IN IP4 192.0.2.20
    s=a session
    c=IN IP4 192.0.2.20
    t=0 0
    m=audio 49172 RTP/SAVP 0 101
    a=rtpmap:101 telephone-event/8000
    a=fmtp:101 0-15
    a=ptime:20
    a=sendrecv
    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc
    a=candidate:1 1 UDP 2130706431 192.0.2.20 8998 typ host
    a=fingerprint:sha-256 AB:CD

    """
}
