import PacketCapture

/// Tells what a datagram is by its content alone, where that is certain enough.
enum DatagramSigns {
  /// The protocol; nil if it is none of those that one datagram tells.
  static func recognise(
    _ bytes: Span<UInt8>, _ head: PacketHead
  ) -> NetworkProtocol? {
    if isStun(bytes) { return .stun }
    if isDTLS(bytes) { return .dtls }
    if DNSSigns.isMessage(bytes) { return .dns }
    if isSNMP(bytes) { return .snmp }
    if isSyslog(bytes) { return .syslog }
    if isTime(bytes, head) { return .ntp }
    if isBoot(bytes) { return .dhcp }
    if isQUIC(bytes) { return .quic }
    if isGatewayControl(bytes) { return .mgcp }
    return nil
  }

  /// RFC 8489 s 5: two zero bits, a length in words that is that of the datagram, the magic cookie.
  private static func isStun(_ bytes: Span<UInt8>) -> Bool {
    guard let type = PayloadBytes.big16(bytes, 0), type < 0x4000,
      let length = PayloadBytes.big16(bytes, 2), length % 4 == 0
    else { return false }
    return PayloadBytes.big32(bytes, 4) == 0x2112_A442 && bytes.count == length + 20
  }

  /// RFC 6347 s 4.1: a record of DTLS 1.0 or 1.2, which ends with the datagram or is followed by another.
  private static func isDTLS(_ bytes: Span<UInt8>) -> Bool {
    guard let kind = PayloadBytes.byte(bytes, 0), kind >= 20, kind <= 25,
      let version = PayloadBytes.big16(bytes, 1), version == 0xFEFF || version == 0xFEFD,
      let length = PayloadBytes.big16(bytes, 11), length > 0, 13 + Int(length) <= bytes.count
    else { return false }
    let next = 13 + Int(length)
    return next == bytes.count
      || (PayloadBytes.byte(bytes, next).map { $0 >= 20 && $0 <= 63 } ?? false)
  }

  /// RFC 3416, RFC 3412: a sequence as long as the datagram, a version, and what follows it there.
  private static func isSNMP(_ bytes: Span<UInt8>) -> Bool {
    guard let content = BERSigns.content(bytes, tag: 0x30), content.end == bytes.count,
      PayloadBytes.big16(bytes, content.start) == 0x0201,
      let version = PayloadBytes.byte(bytes, content.start + 2)
    else { return false }
    let next = content.start + 3
    if version == 3 { return PayloadBytes.byte(bytes, next) == 0x30 }
    guard version < 2, let community = BERSigns.content(bytes, at: next, tag: 0x04) else {
      return false
    }
    return PayloadBytes.byte(bytes, community.end).map { $0 >= 0xA0 && $0 <= 0xA8 } ?? false
  }

  /// RFC 5424, RFC 3164: a priority up to 191 in angle brackets, and text.
  private static func isSyslog(_ bytes: Span<UInt8>) -> Bool {
    guard PayloadBytes.byte(bytes, 0) == UInt8(ascii: "<") else { return false }
    var (place, priority) = (1, 0)
    while place < min(bytes.count, 4), bytes[place] >= 0x30, bytes[place] <= 0x39 {
      priority = priority * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    guard place > 1, priority <= 191, PayloadBytes.byte(bytes, place) == UInt8(ascii: ">"),
      bytes.count > place + 8
    else { return false }
    return (place + 1..<min(bytes.count, place + 33)).allSatisfy {
      PayloadBytes.isPrintable(bytes[$0])
    }
  }

  /// RFC 5905 s 7.3: the length, a version and a mode, a stratum; and the port, as that is little.
  private static func isTime(_ bytes: Span<UInt8>, _ head: PacketHead) -> Bool {
    guard head.source.port == 123 || head.destination.port == 123, bytes.count >= 48,
      bytes.count % 4 == 0
    else { return false }
    let (version, mode) = (bytes[0] >> 3 & 7, bytes[0] & 7)
    return version >= 1 && version <= 4 && mode >= 1 && mode <= 5 && bytes[1] <= 16
  }

  /// RFC 2131 s 3: BOOTP's header, and the cookie behind it.
  private static func isBoot(_ bytes: Span<UInt8>) -> Bool {
    guard let operation = PayloadBytes.byte(bytes, 0), operation == 1 || operation == 2 else {
      return false
    }
    return PayloadBytes.big32(bytes, 236) == 0x6382_5363
  }

  /// RFC 9000 s 17.2: a long header of version 1 or 2, with connection identifiers that fit.
  private static func isQUIC(_ bytes: Span<UInt8>) -> Bool {
    guard let first = PayloadBytes.byte(bytes, 0), first & 0xC0 == 0xC0,
      let version = PayloadBytes.big32(bytes, 1), version == 1 || version == 0x6B33_43CF,
      let length = PayloadBytes.byte(bytes, 5), length <= 20,
      let second = PayloadBytes.byte(bytes, 6 + Int(length))
    else { return false }
    return second <= 20 && bytes.count > 7 + Int(length) + Int(second)
  }

  /// RFC 3435 s 3.2.1: a command line ends with the version.
  private static func isGatewayControl(_ bytes: Span<UInt8>) -> Bool {
    let end = PayloadBytes.endOfLine(bytes)
    guard end >= 20, end < 512, end < bytes.count, PayloadBytes.byte(bytes, 4) == 0x20 else {
      return false
    }
    return (0..<4).allSatisfy { bytes[$0] >= 0x41 && bytes[$0] <= 0x5A }
      && PayloadBytes.contains(" mgcp 1.", bytes, before: end)
  }
}
