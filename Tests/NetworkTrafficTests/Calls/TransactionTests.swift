import NetworkTraffic
import TestPackets
import Testing

@Suite("SIP transactions")
struct TransactionTests {
  private typealias Text = CallMessages

  private static func delays(_ calls: borrowing CallMessages) -> [Int64?] {
    calls.observations.map { observation in
      observation.requestTime.map { ($0 - TestCapture.start) / 1_000_000 }
    }
  }

  @Test("an answer knows when it was asked for")
  func answers() {
    var calls = CallMessages()
    calls.establish()
    #expect(Self.delays(calls) == [nil, 100, 100, 100, nil])
    #expect(calls.observations.allSatisfy { !$0.isRetransmission })
  }

  @Test("a message that comes again is told, and answers count from the first request")
  func again() {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE"))
    calls.send("AB", Text.text("INVITE"))
    calls.send("BA", Text.text("200 OK", to: "b"))
    calls.send("BA", Text.text("200 OK", to: "b"))
    calls.send("AB", Text.text("ACK", branch: "2", to: "b"))
    calls.send("AB", Text.text("ACK", branch: "2", to: "b"))
    #expect(calls.observations.map(\.isRetransmission) == [false, true, false, true, false, true])
    #expect(Self.delays(calls) == [nil, nil, 100, 100, nil, nil])
    calls.finish()
    #expect(calls.tracker.ended.first?.retransmissions == 3)
  }

  @Test("the ACK of a failure is of the INVITE's transaction, CANCEL has its own")
  func methods() {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE"))
    calls.send("AB", Text.text("CANCEL"), after: 1000)
    calls.send("BA", Text.text("200 OK", of: "CANCEL", to: "b"))
    calls.send("BA", Text.text("487 Request Terminated", to: "b"))
    calls.send("AB", Text.text("ACK", to: "b"))
    #expect(Self.delays(calls) == [nil, nil, 1100, 100, nil])
  }

  @Test("each hop is a transaction of its own, and the same message elsewhere is no repetition")
  func hops() {
    var calls = CallMessages()
    calls.send("AP", Text.text("INVITE", branch: "h1"))
    calls.send("PB", Text.text("INVITE", branch: "h2"))
    calls.send("BP", Text.text("200 OK", branch: "h2", to: "b"))
    calls.send("PA", Text.text("200 OK", branch: "h1", to: "b"))
    // A device in between passes it on as it is.
    calls.send("QA", Text.text("200 OK", branch: "h1", to: "b"))
    #expect(Self.delays(calls) == [nil, nil, 200, 100, 100])
    #expect(calls.observations.allSatisfy { !$0.isRetransmission })
  }

  @Test("without a unique branch, Call-ID, CSeq and the tag of From tell transactions")
  func old() {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE", branch: nil))
    calls.send("AB", Text.text("OPTIONS", call: "o", branch: nil))
    calls.send("BA", Text.text("200 OK", branch: nil, to: "b"))
    calls.send("AB", Text.text("INVITE", cseq: 2, branch: nil, to: "b"))
    calls.send("BA", Text.text("200 OK", cseq: 2, branch: nil, to: "b"))
    calls.send("BA", Text.text("200 OK", of: "OPTIONS", call: "o", branch: nil, to: "b"))
    #expect(Self.delays(calls) == [nil, nil, 100, nil, 400, 200])
  }

  @Test("answers of several that were called are not the same")
  func forks() {
    var calls = CallMessages()
    calls.send("AB", Text.text("INVITE"))
    for tag in ["b", "c", "b"] { calls.send("BA", Text.text("180 Ringing", to: tag)) }
    #expect(calls.observations.map(\.isRetransmission) == [false, false, false, true])
  }

  @Test("an answer without its request knows no time")
  func alone() {
    var calls = CallMessages()
    calls.send("BA", Text.text("200 OK", to: "b"))
    calls.send("BA", Text.text("200 OK", to: "b"))
    #expect(Self.delays(calls) == [nil, nil])
    #expect(calls.observations.map(\.isRetransmission) == [false, true])
  }
}
