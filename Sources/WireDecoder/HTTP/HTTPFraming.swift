/// Tells where HTTP/1.x messages start, by content alone (RFC 9112 s 2.1).
///
///     GET /index.html HTTP/1.1
///     HTTP/1.1 200 OK
///
/// Stricter than the grammar, so that other protocols and text are not taken for it: methods are of
/// capitals, single blanks separate, and the version is 1.x.
package enum HTTPFraming {
  /// Which of the two messages.
  package enum Kind: Sendable {
    case request
    case response
    case either
  }

  /// Whether a message starts at a place of a stream of which more bytes may come.
  package enum Answer: Sendable {
    case yes
    case no
    /// What is there may be the beginning of a start line.
    case notYet
  }

  /// The longest method that is looked for; the longest registered one has 17 letters.
  private static let maxMethod = 32
  /// The longest start line that is waited for: 16 KiB.
  package static let maxLine = 16 << 10

  /// Whether a message starts at `start`.
  package static func judge(
    _ bytes: Span<UInt8>, at start: Int = 0, _ kind: Kind = .either
  ) -> Answer {
    guard start >= 0, start < bytes.count else { return .notYet }
    let response = kind == .request ? .no : judgeStatus(bytes, start)
    if response != .no || kind == .response { return response }
    return judgeRequest(bytes, start)
  }

  /// The place of the first message at the start of a line from `place` on; nil if there is none.
  ///
  /// For going on after bytes that were lost.
  package static func nextStart(_ bytes: Span<UInt8>, from place: Int, _ kind: Kind) -> Int? {
    var start = max(place, 0)
    while start < bytes.count {
      if judge(bytes, at: start, kind) == .yes { return start }
      guard let newline = SIPGrammar.find(0x0A, bytes, start, bytes.count) else { return nil }
      start = newline + 1
    }
    return nil
  }

  /// `HTTP/1.1 200` and what ends the number.
  private static func judgeStatus(_ bytes: Span<UInt8>, _ start: Int) -> Answer {
    let count = min(bytes.count - start, 13)
    for index in 0..<count {
      let byte = bytes[start + index]
      let fits =
        switch index {
        case 0..<7: byte == version.utf8Start[index + 1]
        case 7, 10, 11: SIPGrammar.isDigit(byte)
        case 8: byte == 0x20
        case 9: byte >= UInt8(ascii: "1") && byte <= UInt8(ascii: "9")
        default: byte == 0x20 || HTTPGrammar.isLineEnd(byte)
        }
      if !fits { return .no }
    }
    return count == 13 ? .yes : .notYet
  }

  private static let version: StaticString = " HTTP/1."

  private static func judgeRequest(_ bytes: Span<UInt8>, _ start: Int) -> Answer {
    let limit = min(bytes.count, start + maxMethod)
    var place = start
    while place < limit, HTTPGrammar.isMethod(bytes[place]) { place += 1 }
    guard place < bytes.count else { return .notYet }
    guard place > start, bytes[place] == 0x20 else { return .no }
    let target = place + 1
    place = target
    let end = min(bytes.count, start + maxLine)
    while place < end, bytes[place] > 0x20, bytes[place] != 0x7F { place += 1 }
    if place > target, !mayBeginTarget(bytes[target]) { return .no }
    guard place < end else { return end == bytes.count ? .notYet : .no }
    guard place > target else { return .no }
    for index in 0..<10 {
      guard place + index < bytes.count else { return .notYet }
      let byte = bytes[place + index]
      let fits =
        switch index {
        case 0..<8: byte == version.utf8Start[index]
        case 8: SIPGrammar.isDigit(byte)
        default: HTTPGrammar.isLineEnd(byte)
        }
      if !fits { return .no }
    }
    return .yes
  }

  /// A path, `*`, or the first letter of a scheme or host (RFC 9112 s 3.2).
  private static func mayBeginTarget(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "["): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: (byte | 0x20) &- 0x61 < 26
    }
  }
}
