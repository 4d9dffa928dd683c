import Event
import Testing

@testable import WireDecoder

@Suite("SIP, of any bytes")
struct HostileMessageTests {
  private static let seeds = GenesysMessages.all + TortureMessage.all.map(\.bytes)

  @Test("messages with bytes changed, removed, put in and doubled give valid JSON")
  func changed() throws {
    var numbers = SeededNumbers(seed: 4475)
    let likely = Array("\r\n \t,;:<>\"\\@=/?[]().*%-0aA\u{0}é".utf8)
    for _ in 0..<6000 {
      var bytes = Self.seeds.randomElement(using: &numbers) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &numbers) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        let byte = likely.randomElement(using: &numbers) ?? 0
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes[place] = byte
        case 2: bytes.insert(byte, at: place)
        case 3: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + Int.random(in: 1...80, using: &numbers))
          bytes.insert(contentsOf: bytes[place..<end], at: place)
        }
      }
      try check(bytes)
    }
  }

  @Test("messages cut off at any byte give what could be read")
  func cut() throws {
    for bytes in GenesysMessages.all {
      for count in 0..<bytes.count {
        #expect(try DecodedMessage(Array(bytes[..<count])).problem != nil)
      }
    }
  }

  @Test("random bytes after a start line give valid JSON")
  func random() throws {
    var numbers = SeededNumbers(seed: 3261)
    let words = [
      "Via:", "From: ", "To:", "Contact:", "SIP/2.0/UDP ", "sip:", "a@b", ";tag=", "\r\n", "\r\n ",
      "\"", "<", ">", ",", ";", "=", " ", "Route:", "Reason:", "WWW-Authenticate: Digest ",
      "Warning:", "CSeq: 1 ", "c: multipart/mixed;boundary=x\r\n", "--x\r\n", "m=audio 1 RTP/AVP 0",
      "a=rtpmap:", "c: application/sdp\r\n\r\n", "Subject", "e:", "l: 9", "x: 1", "[", "]", "*",
    ].map { Array($0.utf8) }
    for _ in 0..<6000 {
      var bytes = Array("INVITE sip:a@b SIP/2.0\r\n".utf8)
      for _ in 0..<Int.random(in: 0...40, using: &numbers) {
        bytes += words.randomElement(using: &numbers) ?? []
      }
      try check(bytes)
    }
  }

  @Test("values that would be slow to read one by one are read in time")
  func slow() throws {
    let head = "INVITE sip:a@b SIP/2.0\n"
    func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    let limit = ContinuousClock().measure {
      for text in [
        head + "Contact: " + times("<sip:a@b>;x=1,", 20_000), head + "Via: " + times(",", 200_000),
        head + "From: " + times("\"", 200_001), head + times("x: 1\n", 40_000),
        head + "To: <sip:a@b>" + times(";x=\"", 60_000), head + times(" \n", 100_000),
        head + "c: application/sdp\n\n"
          + times("m=audio 1 RTP/AVP 1 2 3 4\na=rtpmap:9 x\n", 10_000),
        head + "c: application/sdp\n\nm=audio 1 RTP/AVP" + times(" 1", 50_000) + "\n"
          + times("a=rtpmap:9 x\n", 10_000),
        head + "c: multipart/mixed;boundary=x\n\n" + times("--x\n", 50_000),
        head + "c: multipart/mixed;boundary=x\n\n"
          + times("--x\nc: multipart/mixed;boundary=x\n\n", 10_000),
      ] {
        var decoder = SIPDecoder()
        var out = JSONBuffer()
        let bytes = wireBytes(text)
        let problem = decoder.decode(bytes.span)
        #expect(problem != nil)
        decoder.appendFields(bytes.span, to: &out)
      }
    }
    #expect(limit < .seconds(30), "unoptimised; a square of any of these takes hours")
  }

  @Test("fields of a message that was not decoded are none")
  func another() {
    var decoder = SIPDecoder()
    var out = JSONBuffer()
    let invite = GenesysMessages.invite
    let found = decoder.decode(invite.span)
    #expect(found == nil)
    let ok = GenesysMessages.ok
    decoder.appendFields(ok.span, to: &out)
    #expect(out.text() == "{}")
  }

  private func check(_ bytes: [UInt8]) throws {
    let message = try DecodedMessage(bytes)
    #expect(message.end <= bytes.count)
  }
}

/// Numbers that are the same in each run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
