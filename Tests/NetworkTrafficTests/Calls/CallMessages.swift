import Event
import NetworkTraffic
import PacketCapture
import TestPackets
import WireDecoder

/// Messages of calls that tests make up, and what a tracker makes of them.
struct CallMessages: ~Copyable {
  /// The ends, by letters: A is 192.0.2.65.
  static func host(_ letter: Character) -> Endpoint {
    Endpoint(IPAddress(v4: 0xC000_0200 | UInt32(letter.asciiValue ?? 0)), port: 5060)
  }

  var tracker = CallTracker()
  private var decoder = SIPDecoder()
  /// Milliseconds since the first message.
  var time: Int64 = 0
  /// What was known of each message.
  var observations: [SIPObservation] = []

  /// A message; `line` is a method or a status, as `486 Busy Here`.
  static func text(
    _ line: String, of method: String? = nil, call: String = "c1", cseq: Int = 1,
    branch: String? = "1", from: String = "a", to: String? = nil, headers: String = ""
  ) -> [UInt8] {
    let isResponse = line.first?.isNumber == true
    let method = method ?? (isResponse ? "INVITE" : line)
    let first = isResponse ? "SIP/2.0 \(line)" : "\(line) sip:7000@192.0.2.20 SIP/2.0"
    let mark = branch.map { ";branch=z9hG4bK\($0)" } ?? ""
    return Array(
      """
      \(first)\r
      Via: SIP/2.0/UDP 192.0.2.10:5060\(mark)\r
      From: <sip:07700900123@example.com>;tag=\(from)\r
      To: <sip:7000@example.com>\(to.map { ";tag=" + $0 } ?? "")\r
      Call-ID: \(call)\r
      CSeq: \(cseq) \(method)\r
      \(headers)Content-Length: 0\r
      \r

      """.utf8)
  }

  /// Hands a message to the tracker, so many milliseconds after the one before.
  mutating func send(
    _ way: String, _ message: [UInt8], after milliseconds: Int64 = 100
  ) {
    time += milliseconds
    _ = decoder.decode(message.span)
    let now = TestCapture.start + time * 1_000_000
    let head = PacketHead(
      stamp: FrameStamp(number: observations.count + 1, time: now, digits: 6, offset: 24),
      source: Self.host(way.first ?? "A"), destination: Self.host(way.last ?? "B"),
      transport: .udp, isV6: false)
    observations.append(tracker.note(message.span, decoder, head))
  }

  /// Sends a call from its INVITE to the ACK of its 200.
  mutating func establish(call: String = "c1") {
    send("AB", Self.text("INVITE", call: call))
    send("BA", Self.text("100 Trying", call: call))
    send("BA", Self.text("180 Ringing", call: call, to: "b"))
    send("BA", Self.text("200 OK", call: call, to: "b"))
    send("AB", Self.text("ACK", call: call, branch: "2", to: "b"))
  }

  /// Ends all that goes on.
  mutating func finish() {
    while tracker.finish() {}
  }

  /// How calls ended: state, status, who hung up, and whether all of it was seen.
  var endings: [String] {
    tracker.ended.map { call in
      [
        call.state.rawValue, call.status.map { "\($0)" }, call.hangupBy?.rawValue,
        call.isComplete ? nil : "cut",
      ].compactMap { $0 }.joined(separator: " ")
    }
  }
}
