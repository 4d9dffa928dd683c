import Testing

@testable import NetworkTraffic

/// Where the first message of a stream is found.
@Suite("recognition of SIP in streams")
struct StreamRecognitionTests {
  private static let line = "OPTIONS sip:a@b SIP/2.0\r\n"

  private func judge(_ text: String, _ edge: StreamEdge = .start) -> Recognition {
    let bytes = Array(text.utf8)
    return SIPReader.judge(bytes.span, edge)
  }

  @Test("a start line begins a message, also behind other lines")
  func starts() {
    #expect(judge(Self.line) == .yes(at: 0))
    #expect(judge("SIP/2.0 200 OK\r\n") == .yes(at: 0))
    #expect(judge("\r\n\r\n" + Self.line) == .yes(at: 4))
    #expect(judge("v=0\r\nrest\r\n" + Self.line) == .yes(at: 11))
  }

  @Test("what may become a start line is waited for from its first byte on")
  func beginnings() {
    for count in 1..<22 {
      #expect(judge(String(Self.line.prefix(count))) == .notYet(from: 0), "\(count)")
    }
    #expect(judge("v=0\r\nOPTIONS sip:a") == .notYet(from: 5))
    #expect(judge("SIP/2") == .notYet(from: 0))
  }

  @Test(
    "other bytes are none",
    arguments: ["\u{16}\u{3}\u{1}", "GET / HTTP/1.1\r\n\r\n", "\r\n", "", "1 2"])
  func others(text: String) {
    #expect(judge(text) == .no)
  }

  @Test("behind a hole the rest of a line is none, but for words that only begin lines")
  func gaps() {
    #expect(judge("ONS sip:a@b SIP/2.0\r\n", .gap) == .no)
    #expect(judge("ONS sip:a@b SIP/2.0\r\n", .unknown) == .yes(at: 0))
    #expect(judge(Self.line, .gap) == .yes(at: 0))
    #expect(judge("sip:a@b\r\n" + Self.line, .gap) == .yes(at: 9))
    #expect(judge("no end of line", .gap) == .no)
  }

  @Test("a segment is asked for its first line only")
  func segments() {
    #expect(begins(Self.line))
    #expect(begins("\r\n" + Self.line))
    #expect(!begins("v=0\r\n" + Self.line))
  }

  private func begins(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return SIPReader.begins(bytes.span)
  }
}
