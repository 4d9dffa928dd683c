/// E-mail addresses, `alice@example.com`.
///
/// Not those of SIP, and not Call-IDs, which look the same: the first name a phone as a rule, and
/// both tie the messages of a call together.
enum EmailAddress {
  /// The next e-mail address at or after `place`, which is moved behind it.
  static func next(in text: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    var at = place
    while at < text.count {
      guard text[at] == UInt8(ascii: "@") else {
        at += 1
        continue
      }
      var start = at
      // Not before `place`: each byte is looked at once from either side.
      while start > place, isLocalPart(text[start - 1]) { start -= 1 }
      let end = domainEnd(in: text, at + 1)
      if start < at, let end, !isOtherAddress(text, start) {
        place = end
        return start..<end
      }
      place = at + 1
      at += 1
    }
    place = text.count
    return nil
  }

  private static func isLocalPart(_ byte: UInt8) -> Bool {
    byte.isWordPart || "._%+-".utf8.contains(byte)
  }

  /// Where a host name with a top domain of letters ends; nil for an address of IP, or no host.
  private static func domainEnd(in text: Span<UInt8>, _ start: Int) -> Int? {
    var place = start
    var label = start
    var end: Int?
    while place < text.count {
      let byte = text[place]
      if byte == UInt8(ascii: ".") {
        label = place + 1
      } else if !byte.isWordPart, byte != UInt8(ascii: "-") {
        break
      }
      place += 1
      if label > start, place - label >= 2 { end = place }
    }
    guard let end, text[lastLabel(in: text, start..<end)].isDigit == false else { return nil }
    return end
  }

  /// Where the last label of a host name starts.
  private static func lastLabel(in text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var place = range.upperBound
    while place > range.lowerBound, text[place - 1] != UInt8(ascii: ".") { place -= 1 }
    return place
  }

  private static func isOtherAddress(_ text: Span<UInt8>, _ start: Int) -> Bool {
    if text.has("sip:", before: start) || text.has("sips:", before: start) { return true }
    var place = start
    while place > 0, text[place - 1] == UInt8(ascii: " ") { place -= 1 }
    return text.has("call-id:", before: place)
  }
}
