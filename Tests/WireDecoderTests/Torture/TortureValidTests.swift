import Testing

@testable import WireDecoder

@Suite("RFC 4475, valid messages")
struct TortureValidTests {
  /// Decodes a message that must be valid, whole, and have these fields.
  private func expect(_ torture: TortureMessage, _ expected: [String: String?]) throws {
    let message = try DecodedMessage(torture.bytes)
    #expect(message.problem == nil)
    for (path, value) in expected { #expect(message[path] == value, "\(path) of \(message.json)") }
  }

  @Test("3.1.1.1 wsinv: a short tortuous INVITE")
  func wsinv() throws {
    try expect(
      .wsinv,
      [
        "type": "request", "version": "2.0", "method": "INVITE",
        "uri.original": "sip:vivekg@chair-dnrc.example.com;unknownparam",
        "uri.username": "vivekg", "uri.host": "chair-dnrc.example.com",
        "to.uri.original": "sip:vivekg@chair-dnrc.example.com", "to.tag": "1918181833n",
        "from.display_info": #"J Rosenberg \""#, "from.uri.username": "jdrosen",
        "from.tag": "98asjd8", "max_forwards": "68", "call_id": "wsinv.ndaksdj@192.0.2.1",
        "content_length": "150", "cseq.code": "9", "cseq.method": "INVITE", "via": "3 elements",
        "via.0.transport": "udp", "via.0.sent_by.address": "192.0.2.2",
        "via.0.branch": "390skdjuw",
        "via.0.original": "SIP  /   2.0 /UDP 192.0.2.2;branch=390skdjuw",
        "via.1.transport": "tcp", "via.1.sent_by.address": "spindle.example.com",
        "via.1.branch": "z9hG4bK9ikj8", "via.2.transport": "udp",
        "via.2.sent_by.address": "192.168.255.111", "via.2.branch": "z9hG4bK30239",
        "subject": nil, "headers.newfangledheader": "newfangled value continued newfangled value",
        "headers.unknownheaderwithunusualvalue": ";;,,;;,;", "content_type": "application/sdp",
        "route": "sip:services.example.com;lr;unknownwith=value;unknown-no-value",
        "contact.display_info": #"Quoted string """#, "contact.uri.host": "example.com",
        "contact.q": "0.33", "sdp.owner.ip": "192.0.2.3", "sdp.connection.address": "192.0.2.4",
        "sdp.media.0.type": "audio", "sdp.media.0.port": "49217", "sdp.media.0.formats": "0|12",
        "sdp.media.0.codecs": "PCMU/8000|QCELP/8000", "sdp.media.1.type": "video",
        "sdp.media.1.codecs": "LPC", "body.bytes": "150",
      ])
  }

  @Test("3.1.1.2 intmeth: a wide range of valid characters")
  func intmeth() throws {
    try expect(
      .intmeth,
      [
        "method": "!interesting-Method0123456789_*+`.%indeed'~",
        "uri.username": "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
        "uri.host": "example.com",
        "uri.original": "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:xxxxx@example.com",
        "via.0.branch": "z9hG4bK-.!%66*_+`'~",
        "to.display_info": "BEL:\u{07} NUL:\u{00} DEL:\u{7F}",
        "to.uri.username": "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
        "from.display_info": "token1~` token2'+_ token3*%!.-",
        "from.uri.original": "sip:mundane@example.com", "from.tag": "_token~1'+`*%!-.",
        "call_id": #"intmeth.word%ZK-!.*_+'@word`~)(><:\/"][?}{"#, "cseq.code": "139122385",
        "cseq.method": "!interesting-Method0123456789_*+`.%indeed'~", "max_forwards": "255",
      ])
    // Foundation drops a byte order mark at a string's start.
    let json = try DecodedMessage(TortureMessage.intmeth.bytes).json
    #expect(json.contains("\"extensionheader__________\":\"\u{FEFF}\u{5927}\u{505C}\u{96FB}\""))
  }

  @Test("3.1.1.3 esc01: valid use of the % escaping mechanism")
  func esc01() throws {
    try expect(
      .esc01,
      [
        "uri.username": "sips%3Auser%40example.com", "uri.host": "example.net",
        "to.uri.username": "%75se%72", "from.uri.username": "I%20have%20spaces",
        "call_id": "esc01.239409asdfakjkn23onasd0-3234", "contact.uri.username": "cal%6Cer",
        "contact.uri.original":
          "sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31",
        "content_type": "application/sdp", "sdp.media": "2 elements",
      ])
  }

  @Test("3.1.1.4 escnull: escaped nulls in URIs")
  func escnull() throws {
    try expect(
      .escnull,
      [
        "method": "REGISTER", "uri.username": nil, "to.uri.username": "null-%00-null",
        "from.tag": "839923423", "contact.uri.username": "%00", "contacts": "2 elements",
        "contacts.1.uri.username": "%00%00", "content_length": "0",
      ])
  }

  @Test("3.1.1.5 esc02: use of % when it is not an escape")
  func esc02() throws {
    try expect(
      .esc02,
      [
        "method": "RE%47IST%45R", "to.display_info": "%Z%45", "from.display_info": "%Z%45",
        "via.0.branch": "z9hG4bK209%fzsnel234", "cseq.method": "RE%47IST%45R",
        "contacts": "2 elements", "contacts.0.uri.username": "alias1",
        "contacts.1.uri.username": "alias3",
        "headers.c_6fntact": "<sip:alias2@host2.example.com>",
      ])
  }

  @Test("3.1.1.6 lwsdisp: no blank between display name and <")
  func lwsdisp() throws {
    try expect(
      .lwsdisp,
      ["from.display_info": "caller", "from.uri.username": "caller", "from.tag": "323"])
  }

  @Test("3.1.1.7 longreq: long values in header fields")
  func longreq() throws {
    func times(_ word: String, _ count: Int) -> String { String(repeating: word, count: count) }
    try expect(
      .longreq,
      [
        "to.display_info": "I have a user name of \(times("extreme", 10)) proportion",
        "to.uri.port": "6000", "from.tag": "12\(times("982", 50))424",
        "from.uri.username": times("amazinglylongcallername", 5),
        "call_id": "longreq.one\(times("really", 20))longcallid", "via": "34 elements",
        "via.0.sent_by.address": "sip33.example.com", "via.11.sent_by.address": "sip22.example.com",
        "via.33.received": "192.0.2.5", "via.33.branch": "very\(times("long", 50))branchvalue",
        "headers.unknown_\(times("long", 20))_name":
          "unknown-\(times("long", 20))-value; unknown-\(times("long", 20))-parameter-name = "
          + "unknown-\(times("long", 20))-parameter-value",
        "sdp.owner.username": "mhandley",
      ])
  }

  @Test("3.1.1.8 dblreq: octets after the body are no part of the message")
  func dblreq() throws {
    try expect(
      .dblreq,
      ["method": "REGISTER", "call_id": "dblreq.0ha0isndaksdj99sdfafnl3lk233412", "sdp": nil])
    #expect(!(try DecodedMessage(TortureMessage.dblreq.bytes).json.contains("joe")))
  }

  @Test("3.1.1.9 semiuri: semicolons in the user part")
  func semiuri() throws {
    try expect(
      .semiuri,
      [
        "uri.username": "user;par=u%40example.net", "uri.host": "example.com",
        "accept":
          "application/sdp|application/pkcs7-mime|multipart/mixed|multipart/signed"
          + "|message/sip|message/sipfrag",
      ])
  }

  @Test("3.1.1.10 transports: varied and unknown transport types")
  func transports() throws {
    try expect(
      .transports,
      [
        "via": "5 elements", "via.0.transport": "udp", "via.1.transport": "sctp",
        "via.2.transport": "tls", "via.3.transport": "unknown", "via.4.transport": "tcp",
        "via.4.branch": "z9hG4bK0a9idfnee",
      ])
  }

  @Test("3.1.1.11 mpart01: the parts of a multipart body are walked")
  func mpart01() throws {
    try expect(
      .mpart01,
      [
        "content_type": "multipart/mixed", "content_length": "553", "body.bytes": "553",
        "body.parts": "2 elements", "body.parts.0.content_type": "text/plain",
        "body.parts.0.bytes": "5", "body.parts.1.content_type": "application/octet-stream",
        "body.parts.1.bytes": "342", "date": "Sat, 15 Oct 2005 04:44:56 GMT",
        "user_agent.original": "SIPimp.org/0.2.5 (curses)", "route": "sip:127.0.0.1:5080",
      ])
    #expect(
      try DecodedMessage(TortureMessage.mpart01.bytes).end == TortureMessage.mpart01.bytes.count)
  }

  @Test("3.1.1.12 unreason: an unusual reason phrase")
  func unreason() throws {
    try expect(
      .unreason,
      [
        "type": "response", "code": "200",
        "status": "= 2**3 * 5**2 но сто девяносто девять - простое", "method": nil,
        "cseq.method": "INVITE", "sdp.media": "2 elements",
      ])
  }

  @Test("3.1.1.13 noreason: an empty reason phrase")
  func noreason() throws {
    try expect(
      .noreason, ["type": "response", "code": "100", "status": nil, "to.tag": "902jndnke3"])
  }
}
