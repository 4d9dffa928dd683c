import Testing

@testable import WireDecoder

@Suite("messages of SIP Server")
struct GenesysMessageTests {
  private func expect(_ bytes: [UInt8], _ expected: [String: String?]) throws {
    let message = try DecodedMessage(bytes)
    #expect(message.problem == nil)
    for (path, value) in expected { #expect(message[path] == value, "\(path) of \(message.json)") }
  }

  @Test("an INVITE has its numbers, its call and its media")
  func invite() throws {
    try expect(
      GenesysMessages.invite,
      [
        "uri.original": "sip:5001@192.0.2.80:5060;transport=udp", "uri.port": "5060",
        "from.display_info": "07700 900123", "to.tag": nil,
        "allow": "ACK|BYE|CANCEL|INFO|INVITE|MESSAGE|NOTIFY|OPTIONS|PRACK|REFER|UPDATE",
        "supported": "timer|replaces", "session_expires.interval": "1800",
        "session_expires.refresher": "uac",
        "p_asserted_identity.0.display_info": "Example Ltd",
        "p_asserted_identity.1.uri.scheme": "tel",
        "p_asserted_identity.1.uri.username": "+447700900123",
        "headers.x_genesys_calluuid": "0KD3T5H8V06UJ1FBC9QN0G8AES00001A",
        "headers.x_genesys_partyinfo": "dn=5001;role=destination",
        "headers.x_iscc_cofid": "location=London;cofid=12", "body.bytes": "204",
        "sdp.version": "0", "sdp.owner.username": "SIPServer", "sdp.owner.session_id": "3748291",
        "sdp.owner.version": "3748292", "sdp.owner.ip": "192.0.2.20",
        "sdp.session.name": "SIPServer 8.1", "sdp.connection.info": "IN IP4 192.0.2.21",
        "sdp.media.0.address": "192.0.2.21", "sdp.media.0.direction": "sendrecv",
        "sdp.media.0.ptime": "20", "sdp.media.0.fmtp": "101 0-15",
        "sdp.media.0.codecs": "PCMU/8000|PCMA/8000|telephone-event/8000",
      ])
  }

  @Test("a response has its code, its route and who sent it")
  func ok() throws {
    try expect(
      GenesysMessages.ok,
      [
        "type": "response", "code": "200", "status": "OK", "uri": nil, "method": nil,
        "via.0.received": "192.0.2.20", "via.0.rport": "5060", "via.0.sent_by.port": "5060",
        "record_route": "sip:198.51.100.7;lr|sip:198.51.100.8:5070;transport=tcp;lr",
        "contact.line": "8f3a", "contact.transport": "udp", "server.original": "Example-Phone/2.4",
        "body": nil, "sdp": nil,
      ])
  }

  @Test("a REGISTER has its contacts, and who registers without the proof of it")
  func register() throws {
    try expect(
      GenesysMessages.register,
      [
        "via.0.sent_by.address": "2001:db8::80", "via.0.rport": nil,
        "contact.uri.host": "2001:db8::80", "contact.uri.port": "5060", "contact.expires": "600",
        "contact.q": "0.8", "contacts": "2 elements", "contacts.1.q": "1", "expires": "600",
        "auth.scheme": "Digest", "auth.realm": "example.com", "auth.username": "5001",
        "auth.uri.host": "192.0.2.20", "auth.uri.port": "5060", "auth.algorithm": "MD5",
        "auth.qop": "auth",
      ])
  }

  @Test("a challenge has its realm, and not its nonce")
  func challenge() throws {
    try expect(
      GenesysMessages.challenge,
      [
        "www_authenticate.0.scheme": "Digest", "www_authenticate.0.realm": "example.com",
        "www_authenticate.0.algorithm": "MD5", "www_authenticate.0.qop": "auth,auth-int",
        "via.0.received": "2001:db8::80",
      ])
  }

  @Test("nothing that proves an identity is written")
  func secrets() throws {
    for bytes in GenesysMessages.all {
      #expect(!(try DecodedMessage(bytes).json.contains("SECRET")))
    }
  }

  @Test("an OPTIONS in compact form is the same as one spelled out")
  func options() throws {
    try expect(
      GenesysMessages.options,
      [
        "call_id": "options-1@192.0.2.20", "from.tag": "o1", "from.uri.username": nil,
        "to.uri.host": "gateway.example.com", "via.0.transport": "tcp",
        "contact.uri.host": "192.0.2.20", "content_length": "0",
        "accept": "application/sdp|application/dtmf-relay",
      ])
  }

  @Test("a BYE has its causes, and the way the call came")
  func bye() throws {
    try expect(
      GenesysMessages.bye,
      [
        "reason": "2 elements", "reason.0.protocol": "Q.850", "reason.0.cause": "16",
        "reason.0.text": "Normal, call clearing", "reason.1.protocol": "SIP",
        "reason.1.cause": "200", "diversion.0.uri.username": "5000",
        "diversion.0.reason": "no-answer", "diversion.0.counter": "1",
        "diversion.0.privacy": "off", "history_info.0.index": "1", "history_info.1.index": "1.1",
        "history_info.1.uri.username": "5001",
      ])
  }

  @Test("a REFER has where the call goes, and which call it takes the place of")
  func refer() throws {
    try expect(
      GenesysMessages.refer,
      [
        "refer_to.uri.original":
          "sip:5003@192.0.2.83?Replaces=refer-2%40192.0.2.20%3Bto-tag%3Dx",
        "refer_to.uri.host": "192.0.2.83", "referred_by.display_info": #"Agent "Two""#,
        "replaces.call_id": "refer-2@192.0.2.20", "replaces.to_tag": "x",
        "replaces.from_tag": "y", "event.package": "refer", "event.id": "93809824",
        "subscription_state.state": "active", "subscription_state.expires": "60",
        "subscription_state.reason": "timeout",
      ])
  }

  @Test("what messages are joined by is there as ranges")
  func ranges() throws {
    let invite = try DecodedMessage(GenesysMessages.invite)
    #expect(invite.callID == "7A0B41C2-1D2E-4F30-8A11-90B1C2D3E4F5-3@192.0.2.20")
    #expect(invite.method == "INVITE" && invite.cseqMethod == "INVITE" && invite.cseqNumber == 1)
    #expect(invite.callUUID == "0KD3T5H8V06UJ1FBC9QN0G8AES00001A")
    #expect(invite.fromTag == "0A1B2C3D-1122-3344" && invite.toTag == nil)
    #expect(invite.branch == "z9hG4bK0A1B2C3D-4-5F6E7D8C" && invite.statusCode == nil)
    #expect(invite.requestURI == "sip:5001@192.0.2.80:5060;transport=udp")
    #expect(invite.contentLength == 204 && invite.bodyBytes == 204)
    let ok = try DecodedMessage(GenesysMessages.ok)
    #expect(ok.method == nil && ok.requestURI == nil && ok.statusCode == 200)
    #expect(ok.cseqMethod == "INVITE" && ok.toTag == "99aa88bb" && ok.callID == invite.callID)
  }

  @Test("a decoder forgets the message before")
  func reuse() throws {
    var decoder = SIPDecoder()
    let invite = GenesysMessages.invite
    let found = decoder.decode(invite.span)
    #expect(found == nil)
    let none: [UInt8] = []
    let problem = decoder.decode(none.span)
    #expect(problem == .startLine(at: 0))
    let kept = [
      decoder.callID, decoder.callUUID, decoder.fromTag, decoder.branch, decoder.method,
      decoder.requestURI, decoder.cseqMethod,
    ]
    let (body, length) = (decoder.body, decoder.contentLength)
    #expect(kept.allSatisfy { $0 == nil } && body.isEmpty && length == nil)
  }
}
