/// Records and messages of TLS that tests make up, by the letter of RFC 8446 and RFC 5246.
package enum TestTLS {
  /// An extension of a hello.
  package typealias Extension = (kind: UInt16, content: [UInt8])

  /// A record.
  package static func record(
    _ kind: UInt8, _ content: [UInt8], version: UInt16 = 0x0303
  ) -> [UInt8] {
    [kind] + TestPacket.big16(version) + vector16(content)
  }

  /// Messages, in records of at most `size` bytes.
  package static func records(_ messages: [UInt8], size: Int = 16_384) -> [UInt8] {
    stride(from: 0, to: messages.count, by: size).flatMap {
      record(22, Array(messages[$0..<min($0 + size, messages.count)]))
    }
  }

  /// A message of a handshake.
  package static func message(_ kind: UInt8, _ body: [UInt8]) -> [UInt8] {
    [kind] + vector24(body)
  }

  /// What a client says first.
  package static func clientHello(
    version: UInt16 = 0x0303, session: [UInt8] = [], ciphers: [UInt16], _ extensions: [Extension]
  ) -> [UInt8] {
    let body =
      TestPacket.big16(version) + random + vector8(session)
      + vector16(ciphers.flatMap { TestPacket.big16($0) }) + [1, 0] + list(extensions)
    return message(1, body)
  }

  /// What a server answers.
  package static func serverHello(
    version: UInt16 = 0x0303, session: [UInt8] = [], cipher: UInt16, _ extensions: [Extension] = [],
    isRetry: Bool = false
  ) -> [UInt8] {
    let body =
      TestPacket.big16(version) + (isRetry ? retry : random) + vector8(session)
      + TestPacket.big16(cipher) + [0] + list(extensions)
    return message(2, body)
  }

  /// A chain of certificates.
  package static func certificates(_ chain: [[UInt8]]) -> [UInt8] {
    message(11, vector24(chain.flatMap { vector24($0) }))
  }

  /// The key of a server, on a curve that has a name.
  package static func serverKeyExchange(group: UInt16) -> [UInt8] {
    message(12, [3] + TestPacket.big16(group) + vector8([UInt8](repeating: 4, count: 65)))
  }

  /// The last message of a server in a full handshake.
  package static let serverHelloDone = message(14, [])

  /// The record with which a side says that it encrypts from now on.
  package static let changeCipherSpec = record(20, [1])

  /// A record that cannot be read, of so many bytes.
  package static func encrypted(_ kind: UInt8, count: Int) -> [UInt8] {
    record(kind, (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) })
  }

  /// An alert in the clear.
  package static func alert(_ level: UInt8, _ code: UInt8) -> [UInt8] {
    record(21, [level, code])
  }

  /// The host that a client wants.
  package static func serverName(_ name: String) -> Extension {
    (0, vector16([0] + vector16(Array(name.utf8))))
  }

  /// Protocols that are offered, or the one that was chosen.
  package static func protocols(_ names: [String]) -> Extension {
    (16, vector16(names.flatMap { vector8(Array($0.utf8)) }))
  }

  /// The versions that a client offers.
  package static func versions(_ versions: [UInt16]) -> Extension {
    (43, vector8(versions.flatMap { TestPacket.big16($0) }))
  }

  /// The version that a server chose.
  package static func version(_ version: UInt16) -> Extension {
    (43, TestPacket.big16(version))
  }

  /// A list of numbers: groups (10) or signatures (13).
  package static func numbers(_ kind: UInt16, _ numbers: [UInt16]) -> Extension {
    (kind, vector16(numbers.flatMap { TestPacket.big16($0) }))
  }

  /// A vector behind its length of one byte.
  package static func vector8(_ content: [UInt8]) -> [UInt8] {
    [UInt8(content.count)] + content
  }

  /// A vector behind its length of two bytes.
  package static func vector16(_ content: [UInt8]) -> [UInt8] {
    TestPacket.big16(UInt16(content.count)) + content
  }

  private static func vector24(_ content: [UInt8]) -> [UInt8] {
    [UInt8(content.count >> 16)] + TestPacket.big16(UInt16(content.count & 0xFFFF)) + content
  }

  private static func list(_ extensions: [Extension]) -> [UInt8] {
    vector16(extensions.flatMap { TestPacket.big16($0.kind) + vector16($0.content) })
  }

  private static let random = (0..<32).map { UInt8($0 * 7) }
  /// SHA-256 of `HelloRetryRequest`.
  private static let retry: [UInt8] = [
    0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
    0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
  ]
}
