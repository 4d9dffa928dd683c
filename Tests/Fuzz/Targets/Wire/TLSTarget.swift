import WireDecoder

/// TLS connections: whatever both sides send and however it is cut, the same is told, and the certificate is text.
///
/// An input is a list of pieces: a byte of direction and length, maybe of a hole, and so many bytes.
final class TLSTarget: FuzzTarget {
  static let name = "tls"
  static let seeds: [[UInt8]] = [
    piece(0, record(22, hello)) + piece(1, record(22, answer) + record(20, [1]) + record(23, data))
      + piece(0, record(20, [1]) + record(23, data)),
    piece(0, record(22, hello)) + piece(1, record(22, answer + certificate + [14, 0, 0, 0]))
      + piece(0, record(20, [1]) + record(22, data)) + piece(1, record(20, [1]) + record(22, data)),
    piece(0, record(22, hello)) + piece(1, record(21, [2, 40])),
    piece(
      0, [0x80, 28, 1, 3, 1, 0, 3, 0, 0, 0, 16, 0, 0, 0x2F] + [UInt8](repeating: 1, count: 16)),
  ]

  private static let random = [UInt8](repeating: 7, count: 32)
  private static let data = [UInt8](repeating: 9, count: 60)
  private static let hello: [UInt8] =
    message(
      1,
      [3, 3] + random
        + [0, 0, 4, 0x13, 1, 0xC0, 0x2F, 1, 0, 0, 24, 0, 0, 0, 6, 0, 4, 0, 0, 1, 0x61]
        + [0, 16, 0, 5, 0, 3, 2, 0x68, 0x32, 0, 43, 0, 1, 0])
  private static let answer = message(
    2, [3, 3] + random + [0, 0x13, 1, 0, 0, 6, 0, 43, 0, 2, 3, 4])
  private static let certificate = message(
    11, [0, 0, 43, 0, 0, 40, 0x30, 38, 0x30, 36, 2, 1, 1, 0x30, 0] + person + validity + person)
  private static let person: [UInt8] = [0x30, 10, 0x31, 8, 0x30, 6, 6, 1, 0x55, 12, 1, 0x61]
  private static let validity: [UInt8] = [0x30, 4, 0x17, 0, 0x17, 0]

  private static func message(_ kind: UInt8, _ body: [UInt8]) -> [UInt8] {
    [kind, 0, UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
  }

  private static func record(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
    [kind, 3, 3, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
  }

  /// Pieces of at most 63 bytes.
  private static func piece(_ direction: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: 63).flatMap { start in
      let part = bytes[start..<min(start + 63, bytes.count)]
      return [direction << 7 | UInt8(part.count)] + part
    }
  }

  init() {}

  func run(_ bytes: [UInt8]) {
    let whole = told(bytes, most: .max)
    hold(told(bytes, most: 1) == whole, "single bytes tell something else")
    _ = TLSStart.judge(bytes.span)
    if let certificate = X509Certificate(bytes) { read(certificate) }
  }

  /// What a connection tells, each piece given in parts of at most `most` bytes.
  private func told(_ bytes: [UInt8], most: Int) -> String {
    var conversation = TLSConversation()
    var place = 0
    while place < bytes.count {
      let (isBack, isHole) = (bytes[place] & 0x80 != 0, bytes[place] & 0x40 != 0)
      let count = Int(bytes[place] & 0x3F)
      place += 1
      if isHole {
        conversation.skip(count + 1, isBack: isBack)
        // Behind a hole records are looked for where bytes begin: these are not cut.
        let end = min(place + count, bytes.count)
        conversation.read(bytes.span.extracting(place..<end), isBack: isBack)
        place = end
        continue
      }
      let end = min(place + count, bytes.count)
      while place < end {
        let next = conversation[isBack].isLost ? end : min(end, place + min(most, count))
        conversation.read(bytes.span.extracting(place..<next), isBack: isBack)
        place = next
      }
    }
    conversation.finish()
    hold(conversation.heldBytes < 1 << 20, "too much is kept")
    if let certificate = conversation.server.certificate.flatMap({ X509Certificate($0) }) {
      read(certificate)
    }
    return summary(of: conversation)
  }

  private func summary(of conversation: TLSConversation) -> String {
    let hello = conversation.client.clientHello
    let name = hello.flatMap { hello in hello.serverName.map { text(hello.bytes[$0]) } }
    let alerts = conversation.alerts.map { "\($0.isClient) \($0.alert.description)" }
    return """
      \(String(describing: conversation.isEstablished)) \(String(describing: conversation.isResumed))
      \(String(describing: conversation.version)) \(String(describing: conversation.group)) \(alerts)
      \(hello?.ciphers ?? []) \(hello?.groups ?? []) \(name ?? "") \(hello?.supportedVersions ?? [])
      \(conversation.server.serverHello?.cipher ?? 0) \(conversation.server.certificate?.count ?? 0)
      """
  }

  private func read(_ certificate: X509Certificate) {
    let bytes = certificate.bytes
    _ = certificate.subject.text(bytes) + certificate.issuer.text(bytes)
    _ = certificate.notBefore?.text
    hold(
      certificate.alternativeNames.allSatisfy { $0.value.upperBound <= bytes.count },
      "a name outside the certificate")
  }
}
