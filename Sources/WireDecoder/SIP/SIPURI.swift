/// A URI of RFC 3261 s 19.1 (`sip`, `sips`) or RFC 3966 (`tel`), in parts; of others, the scheme only.
struct SIPURI {
  /// All of it.
  let whole: Range<Int>
  /// What stands before the first colon.
  let scheme: Range<Int>
  /// The user as spelled, escapes not resolved, or the number of a `tel` URI; empty if none.
  private(set) var username: Range<Int>
  /// The password; nil if there is none.
  private(set) var password: Range<Int>?
  /// The host, an IPv6 address without its brackets; empty if none.
  private(set) var host: Range<Int>
  /// The port.
  private(set) var port: Int?
  /// The parameters, from the first semicolon on.
  private(set) var parameters: Range<Int>
  /// Whether there are headers, after a `?`.
  private(set) var hasHeaders = false

  /// Reads a URI that is all of `range`; nil if it is none.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard let colon = Self.schemeEnd(bytes, range), colon + 1 < range.upperBound else { return nil }
    let start = colon + 1
    guard Self.areAllowed(bytes, start..<range.upperBound) else { return nil }
    let at = SIPGrammar.find(UInt8(ascii: "@"), bytes, start, range.upperBound)
    whole = range
    scheme = range.lowerBound..<colon
    let none = range.upperBound..<range.upperBound
    username = none
    host = none
    parameters = none
    if SIPGrammar.matches(bytes, scheme, "sip") || SIPGrammar.matches(bytes, scheme, "sips") {
      if let at { readUser(bytes, start..<at) }
      guard readHost(bytes, at.map { $0 + 1 } ?? start) else { return nil }
    } else if SIPGrammar.matches(bytes, scheme, "tel") {
      let end =
        SIPGrammar.find(UInt8(ascii: ";"), bytes, start, range.upperBound) ?? range.upperBound
      username = start..<end
      parameters = end..<range.upperBound
    }
  }

  /// Whether bytes may stand in a URI: no blank, control, `<`, `>` or quote among them.
  private static func areAllowed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let part = bytes.extracting(range)
    var refused: UInt64 = 0
    // All are looked at before the answer: a loop without a way out is several times as fast.
    for index in part.indices {
      let byte = part[unchecked: index]
      // A bit for each byte below 64 that may not be there; the others have their own lane.
      let low: UInt64 = byte < 64 ? 0x5000_0005_FFFF_FFFF &>> UInt64(byte & 63) : 0
      refused |= (low & 1) | (byte == 0x7F ? 1 : 0)
    }
    return refused == 0
  }

  /// The place of the colon after a scheme (RFC 3986 s 3.1).
  private static func schemeEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: ":"): return index > range.lowerBound ? index : nil
      case 0x41...0x5A, 0x61...0x7A: continue
      case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == range.lowerBound { return nil }
      default: return nil
      }
    }
    return nil
  }

  private mutating func readUser(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if let colon = SIPGrammar.find(
      UInt8(ascii: ":"), bytes, range.lowerBound, range.upperBound)
    {
      username = range.lowerBound..<colon
      password = colon + 1..<range.upperBound
    } else {
      username = range
    }
  }

  /// Reads host, port, parameters and headers; false if there is no host, or what follows is none
  /// of these.
  private mutating func readHost(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let end = whole.upperBound
    guard let (host, after) = SIPHost.read(bytes, start, end) else { return false }
    self.host = host
    var place = after
    if place < end, bytes[place] == UInt8(ascii: ":") {
      let first = place + 1
      place = first
      while place < end, SIPGrammar.isDigit(bytes[place]) { place += 1 }
      guard let port = SIPGrammar.number(bytes, first..<place, limit: 65_535) else { return false }
      self.port = port
    }
    if place < end, bytes[place] == UInt8(ascii: ";") {
      let mark = SIPGrammar.find(UInt8(ascii: "?"), bytes, place, end) ?? end
      parameters = place..<mark
      place = mark
    }
    hasHeaders = place < end && bytes[place] == UInt8(ascii: "?")
    return place == end || hasHeaders
  }
}

/// A host as it stands in URIs and in Via.
enum SIPHost {
  /// Reads a name, an IPv4 address or an IPv6 reference at `place`.
  ///
  /// - Returns: its range without brackets, and the place after it; nil if there is none.
  static func read(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> (Range<Int>, Int)? {
    guard place < end else { return nil }
    if bytes[place] == UInt8(ascii: "[") {
      guard let close = SIPGrammar.find(UInt8(ascii: "]"), bytes, place, end), close > place + 1
      else { return nil }
      return (place + 1..<close, close + 1)
    }
    var after = place
    while after < end, isHost(bytes[after]) { after += 1 }
    return after > place ? (place..<after, after) : nil
  }

  /// Whether a byte may stand in a host; `_` is not in RFC 3261 and is in use.
  private static func isHost(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }
}
