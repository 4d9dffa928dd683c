import CaptureFile

extension WireEndpoint {
  /// `192.0.2.1` or `2001:db8::1`, and a port.
  init(_ text: String, _ port: UInt16) throws {
    let bytes = Array(text.utf8)
    guard let address = NetworkAddress(bytes.span) else { throw NoAddress(text: text) }
    self.init(address, port: port)
  }

  private struct NoAddress: Error { let text: String }
}

extension CaptureWriter {
  /// Appends a message whose payload is an array.
  @discardableResult
  mutating func append(_ message: WireMessage, _ payload: [UInt8]) -> Bool {
    append(message, payload.span)
  }

  /// All bytes that wait.
  func bytes() -> [UInt8] {
    withBytes { span in span.indices.map { span[$0] } }
  }
}

/// A SIP request of any size.
func request(_ method: String, call: Int, bodyBytes: Int = 0, transport: String = "UDP") -> [UInt8]
{
  let lines = [
    "\(method) sip:5550100@198.51.100.7 SIP/2.0",
    "Via: SIP/2.0/\(transport) 192.0.2.1:5060;branch=z9hG4bK-\(call)-\(method)",
    "From: <sip:5550101@example.com>;tag=\(call)", "To: <sip:5550100@example.com>",
    "Call-ID: \(call)@example.com", "CSeq: 1 \(method)", "Max-Forwards: 70",
    "Content-Type: text/plain", "Content-Length: \(bodyBytes)", "", "",
  ]
  return Array(lines.joined(separator: "\r\n").utf8)
    + [UInt8](repeating: UInt8(ascii: "x"), count: bodyBytes)
}
