/// Tells messages of the Domain Name System (RFC 1035 s 4, RFC 6762).
enum DNSSigns {
  /// Whether bytes are one whole message: a header that makes sense, and a first question or record.
  static func isMessage(_ bytes: Span<UInt8>) -> Bool {
    guard let flags = PayloadBytes.big16(bytes, 2), let questions = PayloadBytes.big16(bytes, 4),
      let answers = PayloadBytes.big16(bytes, 6), let authorities = PayloadBytes.big16(bytes, 8),
      let additional = PayloadBytes.big16(bytes, 10)
    else { return false }
    let isAnswer = flags & 0x8000 != 0
    // Operations up to UPDATE, the bit that has to be zero, codes up to those of RFC 6895.
    guard flags >> 11 & 0xF <= 5, flags & 0x40 == 0, flags & 0xF <= 11 else { return false }
    guard answers < 256, authorities < 256, additional < 256 else { return false }
    guard questions == 1 || (isAnswer && questions == 0 && answers > 0),
      isAnswer || flags & 0xF == 0, let end = endOfName(bytes, from: 12),
      let kind = PayloadBytes.big16(bytes, end), kind > 0,
      let space = PayloadBytes.big16(bytes, end + 2)
    else { return false }
    // The Internet, CHAOS, HESIOD, any; the first bit is one of multicast.
    return [1, 3, 4, 255].contains(space & 0x7FFF)
  }

  /// Whether a segment is a message behind its length (RFC 7766 s 8).
  static func isSegment(_ bytes: Span<UInt8>) -> Bool {
    guard let length = PayloadBytes.big16(bytes, 0), length == bytes.count - 2 else { return false }
    return isMessage(bytes.extracting(2..<bytes.count))
  }

  /// Where the name that begins at a place ends; nil if it is none, or refers to another.
  private static func endOfName(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    while place < bytes.count, place - start < 255 {
      let length = Int(bytes[place])
      guard length > 0 else { return place + 1 }
      guard length < 64 else { return nil }
      place += 1 + length
    }
    return nil
  }
}

/// Finds one's way in the Basic Encoding Rules (X.690 s 8.1).
enum BERSigns {
  /// The content of the element at a place, if it has that tag and a definite length; it may end behind
  /// the bytes.
  static func content(
    _ bytes: Span<UInt8>, at place: Int = 0, tag: UInt8
  ) -> (start: Int, end: Int)? {
    guard PayloadBytes.byte(bytes, place) == tag, let short = PayloadBytes.byte(bytes, place + 1)
    else { return nil }
    guard short >= 0x80 else { return (place + 2, place + 2 + Int(short)) }
    let count = Int(short & 0x7F)
    guard count >= 1, count <= 4 else { return nil }
    var length = 0
    for index in 0..<count {
      guard let byte = PayloadBytes.byte(bytes, place + 2 + index) else { return nil }
      length = length << 8 | Int(byte)
    }
    return (place + 2 + count, place + 2 + count + length)
  }
}
