/// SIP messages that tests make up.
package enum TestMessage {
  /// A request with a body of text lines.
  package static func request(
    _ method: String = "OPTIONS", call: Int, bodyLines: Int = 0, transport: String = "TCP"
  ) -> [UInt8] {
    let body = String(repeating: "a line of the body\r\n", count: bodyLines)
    return Array(
      """
      \(method) sip:7000@192.0.2.20 SIP/2.0\r
      Via: SIP/2.0/\(transport) 192.0.2.10:5060;branch=z9hG4bK-\(call)-\(method)\r
      From: <sip:07700900123@example.com>;tag=f\(call)\r
      To: <sip:7000@example.com>\r
      Call-ID: \(call)@example.com\r
      CSeq: \(call) \(method)\r
      Max-Forwards: 70\r
      \(body.isEmpty ? "" : "Content-Type: text/plain\r\n")Content-Length: \(body.utf8.count)\r
      \r
      \(body)
      """.utf8)
  }

  /// A response.
  package static func response(_ code: Int = 200, call: Int, transport: String = "TCP") -> [UInt8] {
    Array(
      """
      SIP/2.0 \(code) OK\r
      Via: SIP/2.0/\(transport) 192.0.2.10:5060;branch=z9hG4bK-\(call)-OPTIONS\r
      From: <sip:07700900123@example.com>;tag=f\(call)\r
      To: <sip:7000@example.com>;tag=t\(call)\r
      Call-ID: \(call)@example.com\r
      CSeq: \(call) OPTIONS\r
      Content-Length: 0\r
      \r

      """.utf8)
  }
}
