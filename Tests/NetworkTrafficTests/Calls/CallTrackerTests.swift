import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("calls from INVITE to BYE")
struct CallTrackerTests {
  private typealias Text = CallMessages

  @Test("an answered call tells how long it rang, was set up and lasted, and who hung up")
  func answered() throws {
    var calls = CallMessages()
    calls.establish()
    calls.send("AB", Text.text("BYE", cseq: 2, branch: "3", to: "b"), after: 7000)
    #expect(calls.tracker.ended.isEmpty)
    calls.send("BA", Text.text("200 OK", of: "BYE", cseq: 2, branch: "3", to: "b"))
    #expect(calls.endings == ["answered 200 caller"])
    let call = try #require(calls.tracker.ended.first)
    #expect(call.ringDelay == 200_000_000)
    #expect(call.setupTime == 300_000_000)
    #expect(call.talkTime == 7_100_000_000)
    #expect(call.head.stamp.time - call.start == 7_500_000_000)
    #expect(call.messages == 7)
    #expect(call.retransmissions == 0)
    #expect(call.head.source == CallMessages.host("A"))
    #expect(call.summary.hasPrefix(#""call_id":"c1","from":{"uri":{"original":"sip:07700900123@"#))
    #expect(call.statusText == #""OK""#)
    calls.finish()
    #expect(calls.tracker.ended.count == 1)
  }

  @Test("a BYE of who was called is told by its tags")
  func callee() {
    var calls = CallMessages()
    calls.establish()
    let headers = "Reason: SIP;cause=200;text=\"x\"\r\nReason: Q.850;cause=16\r\n"
    calls.send("BA", Text.text("BYE", branch: "4", from: "b", to: "a", headers: headers))
    calls.send("AB", Text.text("200 OK", of: "BYE", branch: "4", from: "b", to: "a"))
    #expect(calls.endings == ["answered 200 callee"])
    #expect(calls.tracker.ended.first?.cause == 16)
  }

  @Test("where tags are wrong, addresses tell who hung up")
  func addresses() {
    for (way, side) in [("AB", "caller"), ("BA", "callee")] {
      var calls = CallMessages()
      calls.establish()
      let back = String(way.reversed())
      calls.send(way, Text.text("BYE", branch: "4", from: "x", to: "y"))
      calls.send(back, Text.text("200 OK", of: "BYE", branch: "4", from: "x", to: "y"))
      #expect(calls.endings == ["answered 200 \(side)"])
    }
  }

  @Test("a BYE that nobody answers ends the call after five seconds")
  func unansweredBye() {
    var calls = CallMessages()
    calls.establish()
    calls.send("AB", Text.text("BYE", cseq: 2, branch: "3", to: "b"))
    calls.send("AB", Text.text("OPTIONS", call: "other"), after: 4900)
    #expect(calls.endings == [])
    calls.send("AB", Text.text("OPTIONS", call: "other", cseq: 2), after: 200)
    #expect(calls.endings == ["answered 200 caller"])
  }

  @Test("a call that is refused has failed, five seconds after its last message")
  func failed() throws {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE"))
    calls.send(
      "BA", Text.text("486 Busy Here", to: "b", headers: "Reason: Q.850;cause=17\r\n"))
    calls.send("AB", Text.text("ACK", to: "b"))
    calls.tracker.expire(at: TestCapture.start + 20_000_000_000)
    #expect(calls.endings == ["failed 486"])
    let call = try #require(calls.tracker.ended.first)
    #expect(call.cause == 17)
    #expect(call.setupTime == nil)
    #expect(call.messages == 3)
    #expect(call.statusText == #""Busy Here""#)
  }

  @Test("an INVITE after a challenge or redirection goes on with the call")
  func challenge() {
    var calls = CallMessages()
    for (index, status) in ["407 Proxy Authentication Required", "302 Moved"].enumerated() {
      let branch = "x\(index)"
      calls.send("AB", Text.text("INVITE", cseq: index + 1, branch: branch))
      calls.send("BA", Text.text(status, cseq: index + 1, branch: branch, to: "p"))
      calls.send("AB", Text.text("ACK", cseq: index + 1, branch: branch, to: "p"))
    }
    calls.send("AB", Text.text("INVITE", cseq: 3, branch: "y"))
    calls.send("BA", Text.text("200 OK", cseq: 3, branch: "y", to: "b"))
    #expect(calls.endings == [])
    calls.finish()
    #expect(calls.endings == ["answered 200 cut"])
    #expect(calls.tracker.ended.first?.setupTime == 700_000_000)
  }

  @Test("a call that the caller gives up is cancelled")
  func cancelled() {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE"))
    calls.send("BA", Text.text("180 Ringing", to: "b"))
    calls.send("AB", Text.text("CANCEL"))
    calls.send("BA", Text.text("200 OK", of: "CANCEL", to: "b"))
    calls.send("BA", Text.text("487 Request Terminated", to: "b"))
    calls.send("AB", Text.text("ACK", to: "b"))
    calls.tracker.expire(at: TestCapture.start + 20_000_000_000)
    #expect(calls.endings == ["cancelled 487 caller"])
  }

  @Test("a caller who gives up over a proxy is told, and a proxy that tries another is not one")
  func cancelledHops() {
    var calls = CallMessages()
    for call in ["c1", "c2"] {
      calls.send("AP", Text.text("INVITE", call: call, branch: "h1"))
      calls.send("PB", Text.text("INVITE", call: call, branch: "h2"))
      if call == "c1" { calls.send("AP", Text.text("CANCEL", call: call, branch: "h1")) }
      let reason = "Reason: SIP;cause=200;text=\"elsewhere\"\r\n"
      calls.send("PB", Text.text("CANCEL", call: call, branch: "h2", headers: reason))
      calls.send("BP", Text.text("487 Request Terminated", call: call, branch: "h2", to: "b"))
    }
    calls.send("PA", Text.text("487 Request Terminated", call: "c1", branch: "h1", to: "b"))
    calls.send("PC", Text.text("INVITE", call: "c2", branch: "h3"))
    calls.send("CP", Text.text("200 OK", call: "c2", branch: "h3", to: "c"))
    calls.send("PA", Text.text("200 OK", call: "c2", branch: "h1", to: "c"))
    calls.finish()
    #expect(calls.endings == ["cancelled 487 caller", "answered 200 cut"])
    #expect(calls.tracker.ended.map(\.cause) == [200, nil])
  }

  @Test("a call that nobody takes is unanswered after three minutes without a message")
  func unanswered() {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE"))
    calls.send("BA", Text.text("180 Ringing", to: "b"), after: 60_000)
    calls.tracker.expire(at: TestCapture.start + 240_000_000_000)
    #expect(calls.endings == [])
    calls.tracker.expire(at: TestCapture.start + 240_200_000_000)
    #expect(calls.endings == ["unanswered"])
  }

  @Test("an answered call that says no more is given up after four hours")
  func silent() {
    var calls = CallMessages()
    calls.establish()
    calls.tracker.expire(at: TestCapture.start + 4 * 3_600_000_000_000)
    #expect(calls.endings == [])
    calls.tracker.expire(at: TestCapture.start + 4 * 3_600_000_000_000 + 600_000_000)
    #expect(calls.endings == ["answered 200 cut"])
  }

  @Test("calls whose beginning or end was not captured say so")
  func cut() {
    var calls = CallMessages()
    calls.send("AB", Text.text("BYE", call: "c2", cseq: 2, branch: "3", to: "b"))
    calls.send("BA", Text.text("200 OK", of: "BYE", call: "c2", cseq: 2, branch: "3", to: "b"))
    calls.send("AB", Text.text("INVITE", call: "c3"))
    calls.establish(call: "c4")
    calls.finish()
    #expect(calls.endings == ["incomplete cut", "incomplete cut", "answered 200 cut"])
  }

  @Test("an INVITE within the call does not begin it again")
  func reinvite() {
    var calls = CallMessages()
    calls.establish()
    calls.send("AB", Text.text("INVITE", cseq: 2, branch: "5", to: "b"))
    calls.send("BA", Text.text("491 Request Pending", cseq: 2, branch: "5", to: "b"))
    calls.send("BA", Text.text("INVITE", cseq: 1, branch: "6", from: "b", to: "a"))
    calls.send("AB", Text.text("488 Not Acceptable Here", branch: "6", from: "b", to: "a"))
    calls.send("AB", Text.text("BYE", cseq: 3, branch: "7", to: "b"))
    calls.send("BA", Text.text("200 OK", of: "BYE", cseq: 3, branch: "7", to: "b"))
    #expect(calls.endings == ["answered 200 caller"])
    #expect(calls.tracker.ended.first?.setupTime == 300_000_000)
  }

  @Test("a call over two hops is one, until all of them are done")
  func hops() {
    var calls = CallMessages()
    calls.send("AP", Text.text("INVITE", branch: "h1"))
    calls.send("PB", Text.text("INVITE", branch: "h2"))
    calls.send("BP", Text.text("486 Busy Here", branch: "h2", to: "b"))
    calls.send("PB", Text.text("ACK", branch: "h2", to: "b"))
    // The proxy tries another one.
    calls.send("PC", Text.text("INVITE", branch: "h3"), after: 10_000)
    calls.send("CP", Text.text("200 OK", branch: "h3", to: "c"))
    calls.send("PA", Text.text("200 OK", branch: "h1", to: "c"))
    calls.send("AP", Text.text("BYE", cseq: 2, branch: "k1", to: "c"))
    calls.send("PC", Text.text("BYE", cseq: 2, branch: "k2", to: "c"))
    calls.send("CP", Text.text("200 OK", of: "BYE", cseq: 2, branch: "k2", to: "c"))
    #expect(calls.endings == [])
    calls.send("PA", Text.text("200 OK", of: "BYE", cseq: 2, branch: "k1", to: "c"))
    #expect(calls.endings == ["answered 200 caller"])
    #expect(calls.tracker.ended.first?.messages == 11)
    #expect(calls.tracker.ended.first?.retransmissions == 0)
  }

  @Test("what comes again when the call is over is no other call, and a new INVITE is")
  func late() {
    var calls = CallMessages()
    calls.establish()
    calls.send("AB", Text.text("BYE", cseq: 2, branch: "3", to: "b"))
    calls.send("BA", Text.text("200 OK", of: "BYE", cseq: 2, branch: "3", to: "b"))
    calls.send("AB", Text.text("BYE", cseq: 2, branch: "3", to: "b"))
    calls.send("BA", Text.text("200 OK", of: "BYE", cseq: 2, branch: "3", to: "b"))
    calls.send("AB", Text.text("INVITE", cseq: 7, branch: "9", from: "z"))
    calls.finish()
    #expect(calls.endings == ["answered 200 caller", "incomplete cut"])
  }

  @Test("of more calls than are kept the oldest are given up, and told")
  func bound() {
    var calls = CallMessages()
    for call in 0..<65_636 {
      calls.send("AB", Text.text("INVITE", call: "c\(call)"), after: 0)
    }
    #expect(calls.tracker.givenUpCalls == 100)
    #expect(calls.tracker.ended.count == 100)
    #expect(calls.tracker.givenUpTransactions == 100)
    calls.finish()
    #expect(calls.tracker.ended.count == 65_636)
  }

  @Test("messages in any order, cut and mixed, end in as many calls as there were")
  func random() {
    var generator = SeededGenerator(7)
    let lines = [
      "INVITE", "ACK", "BYE", "CANCEL", "100 x", "180 x", "200 OK", "401 x", "486 x", "487 x",
      "302 x", "INFO",
    ]
    var calls = CallMessages()
    for _ in 0..<20_000 {
      var text = Text.text(
        lines.randomElement(using: &generator) ?? "",
        of: Bool.random(using: &generator) ? nil : "BYE",
        call: "c\(Int.random(in: 0..<40, using: &generator))",
        cseq: Int.random(in: 0..<4, using: &generator),
        branch: Int.random(in: 0..<4, using: &generator) == 0
          ? nil : "\(Int.random(in: 0..<9, using: &generator))",
        from: ["a", "b"].randomElement(using: &generator) ?? "a",
        to: [nil, "a", "b"].randomElement(using: &generator) ?? nil)
      if Int.random(in: 0..<10, using: &generator) == 0 {
        text = Array(text.prefix(Int.random(in: 0..<text.count, using: &generator)))
      }
      calls.send(
        ["AB", "BA", "AC"].randomElement(using: &generator) ?? "AB", text,
        after: Int64.random(in: -1000..<3000, using: &generator))
    }
    calls.finish()
    let ended = calls.tracker.ended
    #expect(ended.count > 40)
    #expect(ended.allSatisfy { $0.messages > 0 && $0.retransmissions < $0.messages })
    #expect(ended.allSatisfy { ($0.talkTime ?? 0) >= 0 && ($0.setupTime ?? 0) >= 0 })
    var more = calls.tracker.ended.count
    while calls.tracker.finish() { more += 1 }
    #expect(more == ended.count)
  }
}
