import PacketCapture

/// The fixed header of an RTP packet (RFC 3550 s 5.1), and how long its payload is.
///
///     0x80 | payload type | sequence number, 2 | timestamp, 4 | SSRC, 4 | CSRCs | extension | payload | padding
struct RTPHeader {
  /// The payload type, 0 to 127.
  let payloadType: UInt8
  /// The number of the packet in its stream.
  let sequence: UInt16
  /// When its first sample was taken, in units of the clock of its payload type.
  let timestamp: UInt32
  /// Who sends it.
  let source: UInt32
  /// Bytes of the payload, without padding.
  let payloadBytes: Int
}

extension RTPHeader {
  /// Reads a datagram, of which `missing` bytes at the end were not captured; nil if it cannot be RTP.
  init?(_ bytes: Span<UInt8>, missing: Int) {
    guard bytes.count >= 12, bytes[0] & 0xC0 == 0x80 else { return nil }
    payloadType = bytes[1] & 0x7F
    // Sender reports and the like, where RTCP shares the port (RFC 5761 s 4).
    if (72...76).contains(payloadType) { return nil }
    sequence = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    timestamp = Self.big32(bytes, 4)
    source = Self.big32(bytes, 8)
    let whole = bytes.count + missing
    var start = 12 + Int(bytes[0] & 0x0F) * 4
    if bytes[0] & 0x10 != 0, start + 4 <= bytes.count {
      start += 4 + (Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])) * 4
    }
    let hasPadding = bytes[0] & 0x20 != 0 && missing == 0
    let padding = hasPadding ? Int(bytes[bytes.count - 1]) : 0
    guard start + padding <= whole else { return nil }
    payloadBytes = whole - start - padding
  }

  /// Whether a datagram is RTCP by its first bytes: version 2, and a type that is in use (RFC 5761 s 4).
  static func isControl(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 8 && bytes[0] & 0xC0 == 0x80 && (192...223).contains(bytes[1])
  }

  private static func big32(_ bytes: Span<UInt8>, _ place: Int) -> UInt32 {
    UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
      | UInt32(bytes[place + 3])
  }
}
