import Testing

@testable import Delivery

@Suite("certificates as libcurl describes them")
struct ShownCertificateTests {
  @Test(
    "the end is read as OpenSSL and GnuTLS write it",
    arguments: [
      ("Nov 27 21:00:00 2026 GMT", 1_795_813_200), ("Jan  1 00:00:00 1970 GMT", 0),
      ("2026-11-27 21:00:00 GMT", 1_795_813_200), ("Feb 29 00:00:01 2028 GMT", 1_835_395_201),
    ] as [(String, Int64)])
  func end(text: String, seconds: Int64) {
    #expect(ShownCertificate.time(text) == seconds)
  }

  @Test(
    "what is no time is none",
    arguments: [
      "", "Nov", "Nov 31 00:00:00 2026 GMT", "Xyz 1 00:00:00 2026", "Nov 1 00:00 2026",
      "2026-13-01 00:00:00",
      "Nov 1 99:00:00 2026", "Nov 1 00:00:00 99999999999999999999", "2026-11-27", "- - - -",
    ])
  func noTime(text: String) {
    #expect(ShownCertificate.time(text) == nil)
  }

  @Test("days are whole ones, and negative once it has ended")
  func days() {
    var certificate = ShownCertificate()
    #expect(certificate.days(at: 0) == nil)
    certificate.note("Expire date:Jan  3 00:00:00 1970 GMT")
    certificate.note("Subject:CN = test")
    certificate.note("no colon")
    #expect(certificate.days(at: 0) == 2)
    #expect(certificate.days(at: 1) == 1)
    #expect(certificate.days(at: 172_800) == 0)
    #expect(certificate.days(at: 172_801) == -1)
    #expect(certificate.days(at: .max) != nil)
    #expect(certificate.days(at: .min) != nil)
    #expect(certificate.subject == "CN = test")
  }
}
