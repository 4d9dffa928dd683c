import Testing

@testable import WireDecoder

@Suite("SIPFraming")
struct SIPFramingTests {
  private func isStart(_ bytes: [UInt8]) -> Bool { SIPFraming.isStart(bytes.span) }

  private func nextStart(_ bytes: [UInt8], from place: Int) -> Int? {
    SIPFraming.nextStart(bytes.span, from: place)
  }

  @Test(
    "the start of a message is known by its first line",
    arguments: [
      "INVITE sip:a@b SIP/2.0\r\n", "SIP/2.0 100 Trying\r\n", "SIP/2.0 ",
      "\r\n\r\nOPTIONS tel:1 SIP/2.0", "X-a.b x:y SIP/2.0 ",
    ])
  func starts(text: String) {
    #expect(isStart(Array(text.utf8)))
  }

  @Test(
    "other text is no message",
    arguments: [
      "", "\r\n\r\n", "GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK", "SIP/2.0 x", "SIP/3.0 200 OK",
      "INVITE sip:a@b", "INVITE sip:a@b SIP/1.0", "INVITE  sip:a@b SIP/2.0", "INVITE a SIP/2.0",
      " INVITE sip:a@b SIP/2.0", "Via: SIP/2.0/UDP h", "\u{80}\u{0}\u{1}",
    ])
  func others(text: String) {
    #expect(!isStart(Array(text.utf8)))
  }

  @Test("each message of the RFC and of ours is known, wherever it stands")
  func all() {
    let odd: Set = ["lwsruri", "lwsstart", "badvers"]
    for torture in TortureMessage.all {
      let isOdd = odd.contains(torture.description)
      #expect(isStart(torture.bytes) != isOdd, "\(torture)")
    }
    for bytes in GenesysMessages.all {
      let lost = Array("st: of a message\r\nX: y\r\n".utf8)
      #expect(nextStart(lost + bytes, from: 1) == lost.count)
    }
  }

  @Test(
    "where no message follows, there is no next start", arguments: ["", "abc", "abc\nINVITE a"])
  func none(text: String) {
    #expect(nextStart(Array(text.utf8), from: 0) == nil)
    #expect(nextStart(Array(text.utf8), from: 99) == nil)
  }
}
