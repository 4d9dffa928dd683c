import CallTrace
import Testing

@Suite("story of a call")
struct StoryTests {
  /// `SIP_1 -> SIP_2: INVITE 7000` for each arrow, `SIP_1: text` for each note.
  private func lines(_ story: CallStory?) throws -> [String] {
    let story = try #require(story)
    return story.steps.map { step in
      let from = story.participants[step.from].name
      let to = step.to.map { " -> " + story.participants[$0].name } ?? ""
      return "\(from)\(to): \(step.label)"
    }
  }

  @Test("a message that both ends logged is one arrow, and an address that is a server its column")
  func bothEnds() throws {
    let events = [
      Fixture.sip("09:00:00.100", "SIP_1", sent: true, with: "192.0.2.2:5060", "INVITE 7000"),
      Fixture.sip("09:00:00.105", "SIP_1", sent: false, with: "192.0.2.2:5060", "100 Trying"),
      Fixture.sip("09:00:00.101", "SIP_2", sent: false, with: "192.0.2.1:5060", "INVITE 7000"),
      Fixture.sip("09:00:00.102", "SIP_2", sent: true, with: "192.0.2.1:5060", "100 Trying"),
      Fixture.sip("09:00:00.150", "SIP_2", sent: true, with: "192.0.2.1:5060", "180 Ringing"),
    ]
    let story = try Fixture.story("a84b@192.0.2.20", events)
    #expect(
      try lines(story) == [
        "SIP_1 -> SIP_2: INVITE 7000", "SIP_2 -> SIP_1: 100 Trying (INVITE)",
        "SIP_2 -> SIP_1: 180 Ringing (INVITE)",
      ])
    #expect(story?.steps.map(\.events.count) == [2, 2, 1])
    #expect(story?.participants.map(\.name) == ["SIP_1", "SIP_2"])
  }

  @Test("what was sent again, on another branch or by one log alone is an arrow of its own")
  func uncertain() throws {
    let again = Fixture.sip(
      "09:00:00.1", "SIP_1", sent: true, with: "192.0.2.2:5060", "INVITE 7000")
    let branch = Fixture.sip(
      "09:00:00.2", "SIP_2", sent: false, with: "192.0.2.1:5060", "INVITE 7000", branch: "z9hG4bK2")
    #expect(try Fixture.story("a84b@192.0.2.20", [again, again, branch])?.steps.count == 3)
    let late = Fixture.sip(
      "09:01:00.2", "SIP_2", sent: false, with: "192.0.2.1:5060", "INVITE 7000")
    #expect(try Fixture.story("a84b@192.0.2.20", [again, late])?.steps.count == 2)
  }

  @Test("an event that a T-Server sent to several clients goes to each")
  func receivers() throws {
    let attributes = ["ConnID": "006c02462a161006", "ThisDN": "7001", "EventSequenceNumber": "1f"]
    let events = [
      Fixture.tlib("09:00:00.1006", "TS", "EventRinging", sent: true, attributes),
      Fixture.event(
        "09:00:00.100", "TS",
        #""genesys":{"tlib":{"message":"EventRinging","direction":"sent"},"client":{"name":"Desk"}}"#
      ),
      Fixture.event(
        "09:00:00.100", "TS",
        #""genesys":{"tlib":{"message":"EventRinging","direction":"sent"},"client":{"name":"ICON"}}"#
      ),
      Fixture.tlib(
        "09:00:00.200", "TS", "EventReleased", sent: true, peer: "Desk",
        ["ConnID": "0072000000000002"]),
      Fixture.event(
        "09:00:00.300", "TS",
        #""genesys":{"tlib":{"message":"EventRinging","direction":"sent"},"client":{"name":"No"}}"#),
    ]
    #expect(
      try lines(Fixture.story("006c02462a161006", events)) == [
        "TS -> Desk: EventRinging 7001", "TS -> ICON: EventRinging 7001",
      ])
  }

  @Test("events come in the order of time, those of one time as they stood in the logs")
  func order() throws {
    func note(_ clock: String, _ text: String) -> String {
      Fixture.event(
        clock, "S", #""genesys":{"conn_id":"006c02462a161006"}"#, message: "   " + text)
    }
    let events = [
      note("09:00:02.000", "c"), note("09:00:01.000", "a"), note("09:00:01.000000", "b"),
      #"{"message":"d","genesys":{"conn_id":"006c02462a161006"}}"#,
    ]
    #expect(
      try lines(Fixture.story("006c02462a161006", events)) == ["S: a", "S: b", "?: d", "S: c"])
  }

  @Test("a record that no rule knew is of the call if it has one of its ids")
  func mentions() throws {
    let events = [
      Fixture.event("09:00:00.100", "S", #""genesys":{"conn_id":"006c02462a161006"}"#),
      Fixture.event(
        "09:00:00.200", "S", #""tags":["_grokparsefailure"]"#, message: "x 006c02462a161006 y"),
      Fixture.event(
        "09:00:00.300", "S", #""tags":["_grokparsefailure"]"#, message: "x 006c02462a161007 y"),
      Fixture.event("09:00:00.400", "S", #""tags":["stale"]"#, message: "006c02462a161006"),
    ]
    #expect(
      try lines(Fixture.story("006c02462a161006", events)) == [
        "S: text", "S: x 006c02462a161006 y",
      ])
  }

  @Test("the same message in two logs of T-Library is one arrow by its sequence number")
  func tlibrary() throws {
    let story = try Fixture.story("006c02462a161006", LadderTextTests.call)
    #expect(
      try lines(story) == [
        "192.0.2.20:5060 -> SIP_1: INVITE 7000", "SIP_1: CID:CUUID>...",
        "SIP_1 -> 192.0.2.20:5060: 180 Ringing (INVITE)", "SIP_1 -> URS_1: EventRouteRequest 7000",
        "URS_1: strategy is attached", "SIP_1 -> Desk_1: EventError 7001",
      ])
    #expect(
      story?.summary == "2026-01-12 09:00:07.100 to 09:00:19.520 UTC, 12.4 s, 7 events of 2 logs")
  }

  @Test("random and broken events neither crash nor hang")
  func hostile() throws {
    var generator = SystemRandomNumberGenerator()
    let call = Array(LadderTextTests.call.joined(separator: "\n").utf8)
    for round in 0..<300 {
      var bytes = call
      for _ in 0..<(round % 20 + 1) {
        bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255, using: &generator)
      }
      if round % 3 == 0 { bytes.removeSubrange(Int.random(in: 0..<bytes.count)...) }
      let ids = CallIDs()
      try ids.write(bytes.span, events: 1)
      guard let closure = ids.closure(of: "006c02462a161006") else { continue }
      let collector = CallCollector(closure)
      try collector.write(bytes.span, events: 1)
      let story = CallStory(closure, collector.collected)
      _ = LadderText(story, width: Int.random(in: 1...200), usesColor: true).text
      _ = StoryPage(story).text
    }
  }

  @Test("a message repeated without end stays cheap")
  func repeated() throws {
    let invite = Fixture.sip("09:00:00.1", "S", sent: true, with: "192.0.2.2:5060", "INVITE 7000")
    let story = try Fixture.story("a84b@192.0.2.20", [String](repeating: invite, count: 5000))
    #expect(story?.steps.count == 5000)
  }

  @Test("many participants share a last column")
  func participants() throws {
    let events = (1...60).map {
      Fixture.sip("09:00:00.1", "S", sent: true, with: "192.0.2.\($0):5060", "INVITE 7000")
    }
    let story = try #require(try Fixture.story("a84b@192.0.2.20", events))
    #expect(story.participants.count == 41)
    #expect(story.participants.last?.name == "others")
  }
}

@Suite("story of a call, with captures")
struct CapturedStoryTests {
  /// A SIP message as a capture shows it.
  private static func captured(
    _ clock: String, _ from: String, _ to: String, _ line: String, capture: String = "a.pcap"
  ) -> String {
    let event = Fixture.sip(clock, "x", sent: true, with: to, line)
    let parts = from.split(separator: ":")
    return
      event
      .replacing(#""service":{"name":"x"},"#, with: #""wire":{"frame":1},"#)
      .replacing("x.log", with: capture)
      .replacing(
        #""network":{"direction":"egress","transport":"udp"},"#,
        with: #""source":{"ip":"\#(parts[0])","port":\#(parts[1])},"#)
  }

  private func lines(_ story: CallStory?) throws -> [String] {
    let story = try #require(story)
    return story.steps.map { step in
      let to = step.to.map { " -> " + story.participants[$0].name } ?? ""
      return "\(story.participants[step.from].name)\(to): \(step.label)"
    }
  }

  private static let one = "192.0.2.1:5060"
  private static let two = "192.0.2.2:5060"

  @Test("a message that a log and captures show is one arrow, whichever shows it first")
  func once() throws {
    let logged = Fixture.sip("09:00:00.100", "SIP_1", sent: true, with: Self.two, "INVITE 7000")
    for clock in ["09:00:00.050", "09:00:00.150"] {
      let first = Self.captured(clock, Self.one, Self.two, "INVITE 7000")
      let second = Self.captured(clock, Self.one, Self.two, "INVITE 7000", capture: "b.pcap")
      let answer = Self.captured("09:00:00.200", Self.two, Self.one, "180 Ringing")
      let story = try Fixture.story("a84b@192.0.2.20", [logged, first, second, answer])
      #expect(
        try lines(story) == [
          "SIP_1 -> 192.0.2.2:5060: INVITE 7000",
          "192.0.2.2:5060 -> SIP_1: 180 Ringing (INVITE)",
        ])
      #expect(story?.steps.map(\.events.count) == [3, 1])
      #expect(story?.logCount == 1)
      #expect(story?.captureCount == 2)
    }
  }

  @Test("both ends and a capture between them are one arrow between two servers")
  func ends() throws {
    let story = try Fixture.story(
      "a84b@192.0.2.20",
      [
        Fixture.sip("09:00:00.100", "SIP_1", sent: true, with: Self.two, "INVITE 7000"),
        Self.captured("09:00:00.101", Self.one, Self.two, "INVITE 7000"),
        Fixture.sip("09:00:00.102", "SIP_2", sent: false, with: Self.one, "INVITE 7000"),
      ])
    #expect(try lines(story) == ["SIP_1 -> SIP_2: INVITE 7000"])
    #expect(story?.steps.first?.events.count == 3)
  }

  @Test("a capture that shows a message twice, or between others, has arrows of its own")
  func apart() throws {
    let logged = Fixture.sip("09:00:00.100", "SIP_1", sent: true, with: Self.two, "INVITE 7000")
    let captured = Self.captured("09:00:00.101", Self.one, Self.two, "INVITE 7000")
    let elsewhere = Self.captured("09:00:00.101", Self.one, "192.0.2.3:5060", "INVITE 7000")
    #expect(
      try Fixture.story("a84b@192.0.2.20", [logged, captured, captured])?.steps.count == 2)
    #expect(try Fixture.story("a84b@192.0.2.20", [logged, elsewhere])?.steps.count == 2)
  }

  @Test("the clocks of a log and a capture are compared by what both show")
  func clocks() throws {
    let lines = ["INVITE 7000", "100 Trying", "180 Ringing"]
    let logged = lines.enumerated().map { index, line in
      Fixture.sip("09:00:0\(index).000", "SIP_1", sent: index == 0, with: Self.two, line)
    }
    for (hour, minute, text) in [
      ("09", "00", "is 250 ms behind that of"), ("10", "00", "is 1 h 00 min behind that of"),
    ] {
      let captured = lines.enumerated().map { index, line in
        Self.captured(
          "\(hour):\(minute):0\(index).250", index == 0 ? Self.one : Self.two,
          index == 0 ? Self.two : Self.one, line)
      }
      let story = try Fixture.story("a84b@192.0.2.20", logged + captured)
      #expect(
        story?.clocks.map(\.description) == [
          "the clock of SIP_1.log \(text) a.pcap, by 3 messages that both show"
        ])
    }
  }
}
