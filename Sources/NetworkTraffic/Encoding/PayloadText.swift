import Event

/// Writes a SIP message as it was, without what proves an identity or opens a stream.
///
/// As in the fields of WireDecoder: the credentials and challenges of authentication, the password in a
/// URI, keys in a session description. `******` stands for them.
enum PayloadText {
  private static let mark: StaticString = "******"

  /// The headers of which only the first word is shown.
  private static let secretHeaders: [[UInt8]] = [
    "authorization", "authentication-info", "proxy-authorization", "proxy-authenticate",
    "proxy-authentication-info", "www-authenticate",
  ].map { Array($0.utf8) }

  /// Appends the inside of a JSON string.
  static func append(_ message: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer) {
    var place = range.lowerBound
    // A folded header goes on in the next line.
    var isSecret = false
    while place < range.upperBound {
      let end =
        LineSearch.newline(message, from: place, to: range.upperBound).map { $0 + 1 }
        ?? range.upperBound
      let isFolded = isBlank(message[place])
      if !isFolded { isSecret = isSecretHeader(message, place..<end) }
      if isSecret {
        if !isFolded { appendFirstWord(message, place..<end, &out) }
      } else if let kept = keptOfKey(message, place..<end) {
        out.append(escaping: message, place..<kept)
        out.append(mark)
        appendLineEnd(message, place..<end, &out)
      } else {
        appendLine(message, place..<end, &out)
      }
      place = end
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isSecretHeader(_ message: Span<UInt8>, _ line: Range<Int>) -> Bool {
    switch message[line.lowerBound] | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "p"), UInt8(ascii: "w"): break
    default: return false
    }
    return secretHeaders.contains { name in
      guard line.count > name.count else { return false }
      for (index, byte) in name.enumerated()
      where message[line.lowerBound + index] | 0x20 != byte { return false }
      let next = message[line.lowerBound + name.count]
      return next == UInt8(ascii: ":") || isBlank(next)
    }
  }

  /// `Authorization: Digest ******`.
  private static func appendFirstWord(
    _ message: Span<UInt8>, _ line: Range<Int>, _ out: inout JSONBuffer
  ) {
    var place = line.lowerBound
    while place < line.upperBound, message[place] != UInt8(ascii: ":") { place += 1 }
    place = min(place + 1, line.upperBound)
    while place < line.upperBound, isBlank(message[place]) { place += 1 }
    let word = place
    while place < line.upperBound, isLetter(message[place]) { place += 1 }
    // A name of a value, `nextnonce=`, is no word of its own.
    let isWord = place < line.upperBound && isBlank(message[place])
    out.append(escaping: message, line.lowerBound..<(isWord ? place + 1 : word))
    out.append(mark)
    appendLineEnd(message, line, &out)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// Where the key begins of a line of SDP that has one: `k=`, `a=crypto:1 SUITE `; nil for other lines.
  private static func keptOfKey(_ message: Span<UInt8>, _ line: Range<Int>) -> Int? {
    guard line.count > 2, message[line.lowerBound + 1] == UInt8(ascii: "=") else { return nil }
    let content = line.lowerBound + 2
    if message[line.lowerBound] == UInt8(ascii: "k") { return content }
    let name = Array("crypto:".utf8)
    guard message[line.lowerBound] == UInt8(ascii: "a"), line.upperBound - content > name.count,
      name.indices.allSatisfy({ message[content + $0] | 0x20 == name[$0] | 0x20 })
    else { return nil }
    // The tag and the suite are shown.
    var place = content
    for _ in 0..<2 {
      while place < line.upperBound, !isBlank(message[place]) { place += 1 }
      while place < line.upperBound, isBlank(message[place]) { place += 1 }
    }
    return place < line.upperBound ? place : nil
  }

  private static func appendLineEnd(
    _ message: Span<UInt8>, _ line: Range<Int>, _ out: inout JSONBuffer
  ) {
    var place = line.upperBound
    while place > line.lowerBound, message[place - 1] == 0x0A || message[place - 1] == 0x0D {
      place -= 1
    }
    out.append(escaping: message, place..<line.upperBound)
  }

  /// Appends a line, without the passwords in its URIs: `sip:name:password@host`.
  private static func appendLine(
    _ message: Span<UInt8>, _ line: Range<Int>, _ out: inout JSONBuffer
  ) {
    var written = line.lowerBound
    for place in line where message[place] == UInt8(ascii: "@") {
      guard let password = password(message, before: place, from: written) else { continue }
      out.append(escaping: message, written..<password)
      out.append(mark)
      written = place
    }
    out.append(escaping: message, written..<line.upperBound)
  }

  /// Where the password begins of the user that stands before an `@`; nil if there is none.
  private static func password(
    _ message: Span<UInt8>, before end: Int, from start: Int
  ) -> Int? {
    var place = end
    var colons = 0
    var first = end
    var second = end
    while place > start, isUser(message[place - 1]) {
      place -= 1
      if message[place] == UInt8(ascii: ":") {
        colons += 1
        (first, second) = (place, first)
      }
    }
    // The first colon ends the scheme.
    guard colons >= 2, first - place == 3 || first - place == 4,
      message[place] | 0x20 == UInt8(ascii: "s"), message[place + 1] | 0x20 == UInt8(ascii: "i")
    else { return nil }
    return second + 1
  }

  /// Whether a byte may stand in a scheme, a user or a password.
  private static func isUser(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "@"): false
    default: true
    }
  }
}
