import TestPackets
import Testing

@testable import WireDecoder

@Suite("TLS, what both sides say first")
struct TLSHelloTests {
  private static func half(_ bytes: [UInt8]) -> TLSHalf {
    var half = TLSHalf()
    half.read(bytes.span)
    return half
  }

  private static let full = TestTLS.clientHello(
    session: [1, 2, 3, 4], ciphers: [0x1A1A, 0x1301, 0xC02F, 0x00FF],
    [
      (0x2A2A, []), TestTLS.serverName("sip.example.com"), TestTLS.protocols(["h2", "http/1.1"]),
      TestTLS.versions([0x3A3A, 0x0304, 0x0303]), TestTLS.numbers(10, [0x4A4A, 29, 23]),
      (11, [1, 0]), TestTLS.numbers(13, [0x0403, 0x0804]), (42, []),
    ])

  @Test("a client's hello has its versions, ciphers and extensions")
  func client() throws {
    let hello = try #require(Self.half(TestTLS.records(Self.full)).clientHello)
    #expect(hello.isWhole)
    #expect(hello.namedVersion == .tls12)
    #expect(hello.version == .tls13)
    #expect(hello.supportedVersions == [.tls13, .tls12])
    #expect(hello.bytes[hello.session].elementsEqual([1, 2, 3, 4]))
    #expect(hello.ciphers == [0x1A1A, 0x1301, 0xC02F, 0x00FF])
    #expect(
      hello.serverName.map { String(decoding: hello.bytes[$0], as: UTF8.self) } == "sip.example.com"
    )
    #expect(
      hello.protocols.map { String(decoding: hello.bytes[$0], as: UTF8.self) } == [
        "h2", "http/1.1",
      ])
    #expect(hello.groups == [0x4A4A, 29, 23])
    #expect(hello.pointFormats == [0])
    #expect(hello.signatureAlgorithms == [0x0403, 0x0804])
    #expect(hello.hasEarlyData)
    #expect(hello.extensions.map(\.kind) == [0x2A2A, 0, 16, 43, 10, 11, 13, 42])
  }

  @Test("of a hello that was cut, what is there is read")
  func cut() throws {
    let bytes = TestTLS.records(Self.full)
    for count in 0..<bytes.count {
      var half = TLSHalf()
      half.read(bytes.span.extracting(0..<count))
      #expect(half.clientHello == nil)
      half.finish()
      if let hello = half.clientHello {
        #expect(!hello.isWhole)
        #expect(hello.ciphers.isEmpty || hello.ciphers.count == 4)
      } else {
        #expect(count < 9 + 34)
      }
    }
    var half = TLSHalf()
    half.read(bytes.span.extracting(0..<bytes.count - 10))
    half.skip(10)
    let hello = try #require(half.clientHello)
    #expect(hello.serverName != nil)
  }

  @Test("a server's hello has the version that is spoken, also where it names an older one")
  func server() throws {
    let old = try #require(
      Self.half(
        TestTLS.records(
          TestTLS.serverHello(session: [9], cipher: 0xC02F, [TestTLS.protocols(["sip/2"])])
        )
      ).serverHello)
    #expect(old.version == .tls12)
    #expect(old.cipher == 0xC02F)
    #expect(old.bytes[old.session].elementsEqual([9]))
    #expect(old.nextProtocol.map { String(decoding: old.bytes[$0], as: UTF8.self) } == "sip/2")
    #expect(!old.hasPreSharedKey)
    let new = try #require(
      Self.half(
        TestTLS.records(
          TestTLS.serverHello(
            cipher: 0x1301, [TestTLS.version(0x0304), (51, [0, 29, 0, 0]), (41, [0, 0])]))
      ).serverHello)
    #expect(new.version == .tls13)
    #expect(new.group == 29)
    #expect(new.hasPreSharedKey)
  }

  @Test("a draft of TLS 1.3 names its version at the beginning")
  func draft() throws {
    let body = [0x7F, 0x12] + [UInt8](repeating: 3, count: 32) + [0x13, 0x02, 0, 0]
    let bytes = TestTLS.records(TestTLS.message(2, body))
    #expect(TLSStart.judge(bytes.span) == .yes)
    let hello = try #require(Self.half(bytes).serverHello)
    #expect(hello.version.isTLS13)
    #expect(hello.version.number?.description == "1.3")
    #expect(hello.cipher == 0x1302)
  }

  @Test("a server that asks for another hello has not answered yet")
  func retry() {
    let half = Self.half(
      TestTLS.records(
        TestTLS.serverHello(cipher: 0x1301, [TestTLS.version(0x0304)], isRetry: true))
        + TestTLS.changeCipherSpec
        + TestTLS.records(TestTLS.serverHello(cipher: 0x1302, [TestTLS.version(0x0304)]))
        + TestTLS.encrypted(23, count: 50))
    #expect(half.hasRetry)
    #expect(half.serverHello?.cipher == 0x1302)
    #expect(half.encrypted == TLSHalf.Encrypted(kind: 23, length: 50))
  }

  @Test("SSL 2.0's first message is a client's hello")
  func old() throws {
    let ciphers: [UInt8] = [1, 0, 0x80, 0, 0, 0x2F, 0, 0, 0x35]
    let challenge = [UInt8](repeating: 5, count: 16)
    let content: [UInt8] = [1, 3, 1, 0, UInt8(ciphers.count), 0, 0, 0, 16] + ciphers + challenge
    let bytes = [0x80, UInt8(content.count)] + content
    #expect(TLSStart.judge(bytes.span) == .yes)
    let hello = try #require(Self.half(bytes).clientHello)
    #expect(hello.version == .tls10)
    #expect(hello.ciphers == [0x2F, 0x35])
  }

  @Test("numbers that mean nothing are known", arguments: [0x0A0A, 0x1A1A, 0xFAFA] as [UInt16])
  func grease(number: UInt16) {
    #expect(TLSGrease.contains(number))
    #expect(!TLSGrease.contains(number ^ 0x0100))
    #expect(!TLSGrease.contains(number ^ 0x0101 | 0x0F0F))
  }

  @Test(
    "bytes are told to be TLS by their first ones",
    arguments: [
      (TestTLS.records(full), TLSStart.Answer.yes), (TestTLS.alert(2, 40), .yes),
      (TestTLS.changeCipherSpec, .yes), (TestTLS.encrypted(23, count: 100), .yes),
      (TestTLS.encrypted(23, count: 100) + [0x17, 0x03, 0x03], .yes),
      (TestTLS.encrypted(23, count: 100) + [0x47], .no), (Array("GET / HTTP/1.1\r\n".utf8), .no),
      ([0x16, 0x03], .notYet), ([0x16, 0x03, 0x01, 0xFF, 0xFF, 1], .no), ([], .notYet),
      ([0x16, 0x03, 0x01, 0x02, 0x00, 1, 0, 1, 0xFC, 9], .notYet),
      ([0x16, 0x03, 0x01, 0x02, 0x00, 1, 0, 1, 0xFC, 9, 9], .no),
    ] as [([UInt8], TLSStart.Answer)])
  func start(bytes: [UInt8], answer: TLSStart.Answer) {
    #expect(TLSStart.judge(bytes.span) == answer)
  }
}
