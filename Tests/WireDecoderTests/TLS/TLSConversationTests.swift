import TestPackets
import Testing

@testable import WireDecoder

@Suite("TLS, whole handshakes")
struct TLSConversationTests {
  /// What a handshake came to.
  private struct Outcome: Equatable, CustomTestStringConvertible {
    var version: TLSVersion?
    var cipher: UInt16?
    var isEstablished: Bool?
    var isResumed: Bool?
    var group: UInt16?
    var alerts: [String] = []
    var isOver = false
    var hasCertificate = false
    var testDescription: String { "\(self)" }

    init(_ conversation: TLSConversation) {
      version = conversation.version
      cipher = conversation.server.serverHello?.cipher
      isEstablished = conversation.isEstablished
      isResumed = conversation.isResumed
      group = conversation.group
      alerts = conversation.alerts.map {
        ($0.isClient ? "client: " : "server: ") + $0.alert.description
      }
      isOver = conversation.isOver
      hasCertificate = conversation.server.certificate != nil
    }
  }

  /// What the sides send in turn: the client's parts are at even places.
  typealias Turns = [[UInt8]]

  private static let hello = TestTLS.records(
    TestTLS.clientHello(
      session: [7, 7], ciphers: [0xC02F, 0x1301], [TestTLS.serverName("example.com")]))
  private static let certificate = TestCertificate("example.com").bytes
  private static let finished = TestTLS.changeCipherSpec + TestTLS.encrypted(22, count: 40)

  static let full: Turns = [
    hello,
    TestTLS.records(
      TestTLS.serverHello(session: [8], cipher: 0xC02F) + TestTLS.certificates([certificate])
        + TestTLS.serverKeyExchange(group: 23) + TestTLS.serverHelloDone, size: 100),
    TestTLS.records(TestTLS.message(16, [1, 2, 3])) + finished,
    TestTLS.records(TestTLS.message(4, [0, 0, 0, 0, 0, 0])) + finished,
  ]
  static let resumed: Turns = [
    hello, TestTLS.records(TestTLS.serverHello(session: [7, 7], cipher: 0xC02F)) + finished,
    finished,
  ]
  static let new: Turns = [
    hello,
    TestTLS.records(
      TestTLS.serverHello(session: [7, 7], cipher: 0x1301, [TestTLS.version(0x0304)]))
      + TestTLS.changeCipherSpec + TestTLS.encrypted(23, count: 900),
    TestTLS.changeCipherSpec + TestTLS.encrypted(23, count: 53),
  ]
  static let refused: Turns = [hello, TestTLS.alert(2, 40)]
  static let distrusted: Turns = [
    new[0], new[1], TestTLS.changeCipherSpec + TestTLS.encrypted(23, count: 19),
  ]
  static let warned: Turns = [hello, TestTLS.alert(1, 112) + full[1], full[2], full[3]]

  static let all: [Turns] = [full, resumed, new, refused, distrusted, warned]

  private static func conversation(_ turns: Turns, isSwapped: Bool = false) -> TLSConversation {
    var conversation = TLSConversation()
    for (index, bytes) in turns.enumerated() {
      conversation.read(bytes.span, isBack: (index % 2 == 1) != isSwapped)
    }
    return conversation
  }

  @Test("a full handshake of TLS 1.2 shows a certificate and a group")
  func fullHandshake() {
    let outcome = Outcome(Self.conversation(Self.full))
    #expect(outcome.version == .tls12)
    #expect(outcome.cipher == 0xC02F)
    #expect(outcome.isEstablished == true)
    #expect(outcome.isResumed == false)
    #expect(outcome.group == 23)
    #expect(outcome.hasCertificate)
    #expect(outcome.isOver)
    #expect(outcome.alerts.isEmpty)
  }

  @Test("an earlier session of TLS 1.2 goes on without a certificate")
  func resumedHandshake() {
    let outcome = Outcome(Self.conversation(Self.resumed))
    #expect(outcome.isEstablished == true)
    #expect(outcome.isResumed == true)
    #expect(outcome.isOver)
  }

  @Test("TLS 1.3 is established by the client's first encrypted record")
  func newHandshake() {
    #expect(!Self.conversation(Array(Self.new[..<2])).isOver)
    let outcome = Outcome(Self.conversation(Self.new))
    #expect(outcome.version == .tls13)
    #expect(outcome.isEstablished == true)
    #expect(outcome.isResumed == false)
    #expect(outcome.isOver)
  }

  @Test("a fatal alert ends a handshake")
  func refusedHandshake() {
    let outcome = Outcome(Self.conversation(Self.refused))
    #expect(outcome.version == nil)
    #expect(outcome.isEstablished == false)
    #expect(outcome.isResumed == nil)
    #expect(outcome.alerts == ["server: fatal handshake_failure"])
    #expect(outcome.isOver)
  }

  @Test("in TLS 1.3 a client's first encrypted record that is too short is an alert")
  func distrustedHandshake() {
    let outcome = Outcome(Self.conversation(Self.distrusted))
    #expect(outcome.isEstablished == false)
    #expect(outcome.alerts == ["client: encrypted"])
  }

  @Test("a warning ends nothing")
  func warnedHandshake() {
    let outcome = Outcome(Self.conversation(Self.warned))
    #expect(outcome.isEstablished == true)
    #expect(outcome.alerts == ["server: warning unrecognized_name"])
  }

  @Test("data that the client sends before the answer do not establish anything")
  func earlyData() {
    let hello = TestTLS.records(
      TestTLS.clientHello(
        session: [7, 7], ciphers: [0x1301], [TestTLS.versions([0x0304]), (42, []), (41, [0])]))
    let answer = TestTLS.records(
      TestTLS.serverHello(
        session: [7, 7], cipher: 0x1301, [TestTLS.version(0x0304), (41, [0, 0])]))
    var conversation = TLSConversation()
    conversation.read((hello + TestTLS.encrypted(23, count: 500)).span, isBack: false)
    conversation.read(TestTLS.encrypted(23, count: 700).span.extracting(0..<300), isBack: false)
    conversation.read(TestTLS.encrypted(23, count: 700).span.extracting(300..<705), isBack: false)
    conversation.read((answer + TestTLS.encrypted(23, count: 300)).span, isBack: true)
    #expect(!conversation.isOver)
    conversation.read(TestTLS.encrypted(23, count: 53).span, isBack: false)
    #expect(conversation.isOver)
    #expect(conversation.isResumed == true)
    #expect(conversation.isEstablished == true)
  }

  @Test("the client is known by what it says, whichever direction is named first", arguments: all)
  func swapped(turns: Turns) {
    #expect(
      Outcome(Self.conversation(turns)) == Outcome(Self.conversation(turns, isSwapped: true)))
    #expect(Self.conversation(turns, isSwapped: true).isClientBack == true)
  }

  @Test("pieces of any size give the same", arguments: all)
  func pieces(turns: Turns) {
    let whole = Outcome(Self.conversation(turns))
    var numbers = SeededNumbers(seed: 82)
    for most in [1, 2, 7, 60, 300] {
      var conversation = TLSConversation()
      for (index, bytes) in turns.enumerated() {
        var place = 0
        while place < bytes.count {
          let end = min(bytes.count, place + Int.random(in: 1...most, using: &numbers))
          conversation.read(bytes.span.extracting(place..<end), isBack: index % 2 == 1)
          place = end
        }
      }
      #expect(Outcome(conversation) == whole)
    }
  }

  @Test("of lost bytes nothing is made up")
  func lost() {
    var numbers = SeededNumbers(seed: 83)
    for turns in Self.all {
      let whole = Outcome(Self.conversation(turns))
      for _ in 0..<300 {
        var conversation = TLSConversation()
        let victim = Int.random(in: turns.indices, using: &numbers)
        for (index, bytes) in turns.enumerated() {
          let start = index == victim ? Int.random(in: bytes.indices, using: &numbers) : bytes.count
          let end = Int.random(in: min(start + 1, bytes.count)...bytes.count, using: &numbers)
          conversation.read(bytes.span.extracting(0..<start), isBack: index % 2 == 1)
          guard end > start else { continue }
          conversation.skip(end - start, isBack: index % 2 == 1)
          conversation.read(bytes.span.extracting(end..<bytes.count), isBack: index % 2 == 1)
        }
        let outcome = Outcome(conversation)
        #expect(outcome.version == nil || outcome.version == whole.version)
        #expect(outcome.cipher == nil || outcome.cipher == whole.cipher)
        #expect(outcome.isEstablished == nil || outcome.isEstablished == whole.isEstablished)
        #expect(outcome.isResumed == nil || outcome.isResumed == whole.isResumed)
      }
    }
  }

  @Test("whatever the bytes, nothing breaks and nothing is kept without bound")
  func changed() {
    var numbers = SeededNumbers(seed: 84)
    for _ in 0..<4000 {
      var conversation = TLSConversation()
      for (index, bytes) in (Self.all.randomElement(using: &numbers) ?? []).enumerated() {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &numbers) {
          bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(
            in: 0...255, using: &numbers)
        }
        conversation.read(bytes.span, isBack: index % 2 == 1)
        if Int.random(in: 0..<4, using: &numbers) == 0 {
          conversation.skip(Int.random(in: 1...3000, using: &numbers), isBack: index % 2 == 1)
        }
      }
      conversation.finish()
      _ = Outcome(conversation)
      if let certificate = conversation.server.certificate.flatMap({ X509Certificate($0) }) {
        _ = certificate.subject.text(certificate.bytes) + certificate.issuer.text(certificate.bytes)
      }
    }
    var half = TLSHalf()
    for _ in 0..<300 {
      // A message of 16 MB that never ends.
      half.read(
        TestTLS.record(22, [11, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 1, count: 9000)).span)
      #expect(half.heldBytes < 200_000)
    }
  }
}
