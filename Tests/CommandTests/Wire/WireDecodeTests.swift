import Foundation
import TestPackets
import Testing

/// `genlog-wire decode`, on captures of real programs (samples/wire) and others.
@Suite("genlog-wire decode")
struct WireDecodeTests {
  private static let captures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("samples/wire").path

  private static func capture(_ name: String) -> String { captures + "/" + name }

  private static let call = ["INVITE", "180", "200", "ACK", "BYE", "200"]

  /// The events of messages; calls have one of their own.
  private func messageEvents(_ result: Program.Result) throws -> [[String: Any]] {
    try result.events().filter { $0.text("event.action") == "sip-message" }
  }

  /// The method or the status of each message.
  private func messages(_ result: Program.Result) throws -> [String] {
    try messageEvents(result).map { event in
      event.text("sip.method") ?? (event.value("sip.code") as? Int).map { String($0) } ?? ""
    }
  }

  @Test("a call over UDP is its six messages, with addresses and all")
  func udp() throws {
    let result = try Program().wire(["decode", Self.capture("udp-call.pcap")])
    #expect(result.status == 0)
    #expect(try messages(result) == Self.call)
    let event = try #require(try result.events().first)
    #expect(event.text("source.ip") == "192.0.2.10")
    #expect(event.text("destination.ip") == "192.0.2.20")
    #expect(event.text("network.transport") == "udp")
    #expect(event.text("sip.sdp.media.0.type") == nil)
    #expect((event.value("sip.sdp.media") as? [[String: Any]])?.first?.text("type") == "audio")
    #expect(Set(try result.events().map { $0.text("network.community_id") }).count == 1)
    #expect(Set(try result.events().map { $0.text("sip.call_id") }).count == 1)
    #expect(result.errors.contains("udp-call.pcap: 6 packets, 6 SIP messages, 7 events; "))
    #expect(!result.errors.contains("not decoded"))
  }

  @Test("four calls over one TCP connection are their 24 messages, from pcapng")
  func tcp() throws {
    let result = try Program().wire(["decode", Self.capture("tcp-calls.pcapng")])
    let events = try messageEvents(result)
    #expect(events.count == 24)
    #expect(try result.events().count == 28)
    let calls = Dictionary(grouping: events) { $0.text("sip.call_id") ?? "" }
    #expect(calls.count == 4)
    #expect(events.allSatisfy { $0.text("network.transport") == "tcp" && $0["tags"] == nil })
  }

  @Test("calls tell how they ended, and repeated messages that they are")
  func endings() throws {
    let result = try Program().wire(["decode", Self.capture("udp-endings.pcap")])
    let events = try result.events()
    let calls = events.filter { $0.text("event.action") == "sip-call" }
    let endings = calls.map { call in
      [
        call.text("call.state"), (call.value("sip.code") as? Int).map { "\($0)" },
        call.text("call.hangup_by"), "\(call.value("call.messages") ?? 0)",
        "\(call.value("call.retransmissions") ?? 0)",
      ].compactMap { $0 }.joined(separator: " ")
    }
    #expect(
      endings == [
        "answered 200 caller 9 0", "answered 200 callee 8 2", "failed 486 4 0",
        "cancelled 487 caller 6 0",
      ])
    #expect(
      calls.last?.text("message") == "call 07700900123 to 7000: cancelled, 487 Request Terminated")
    let again = events.filter { $0.value("wire.retransmission") as? Bool == true }
    #expect(again.map { $0.text("sip.method") } == ["INVITE", "INVITE"])
    let busy = try #require(events.first { $0.value("sip.code") as? Int == 486 })
    #expect((busy.value("event.duration") as? Int).map { (1...1_000_000_000).contains($0) } == true)
  }

  @Test("one second of audio in both directions is two streams")
  func media() throws {
    let program = try Program()
    let arguments = ["decode", "--where", "event.action = rtp-stream"]
    let whole = try program.wire(arguments + [Self.capture("audio-call.pcap")]).events()
    #expect(whole.count == 2)
    #expect(whole.allSatisfy { $0.value("rtp.packets") as? Int == 50 })
    #expect(whole.allSatisfy { $0.value("rtp.lost") as? Int == 0 })
    #expect(Set(whole.map { $0.text("rtp.codec") }) == ["PCMU"])
    #expect(Set(whole.map { $0.text("sip.call_id") }).count == 1)
    let changed = try program.wire(arguments + [Self.capture("audio-loss.pcap")]).events()
    let caller = try #require(changed.first { $0.value("source.port") as? Int == 7000 })
    for (field, number) in [
      ("packets", 48), ("expected", 50), ("lost", 3), ("out_of_order", 1), ("duplicates", 1),
    ] { #expect(caller.value("rtp.\(field)") as? Int == number, "\(field)") }
    let callee = try #require(changed.first { $0.value("source.port") as? Int == 6000 })
    #expect(callee.value("rtp.lost") as? Int == 4)
  }

  @Test("IPv6 captured on all interfaces, fragments and long messages are read")
  func others() throws {
    let program = try Program()
    let v6 = try program.wire(["decode", Self.capture("any-v6.pcap")])
    #expect(try messages(v6) == Self.call)
    #expect(try v6.events().first?.text("source.ip") == "2001:db8::10")
    for name in ["fragments.pcap", "long-tcp.pcap"] {
      let long = try program.wire(["decode", Self.capture(name)])
      #expect(try messages(long) == ["MESSAGE", "200", "MESSAGE", "200"], "\(name)")
      let size = try #require(try long.events().first?.value("sip.body.bytes") as? Int)
      #expect(size > 4000)
      #expect(try long.events().allSatisfy { $0["tags"] == nil })
    }
  }

  @Test("requests of curl and pipelined ones are events with their answers")
  func http() throws {
    let result = try Program().wire(["decode", "--payload", "full", Self.capture("http.pcap")])
    let events = try result.events()
    #expect(events.count == 16)
    #expect(events.allSatisfy { $0.text("event.action") == "http-request" && $0["tags"] == nil })
    #expect(events.allSatisfy { $0.value("event.duration") != nil })
    let page = try #require(events.first { $0.text("url.path") == "/gzip" })
    #expect(page.text("url.query") == "token=******")
    #expect(page.text("http.response.body.content")?.hasPrefix("line 0 of a page\n") == true)
    #expect(page.text("http.response.headers.content_encoding") == "gzip")
    #expect(!result.output.contains("dXNlcjp3b3Jk"))
    #expect(result.errors.contains("0 SIP messages, 16 HTTP requests, 16 events; "))
  }

  @Test("SIP over WebSocket, plain and compressed, is SIP")
  func webSocket() throws {
    let result = try Program().wire(["decode", Self.capture("websocket-sip.pcap")])
    let events = try result.events().filter { $0.text("event.action") == "sip-message" }
    #expect(events.count == 16)
    #expect(events.allSatisfy { $0.value("wire.websocket") as? Bool == true })
    #expect(events.allSatisfy { $0.text("network.transport") == "tcp" && $0["tags"] == nil })
    #expect(Set(events.compactMap { $0.text("sip.call_id") }).count == 8)
    #expect(result.errors.contains("16 SIP messages, 2 HTTP requests, 20 events; "))
  }

  @Test("what a capture cut off is told by each message and the summary")
  func snapped() throws {
    let result = try Program().wire(["decode", Self.capture("snapped.pcap")])
    #expect(try messages(result) == Self.call)
    #expect(try messageEvents(result).allSatisfy { $0["tags"] as? [String] == ["_truncated"] })
    #expect(result.errors.contains("6 of the messages cut"))
  }

  @Test("the fields of a message are those that the same message has in a log of SIP Server")
  func sameFields() throws {
    let program = try Program()
    let samples = URL(fileURLWithPath: Self.captures).deletingLastPathComponent()
    let log = samples.appendingPathComponent("sip-server-001.20260112_090000_456.log").path
    let logged = try program.run(["parse", "--quiet", "--to", "-", "--to", "log.pcap", log])
      .events().filter { $0.value("sip.type") != nil }
    let captured = try messageEvents(program.wire(["decode", "log.pcap"]))
    #expect(logged.count == 7)
    #expect(captured.count == logged.count)
    for (one, other) in zip(logged, captured) {
      let inLog = try JSONSerialization.data(
        withJSONObject: one["sip"] as Any, options: .sortedKeys)
      let onWire = try JSONSerialization.data(
        withJSONObject: other["sip"] as Any, options: .sortedKeys)
      #expect(inLog == onWire)
      for path in ["network.protocol", "network.transport", "destination.ip", "source.ip"] {
        if let value = one.text(path) { #expect(other.text(path) == value) }
      }
      #expect(one.value("network.bytes") as? Int == other.value("network.bytes") as? Int)
      #expect(
        other.text("@timestamp")?.hasPrefix(one.text("@timestamp")?.dropLast() ?? "x") == true)
    }
  }

  @Test("a capture is read as gzip, from a pipe, from a directory and by a pattern")
  func inputs() throws {
    let program = try Program()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.capture("udp-call.pcap")))
    try program.write("calls/a.pcap", Array(bytes))
    let result = try program.shell(
      """
      gzip -kn calls/a.pcap
      for input in calls/a.pcap.gz calls/a.pcap 'calls/*.pcap'; do
        $GENLOG_WIRE decode --quiet --payload none "$input" | wc -l
      done
      $GENLOG_WIRE decode --quiet calls | wc -l
      cat calls/a.pcap.gz | $GENLOG_WIRE decode --quiet - | wc -l
      (head -c 100 calls/a.pcap; sleep 0.1; tail -c +101 calls/a.pcap) | $GENLOG_WIRE decode --quiet - | wc -l
      """)
    #expect(result.lines == ["7", "7", "7", "14", "7", "7"])
    #expect(result.errors == "")
  }

  @Test(
    "of a directory the captures are read; what is none is passed over in a note, and refused if named"
  )
  func directory() throws {
    let program = try Program()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.capture("udp-call.pcap")))
    try program.write("in/trace", Array(bytes))
    try program.write("in/app.log", Array("09:00:00.000 Std 05060 started\n".utf8))
    let found = try program.wire(["decode", "in"])
    #expect(found.status == 0)
    #expect(try found.events().count == 7)
    #expect(found.errors.contains("in/app.log: passed over, as they hold no packets"))
    try program.write("in/broken.pcap", Array("no packets".utf8))
    let broken = try program.wire(["decode", "in"])
    #expect(broken.status == 3)
    #expect(broken.errors.contains("in/broken.pcap: is no capture file"))
    let named = try program.wire(["decode", "in/app.log"])
    #expect(named.status == 3)
    #expect(named.errors.contains("in/app.log: is no capture file"))
  }

  @Test("events are chosen by expression and time, masked, and shown as asked")
  func options() throws {
    let program = try Program()
    let capture = Self.capture("udp-call.pcap")
    let invite = try program.wire(["decode", "--where", "sip.method = INVITE", capture])
    #expect(try messages(invite) == ["INVITE"])
    #expect(invite.errors.contains("2 events; 1 of them calls; 5 filtered out"))
    let time = try #require(try program.wire(["decode", capture]).events()[2].text("@timestamp"))
    #expect(
      try messages(program.wire(["decode", "--from", time, capture])) == Array(Self.call[2...]))
    #expect(
      try messages(program.wire(["decode", "--until", time, capture])) == Array(Self.call[..<2]))
    let table = try program.wire(
      ["decode", "--format", "csv", "--fields", "sip.method,wire.frame", capture])
    #expect(table.output.hasPrefix("sip.method,wire.frame\r\nINVITE,1\r\n"))
    try program.write("rules.yml", "rules:\n  - {field: source.ip, action: hide}\n")
    let masked = try program.wire(["decode", "--mask", "rules.yml", capture])
    #expect(masked.status == 0, "\(masked.errors)")
    #expect(try masked.events().allSatisfy { $0.text("source.ip") != "192.0.2.10" })
  }

  @Test(
    "the message as it was is shown as far as asked",
    arguments: [("none", 0), ("headers", 366), ("full", 500)])
  func payload(choice: String, least: Int) throws {
    let result = try Program().wire(["decode", "--payload", choice, Self.capture("udp-call.pcap")])
    let original = try result.events()[0].text("event.original")
    #expect((original?.utf8.count ?? 0) >= least)
    #expect(original?.contains("v=0") ?? false == (choice == "full"))
  }

  @Test("a damaged capture gives what can be read, a reason, and 3")
  func damaged() throws {
    let program = try Program()
    let bytes = Array(
      try Data(contentsOf: URL(fileURLWithPath: Self.capture("udp-call.pcap"))))
    try program.write("cut.pcap", Array(bytes.dropLast(20)))
    try program.write("empty.pcap", "")
    try program.write("text.pcap", "no capture, but text\n")
    try program.write("binary.pcap", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    let cut = try program.wire(["decode", "cut.pcap"])
    #expect(cut.status == 3)
    #expect(try messages(cut) == Self.call)
    #expect(cut.errors.contains("genlog: error: cut.pcap: ends within the record at byte "))
    for name in ["empty.pcap", "text.pcap", "binary.pcap"] {
      let result = try program.wire(["decode", name, Self.capture("udp-call.pcap")])
      #expect(result.status == 3)
      #expect(try messages(result) == Self.call)
      #expect(result.errors.contains("\(name): is no capture file\nhelp: pcap and pcapng are read"))
    }
  }

  @Test("standard input without a capture is named as such")
  func emptyInput() throws {
    let result = try Program().wire(["decode", "-"])
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("genlog: error: standard input: is no capture file\n"))
  }

  @Test("what is missing or not readable is told, and the rest is read")
  func missing() throws {
    let program = try Program()
    let result = try program.wire(["decode", "nowhere.pcap", Self.capture("udp-call.pcap")])
    #expect(result.status == 3)
    #expect(try messages(result) == Self.call)
    #expect(result.errors.contains("nowhere.pcap: no such file or directory"))
  }

  @Test(
    "wrong options end with 2, and say what is wrong",
    arguments: [
      (["decode"], "nothing to read"), (["decode", "--nosuch", "a"], "--nosuch"),
      (
        ["decode", "--payload", "some", "a"],
        "--payload some: is none of them\nhelp: write none, headers or full"
      ),
      (
        ["decode", "--to", "b.pcap", "a"],
        "--to b.pcap: takes what is in logs, not events of packets"
      ),
      (
        ["decode", "--flows", "some", "a"],
        "--flows some: is none of them\nhelp: write none, unknown or all"
      ),
      (["decode", "--where", "sip.method >> 1", "a"], "--where"),
      (["decode", "--format", "xml", "a"], "--format xml: is no format"),
      (["nosuch"], "nosuch"),
    ])
  func usage(arguments: [String], text: String) throws {
    let result = try Program().wire(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test("what is not decoded is counted by its reason")
  func undecoded() throws {
    var capture = TestCapture([
      TestPacket.udp(.v4(1, port: 4000), .v4(2, port: 4002), [0x80, 0, 0, 1]),
      TestPacket.ip(.v4(1, port: 0), .v4(2, port: 0), 1, [8, 0, 0, 0]),
    ])
    capture.frames.append(
      .init(time: TestCapture.start, [UInt8](repeating: 2, count: 12) + [8, 6, 0, 1]))
    let program = try Program()
    try program.write("other.pcap", capture.pcap())
    let result = try program.wire(["decode", "other.pcap"])
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "other.pcap: not decoded: 1 without IP, 1 neither UDP, TCP nor SCTP (protocol 1: 1), 1 datagrams (4 bytes)\n"
      ))
    #expect(try program.wire(["decode", "--quiet", "other.pcap"]).errors == "")
  }
}
