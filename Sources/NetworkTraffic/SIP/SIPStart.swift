import WireDecoder

/// Whether a message starts at a place of a stream, of which more bytes may come.
enum SIPStart {
  /// The answer.
  enum Answer {
    case yes
    case no
    /// What is there may be the beginning of a start line.
    case notYet
  }

  /// The longest beginning of a start line that is waited for: a method, a URI and a version.
  static let maxLine = 4200
  /// The longest name that is taken for a method, as WireDecoder has it.
  private static let maxMethod = 64
  private static let version = Array(" SIP/2.0".utf8)
  private static let status = Array("SIP/2.0 ".utf8)

  /// Whether a message starts at `place`, where there is a byte.
  static func judge(_ bytes: Span<UInt8>, at place: Int) -> Answer {
    if isLineEnd(bytes[place]) { return .no }
    if SIPFraming.isStart(bytes, at: place) { return .yes }
    return mayStart(bytes, place) ? .notYet : .no
  }

  /// Whether the bytes from `place` on can only be a start line from its beginning: a status line's version, or
  /// a method that is known, as far as they are there.
  ///
  /// Behind lost bytes, `ONS sip:a@b SIP/2.0` may be the rest of a line.
  static func hasKnownWord(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    var end = place
    while end < bytes.count, end - place < maxMethod, bytes[end] > 0x20 { end += 1 }
    return words.contains { word in
      guard end - place == word.count || (end == bytes.count && end - place < word.count) else {
        return false
      }
      return (place..<end).allSatisfy { bytes[$0] == word[$0 - place] }
    }
  }

  /// `SIP/2.0`, and the methods of https://www.iana.org/assignments/sip-parameters.
  private static let words = [
    "SIP/2.0", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "INFO", "MESSAGE", "NOTIFY",
    "PRACK", "PUBLISH", "REFER", "SUBSCRIBE", "UPDATE",
  ].map { Array($0.utf8) }

  /// Whether a byte is one of a line end.
  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A }

  /// Where the last line begins if it may go on as a start line; else the end.
  static func lastLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var place = bytes.count
    let first = max(start, bytes.count - maxLine)
    while place > first, bytes[place - 1] != 0x0A { place -= 1 }
    guard place > start, place < bytes.count, place > first else { return bytes.count }
    return judge(bytes, at: place) == .notYet ? place : bytes.count
  }

  private static func mayStart(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard bytes.count - start < maxLine else { return false }
    if isPrefix(of: status, bytes, start) { return true }
    var place = start
    while place < bytes.count, isMethod(bytes[place]), place - start < maxMethod { place += 1 }
    if place == bytes.count { return true }
    guard place > start, bytes[place] == 0x20 else { return false }
    place += 1
    while place < bytes.count, bytes[place] > 0x20 { place += 1 }
    return place == bytes.count || isPrefix(of: version, bytes, place)
  }

  /// Whether all that is there from `start` on are the first bytes of a word.
  private static func isPrefix(of word: [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let count = bytes.count - start
    guard count < word.count else { return false }
    return (0..<count).allSatisfy { bytes[start + $0] == word[$0] }
  }

  /// Whether a byte may stand in a method: those that are known are of letters, and `_` or `-`.
  private static func isMethod(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }
}
