import Testing

@testable import WireDecoder

@Suite("RFC 4475, invalid messages")
struct TortureRefusalTests {
  /// Decodes a message that must be refused for a reason, with some of its fields read.
  private func expect(
    _ torture: TortureMessage, _ reason: String, at text: String?,
    _ expected: [String: String?] = [:]
  ) throws {
    let message = try DecodedMessage(torture.bytes)
    #expect(message.problem?.description == "byte \(torture.place(of: text)): \(reason)")
    for (path, value) in expected { #expect(message[path] == value, "\(path) of \(message.json)") }
  }

  @Test("3.1.2.1 badinv01: extraneous header field separators")
  func badinv01() throws {
    try expect(
      .badinv01, "via: a separator without a value, or none between two", at: ";,;,,",
      [
        "via.0.sent_by.address": "192.0.2.15", "contact.uri.username": "joe",
        "sdp.media": "2 elements",
      ])
  }

  @Test("3.1.2.2 clerr: Content-Length larger than the message")
  func clerr() throws {
    try expect(
      .clerr, "9845 bytes of the body are missing", at: nil,
      [
        "body.bytes": "154", "body.truncated": "1", "body.missing_bytes": "9845",
        "sdp.media": "2 elements",
      ])
  }

  @Test("3.1.2.3 ncl: a negative Content-Length")
  func ncl() throws {
    try expect(
      .ncl, "content-length: no number, or one too large", at: "-999",
      ["content_length": nil, "sdp.media": "2 elements"])
  }

  @Test("3.1.2.4 scalar02: request scalar fields with overlarge values")
  func scalar02() throws {
    try expect(
      .scalar02, "cseq: no number, or one too large", at: "36893",
      [
        "cseq.code": nil, "cseq.method": "REGISTER", "max_forwards": nil, "expires": nil,
        "contact.expires": nil,
      ])
  }

  @Test("3.1.2.5 scalarlg: response scalar fields with overlarge values")
  func scalarlg() throws {
    try expect(
      .scalarlg, "cseq: no number, or one too large", at: "92923",
      [
        "code": "503", "retry_after": nil, "warning.0.code": nil, "warning.0.agent": "overture",
        "warning.0.text": "In Progress",
      ])
  }

  @Test("3.1.2.6 quotbal: an unterminated quoted string in a display name")
  func quotbal() throws {
    try expect(
      .quotbal, "to: a quote or bracket that is not closed", at: "\"Mr.",
      ["to.original": #""Mr. J. User <sip:j.user@example.com>"#, "from.tag": "93334"])
  }

  @Test("3.1.2.7 ltgtruri: <> enclosing the Request-URI")
  func ltgtruri() throws {
    try expect(
      .ltgtruri, "no valid Request-URI", at: "<sip:",
      ["method": "INVITE", "uri.original": "<sip:user@example.com>", "uri.host": nil])
  }

  @Test("3.1.2.8 lwsruri: a blank within the Request-URI")
  func lwsruri() throws {
    try expect(
      .lwsruri, "no valid Request-URI", at: "sip:",
      ["uri.original": "sip:user@example.com; lr", "version": "2.0", "to.tag": "3xfe-9921883-z9f"])
  }

  @Test("3.1.2.9 lwsstart: several blanks between the parts of the start line")
  func lwsstart() throws {
    try expect(
      .lwsstart, "a blank too many in the first line", at: " sip:",
      ["uri.original": "sip:user@example.com", "version": "2.0"])
  }

  @Test("3.1.2.10 trws: blanks at the end of the start line")
  func trws() throws {
    try expect(
      .trws, "a blank too many in the first line", at: "  \n",
      ["uri.username": "remote-target", "version": "2.0"])
  }

  @Test("3.1.2.11 escruri: escaped headers in the Request-URI")
  func escruri() throws {
    try expect(.escruri, "no valid Request-URI", at: "sip:", ["uri.host": "example.com"])
  }

  @Test("3.1.2.12 baddate: an invalid time zone in a Date header")
  func baddate() throws {
    try expect(
      .baddate, "date: no valid value", at: "Fri,", ["date": "Fri, 01 Jan 2010 16:00:00 EST"])
  }

  @Test("3.1.2.13 regbadct: a URI with headers that is not in <>")
  func regbadct() throws {
    try expect(
      .regbadct, "contact: no valid URI", at: "?Route", ["contact.uri.username": "user"])
  }

  @Test("3.1.2.14 badaspec: blanks within an addr-spec")
  func badaspec() throws {
    try expect(
      .badaspec, "to: no valid URI", at: " sip:t.",
      ["to.display_info": "Watson, Thomas", "to.uri.username": "t.watson"])
  }

  @Test("3.1.2.15 baddn: characters in a display name that are no token")
  func baddn() throws {
    try expect(
      .baddn, "from: a name that must be quoted", at: ", Alexander",
      ["from.display_info": "Bell, Alexander", "from.tag": "43"])
  }

  @Test("3.1.2.16 badvers: an unknown protocol version")
  func badvers() throws {
    try expect(
      .badvers, "the version is not SIP/2.0", at: "SIP/7.0",
      ["version": "7.0", "from.display_info": "A. Bell"])
  }

  @Test("3.1.2.17 mismatch01: start line and CSeq with different methods")
  func mismatch01() throws {
    try expect(
      .mismatch01, "cseq: not the method of the request", at: "INVITE",
      ["method": "OPTIONS", "cseq.method": "INVITE"])
  }

  @Test("3.1.2.18 mismatch02: an unknown method that is not that of CSeq")
  func mismatch02() throws {
    try expect(
      .mismatch02, "cseq: not the method of the request", at: "INVITE",
      ["method": "NEWMETHOD", "sdp.media": "2 elements"])
  }

  @Test("3.1.2.19 bigcode: an overlarge response code")
  func bigcode() throws {
    try expect(
      .bigcode, "no status code from 100 to 699", at: "4294967301",
      ["type": "response", "code": nil, "status": "better not break the receiver"])
  }
}
