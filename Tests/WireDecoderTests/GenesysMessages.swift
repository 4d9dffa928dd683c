/// Messages as SIP Server, its phones and its media servers send them; of our own making.
enum GenesysMessages {
  /// SIP Server calls an agent.
  static let invite = wireBytes(
    """
    INVITE sip:5001@192.0.2.80:5060;transport=udp SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK0A1B2C3D-4-5F6E7D8C
    From: "07700 900123" <sip:07700900123@192.0.2.20:5060>;tag=0A1B2C3D-1122-3344
    To: <sip:5001@192.0.2.80>
    Call-ID: 7A0B41C2-1D2E-4F30-8A11-90B1C2D3E4F5-3@192.0.2.20
    CSeq: 1 INVITE
    Contact: <sip:07700900123@192.0.2.20:5060>
    Max-Forwards: 69
    Allow: ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, PRACK, REFER, UPDATE
    Supported: timer
    k: replaces
    Session-Expires: 1800;refresher=uac
    P-Asserted-Identity: "Example Ltd" <sip:+447700900123@example.com>, <tel:+447700900123>
    X-Genesys-CallUUID: 0KD3T5H8V06UJ1FBC9QN0G8AES00001A
    X-Genesys-PartyInfo: dn=5001;role=destination
    X-ISCC-CofId: location=London;cofid=12
    Content-Type: application/sdp
    Content-Length: 204

    v=0
    o=SIPServer 3748291 3748292 IN IP4 192.0.2.20
    s=SIPServer 8.1
    c=IN IP4 192.0.2.21
    t=0 0
    m=audio 20014 RTP/AVP 0 8 101
    a=rtpmap:101 telephone-event/8000
    a=fmtp:101 0-15
    a=ptime:20
    a=sendrecv

    """)

  /// The agent's phone answers.
  static let ok = wireBytes(
    """
    SIP/2.0 200 OK
    Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK0A1B2C3D-4-5F6E7D8C;received=192.0.2.20;rport=5060
    Record-Route: <sip:198.51.100.7;lr>, <sip:198.51.100.8:5070;transport=tcp;lr>
    From: "07700 900123" <sip:07700900123@192.0.2.20:5060>;tag=0A1B2C3D-1122-3344
    To: <sip:5001@192.0.2.80>;tag=99aa88bb
    Call-ID: 7A0B41C2-1D2E-4F30-8A11-90B1C2D3E4F5-3@192.0.2.20
    CSeq: 1 INVITE
    Contact: <sip:5001@192.0.2.80:5060;line=8f3a;transport=UDP>
    Server: Example-Phone/2.4
    X-Genesys-CallUUID: 0KD3T5H8V06UJ1FBC9QN0G8AES00001A
    Content-Length: 0

    """ + "\n")

  /// A phone registers, with a proof of who it is.
  static let register = wireBytes(
    """
    REGISTER sip:192.0.2.20 SIP/2.0
    Via: SIP/2.0/UDP [2001:db8::80]:5060;rport;branch=z9hG4bK-77
    From: <sip:5001@192.0.2.20>;tag=r1
    To: <sip:5001@192.0.2.20>
    Call-ID: register-1@198.51.100.80
    CSeq: 12 REGISTER
    Contact: <sip:5001@[2001:db8::80]:5060>;expires=600;q=0.8, <sip:5001@198.51.100.81>;q=1
    Authorization: Digest username="5001", realm="example.com", nonce="SECRETnonce",
      uri="sip:192.0.2.20:5060", response="SECRETresponse", cnonce="SECRETcnonce",
      opaque="SECRETopaque", algorithm=MD5, qop=auth, nc=00000001
    Expires: 600
    Content-Length: 0

    """ + "\n")

  /// SIP Server asks for that proof.
  static let challenge = wireBytes(
    """
    SIP/2.0 401 Unauthorized
    Via: SIP/2.0/UDP [2001:db8::80]:5060;rport=5060;received=2001:db8::80;branch=z9hG4bK-77
    From: <sip:5001@192.0.2.20>;tag=r1
    To: <sip:5001@192.0.2.20>;tag=s1
    Call-ID: register-1@198.51.100.80
    CSeq: 11 REGISTER
    WWW-Authenticate: Digest realm="example.com", nonce="SECRETnonce", algorithm=MD5, qop="auth,auth-int"
    Authentication-Info: nextnonce="SECRETnext", rspauth="SECRETrsp"
    Content-Length: 0

    """ + "\n")

  /// SIP Server looks whether a device is there.
  static let options = wireBytes(
    """
    OPTIONS sip:gateway.example.com:5060 SIP/2.0
    v: SIP/2.0/TCP 192.0.2.20:5060;branch=z9hG4bKopt
    f: <sip:192.0.2.20:5060>;tag=o1
    t: <sip:gateway.example.com:5060>
    i: options-1@192.0.2.20
    CSeq: 7 OPTIONS
    m: <sip:192.0.2.20:5060>
    Max-Forwards: 70
    Accept: application/sdp, application/dtmf-relay
    l: 0

    """ + "\n")

  /// A call ends, and says why.
  static let bye = wireBytes(
    """
    BYE sip:5001@192.0.2.80:5060 SIP/2.0
    Via: SIP/2.0/TLS 192.0.2.20:5061;branch=z9hG4bKbye
    From: <sip:07700900123@192.0.2.20>;tag=0A1B2C3D-1122-3344
    To: <sip:5001@192.0.2.80>;tag=99aa88bb
    Call-ID: 7A0B41C2-1D2E-4F30-8A11-90B1C2D3E4F5-3@192.0.2.20
    CSeq: 2 BYE
    Reason: Q.850;cause=16;text="Normal, call clearing", SIP ;cause=200
    Diversion: <sip:5000@example.com>;reason=no-answer;counter=1;privacy=off
    History-Info: <sip:5000@example.com?Reason=SIP%3Bcause%3D302>;index=1, <sip:5001@example.com>;index=1.1
    Content-Length: 0

    """ + "\n")

  /// A call is transferred.
  static let refer = wireBytes(
    """
    REFER sip:5001@192.0.2.80 SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bKref
    From: <sip:5002@192.0.2.20>;tag=a
    To: <sip:5001@192.0.2.80>;tag=b
    Call-ID: refer-1@192.0.2.20
    CSeq: 3 REFER
    Refer-To: <sip:5003@192.0.2.83?Replaces=refer-2%40192.0.2.20%3Bto-tag%3Dx>
    Referred-By: "Agent \\"Two\\"" <sip:5002@192.0.2.20>
    Replaces: refer-2@192.0.2.20 ;to-tag=x;from-tag=y;early-only
    Event: refer;id=93809824
    Subscription-State: active;expires=60;reason=timeout
    Content-Length: 0

    """ + "\n")

  /// All of them.
  static let all = [invite, ok, register, challenge, options, bye, refer]
}
