import Testing

@testable import FollowState

@Suite("CRC-32C")
struct CRC32CTests {
  // RFC 3720 appendix B.4, and the check value of the CRC catalogue.
  @Test(
    "known bytes have the checksums that the standard gives",
    arguments: [
      (Array("123456789".utf8), UInt32(0xE306_9283)),
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      (Array(0..<32), 0x46DD_794E),
      ([], 0),
    ])
  func known(bytes: [UInt8], checksum: UInt32) {
    #expect(CRC32C.of(bytes.span) == checksum)
  }
}
