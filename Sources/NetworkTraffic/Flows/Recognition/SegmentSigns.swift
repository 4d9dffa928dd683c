/// Tells what a connection carries by the first bytes that one of its ends sent.
enum SegmentSigns {
  /// The protocol; nil if the bytes are of none of those that their beginning tells.
  static func recognise(_ bytes: Span<UInt8>) -> NetworkProtocol? {
    if PayloadBytes.has("SSH-2.0-", bytes) || PayloadBytes.has("SSH-1.99-", bytes) { return .ssh }
    if let mail = greeting(bytes) { return mail }
    if isDirectory(bytes) { return .ldap }
    if isShare(bytes) { return .smb }
    if isPostgreSQL(bytes) { return .postgresql }
    if isMySQL(bytes) { return .mysql }
    if isTabularData(bytes) { return .tds }
    if isOracle(bytes) { return .tns }
    if isRedis(bytes) { return .redis }
    if DNSSigns.isSegment(bytes) { return .dns }
    return nil
  }

  /// `220 host ESMTP`, `220 host FTP`, `EHLO host`, `+OK`, `* OK`.
  private static func greeting(_ bytes: Span<UInt8>) -> NetworkProtocol? {
    let end = min(PayloadBytes.endOfLine(bytes), 512)
    guard end < bytes.count else { return nil }
    if PayloadBytes.has("220 ", bytes) || PayloadBytes.has("220-", bytes) {
      if PayloadBytes.contains("smtp", bytes, before: end) { return .smtp }
      return PayloadBytes.contains("ftp", bytes, before: end) ? .ftp : nil
    }
    if PayloadBytes.has("EHLO ", bytes) || PayloadBytes.has("HELO ", bytes) { return .smtp }
    if PayloadBytes.has("+OK ", bytes) { return .pop3 }
    return PayloadBytes.has("* OK ", bytes) ? .imap : nil
  }

  /// RFC 4511 s 4.1.1: a message identifier, and the tag of an operation; of a bind, its version.
  private static func isDirectory(_ bytes: Span<UInt8>) -> Bool {
    guard let message = BERSigns.content(bytes, tag: 0x30),
      let identifier = BERSigns.content(bytes, at: message.start, tag: 0x02),
      identifier.end - identifier.start >= 1, identifier.end - identifier.start <= 4,
      let operation = PayloadBytes.byte(bytes, identifier.end)
    else { return false }
    switch operation {
    case 0x60:
      guard let bind = BERSigns.content(bytes, at: identifier.end, tag: 0x60) else { return false }
      return PayloadBytes.big16(bytes, bind.start) == 0x0201
        && PayloadBytes.byte(bytes, bind.start + 2).map { $0 == 2 || $0 == 3 } ?? false
    // The results of a bind and a search begin with a code; a search with the name of its base.
    case 0x61, 0x65:
      guard let result = BERSigns.content(bytes, at: identifier.end, tag: operation) else {
        return false
      }
      return PayloadBytes.big16(bytes, result.start) == 0x0A01
    case 0x63:
      guard let search = BERSigns.content(bytes, at: identifier.end, tag: 0x63),
        let base = BERSigns.content(bytes, at: search.start, tag: 0x04)
      else { return false }
      return PayloadBytes.big16(bytes, base.end) == 0x0A01
    default: return false
    }
  }

  /// MS-SMB2 s 2.1: a length of three bytes, and `SMB` behind 0xFF or 0xFE.
  private static func isShare(_ bytes: Span<UInt8>) -> Bool {
    guard PayloadBytes.byte(bytes, 0) == 0, let mark = PayloadBytes.byte(bytes, 4) else {
      return false
    }
    return (mark == 0xFF || mark == 0xFE) && PayloadBytes.has("SMB", bytes, at: 5)
  }

  /// PostgreSQL's manual, Message Formats: a startup message of version 3, or the ask for TLS.
  private static func isPostgreSQL(_ bytes: Span<UInt8>) -> Bool {
    guard let length = PayloadBytes.big32(bytes, 0), length == bytes.count else { return false }
    switch PayloadBytes.big32(bytes, 4) {
    case 80_877_103, 80_877_104: return length == 8
    case 0x0003_0000, 0x0003_0002:
      return PayloadBytes.contains("user\0", bytes, before: bytes.count)
    default: return false
    }
  }

  /// MySQL's Initial Handshake Packet: a length, the number 0, version 10, the server's version as text.
  private static func isMySQL(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 30, bytes[3] == 0, bytes[4] == 10,
      Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16 == bytes.count - 4
    else { return false }
    var place = 5
    while place < min(bytes.count, 69), PayloadBytes.isPrintable(bytes[place]) { place += 1 }
    return place > 7 && PayloadBytes.byte(bytes, place) == 0 && bytes[5] >= 0x30
      && bytes[5] <= 0x39 && PayloadBytes.contains(".", bytes, before: 8)
  }

  /// MS-TDS s 2.2.3.1: a PRELOGIN that is one packet, whose first option is the version.
  private static func isTabularData(_ bytes: Span<UInt8>) -> Bool {
    guard let type = PayloadBytes.big16(bytes, 0), type == 0x1201,
      PayloadBytes.big16(bytes, 2) == bytes.count, PayloadBytes.byte(bytes, 7) == 0
    else { return false }
    return PayloadBytes.byte(bytes, 8) == 0 && PayloadBytes.big16(bytes, 11) == 6
  }

  /// Oracle Net's Connect packet: its length, type 1, and a connect descriptor.
  private static func isOracle(_ bytes: Span<UInt8>) -> Bool {
    guard PayloadBytes.big16(bytes, 0) == bytes.count, PayloadBytes.big16(bytes, 2) == 0,
      PayloadBytes.byte(bytes, 4) == 1
    else { return false }
    return PayloadBytes.contains("(description=", bytes, before: bytes.count)
      || PayloadBytes.contains("(connect_data=", bytes, before: bytes.count)
  }

  /// The Redis protocol: an array of texts, `*1\r\n$4\r\nPING\r\n`.
  private static func isRedis(_ bytes: Span<UInt8>) -> Bool {
    let end = PayloadBytes.endOfLine(bytes)
    guard PayloadBytes.byte(bytes, 0) == UInt8(ascii: "*"), end >= 2, end <= 6,
      PayloadBytes.has("\r\n$", bytes, at: end)
    else { return false }
    return (1..<end).allSatisfy { bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }
  }
}
