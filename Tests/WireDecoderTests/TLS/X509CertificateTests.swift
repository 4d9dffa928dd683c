import TestPackets
import Testing

@testable import WireDecoder

@Suite("certificates")
struct X509CertificateTests {
  @Test("a certificate tells whose it is, by whom, for how long, and its other names")
  func read() throws {
    var made = TestCertificate("sip.example.com")
    made.alternativeNames =
      TestCertificate.value(0x82, Array("sip.example.com".utf8))
      + TestCertificate.value(0x81, Array("a@example.com".utf8))
      + TestCertificate.value(0x87, [192, 0, 2, 1])
      + TestCertificate.value(0x87, [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 12))
    let certificate = try #require(X509Certificate(made.bytes))
    let bytes = certificate.bytes
    #expect(bytes[certificate.serialNumber].elementsEqual([0x9F, 0x01]))
    #expect(certificate.subject.commonName(bytes) == "sip.example.com")
    #expect(certificate.subject.organization(bytes) == "Example, Ltd")
    #expect(certificate.subject.text(bytes) == "CN=sip.example.com,O=Example\\, Ltd,C=GB")
    #expect(certificate.issuer.commonName(bytes) == "Test CA")
    #expect(certificate.notBefore?.text == "2026-01-01T00:00:00Z")
    #expect(certificate.notAfter?.text == "2051-06-12T23:59:59Z")
    #expect(certificate.alternativeNames.map(\.isAddress) == [false, true, true])
    #expect(certificate.alternativeNames.map(\.value.count) == [15, 4, 16])
  }

  @Test(
    "texts of all kinds are read",
    arguments: [
      (0x0C, Array("Zoë".utf8), "CN=Zoë"), (0x14, [0x5A, 0x6F, 0xEB], "CN=Zoë"),
      (0x1E, [0x00, 0x5A, 0x00, 0x6F, 0x00, 0xEB], "CN=Zoë"),
      (0x1C, [0, 0, 0, 0x5A, 0, 0, 0, 0x6F, 0, 0, 0, 0xEB], "CN=Zoë"),
      (0x0C, Array(" #a+b\\ ".utf8), "CN=\\ #a\\+b\\\\\\ "), (0x0C, Array("#".utf8), "CN=\\#"),
      (0x0C, [], "CN="),
    ] as [(UInt8, [UInt8], String)])
  func texts(tag: UInt8, value: [UInt8], text: String) throws {
    var made = TestCertificate("")
    made.subject = [(3, tag, value)]
    let certificate = try #require(X509Certificate(made.bytes))
    #expect(certificate.subject.text(certificate.bytes) == text)
  }

  @Test(
    "times that are none are left out",
    arguments: ["260230000000Z", "2601010000Z", "260101000000+", "26010100000aZ", "261301000000Z"])
  func times(time: String) throws {
    var made = TestCertificate("a")
    made.notBefore = TestCertificate.value(0x17, Array(time.utf8))
    #expect(try #require(X509Certificate(made.bytes)).notBefore == nil)
  }

  @Test("a time of two digits is one of the years 1950 to 2049")
  func centuries() throws {
    var made = TestCertificate("a")
    made.notBefore = TestCertificate.value(0x17, Array("500101000000Z".utf8))
    made.notAfter = TestCertificate.value(0x17, Array("491231235959Z".utf8))
    let certificate = try #require(X509Certificate(made.bytes))
    #expect(certificate.notBefore?.text == "1950-01-01T00:00:00Z")
    #expect(certificate.notAfter?.text == "2049-12-31T23:59:59Z")
  }

  @Test("bytes cut, changed and doubled never break the reading")
  func hostile() {
    var made = TestCertificate("sip.example.com")
    made.alternativeNames = TestCertificate.value(0x82, Array("sip.example.com".utf8))
    let bytes = made.bytes
    for count in 0..<bytes.count {
      #expect(X509Certificate(Array(bytes[..<count])) == nil)
    }
    var numbers = SeededNumbers(seed: 85)
    for _ in 0..<8000 {
      var bytes = bytes
      for _ in 0..<Int.random(in: 1...5, using: &numbers) {
        let place = Int.random(in: bytes.indices, using: &numbers)
        if Bool.random(using: &numbers) {
          bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        } else {
          bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
        }
      }
      guard let certificate = X509Certificate(bytes) else { continue }
      _ = certificate.subject.text(bytes) + certificate.issuer.text(bytes)
      _ = certificate.notBefore?.text
      #expect(certificate.alternativeNames.allSatisfy { $0.value.upperBound <= bytes.count })
    }
  }
}
