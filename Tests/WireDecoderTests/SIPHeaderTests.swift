import Event
import Testing

@testable import WireDecoder

@Suite("SIP headers")
struct SIPHeaderTests {
  /// Decodes a request that has the lines besides those that each request has.
  private func decode(_ lines: String) throws -> DecodedMessage {
    try DecodedMessage(
      """
      INFO sip:a@example.com SIP/2.0
      Via: SIP/2.0/UDP 192.0.2.1
      From: <sip:b@example.com>;tag=1
      To: <sip:a@example.com>
      Call-ID: 1
      CSeq: 1 INFO
      \(lines)


      """)
  }

  @Test("the table's rows stand in the order of the headers, with names and keys of their own")
  func table() {
    let rows = SIPHeader.table
    #expect(rows.map(\.header) == SIPHeader.allCases.dropLast())
    #expect(SIPHeader.allCases.count <= 64)
    #expect(Set(rows.map { "\($0.name)" }).count == rows.count)
    let others = [
      "type", "version", "method", "uri", "code", "status", "contacts", "headers", "body", "sdp",
    ]
    let keys = rows.map { "\($0.key)".prefix { $0 != ":" } } + others.map { "\"\($0)\"" }
    #expect(Set(keys).count == rows.count + others.count)
    #expect(Set(rows.map(\.letter).filter { $0 != 0 }).count == rows.count { $0.letter != 0 })
  }

  @Test("each header is found by its name in any case, and by its compact form")
  func names() {
    let names = SIPHeaderNames()
    func header(_ name: String) -> SIPHeader {
      let bytes = Array(name.utf8)
      return names.header(bytes.span, 0..<bytes.count)
    }
    for row in SIPHeader.table {
      #expect(header("\(row.name)") == row.header)
      #expect(header("\(row.name)".uppercased()) == row.header)
      if row.letter != 0 {
        let letter = String(Character(Unicode.Scalar(row.letter)))
        #expect(header(letter) == row.header && header(letter.uppercased()) == row.header)
      }
    }
    for name in ["x-any", "q", "-", "froms", "fro"] { #expect(header(name) == .other) }
  }

  @Test("a list is the same, be it in one line or in several")
  func lists() throws {
    let message = try decode(
      """
      Allow: INVITE, ACK
      Route: <sip:192.0.2.1;lr>
      allow :BYE,,CANCEL
      Route: "A, B" <sip:[2001:db8::1]:5060;lr>, <sips:c.example.com>
      """)
    #expect(message.problem == nil)
    #expect(message["allow"] == "INVITE|ACK|BYE|CANCEL")
    #expect(message["route"] == "sip:192.0.2.1;lr|sip:[2001:db8::1]:5060;lr|sips:c.example.com")
  }

  @Test("headers not known are written by their names, several of a key as an array")
  func unknown() throws {
    let message = try decode(
      """
      X-Any: one
      X_ANY: two, "three"
      x-any:
      P.Odd%Name: 4
      X-Empty:
      """)
    #expect(message.problem == nil)
    #expect(message["headers.x_any"] == #"one|two, "three""#)
    #expect(message["headers.p_odd_name"] == "4" && message["headers.x_empty"] == nil)
  }

  @Test(
    "a URI is taken apart",
    arguments: [
      ("sip:alice@example.com", "sip|alice|example.com|-"),
      ("SIPS:alice:pw@example.com:5061;transport=tls", "sips|alice|example.com|5061"),
      ("sip:[2001:db8::9]:5070", "sip|-|2001:db8::9|5070"),
      ("sip:+1-555-0100;ext=2@gw.example.com;user=phone", "sip|+1-555-0100;ext=2|gw.example.com|-"),
      ("sip:my_host;lr?Subject=a%20b", "sip|-|my_host|-"),
      ("tel:+15550100;phone-context=example.com", "tel|+15550100|-|-"),
      ("urn:service:sos", "urn|-|-|-"), ("http://example.com:80/x", "http|-|-|-"),
    ])
  func uris(uri: String, expected: String) throws {
    let message = try decode("Refer-To: <\(uri)>")
    #expect(message.problem == nil)
    let parts = ["scheme", "username", "host", "port"].map { message["refer_to.uri.\($0)"] ?? "-" }
    #expect(parts.joined(separator: "|") == expected)
  }

  @Test(
    "what is no URI is refused, and written as it is",
    arguments: [
      "alice", "sip:", "sip:@", "sip:a@b:99999", "sip:a@b:x", "sip:[::1", ":a", "1:a", "sip:a@b c",
    ])
  func noURIs(uri: String) throws {
    let message = try decode("Refer-To: <\(uri)>")
    #expect(message.problem?.description.hasSuffix("refer-to: no valid URI") == true)
    #expect(message["refer_to.uri.original"] == uri && message["refer_to.uri.host"] == nil)
  }

  @Test("a password in a URI is not written")
  func passwords() throws {
    let message = try decode(
      "Contact: <sip:alice:SECRET@example.com>\nRoute: <sip:b:SECRET@example.com;lr>")
    #expect(message["contact.uri.original"] == "sip:alice:xxxxx@example.com")
    #expect(message["route"] == "sip:b:xxxxx@example.com;lr")
    #expect(!message.json.contains("SECRET"))
  }

  @Test(
    "an address is read in all its forms",
    arguments: [
      (#""A \"B\" \\ C, D" <sip:a@b>;x=1"#, #"A "B" \ C, D"#, "sip:a@b"),
      ("Two Words<sip:a@b;p=1>", "Two Words", "sip:a@b;p=1"), ("sip:a@b;x=1", nil, "sip:a@b"),
      ("J\u{F6}rg <sip:a@b>", "J\u{F6}rg", "sip:a@b"), ("\"\" <sip:a@b>", nil, "sip:a@b"),
      ("<sip:a,b;c@d?e=f>", nil, "sip:a,b;c@d?e=f"), ("<tel:1>;a=\";,\"", nil, "tel:1"),
    ] as [(String, String?, String)])
  func addresses(text: String, name: String?, uri: String) throws {
    let message = try decode("Referred-By: \(text)")
    #expect(message.problem == nil)
    #expect(message["referred_by.display_info"] == name)
    #expect(message["referred_by.uri.original"] == uri)
  }

  @Test("a contact of all, and Packetbeat's private URI")
  func contacts() throws {
    let message = try decode("Contact: *\nP-Associated-URI: <sip:p@example.com>, <tel:1>")
    #expect(message.problem == nil)
    #expect(message["contact.uri.original"] == "*" && message["contacts"] == nil)
    #expect(message["private.uri.username"] == "p")
  }

  @Test(
    "what is wrong with a header is said, and where",
    arguments: [
      ("No colon", "no header name and colon", "No colon"),
      (": no name", "no header name and colon", ": no"),
      ("Max-Forwards: 256", "max-forwards: no number, or one too large", "256"),
      ("Min-SE: 90x", "min-se: no number, or one too large", "90x"),
      ("CSeq: 2 INFO", "cseq: there already is one", "CSeq: 2"),
      ("Contact: <sip:a@b", "contact: a quote or bracket that is not closed", "<sip:a@b\n\n"),
      ("Contact: <sip:a@b>;x=\"", "contact: a quote or bracket that is not closed", "\"\n"),
      ("Contact: <sip:a@b> x", "contact: a separator without a value, or none between two", "x\n"),
      ("Via: SIP/2.0 x", "via: no valid value", "x\n"),
      ("Via: SIP/2.0/UDP a:b", "via: no number, or one too large", "b\n\n"),
      ("Referred-By:", "referred-by: no valid URI", "\n\n"),
      ("Warning: 399 a \"b\", c", "warning: no valid value", "c\n\n"),
      ("Content-Length: 3", "3 bytes of the body are missing", nil),
    ] as [(String, String, String?)])
  func problems(line: String, reason: String, text: String?) throws {
    let message = try decode(line)
    let all = wireBytes(
      "INFO sip:a@example.com SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1\n"
        + "From: <sip:b@example.com>;tag=1\nTo: <sip:a@example.com>\nCall-ID: 1\nCSeq: 1 INFO\n"
        + line + "\n\n")
    let place = text.map { TortureMessage("", bytes: all).place(of: $0) } ?? all.count
    #expect(message.problem?.description == "byte \(place): \(reason)")
  }

  @Test("more headers than are looked at are a problem, and no more work")
  func manyHeaders() throws {
    let message = try decode((0..<600).map { "X-\($0): 1" }.joined(separator: "\n"))
    #expect(message.problem?.description.hasSuffix("more than 512 headers") == true)
    #expect(message["headers.x_500"] == "1" && message["headers.x_599"] == nil)
  }

  @Test("lines may end in a newline alone, and the message in the middle of a header")
  func lineEnds() throws {
    let text = "SIP/2.0 200 OK\nv: SIP/2.0/UDP h\nf: sip:a@b\nt: sip:c@d\ni: 1\nCSeq: 1 BYE\n"
    #expect(try DecodedMessage(Array((text + "\n").utf8)).problem == nil)
    let cut = try DecodedMessage(Array((text + "l: 1").utf8))
    #expect(cut.problem == .endOfHeaders(at: text.utf8.count + 4))
    #expect(cut["content_length"] == "1" && cut["to.uri.host"] == "d")
  }
}
