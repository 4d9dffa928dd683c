/// The other end of a message, as places in the record: what of it the log says.
package struct MessagePeer: Equatable, Sendable {
  /// The number of the socket or connection: `66`.
  package var socket: Range<Int>?
  /// The name of the client or server: `CIMplicity_EUW1_L2`.
  package var name: Range<Int>?
  /// What it is: `SCE`; for a T-Server of another site, its switch.
  package var type: Range<Int>?
  /// Its host or address.
  package var host: Range<Int>?
  /// Its port.
  package var port: Range<Int>?

  /// Makes one of which nothing is known.
  package init() {}

  /// Reads what follows `from` or `to` in a head.
  ///
  ///     [66] (00000e85 NAME 192.0.2.61:49280)      T-Server
  ///     65200(SIPTS)host:7007(fd=) message EventX  URS
  ///     backup (SIPS_B) [20]:                      T-Server, hot standby
  ///     584 (SCE 'default')                        Configuration Server
  ///     server NAME@SWITCH: message ISCCEventX     ISCC
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var place = range.lowerBound
    let end = range.upperBound
    while place < end {
      place = DumpText.skipBlanks(bytes, from: place, end: end)
      guard place < end else { return }
      switch bytes[place] {
      case UInt8(ascii: "["):
        place = takeSocket(bytes, from: place + 1, end: end)
      case UInt8(ascii: "("):
        place = takeParentheses(bytes, from: place + 1, end: end)
      default:
        guard let next = takeWord(bytes, from: place, end: end) else { return }
        place = next
      }
    }
  }

  /// Takes `66]`; returns the place after it.
  private mutating func takeSocket(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int {
    guard let close = DumpText.find(UInt8(ascii: "]"), bytes, from: start, end: end) else {
      return end
    }
    if socket == nil, DumpText.isDigits(bytes, start..<close) { socket = start..<close }
    return close + 1
  }

  /// Takes what stands in parentheses, and the host after them; returns the place after it.
  private mutating func takeParentheses(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int {
    guard let close = closing(bytes, from: start, end: end) else { return end }
    let inside = DumpText.trimmed(bytes, start..<close)
    if name == nil, !inside.isEmpty { takeDescription(bytes, inside) }
    let after = close + 1
    guard after < end, !DumpText.isBlank(bytes[after]), bytes[after] != UInt8(ascii: ":") else {
      return after
    }
    var wordEnd = after
    while wordEnd < end, !DumpText.isBlank(bytes[wordEnd]), bytes[wordEnd] != UInt8(ascii: "(") {
      wordEnd += 1
    }
    takeAddress(bytes, after..<wordEnd)
    return wordEnd
  }

  /// The parenthesis that closes the one before `start`, quotes aside.
  private func closing(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
    var isQuoted = false
    for place in start..<end {
      if bytes[place] == UInt8(ascii: "'") { isQuoted.toggle() }
      if bytes[place] == UInt8(ascii: ")"), !isQuoted { return place }
    }
    return DumpText.find(UInt8(ascii: ")"), bytes, from: start, end: end)
  }

  /// Takes `SCE 'default'`, `00000e85 NAME 192.0.2.61:49280` or `NAME`.
  private mutating func takeDescription(_ bytes: Span<UInt8>, _ inside: Range<Int>) {
    if let quote = DumpText.find(
      UInt8(ascii: "'"), bytes, from: inside.lowerBound, end: inside.upperBound)
    {
      let before = DumpText.trimmed(bytes, inside.lowerBound..<quote)
      if !before.isEmpty { type = before }
      let last = inside.upperBound - 1
      let isClosed = last > quote && bytes[last] == UInt8(ascii: "'")
      let quoted = quote + 1..<(isClosed ? last : inside.upperBound)
      if !quoted.isEmpty { name = quoted }
      return
    }
    var middle = inside
    let (start, end) = (inside.lowerBound, inside.upperBound)
    if let first = DumpText.find(0x20, bytes, from: start, end: end),
      DumpText.isHex(bytes, start..<first),
      let last = DumpText.findLast(0x20, bytes, inside), last > first,
      takeAddress(bytes, last + 1..<end)
    {
      middle = DumpText.trimmed(bytes, first..<last)
    }
    if !middle.isEmpty { name = middle }
  }

  /// Takes `host:port`; false if it has no port.
  @discardableResult
  private mutating func takeAddress(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let colon = DumpText.findLast(UInt8(ascii: ":"), bytes, range),
      colon > range.lowerBound, DumpText.isDigits(bytes, colon + 1..<range.upperBound)
    else { return false }
    host = range.lowerBound..<colon
    port = colon + 1..<range.upperBound
    return true
  }

  /// Takes a socket's number, or `NAME@SWITCH`; returns the place after it, nil if nothing more
  /// follows of the peer.
  private mutating func takeWord(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
    var wordEnd = start
    while wordEnd < end, !DumpText.isBlank(bytes[wordEnd]), bytes[wordEnd] != UInt8(ascii: "(") {
      wordEnd += 1
    }
    let word = start..<wordEnd
    if DumpText.equals(bytes, word, "message") { return nil }
    if DumpText.isDigits(bytes, word) {
      socket = socket ?? word
    } else if name == nil,
      let at = DumpText.find(UInt8(ascii: "@"), bytes, from: start, end: wordEnd), at > start
    {
      name = start..<at
      var switchEnd = at + 1
      while switchEnd < wordEnd, bytes[switchEnd] != UInt8(ascii: ":"),
        bytes[switchEnd] != UInt8(ascii: "/")
      {
        switchEnd += 1
      }
      if switchEnd > at + 1 { type = at + 1..<switchEnd }
    }
    return wordEnd
  }
}
