/// Calls with media that tests make up: SIP with session descriptions, and packets of RTP.
package struct TestMedia: Sendable {
  /// The frames, in the order of time.
  package private(set) var capture = TestCapture()
  /// Nanoseconds since the first frame.
  package var time: Int64 = 0

  /// Who calls, and who is called: their ends of SIP and of media.
  package static let caller = TestHost.v4(10, port: 5060)
  package static let callee = TestHost.v4(20, port: 5060)
  package static let near = TestHost.v4(11, port: 4000)
  package static let far = TestHost.v4(21, port: 6000)

  /// Encodings as most descriptions have them.
  package static let encodings = [
    "0 PCMU/8000", "101 telephone-event/8000", "111 opus/48000/2",
  ]

  /// Begins with nothing.
  package init() {}

  /// Adds a datagram, so many milliseconds after the one before.
  package mutating func send(
    _ from: TestHost, _ to: TestHost, _ payload: [UInt8], after milliseconds: Double = 1
  ) {
    time += Int64(milliseconds * 1e6)
    capture.frames.append(
      TestCapture.Frame(
        time: TestCapture.start + time, TestLink.ethernet.frame(TestPacket.udp(from, to, payload))))
  }

  /// Adds INVITE, 200 and ACK, in which both ends say where their media are.
  package mutating func open(
    call: Int = 1, near: TestHost = near, far: TestHost = far, encodings: [String] = encodings
  ) {
    send(Self.caller, Self.callee, Self.message("INVITE", call, sdp: Self.sdp(near, encodings)))
    send(Self.callee, Self.caller, Self.message("200 OK", call, sdp: Self.sdp(far, encodings)))
    send(Self.caller, Self.callee, Self.message("ACK", call))
  }

  /// Adds BYE and its answer.
  package mutating func close(call: Int = 1) {
    send(Self.caller, Self.callee, Self.message("BYE", call))
    send(Self.callee, Self.caller, Self.message("200 OK", call, method: "BYE"))
  }

  /// A packet of RTP with 160 bytes of payload.
  package static func packet(
    type: UInt8 = 0, sequence: UInt16, timestamp: UInt32, source: UInt32 = 0xCAFE_0001,
    payload: [UInt8] = [UInt8](repeating: 0xD5, count: 160)
  ) -> [UInt8] {
    [0x80, type] + TestPacket.big16(sequence) + TestPacket.big32(timestamp)
      + TestPacket.big32(source) + payload
  }

  /// Where media are to be sent.
  package static func sdp(_ host: TestHost, _ encodings: [String]) -> String {
    let numbers = host.address.map { String($0) }.joined(separator: ".")
    let types = encodings.compactMap { $0.split(separator: " ").first }.joined(separator: " ")
    return "v=0\r\no=- 1 1 IN IP4 \(numbers)\r\ns=-\r\nc=IN IP4 \(numbers)\r\nt=0 0\r\n"
      + "m=audio \(host.port) RTP/AVP \(types)\r\n"
      + encodings.map { "a=rtpmap:\($0)\r\n" }.joined()
  }

  private static func message(
    _ line: String, _ call: Int, method: String? = nil, sdp: String = ""
  ) -> [UInt8] {
    let isResponse = line.first?.isNumber == true
    let method = method ?? (isResponse ? "INVITE" : line)
    return Array(
      """
      \(isResponse ? "SIP/2.0 " + line : line + " sip:7000@192.0.2.20 SIP/2.0")\r
      Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-\(call)-\(method)\r
      From: <sip:07700900123@example.com>;tag=f\(call)\r
      To: <sip:7000@example.com>\(method == "INVITE" && !isResponse ? "" : ";tag=t\(call)")\r
      Call-ID: \(call)@example.com\r
      CSeq: \(method == "BYE" ? 2 : 1) \(method)\r
      X-Genesys-CallUUID: UUID\(call)\r
      \(sdp.isEmpty ? "" : "Content-Type: application/sdp\r\n")Content-Length: \(sdp.utf8.count)\r
      \r
      \(sdp)
      """.utf8)
  }
}
