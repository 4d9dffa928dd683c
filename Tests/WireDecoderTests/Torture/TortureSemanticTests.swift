import Testing

@testable import WireDecoder

@Suite("RFC 4475, messages of odd sense")
struct TortureSemanticTests {
  /// Decodes a message that must be valid or, with a reason, refused, and have these fields.
  private func expect(
    _ torture: TortureMessage, refused reason: String? = nil, at text: String? = nil,
    _ expected: [String: String?]
  ) throws {
    let message = try DecodedMessage(torture.bytes)
    #expect(
      message.problem?.description == reason.map { "byte \(torture.place(of: text)): \($0)" })
    for (path, value) in expected { #expect(message[path] == value, "\(path) of \(message.json)") }
  }

  @Test("3.2.1 badbranch: a branch that is the magic cookie alone")
  func badbranch() throws {
    try expect(.badbranch, ["via.0.branch": "z9hG4bK"])
  }

  @Test("3.3.1 insuf: required header fields missing")
  func insuf() throws {
    try expect(
      .insuf, refused: "no call-id header", at: "v=0",
      ["cseq.method": "INVITE", "via.0.branch": "z9hG4bKkdj.insuf", "sdp.media": "2 elements"])
  }

  @Test("3.3.2 unkscm: a Request-URI with an unknown scheme")
  func unkscm() throws {
    try expect(
      .unkscm,
      [
        "uri.original": "nobodyKnowsThisScheme:totallyopaquecontent",
        "uri.scheme": "nobodyknowsthisscheme", "uri.host": nil,
      ])
  }

  @Test("3.3.3 novelsc: a Request-URI with a known but atypical scheme")
  func novelsc() throws {
    try expect(
      .novelsc, ["uri.original": "soap.beep://192.0.2.103:3002", "uri.scheme": "soap.beep"])
  }

  @Test("3.3.4 unksm2: unknown URI schemes in header fields")
  func unksm2() throws {
    try expect(
      .unksm2,
      [
        "to.uri.original": "isbn:2983792873", "to.uri.scheme": "isbn",
        "from.uri.original": "http://www.example.com", "from.tag": "3234233",
        "contact.uri.original": "name:John_Smith",
      ])
  }

  @Test("3.3.5 bext01: Require and Proxy-Require with unknown options")
  func bext01() throws {
    try expect(
      .bext01,
      [
        "require": "nothingSupportsThis|nothingSupportsThisEither",
        "proxy_require": "noProxiesSupportThis|norDoAnyProxiesSupportThis",
        "via.0.transport": "tls",
      ])
  }

  @Test("3.3.6 invut: an unknown Content-Type")
  func invut() throws {
    try expect(
      .invut, ["content_type": "application/unknownformat", "body.bytes": "40", "sdp": nil])
  }

  @Test("3.3.7 regaut01: an unknown Authorization scheme")
  func regaut01() throws {
    try expect(.regaut01, ["auth.scheme": "NoOneKnowsThisScheme", "content_length": "0"])
  }

  @Test("3.3.8 multi01: of several values in single-value header fields, the first is kept")
  func multi01() throws {
    try expect(
      .multi01, refused: "cseq: there already is one", at: "CSeq: 59",
      [
        "cseq.code": "5", "call_id": "multi01.98asdh@192.0.2.1", "from.tag": "3413415",
        "to.uri.username": "user", "max_forwards": "70", "contacts": "2 elements",
      ])
  }

  @Test("3.3.9 mcl01: several Content-Length values")
  func mcl01() throws {
    try expect(
      .mcl01, refused: "content-length: there already is one", at: "Content-Length: 5",
      ["content_length": "13", "body.bytes": "13"])
  }

  @Test("3.3.10 bcast: a 200 response with a broadcast Via")
  func bcast() throws {
    try expect(.bcast, ["via": "2 elements", "via.1.sent_by.address": "255.255.255.255"])
  }

  @Test("3.3.11 zeromf: a Max-Forwards of zero")
  func zeromf() throws {
    try expect(.zeromf, ["max_forwards": "0"])
  }

  @Test("3.3.12 cparam01: a REGISTER with a contact header parameter")
  func cparam01() throws {
    try expect(
      .cparam01,
      [
        "contact.uri.original": "sip:+19725552222@gw1.example.net",
        "contact.uri.username": "+19725552222",
      ])
  }

  @Test("3.3.13 cparam02: a REGISTER with a URL parameter")
  func cparam02() throws {
    try expect(
      .cparam02, ["contact.uri.original": "sip:+19725552222@gw1.example.net;unknownparam"])
  }

  @Test("3.3.14 regescrt: a REGISTER with an escaped header in a contact's URI")
  func regescrt() throws {
    try expect(
      .regescrt,
      [
        "contact.uri.original": "sip:user@example.com?Route=%3Csip:sip.example.com%3E",
        "contact.uri.host": "example.com",
      ])
  }

  @Test("3.3.15 sdp01: an unacceptable Accept offer")
  func sdp01() throws {
    try expect(.sdp01, ["accept": "text/nobodyknowsthis", "sdp.connection.address": "192.0.2.5"])
  }

  @Test("3.4.1 inv2543: an INVITE with RFC 2543 syntax")
  func inv2543() throws {
    try expect(
      .inv2543,
      [
        "via.0.branch": nil, "from.tag": nil, "from.uri.username": "+13035551111",
        "to.uri.original": "sip:+16505552222@ss1.example.net", "content_length": nil,
        "record_route": "sip:UserB@example.com;maddr=ss1.example.com",
        "sdp.media.0.codecs": "PCMU/8000",
      ])
  }

  @Test("all 49 messages of the RFC are here")
  func count() {
    #expect(TortureMessage.all.count == 49)
    #expect(Set(TortureMessage.all.map(\.description)).count == 49)
  }
}
