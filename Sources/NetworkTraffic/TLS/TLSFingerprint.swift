import Crypto
import WireDecoder

/// Names clients and servers by how they say hello, as other tools do.
enum TLSFingerprint {
  private static let digits = Array("0123456789abcdef".utf8)

  /// JA3 of a client (https://github.com/salesforce/ja3): MD5 of version, ciphers, extensions, groups and point
  /// formats.
  static func ja3(_ hello: TLSClientHello) -> String {
    hexadecimal(Insecure.MD5.hash(data: Array(ja3Text(hello).utf8)))
  }

  /// JA3S of a server: MD5 of version, cipher and extensions.
  static func ja3s(_ hello: TLSServerHello) -> String {
    let text = [
      String(hello.namedVersion.code), String(hello.cipher), list(hello.extensions.map(\.kind)),
    ].joined(separator: ",")
    return hexadecimal(Insecure.MD5.hash(data: Array(text.utf8)))
  }

  /// What JA3 is the hash of: `771,4865-4866,0-23-65281,29-23,0`.
  static func ja3Text(_ hello: TLSClientHello) -> String {
    [
      String(hello.namedVersion.code), list(hello.ciphers), list(hello.extensions.map(\.kind)),
      list(hello.groups), list(hello.pointFormats.map(UInt16.init)),
    ].joined(separator: ",")
  }

  /// JA4 of a client over TCP (https://github.com/FoxIO-LLC/ja4): in its order of ciphers and extensions it does
  /// not depend on what some clients shuffle.
  static func ja4(_ hello: TLSClientHello) -> String {
    let ciphers = hello.ciphers.filter { !TLSGrease.contains($0) }
    let extensions = hello.extensions.map(\.kind).filter { !TLSGrease.contains($0) }
    let signatures = hello.signatureAlgorithms.filter { !TLSGrease.contains($0) }
    let summary =
      "t" + ja4Version(hello.version) + (hello.hasServerName ? "d" : "i") + two(ciphers.count)
      + two(extensions.count) + ja4Protocol(hello)
    // The host and the protocol depend on what is asked for, and not on the client.
    var kinds = codes(extensions.filter { $0 != 0 && $0 != 16 }.sorted())
    if !kinds.isEmpty, !signatures.isEmpty { kinds += "_" + codes(signatures) }
    return [summary, short(codes(ciphers.sorted())), short(kinds)].joined(separator: "_")
  }

  private static func ja4Version(_ version: TLSVersion) -> String {
    switch version {
    case .tls13: "13"
    case .tls12: "12"
    case .tls11: "11"
    case .tls10: "10"
    case .ssl3: "s3"
    case .ssl2: "s2"
    default: "00"
    }
  }

  /// The first and the last character of the first protocol that is offered; of its bytes in hexadecimal if either is
  /// no letter or digit.
  private static func ja4Protocol(_ hello: TLSClientHello) -> String {
    guard let range = hello.protocols.first, let first = hello.bytes[range].first,
      let last = hello.bytes[range].last
    else { return "00" }
    let ends =
      isAlphanumeric(first) && isAlphanumeric(last)
      ? [first, last] : [digits[Int(first >> 4)], digits[Int(last & 0xF)]]
    return String(decoding: ends, as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  private static func two(_ count: Int) -> String {
    (count < 10 ? "0" : "") + String(min(count, 99))
  }

  /// The beginning of the SHA-256 of a text; zeros if it is empty.
  private static func short(_ text: String) -> String {
    guard !text.isEmpty else { return "000000000000" }
    return String(hexadecimal(SHA256.hash(data: Array(text.utf8))).prefix(12))
  }

  /// Numbers in decimal, without those that mean nothing.
  private static func list(_ numbers: [UInt16]) -> String {
    numbers.lazy.filter { !TLSGrease.contains($0) }.map { String($0) }.joined(separator: "-")
  }

  private static func codes(_ numbers: [UInt16]) -> String {
    numbers.lazy.map { hexadecimal([UInt8($0 >> 8), UInt8($0 & 0xFF)]) }.joined(separator: ",")
  }

  /// Bytes in hexadecimal.
  static func hexadecimal(_ bytes: some Sequence<UInt8>, isUpper: Bool = false) -> String {
    let text = String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
    return isUpper ? text.uppercased() : text
  }
}
